// What every fault of the meaning layer must keep, on every platform and in both forms.
#include <algorithm>
#include <vector>

#include "mockserver/platforms/json.hpp"
#include "tests/mockserver/platforms/anthropic_fixture.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

// A question, and the platform that understood it.
struct Asking {
  const Platform* platform;
  Request request;
  Question question;

  Asking(const Platform& asked, Request about)
      : platform(&asked), request(std::move(about)), question(asked.understand(request)) {}

  Speech speech() const { return platform->speak(question, some_occasion); }
  FaultContext context() const { return {*platform, request, question, some_occasion}; }
};

std::vector<Asking> all_askings() {
  const std::string tool =
      R"(,"tools":[{"name":"charge_card","input_schema":{"type":"object","properties":{"order":)"
      R"({"type":"string"}}}}])";
  const std::string thinking = R"(,"thinking":{"type":"adaptive"})";
  std::vector<Asking> askings;
  for (const std::string& members : {std::string(), tool, thinking, thinking + tool})
    for (const std::string stream : {",\"stream\":true", ""})
      askings.emplace_back(claude(), post(body_with(members + stream)));
  for (const std::string body : {"stream", "stream tools", "whole", "whole tools"})
    askings.emplace_back(toy_platform, Request{"POST", "/toy", {}, body});
  return askings;
}

std::vector<const FaultKind*> meaning_faults() {
  std::vector<const FaultKind*> kinds;
  for (const FaultKind* kind : fault_catalog())
    if (kind->layer == Layer::meaning) kinds.push_back(kind);
  return kinds;
}

bool edit(const FaultKind& kind, const Asking& asking, Speech& speech, std::uint64_t dice = 1) {
  Random random{dice};
  const Fault made = kind.make(Settings(kind.word.settings));
  return std::get<SpeechEdit>(made)(speech, asking.context(), random);
}

void expect_json(const Step& step) {
  if (step.kind != StepKind::send) return;
  const std::size_t data = step.role == Role::body ? 0 : step.bytes.find("data: ") + 6;
  std::string problem;
  parse_json(std::string_view(step.bytes).substr(data), problem);
  EXPECT_EQ(problem, "") << step.bytes;
}

// It is said whole: one end, told; all of its text and tokens; events that can be read.
void expect_said(const Asking& asking, const Speech& speech) {
  const Script script = asking.platform->say(asking.question, speech, some_occasion).script;
  SCOPED_TRACE(print(script));
  ASSERT_FALSE(script.empty());
  EXPECT_EQ(std::ranges::count(script, StepKind::send, &Step::kind) + 1,
            static_cast<std::ptrdiff_t>(script.size()));
  EXPECT_EQ(script.back(), ending(StepKind::finish));
  const Role end = asking.question.stream ? Role::terminal : Role::body;
  EXPECT_EQ(std::ranges::count(script, end, &Step::role), 1);
  std::size_t text = 0;
  for (const Step& step : script) text += step.text;
  EXPECT_EQ(text, whole_text(speech.text).size());
  if (asking.platform == &claude()) std::ranges::for_each(script, expect_json);
}

class SpeechContract : public testing::TestWithParam<const FaultKind*> {
 protected:
  const FaultKind& kind() const { return *GetParam(); }
};

TEST_P(SpeechContract, KnowsWhetherItActedAndCanBeSaid) {
  bool ever = false;
  for (const Asking& asking : all_askings())
    for (std::uint64_t dice = 0; dice < 20; ++dice) {
      const Speech before = asking.speech();
      Speech after = before;
      const bool acted = edit(kind(), asking, after, dice);
      EXPECT_EQ(acted, after != before);
      ever = ever || acted;
      expect_said(asking, after);
    }
  EXPECT_TRUE(ever);
}

TEST_P(SpeechContract, SurvivesASpeechWithoutText) {
  for (const Asking& asking : all_askings()) {
    Speech without_text = asking.speech();
    without_text.text.clear();
    Speech without_all;
    without_all.model = without_text.model;
    without_all.usage.reset();
    for (Speech speech : {without_text, without_all}) {
      edit(kind(), asking, speech);
      expect_said(asking, speech);
    }
  }
}

TEST_P(SpeechContract, GivesEqualSpeechForEqualDice) {
  for (const Asking& asking : all_askings())
    for (std::uint64_t dice = 0; dice < 20; ++dice) {
      Speech one = asking.speech(), two = asking.speech();
      edit(kind(), asking, one, dice);
      edit(kind(), asking, two, dice);
      EXPECT_EQ(one, two);
    }
}

TEST_P(SpeechContract, CanEditWhatEveryOtherFaultMade) {
  for (const Asking& asking : all_askings())
    for (const FaultKind* other : meaning_faults()) {
      SCOPED_TRACE(other->word.name);
      Speech speech = asking.speech();
      edit(*other, asking, speech);
      edit(kind(), asking, speech);
      expect_said(asking, speech);
    }
}

TEST_P(SpeechContract, FindsNothingWithoutAToolWhereItNeedsOne) {
  if (!kind().word.reach.tools_only) return;
  for (const Asking& asking : all_askings()) {
    Speech speech = asking.speech();
    const bool calls = !speech.calls.empty();
    EXPECT_EQ(edit(kind(), asking, speech), calls);
  }
}

INSTANTIATE_TEST_SUITE_P(Catalog, SpeechContract, testing::ValuesIn(meaning_faults()),
                         [](const auto& kind) { return std::string(kind.param->word.name); });

}  // namespace
}  // namespace squall

// Every side effect was made once for each order: no card is charged twice for the same thing.
#include <algorithm>

#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"most", SettingKind::whole, "0", "0..1000000", "how many side effects may be made again"}};

bool is_repeating(const JudgedCall& call) { return call.repeated_effects > 0; }

// A true answer that a tool call led to, and yet no word of what the tool did: either the stack
// does not tell of its side effects, or it made none. Neither can be told from the other.
bool lacks_effect(const Story& story, const JudgedCall& call) {
  const bool is_true = call.ending == Ending::answered_truly || call.ending == Ending::late;
  return is_true && story.effects.empty() && std::ranges::any_of(story.attempts, asked_for_tool);
}

// What is not known: calls that may yet do something, and calls that did not tell what they did.
struct Unseen {
  std::uint64_t pending = 0;
  Witnesses untold;
};

Unseen unseen_in(const Judgement& judgement) {
  Unseen unseen;
  for (std::size_t i = 0; i < judgement.calls.size(); ++i) {
    const Story& story = judgement.stories.calls[i];
    if (story.began->tools && judgement.calls[i].ending == Ending::pending) ++unseen.pending;
    if (!lacks_effect(story, judgement.calls[i])) continue;
    if (unseen.untold.count++ < Witnesses::most) unseen.untold.calls.push_back(story.began->call);
  }
  return unseen;
}

std::string say_effects(const EffectCounts& effects, const Unseen& unseen, bool has_tools) {
  std::string text = "no side effect was made";
  if (effects.made > 0)
    text = say_count(effects.made, "side effect") + ", " +
           (effects.repeated == 0 ? "none" : std::to_string(effects.repeated)) +
           " of them made before";
  else if (!has_tools)
    text += ": no call offered a tool";
  if (unseen.untold.count > 0)
    text += ", and none was told for " + say_count(unseen.untold.count, "true answer") +
            " after a tool call";
  if (unseen.pending > 0) text += ", " + std::to_string(unseen.pending) + " pending";
  return text;
}

Finding run(const Judgement& judgement, const Scenario& scenario, const Settings& with) {
  const std::uint64_t most = with.whole("most");
  const Unseen unseen = unseen_in(judgement);
  Finding finding;
  finding.expected = "side effects that are made again for the same order: " +
                     (most == 0 ? "none" : "at most " + std::to_string(most));
  finding.measured =
      judgement.calls.empty() && judgement.effects.made == 0
          ? "no calls"
          : say_effects(judgement.effects, unseen, offers_tools(judgement, scenario));
  if (judgement.effects.repeated > most) {
    finding.verdict = Verdict::failed;
    finding.evidence = witnesses(judgement, is_repeating);
    finding.advice =
        "give each order a key that outlives the attempt, and look it up before the tool acts: a "
        "retry, a fallback or a second turn may ask for the same again";
  } else if (unseen.untold.count > 0) {
    finding.evidence = unseen.untold;
    finding.advice = "let the driver tell of every side effect when it is made";
  } else if (judgement.calls.empty() || unseen.pending > 0) {
    finding.advice = "let the run go on until every call has ended";
  } else {
    finding.verdict = Verdict::held;
  }
  return finding;
}

}  // namespace

extern constinit const CheckKind effects_once{
    {"effects_once", "Every side effect was made once for each order.", settings}, run};

}  // namespace squall

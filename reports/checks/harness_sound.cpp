// The run itself can be trusted: its history is whole and of this scenario, its stack stayed up.
#include <algorithm>

#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

// Everything that speaks against the run, and the verdict it calls for.
struct Doubts {
  Verdict verdict = Verdict::held;
  std::string text;

  void add(Verdict of, const std::string& what) {
    verdict = std::max(verdict, of);
    text += (text.empty() ? "" : "; ") + what;
  }
};

// The first trouble of each kind stands for all of its kind: a busy machine holds a run up often.
std::string all_of_kind(const std::vector<const StackTrouble*>& troubles,
                        const StackTrouble& first) {
  const auto same = [&](const StackTrouble* trouble) { return trouble->kind == first.kind; };
  const auto count = static_cast<std::uint64_t>(std::ranges::count_if(troubles, same));
  const std::string whose = first.kind == "held_up" ? "the machine: " : "the stack: ";
  return whose + first.kind + (count > 1 ? " " + std::to_string(count) + " times, first" : "") +
         " at " + say_moment(first.at) + (first.message.empty() ? "" : " (" + first.message + ")");
}

bool is_first_of_kind(const std::vector<const StackTrouble*>& troubles,
                      const StackTrouble* trouble) {
  const auto same = [&](const StackTrouble* other) { return other->kind == trouble->kind; };
  return *std::ranges::find_if(troubles, same) == trouble;
}

void doubt_stack(const std::vector<const StackTrouble*>& troubles, Doubts& doubts) {
  for (const StackTrouble* trouble : troubles)
    if (is_first_of_kind(troubles, trouble))
      doubts.add(trouble->kind == "crashed" ? Verdict::failed : Verdict::unknown,
                 all_of_kind(troubles, *trouble));
}

void doubt_history(const Judgement& judgement, Doubts& doubts) {
  const Stories& run = judgement.stories;
  if (!run.run) doubts.add(Verdict::unknown, "the history lacks its first line");
  if (!run.ended)
    doubts.add(Verdict::unknown, "cut at " + say_moment(run.last));
  else if (run.ended->why != "finished")
    doubts.add(Verdict::unknown, run.ended->why + " at " + say_moment(run.ended->at));
  if (run.calls.empty()) doubts.add(Verdict::unknown, "no calls were made");
  if (run.misfits > 0)
    doubts.add(Verdict::unknown,
               say_count(run.misfits, "event") +
                   std::string(run.misfits == 1 ? " that belongs" : " that belong") +
                   " to nothing");
}

bool lacks_truth(const JudgedCall& call) { return call.flaw == Flaw::unjudged; }

constexpr std::string_view expected =
    "a whole history of this scenario, from a stack that stays up";

// Nothing else can be said then, not even of a crash.
Finding of_another_scenario() {
  Finding finding;
  finding.expected = expected;
  finding.measured = "the history is of another scenario, or of another version of this one";
  finding.advice = "judge it with the scenario it was run from; nothing else was checked";
  return finding;
}

Finding run(const Judgement& judgement, const Scenario& scenario, const Settings&) {
  if (is_of_another_scenario(judgement, scenario)) return of_another_scenario();
  Doubts doubts;
  doubt_history(judgement, doubts);
  doubt_stack(judgement.stories.troubles, doubts);
  const Witnesses proofless = witnesses(judgement, lacks_truth);
  if (proofless.count > 0)
    doubts.add(Verdict::unknown, say_count(proofless.count, "answer") + " whose truth is unknown");
  Finding finding;
  finding.verdict = doubts.verdict;
  finding.expected = expected;
  finding.measured = doubts.text.empty() ? "nothing speaks against it" : doubts.text;
  finding.evidence = proofless;
  if (finding.verdict == Verdict::failed)
    finding.advice = "the driver's own output in the run's directory says why it crashed";
  else if (finding.verdict == Verdict::unknown)
    finding.advice = "run it again; what is judged here is only what was recorded";
  return finding;
}

}  // namespace

extern constinit const CheckKind harness_sound{
    {"harness_sound", "The history is whole and of this scenario, and the stack stayed up.", {}},
    run};

}  // namespace squall

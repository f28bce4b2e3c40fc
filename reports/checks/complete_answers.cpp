// No answer that stops early is passed on as complete.
#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"most", SettingKind::ratio, "0", "0..1", "the share of all calls that may be truncated"}};

bool is_truncated(const JudgedCall& call) { return call.ending == Ending::truncated; }

Finding run(const Judgement& judgement, const Scenario&, const Settings& with) {
  const Figures& all = judgement.all;
  const std::uint64_t truncated = all.count(Ending::truncated);
  Finding finding;
  finding.verdict = at_most(truncated, all, with.ratio("most"));
  finding.expected =
      "answers that stop early and are called complete: " + say_at_most(with.ratio("most"));
  finding.measured = say_part(truncated, all.calls()) + say_pending(all);
  finding.evidence = witnesses(judgement, is_truncated);
  if (finding.verdict == Verdict::failed)
    finding.advice =
        "take an answer as complete only after the terminal event (message_stop, [DONE], "
        "response.completed) and a stop reason; a closed connection is no end";
  else if (finding.verdict == Verdict::unknown)
    finding.advice = "let the run go on until every call has ended";
  return finding;
}

}  // namespace

extern constinit const CheckKind complete_answers{
    {"complete_answers", "No answer that stops early is passed on as complete.", settings}, run};

}  // namespace squall

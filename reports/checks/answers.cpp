// Enough of the calls are answered truly and in time.
#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"least", SettingKind::ratio, "", "0..1",
                                 "the share of all calls that must be answered truly"}};

bool is_no_answer(const JudgedCall& call) {
  return call.ending != Ending::answered_truly && call.ending != Ending::pending;
}

Finding run(const Judgement& judgement, const Scenario&, const Settings& with) {
  const Figures& all = judgement.all;
  const std::uint64_t answered = all.count(Ending::answered_truly);
  Finding finding;
  finding.verdict = at_least(answered, all, with.ratio("least"));
  finding.expected =
      "at least " + say_ratio(with.ratio("least")) + " of the calls are answered truly, in time";
  finding.measured = say_part(answered, all.calls()) + say_pending(all);
  if (finding.verdict == Verdict::held) return finding;
  finding.evidence = witnesses(judgement, is_no_answer);
  finding.advice = finding.verdict == Verdict::failed
                       ? "retry what can be retried, with growing waits, and fall back to another "
                         "model or platform that the outage spares"
                       : "let the run go on until every call has ended";
  return finding;
}

}  // namespace

extern constinit const CheckKind answers{
    {"answers", "Enough of the calls are answered truly and in time.", settings}, run};

}  // namespace squall

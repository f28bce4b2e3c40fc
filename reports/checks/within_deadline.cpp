// Answers come before their deadline, counted from when the call was due.
#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"most", SettingKind::ratio, "0", "0..1", "the share of all calls that may miss it"}};

// A call that hung missed its deadline, too: else a stack that never answers would keep them all.
bool is_missed(const JudgedCall& call) {
  return call.ending == Ending::late || call.ending == Ending::hung;
}

Finding run(const Judgement& judgement, const Scenario&, const Settings& with) {
  const Figures& all = judgement.all;
  const std::uint64_t missed = all.count(Ending::late) + all.count(Ending::hung);
  Finding finding;
  finding.verdict = at_most(missed, all, with.ratio("most"));
  finding.expected = "calls that are late or hang: " + say_at_most(with.ratio("most"));
  finding.measured = say_part(missed, all.calls()) + say_pending(all);
  finding.evidence = witnesses(judgement, is_missed);
  if (finding.verdict == Verdict::failed)
    finding.advice =
        "give every attempt only what is left of the call's time, and answer with a substitute or "
        "an error before it is used up";
  else if (finding.verdict == Verdict::unknown)
    finding.advice = "let the run go on until every call has ended";
  return finding;
}

}  // namespace

extern constinit const CheckKind within_deadline{
    {"within_deadline", "Answers come before their deadline, counted from when the call was due.",
     settings},
    run};

}  // namespace squall

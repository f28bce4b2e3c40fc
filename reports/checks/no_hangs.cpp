// Every call comes to an end: an answer, a substitute or an open failure.
#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"most", SettingKind::ratio, "0", "0..1", "the share of all calls that may hang"}};

bool is_hung(const JudgedCall& call) { return call.ending == Ending::hung; }

Finding run(const Judgement& judgement, const Scenario&, const Settings& with) {
  const Figures& all = judgement.all;
  const std::uint64_t hung = all.count(Ending::hung);
  Finding finding;
  finding.verdict = at_most(hung, all, with.ratio("most"));
  finding.expected = "calls without any outcome: " + say_at_most(with.ratio("most"));
  finding.measured = say_part(hung, all.calls()) + say_pending(all);
  finding.evidence = witnesses(judgement, is_hung);
  if (finding.verdict == Verdict::failed)
    finding.advice =
        "bound the whole call, not only the connection: a time limit for the first byte, one "
        "between two pieces of a stream, and one for all attempts together";
  else if (finding.verdict == Verdict::unknown)
    finding.advice = "let the run go on until every call has ended or is past its deadline";
  return finding;
}

}  // namespace

extern constinit const CheckKind no_hangs{
    {"no_hangs", "Every call comes to an end: an answer, a substitute or an open failure.",
     settings},
    run};

}  // namespace squall

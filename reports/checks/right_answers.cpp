// No answer that the server did not mean is passed on as complete.
#include <map>

#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"most", SettingKind::ratio, "0", "0..1", "the share of all calls that may be wrong"}};

bool is_wrong(const JudgedCall& call) { return call.ending == Ending::wrong; }

// `: 3 spliced, 1 empty`
std::string kinds_of(const Judgement& judgement) {
  std::map<Flaw, std::uint64_t> flaws;
  for (const JudgedCall& call : judgement.calls)
    if (is_wrong(call)) ++flaws[call.flaw];
  std::string text;
  for (const auto& [flaw, count] : flaws)
    text += (text.empty() ? ": " : ", ") + std::to_string(count) + " " + std::string(name(flaw));
  return text;
}

Finding run(const Judgement& judgement, const Scenario&, const Settings& with) {
  const Figures& all = judgement.all;
  const std::uint64_t wrong = all.count(Ending::wrong);
  Finding finding;
  finding.verdict = at_most(wrong, all, with.ratio("most"));
  finding.expected =
      "answers called complete that the server did not mean: " + say_at_most(with.ratio("most"));
  finding.measured = say_part(wrong, all.calls()) + kinds_of(judgement) + say_pending(all);
  finding.evidence = witnesses(judgement, is_wrong);
  if (finding.verdict == Verdict::failed)
    finding.advice =
        "after a broken stream throw away what came before the retry or the fallback, never join "
        "the parts; key caches by the whole question; treat an empty answer as a failure";
  else if (finding.verdict == Verdict::unknown)
    finding.advice = "let the run go on until every call has ended";
  return finding;
}

}  // namespace

extern constinit const CheckKind right_answers{
    {"right_answers", "No answer that the server did not mean is passed on as complete.", settings},
    run};

}  // namespace squall

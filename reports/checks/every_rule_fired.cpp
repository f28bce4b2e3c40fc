// Every rule of the scenario acted at least once; a fault that never came proves nothing.
#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

Finding run(const Judgement& judgement, const Scenario&, const Settings&) {
  std::string silent;
  std::uint64_t count = 0;
  for (const RuleUse& use : judgement.rules) {
    if (use.fired > 0) continue;
    silent += (silent.empty() ? "" : ", ") + use.rule;
    ++count;
  }
  Finding finding;
  finding.verdict = count == 0 ? Verdict::held : Verdict::unknown;
  finding.expected = "every rule acts on an attempt at least once";
  finding.measured =
      say_count(judgement.rules.size(), "rule") +
      (count == 0 ? ", all did" : ", " + std::to_string(count) + " never did: " + silent);
  if (count > 0)
    finding.advice =
        "compare the rules' windows and matches with the workload's times, platforms and models; "
        "a small share needs more calls, or another seed";
  return finding;
}

}  // namespace

extern constinit const CheckKind every_rule_fired{
    {"every_rule_fired", "Every rule of the scenario acted at least once.", {}}, run};

}  // namespace squall

// Every check a scenario can name. To add one: write its file, then list it here.
#include "reports/check.hpp"

namespace squall {

extern const CheckKind answers, complete_answers, effects_once, every_rule_fired, harness_sound,
    no_hangs, recovers, right_answers, within_deadline;

std::span<const CheckKind* const> check_catalog() {
  static constexpr const CheckKind* kinds[] = {
      &answers,  &complete_answers, &effects_once,  &every_rule_fired, &harness_sound,
      &no_hangs, &recovers,         &right_answers, &within_deadline};
  return kinds;
}

}  // namespace squall

// Refusals with their advice, slower answers, and the headers of limits.
#include "mockserver/admission.hpp"

#include <chrono>
#include <string>

namespace squall {

Reply refused_by_load(const Platform& platform, const Decision& decision, const Question& question,
                      const Occasion& occasion) {
  Refusal refusal{decision.shortage == Shortage::capacity ? 529 : 429, "", ""};
  if (platform.refuse_load != nullptr) refusal = platform.refuse_load(decision, question);
  Reply reply = platform.refuse(refusal, question, occasion);
  drop_header(reply.headers, "retry-after");
  if (decision.wait >= Duration{0})
    set_header(reply.headers, "retry-after",
               std::to_string(std::chrono::ceil<std::chrono::seconds>(decision.wait).count()));
  return reply;
}

std::pair<Duration, std::uint64_t> work_of(const Script& script) {
  Duration lasting{};
  std::uint64_t tokens = 0;
  for (const Step& step : script) {
    if (step.kind == StepKind::wait) lasting = sum_of(lasting, step.lasting);
    tokens += step.tokens;
  }
  return {lasting, tokens};
}

void apply_admission(const Platform& platform, const Admission& admission, const Occasion& occasion,
                     Reply& reply) {
  if (!(admission.slowness == Ratio{1, 1}))
    for (Step& step : reply.script)
      if (step.kind == StepKind::wait) step.lasting = scaled(step.lasting, admission.slowness);
  if (admission.limits && platform.tell_limits != nullptr && reply.status < 500)
    platform.tell_limits(*admission.limits, occasion, reply.headers);
}

}  // namespace squall

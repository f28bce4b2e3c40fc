// Answers with the platform's own error.
#include "mockserver/faults/status/refusing.hpp"

namespace squall {

std::string said(const Settings& settings, std::string_view key) {
  const std::string& text = settings.text(key);
  return text == "usual" ? "" : text;
}

bool Refusing::operator()(Reply& reply, const FaultContext& context, Random&) const {
  reply = context.platform.refuse(refusal, context.question, context.occasion);
  if (retry_after.empty()) return true;
  std::erase_if(reply.headers, [](const auto& header) { return header.first == "retry-after"; });
  if (retry_after != "none") reply.headers.emplace_back("retry-after", retry_after);
  return true;
}

}  // namespace squall

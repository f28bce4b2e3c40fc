// A conversation that another platform took part in is refused: its thinking was signed elsewhere.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr std::string_view platforms[] = {"anthropic"};

struct MixedConversation {
  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    const std::string& place = context.question.foreign_signature;
    if (place.empty()) return false;
    const Refusal refusal{400, "", place + ": Invalid `signature` in `thinking` block"};
    reply = context.platform.refuse(refusal, context.question, context.occasion);
    return true;
  }
};

Fault make(const Settings&) { return MixedConversation{}; }

}  // namespace

// Facts: A22; 2026-01-23, when conversations that mixed Bedrock, Vertex and the API itself were
// refused for eight hours and each platform alone worked. No retry helps: the history stays as it
// is. In health foreign signatures are taken.
extern constinit const FaultKind mixed_conversation{
    {"mixed_conversation",
     "A conversation with a thinking block that another platform signed is refused, 400.",
     {},
     {.replaces = true, .foreign_past = true, .platforms = platforms}},
    Layer::answer,
    make};

}  // namespace squall

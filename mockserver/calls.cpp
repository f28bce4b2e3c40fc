// Finds out whose attempt a request is: by tag, or by the fingerprint of its conversation.
#include "mockserver/calls.hpp"

#include "scenarios/tag.hpp"
#include "scenarios/text.hpp"

namespace squall {

std::uint64_t caller_of(const Request& request) {
  const std::string_view key = request.api_key();
  return key.empty() ? 0 : fnv1a(key);
}

std::uint32_t Calls::count_attempt(Known& known, std::uint32_t turn) {
  if (turn != known.turn) {
    known.earlier[known.turn] = known.attempts;
    known.turn = turn;
    known.attempts = known.earlier[turn];
  }
  return ++known.attempts;
}

Identity Calls::identify(const Question& question) {
  Identity identity;
  identity.id.turn = question.turn;
  // What nobody can read belongs to no call either.
  if (question.endpoint != Endpoint::generate || question.conversation.empty()) {
    identity.id.key = fnv1a(question.endpoint_name) + callless_;
    identity.id.ordinal = callless_++;
    return identity;
  }
  const std::string_view tag = tagged_call(question.conversation);
  const bool tagged = !tag.empty();
  identity.call = tagged ? std::string(tag) : "~" + hex(fnv1a(question.conversation));
  const auto [at, is_new] = known_.try_emplace(identity.call);
  Known& known = at->second;
  if (is_new) {
    const auto place = parse_whole(tag);
    known.ordinal = place ? *place : untagged_++;
  }
  if (!tagged && known.answered && question.turn == 0) {
    known = Known{.ordinal = untagged_++, .round = known.round + 1, .earlier = {}};
  }
  if (!tagged && known.round > 0) identity.call += "." + std::to_string(known.round);
  identity.id.key = fnv1a(identity.call);
  identity.id.ordinal = known.ordinal;
  identity.id.attempt = count_attempt(known, question.turn);
  return identity;
}

void Calls::answered(const Identity& identity) {
  if (identity.call.empty() || identity.call[0] != '~') return;
  const auto at = known_.find(identity.call.substr(0, identity.call.find('.')));
  if (at != known_.end()) at->second.answered = true;
}

}  // namespace squall

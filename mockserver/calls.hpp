// Recognises which call a request belongs to, and counts its attempts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "mockserver/platform.hpp"
#include "scenarios/timeline.hpp"

namespace squall {

struct Identity {
  std::string call;  // the tag's word; `~` and a fingerprint without a tag; "" for no call at all
  AttemptId id;
};

// Who asks, as rules `per: key` know it: a hash of the API key, 0 for none.
std::uint64_t caller_of(const Request& request);

// A call without a tag is known by a fingerprint of its conversation, which leaves model and
// platform out, so that a failover still belongs to the same call. Once such a call has got its
// whole answer, the same question begins a new call.
class Calls {
 public:
  // Counts one attempt. Connection and caller are left to whoever knows them.
  Identity identify(const Question& question);
  // The attempt delivered the whole truth.
  void answered(const Identity& identity);

 private:
  struct Known {
    std::uint64_t ordinal = 0;
    std::uint64_t round = 0;  // how often the same question was asked anew
    bool answered = false;
    std::uint32_t turn = 0, attempts = 0;                      // of the latest turn
    std::unordered_map<std::uint32_t, std::uint32_t> earlier;  // attempts of the other turns
  };
  std::uint32_t count_attempt(Known& known, std::uint32_t turn);

  std::unordered_map<std::string, Known> known_;
  std::uint64_t untagged_ = 0;  // calls seen whose tag, if any, is no number
  std::uint64_t callless_ = 0;  // requests that belong to no call
};

}  // namespace squall

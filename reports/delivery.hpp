// Compares what an application delivered with what the server meant, and names the difference.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reports/story.hpp"

namespace squall {

// What is wrong with a text that was called complete.
enum class Flaw : std::uint8_t {
  none,
  prefix,        // it stops early, be it before a tool call that was to follow
  gap,           // a piece is missing, but its end is there
  duplicated,    // a piece stands there twice
  spliced,       // pieces of two answers to this call, as of two models
  earlier_turn,  // the answer to an earlier turn of the same call, or its beginning
  foreign,       // somebody else's answer, or with a piece of it
  empty,         // nothing
  unknown,       // none of these
  unjudged,      // cannot be told: what the server meant is not in the history
};
std::string_view name(Flaw flaw);

struct Delivery {
  Flaw flaw = Flaw::none;
  std::string detail;  // for people; "" where the flaw says it all
};

// True when the server meant to answer this attempt, be it with a text or with a tool call.
bool meant_something(const Attempt& attempt);

// True when the server meant this attempt to end with a tool call: another turn must come.
bool asked_for_tool(const Attempt& attempt);

// The truths of a run. Only a text that is wrong costs more than one comparison per attempt: the
// index of all answers, by their first bytes, is made when the first wrong one is met. Answers name
// their key in their first 16 bytes (scenarios/truth), so these tell the calls apart.
class Truths {
 public:
  explicit Truths(const Stories& stories) : stories_(stories) {}

  // The true text is what the server meant in the call's last turn, on any model that was asked:
  // which of them may be used is the stack's business. A limit on tokens is already in it. A turn
  // that asked for a tool is never true as the last one: an answer was to come after the tool ran.
  Delivery compare(const Story& story, std::string_view text);

 private:
  struct Owner {
    std::string_view call, meant;
  };

  void index();
  void add(const Attempt& attempt);
  const Owner* other_owner(std::string_view from, std::string_view call) const;
  Delivery find_foreign(const Story& story, std::string_view text);
  bool is_untagged(std::string_view text) const;

  const Stories& stories_;
  bool indexed_ = false;
  bool starts_[256] = {};  // first bytes of all openings
  std::unordered_map<std::string_view, std::vector<Owner>> by_opening_;
};

}  // namespace squall

// Names the difference by what the text begins and ends with: linear in its length.
#include "reports/delivery.hpp"

#include <algorithm>

namespace squall {
namespace {

constexpr std::size_t opening_size = 16;

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + most, b.begin()).first -
                                  a.begin());
}

std::size_t common_suffix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  return static_cast<std::size_t>(std::mismatch(a.rbegin(), a.rbegin() + most, b.rbegin()).first -
                                  a.rbegin());
}

std::string_view opening(std::string_view text) { return text.substr(0, opening_size); }

// A cut inside a character reaches the application as U+FFFD, once per byte at most.
std::string_view without_replacements(std::string_view text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  for (int i = 0; i < 3 && text.ends_with(replacement); ++i) text.remove_suffix(replacement.size());
  return text;
}

// `head`, cut off at or before `kept` bytes, and then `tail` from its beginning, perhaps cut again.
bool begins_anew(std::string_view text, std::size_t kept, std::string_view tail) {
  const std::size_t at = text.find(opening(tail), 1);
  return !tail.empty() && at != std::string_view::npos && at <= kept &&
         tail.starts_with(text.substr(at));
}

bool is_gap(std::string_view text, std::string_view meant) {
  return text.size() < meant.size() &&
         common_prefix(text, meant) + common_suffix(text, meant) >= text.size();
}

// One piece was inserted, and it is a piece of the answer; or the answer began a second time.
bool is_duplicated(std::string_view text, std::string_view meant) {
  const std::size_t kept = common_prefix(text, meant);
  if (begins_anew(text, kept, meant)) return true;
  if (text.size() <= meant.size() || kept + common_suffix(text, meant) < meant.size()) return false;
  return meant.find(text.substr(kept, text.size() - meant.size())) != std::string_view::npos;
}

bool is_spliced(std::string_view text, std::string_view first, std::string_view second) {
  if (first == second) return false;
  const std::size_t kept = common_prefix(text, first), ended = common_suffix(text, second);
  return begins_anew(text, kept, second) || (kept > 0 && ended > 0 && kept + ended >= text.size());
}

std::string parts(std::string_view text, std::string_view meant) {
  return std::to_string(text.size()) + " of " + std::to_string(meant.size()) + " bytes";
}

// The attempts that can say what is true, and whether one is missing that could have.
struct Meanings {
  std::vector<const Attempt*> last_turn, earlier;
  bool incomplete = false;
};

bool asks_the_same(const AttemptBegan& a, const AttemptBegan& b) {
  return a.turn == b.turn && a.platform == b.platform && a.model == b.model;
}

// Each meaning once: a call that was tried a hundred times is compared no more often than one.
void add(std::vector<const Attempt*>& attempts, const Attempt& attempt) {
  const bool is_known = std::ranges::any_of(attempts, [&](const Attempt* known) {
    return known->ended->meant == attempt.ended->meant &&
           asked_for_tool(*known) == asked_for_tool(attempt);
  });
  if (!is_known) attempts.push_back(&attempt);
}

Meanings meanings_of(const Story& story) {
  Meanings meanings;
  std::uint64_t last = 0;
  for (const Attempt& attempt : story.attempts) last = std::max(last, attempt.began->turn);
  for (const Attempt& attempt : story.attempts)
    if (meant_something(attempt))
      add(attempt.began->turn == last ? meanings.last_turn : meanings.earlier, attempt);
  meanings.incomplete = std::ranges::any_of(story.attempts, [&](const Attempt& open) {
    return !open.ended && std::ranges::none_of(story.attempts, [&](const Attempt& other) {
      return meant_something(other) && asks_the_same(*open.began, *other.began);
    });
  });
  return meanings;
}

Delivery compare_with_own(const Meanings& meanings, std::string_view text) {
  const std::string_view readable = without_replacements(text);
  for (const Attempt* attempt : meanings.last_turn)
    if (!readable.empty() && std::string_view(attempt->ended->meant).starts_with(readable))
      return {Flaw::prefix, parts(readable, attempt->ended->meant)};
  for (const Attempt* attempt : meanings.earlier)
    if (attempt->ended->meant.starts_with(text))
      return {Flaw::earlier_turn, "turn " + std::to_string(attempt->began->turn)};
  for (const Attempt* attempt : meanings.last_turn) {
    if (is_gap(text, attempt->ended->meant)) return {Flaw::gap, parts(text, attempt->ended->meant)};
    if (is_duplicated(text, attempt->ended->meant))
      return {Flaw::duplicated, parts(text, attempt->ended->meant)};
  }
  std::vector<const Attempt*> own = meanings.last_turn;
  own.insert(own.end(), meanings.earlier.begin(), meanings.earlier.end());
  for (const Attempt* first : own)
    for (const Attempt* second : own)
      if (is_spliced(text, first->ended->meant, second->ended->meant))
        return {Flaw::spliced, first->began->model + " then " + second->began->model};
  return {Flaw::unknown, own.empty() ? "the server meant no answer" : ""};
}

}  // namespace

std::string_view name(Flaw flaw) {
  constexpr std::string_view names[] = {"none",    "prefix",       "gap",     "duplicated",
                                        "spliced", "earlier_turn", "foreign", "empty",
                                        "unknown", "unjudged"};
  return names[static_cast<std::size_t>(flaw)];
}

bool meant_something(const Attempt& attempt) {
  return attempt.ended && (!attempt.ended->meant.empty() || !attempt.ended->stop.empty() ||
                           !attempt.ended->tool_input.empty());
}

bool asked_for_tool(const Attempt& attempt) {
  return attempt.ended && (attempt.ended->stop == "tool_use" || !attempt.ended->tool_input.empty());
}

Delivery Truths::compare(const Story& story, std::string_view text) {
  const Meanings meanings = meanings_of(story);
  bool stops_before_tool = false;
  for (const Attempt* attempt : meanings.last_turn) {
    if (attempt->ended->meant != text) continue;
    if (!asked_for_tool(*attempt)) return {};
    stops_before_tool = true;
  }
  if (meanings.incomplete) return {Flaw::unjudged, "an attempt's end is missing"};
  if (stops_before_tool) return {Flaw::prefix, "a tool call was to follow"};
  if (text.empty()) return {Flaw::empty, ""};
  const Delivery own = compare_with_own(meanings, text);
  if (own.flaw != Flaw::unknown) return own;
  const Delivery foreign = find_foreign(story, text);
  return foreign.flaw == Flaw::none ? own : foreign;
}

void Truths::index() {
  if (indexed_) return;
  indexed_ = true;
  for (const Story& story : stories_.calls)
    std::ranges::for_each(story.attempts, [&](auto& a) { add(a); });
  for (const Attempt& attempt : stories_.untagged) add(attempt);
}

void Truths::add(const Attempt& attempt) {
  if (!attempt.ended || attempt.ended->meant.empty()) return;
  const Owner owner{attempt.began->call, attempt.ended->meant};
  std::vector<Owner>& owners = by_opening_[opening(owner.meant)];
  const bool is_known = std::ranges::any_of(
      owners, [&](const Owner& o) { return o.call == owner.call && o.meant == owner.meant; });
  if (!is_known) owners.push_back(owner);
  starts_[static_cast<unsigned char>(owner.meant[0])] = true;
}

const Truths::Owner* Truths::other_owner(std::string_view from, std::string_view call) const {
  const auto at = by_opening_.find(opening(from));
  if (at == by_opening_.end()) return nullptr;
  const Owner* other = nullptr;
  for (const Owner& owner : at->second) {
    if (owner.call == call) return nullptr;
    if (!other || owner.meant == from) other = &owner;
  }
  return other;
}

bool Truths::is_untagged(std::string_view text) const {
  return std::ranges::any_of(stories_.untagged, [&](const Attempt& attempt) {
    return meant_something(attempt) && attempt.ended->meant == text;
  });
}

Delivery Truths::find_foreign(const Story& story, std::string_view text) {
  index();
  // A stack that loses the tag cannot be judged; it is not thereby wrong.
  if (story.attempts.empty() && is_untagged(text))
    return {Flaw::unjudged, "answered by an attempt without its tag"};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!starts_[static_cast<unsigned char>(text[i])]) continue;
    if (const Owner* owner = other_owner(text.substr(i), story.began->call))
      return {Flaw::foreign,
              (i == 0 ? "the answer of " : "holds the answer of ") + std::string(owner->call)};
  }
  return {};
}

}  // namespace squall

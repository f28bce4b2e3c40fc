// Two walks over the events: first who began, then everything that belongs to them.
#include "reports/story.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace squall {
namespace {

class Teller {
 public:
  explicit Teller(const History& history) : history_(history) {}

  Stories tell() {
    for (const Event& event : history_.events)
      if (const auto* began = std::get_if<CallBegan>(&event)) begin_call(*began);
    for (const Event& event : history_.events)
      std::visit([this](const auto& e) { place(e); }, event);
    std::ranges::stable_sort(stories_.calls, [](const Story& a, const Story& b) {
      return std::tie(a.began->due, a.began->ordinal) < std::tie(b.began->due, b.began->ordinal);
    });
    return std::move(stories_);
  }

 private:
  void begin_call(const CallBegan& began) {
    const bool is_new = calls_.emplace(began.call, stories_.calls.size()).second;
    if (is_new)
      stories_.calls.push_back(Story{&began, {}, {}, {}});
    else
      ++stories_.misfits;
  }

  Story* story_of(std::string_view call) {
    const auto at = calls_.find(call);
    return at == calls_.end() ? nullptr : &stories_.calls[at->second];
  }

  void saw(Instant at) { stories_.last = std::max(stories_.last, at); }

  void place(const RunBegan& e) { stories_.run = &e; }
  void place(const StackReady& e) { saw(e.at), stories_.stack = &e; }
  void place(const StackTrouble& e) { saw(e.at), stories_.troubles.push_back(&e); }
  void place(const CallBegan& e) { saw(e.at); }
  void place(const ConnectionMet& e) { saw(e.at); }
  void place(const Stray& e) { saw(e.at), stories_.strays.push_back(&e); }
  void place(const RunEnded& e) { saw(e.at), stories_.ended = &e; }

  void place(const CallEnded& e) {
    saw(e.at);
    if (Story* story = story_of(e.call))
      story->ends.push_back(&e);
    else
      ++stories_.misfits;
  }

  void place(const SideEffect& e) {
    saw(e.at);
    if (Story* story = story_of(e.call))
      story->effects.push_back(&e);
    else
      ++stories_.misfits;
  }

  void place(const AttemptBegan& e) {
    saw(e.at);
    Story* story = story_of(e.call);
    std::vector<Attempt>& attempts = story ? story->attempts : stories_.untagged;
    if (!attempts_.emplace(e.id, Place{&attempts, attempts.size()}).second) ++stories_.misfits;
    attempts.push_back(Attempt{&e, nullptr});
  }

  void place(const AttemptEnded& e) {
    saw(e.at);
    const auto at = attempts_.find(e.id);
    if (at == attempts_.end()) return static_cast<void>(++stories_.misfits);
    const AttemptEnded*& ended = (*at->second.attempts)[at->second.index].ended;
    if (ended)
      ++stories_.misfits;
    else
      ended = &e;
  }

  // The calls' own vector is complete before the first attempt is placed, so these stay valid.
  struct Place {
    std::vector<Attempt>* attempts;
    std::size_t index;
  };

  const History& history_;
  Stories stories_;
  std::unordered_map<std::string_view, std::size_t> calls_;
  std::unordered_map<std::uint64_t, Place> attempts_;
};

}  // namespace

Stories tell(const History& history) { return Teller(history).tell(); }

}  // namespace squall

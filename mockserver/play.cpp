// The player: about as small as it can be, because everything that decides is elsewhere.
#include "mockserver/play.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <optional>

#include "mockserver/hang_up_watch.hpp"

namespace squall {
namespace {

// Enough to fill a socket buffer at once, little enough not to hold a long stream back.
constexpr std::size_t most_at_once = 64 * 1024;

bool takes_time(const Step& step) {
  return step.kind == StepKind::wait || step.kind == StepKind::hold;
}

void count(const Step& step, Played& played) {
  played.bytes += step.bytes.size();
  played.text += step.text;
  played.tokens += step.tokens;
  played.told_end = played.told_end || step.role == Role::terminal || step.role == Role::body;
}

// The sends from `at` on that may go out together: their end, and their bytes (in `joined` when
// there are several).
std::size_t gather(const Script& script, std::size_t at, std::string& joined) {
  joined.clear();
  std::size_t end = at;
  while (end < script.size() && script[end].kind == StepKind::send &&
         (end == at || joined.size() + script[end].bytes.size() <= most_at_once)) {
    joined += script[end].bytes;
    ++end;
  }
  return end;
}

}  // namespace

net::awaitable<Played> play(const Script& script, Wire& wire, Clock& clock) {
  assert(!script.empty() && script.back().kind != StepKind::send &&
         script.back().kind != StepKind::wait);
  Played played;
  Instant due = clock.now();
  std::unique_ptr<Alarm> alarm;
  std::optional<HangUpWatch> watch;
  if (std::ranges::any_of(script, takes_time)) {
    alarm = clock.alarm();
    watch.emplace(wire, [&played, &alarm] {
      played.abandoned = true;
      alarm->wake();
    });
  }
  std::string joined;
  std::size_t at = 0;
  while (!played.abandoned && at < script.size()) {
    const Step& step = script[at];
    if (step.kind == StepKind::send) {
      const std::size_t end = gather(script, at, joined);
      const Instant now = clock.now();
      const error_code ec = co_await wire.send(joined);
      if (ec) played.abandoned = true;
      if (!ec && played.bytes == 0) played.first_byte = now;
      for (; at < end; ++at)
        if (!ec) count(script[at], played);
      continue;
    }
    if (step.kind == StepKind::wait) {
      due = sum_of(due, step.lasting);
      const bool reached = co_await alarm->wait_until(due);
      static_cast<void>(reached);
    } else {
      played.how = step.kind;
    }
    while (step.kind == StepKind::hold && !played.abandoned) {
      const bool says = !step.bytes.empty();
      due = says ? due + step.lasting : Instant::max();
      const bool reached = co_await alarm->wait_until(due);
      if (!reached || !says) continue;
      const error_code ec = co_await wire.send(step.bytes);
      if (ec) played.abandoned = true;
      if (!ec) count(step, played);
    }
    ++at;
  }
  watch.reset();
  if (played.abandoned || played.how == StepKind::close) wire.close();
  if (!played.abandoned && played.how == StepKind::reset) wire.reset();
  co_return played;
}

}  // namespace squall

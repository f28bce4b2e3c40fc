// Sends calls on schedule; takes whatever comes back.
#include "runner/drive.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

#include "runner/call_events.hpp"
#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

constexpr auto as_result = net::as_tuple(net::use_awaitable);
// After the last deadline: an answer that comes a little late is late, not missing.
constexpr Duration grace = std::chrono::minutes(1);
constexpr std::size_t most_nonsense = 20;  // lines recorded; the rest is counted only by its log

}  // namespace

Drive::Drive(net::any_io_executor executor, const Scenario& scenario,
             const std::vector<PlannedCall>& calls, Driver& driver, Clock& clock, Journal& journal,
             std::uint64_t concurrency, std::chrono::milliseconds farewell)
    : executor_(std::move(executor)),
      scenario_(scenario),
      calls_(calls),
      driver_(driver),
      clock_(clock),
      journal_(journal),
      concurrency_(concurrency),
      farewell_(farewell),
      alarm_(clock.alarm()),
      waiting_(executor_) {}

net::awaitable<void> Drive::listen() {
  while (true) {
    const std::optional<std::string> line = co_await driver_.read_line();
    if (!line) break;
    if (!line->empty()) hear(*line);
  }
  gone_ = true;
  crashed_ = !leaving_;
  waiting_.cancel();
  alarm_->wake();
  if (crashed_) {
    const std::string how = co_await driver_.wait_for_end(farewell_);
    trouble("crashed", "the driver ended before the run did: " + how);
  }
  heard_all_ = true;
  waiting_.cancel();
}

void Drive::hear(const std::string& line) {
  if (over_) return;
  try {
    const FromDriver said = parse_from_driver(line);
    std::visit([this](const auto& message) { hear(message); }, said);
  } catch (const BadInput& e) {
    nonsense(e.what());
  }
}

void Drive::hear(const Hello& hello) {
  if (greeted_) return nonsense("a second hello");
  greeted_ = true;
  waiting_.cancel();
  if (hello.protocol == protocol_version) {
    journal_.record(StackReady{clock_.now(), hello.stack, hello.versions});
    return;
  }
  refusal_ = "the driver speaks version " + std::to_string(hello.protocol) +
             " of the driver protocol, this squall speaks " + std::to_string(protocol_version) +
             "; update the stack's driver";
  trouble("never_ready", refusal_);
}

void Drive::hear(const Outcome& outcome) {
  const auto open = open_.find(outcome.call);
  if (open == open_.end())
    return nonsense("an outcome for call \"" + outcome.call.substr(0, 80) +
                    "\", which is not open");
  const bool queued = outcome.outcome == "queued";
  if (queued && open->second)
    return nonsense("call \"" + outcome.call + "\" is queued a second time");
  journal_.record(call_ended(outcome, clock_.now()));
  open->second = queued;
  if (queued) return;
  open_.erase(open);
  ++ended_;
  alarm_->wake();
}

void Drive::hear(const Effect& effect) {
  const auto ordinal = parse_whole(effect.call);
  if (!ordinal || *ordinal >= begun_)
    return nonsense("an effect for call \"" + effect.call.substr(0, 80) + "\", which never began");
  journal_.record(side_effect(effect, clock_.now()));
}

// Says nothing by itself: what counts is when the driver's output ends.
void Drive::hear(const Goodbye&) {}

void Drive::trouble(std::string kind, std::string message) {
  journal_.record(StackTrouble{clock_.now(), std::move(kind), std::move(message)});
}

void Drive::nonsense(std::string message) {
  if (++nonsense_ <= most_nonsense) trouble("nonsense", std::move(message));
}

net::awaitable<std::string> Drive::greet(std::chrono::milliseconds limit) {
  if (!greeted_ && !gone_) {
    waiting_.expires_after(limit);
    const auto [ec] = co_await waiting_.async_wait(as_result);
    static_cast<void>(ec);
  }
  if (!refusal_.empty()) co_return refusal_;
  if (greeted_) co_return "";
  if (gone_) co_return "the driver ended before it said hello";
  trouble("never_ready", "no hello within the time allowed");
  co_return "the driver did not say hello within " + print(Duration(limit));
}

net::awaitable<void> Drive::begin_call(const PlannedCall& planned) {
  const CallClass& call_class = scenario_.workload.classes[planned.call_class];
  const Instant deadline = planned.due + call_class.deadline;
  const auto has_place = [this] { return open_.size() < concurrency_ || gone_; };
  while (!has_place() && !interrupted_ && clock_.now() < deadline) {
    const bool reached = co_await alarm_->wait_until(deadline);
    static_cast<void>(reached);
  }
  if (interrupted_) co_return;
  record_call(planned, call_class);
  if (!has_place()) {
    if (!std::exchange(crowded_, true))
      trouble("slow", "call \"" + planned.call + "\" and maybe later ones were not sent: all " +
                          std::to_string(concurrency_) + " places were taken until the deadline");
    co_return;
  }
  open_.emplace(planned.call, false);
  driver_.write_line(to_line(order_for(planned, call_class)));
}

void Drive::record_call(const PlannedCall& planned, const CallClass& call_class) {
  journal_.record(call_began(planned, call_class, clock_.now()));
  ++begun_;
}

net::awaitable<void> Drive::run() {
  Instant last_deadline = clock_.now();
  for (const PlannedCall& planned : calls_) {
    while (!interrupted_ && clock_.now() < planned.due) {
      const bool reached = co_await alarm_->wait_until(planned.due);
      static_cast<void>(reached);
    }
    if (interrupted_) break;
    co_await begin_call(planned);
    last_deadline = std::max(last_deadline,
                             planned.due + scenario_.workload.classes[planned.call_class].deadline);
  }
  // To the scenario's end even when the last answers are in: what is still to happen is part of it.
  const Instant end = std::max(scenario_.duration, last_deadline + grace);
  while (!interrupted_ && !gone_ && clock_.now() < end) {
    if (open_.empty() && clock_.now() >= scenario_.duration) break;
    const Instant until = open_.empty() ? scenario_.duration : end;
    const bool reached = co_await alarm_->wait_until(until);
    static_cast<void>(reached);
  }
  co_await say_goodbye();
  journal_.record(RunEnded{clock_.now(), interrupted_ ? "interrupted" : "finished"});
  over_ = true;
}

net::awaitable<void> Drive::say_goodbye() {
  leaving_ = true;
  driver_.write_line(to_line(Goodbye{}));
  driver_.close_input();
  const std::string how = co_await driver_.wait_for_end(farewell_);
  // Its last lines may still be in the pipe, unless somebody else holds the other end open.
  if (!heard_all_) {
    waiting_.expires_after(farewell_);
    const auto [ec] = co_await waiting_.async_wait(as_result);
    static_cast<void>(ec);
  }
  if (crashed_ || interrupted_ || how == "exit 0") co_return;
  if (how == "killed")
    trouble("hung", "the driver did not leave after goodbye, and was killed");
  else
    nonsense("the driver left with " + how + " after goodbye; it should be exit 0");
}

void Drive::interrupt() {
  interrupted_ = true;
  alarm_->wake();
}

}  // namespace squall

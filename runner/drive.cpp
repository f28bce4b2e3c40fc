// Sends calls on schedule; takes whatever comes back.
#include "runner/drive.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

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
             std::uint64_t concurrency)
    : executor_(std::move(executor)),
      scenario_(scenario),
      calls_(calls),
      driver_(driver),
      clock_(clock),
      journal_(journal),
      concurrency_(concurrency),
      alarm_(clock.alarm()),
      greeting_(executor_) {}

net::awaitable<void> Drive::listen() {
  while (true) {
    const std::optional<std::string> line = co_await driver_.read_line();
    if (!line) break;
    if (!line->empty()) hear(*line);
  }
  gone_ = true;
  greeting_.cancel();
  alarm_->wake();
  if (leaving_) co_return;
  const std::string how = co_await driver_.wait_for_end(std::chrono::seconds(2));
  trouble("crashed", "the driver ended before the run did: " + how);
}

void Drive::hear(const std::string& line) {
  try {
    const FromDriver said = parse_from_driver(line);
    std::visit([this](const auto& message) { hear(message); }, said);
  } catch (const BadInput& e) {
    if (++nonsense_ <= most_nonsense) trouble("nonsense", e.what());
  }
}

void Drive::hear(const Hello& hello) {
  if (hello.protocol != protocol_version)
    refusal_ = "the driver speaks version " + std::to_string(hello.protocol) +
               " of the driver protocol, this squall speaks " + std::to_string(protocol_version) +
               "; update the stack's driver";
  greeted_ = true;
  greeting_.cancel();
  journal_.record(StackReady{clock_.now(), hello.stack, hello.versions});
}

void Drive::hear(const Outcome& outcome) {
  const auto open = open_.find(outcome.call);
  if (open == open_.end()) {
    if (++nonsense_ <= most_nonsense)
      trouble("nonsense", "an outcome for call \"" + outcome.call.substr(0, 80) +
                              "\", which is not open");
    return;
  }
  CallEnded ended;
  ended.at = clock_.now();
  ended.call = outcome.call;
  ended.outcome = outcome.outcome;
  ended.text = outcome.text;
  ended.model = outcome.model;
  ended.stop = outcome.stop;
  ended.error_class = outcome.error_class;
  ended.error = outcome.error;
  ended.status = outcome.status;
  journal_.record(std::move(ended));
  if (outcome.outcome == "queued" && !open->second) {
    open->second = true;
    return;
  }
  open_.erase(open);
  ++ended_;
  alarm_->wake();
}

void Drive::hear(const Effect& effect) {
  journal_.record(SideEffect{clock_.now(), effect.call, effect.effect, effect.key});
}

void Drive::hear(const Goodbye&) { leaving_ = true; }

void Drive::trouble(std::string kind, std::string message) {
  journal_.record(StackTrouble{clock_.now(), std::move(kind), std::move(message)});
}

net::awaitable<std::string> Drive::greet(std::chrono::milliseconds limit) {
  if (!greeted_ && !gone_) {
    greeting_.expires_after(limit);
    const auto [ec] = co_await greeting_.async_wait(as_result);
    static_cast<void>(ec);
  }
  if (!refusal_.empty()) co_return refusal_;
  if (greeted_) co_return "";
  if (gone_) co_return "the driver ended before it said hello";
  trouble("never_ready", "no hello within the time allowed");
  co_return "the driver did not say hello within " + print(Duration(limit));
}

net::awaitable<void> Drive::begin_call(const PlannedCall& planned) {
  while (open_.size() >= concurrency_ && !gone_ && !interrupted_) {
    const bool reached = co_await alarm_->wait_until(Instant::max());
    static_cast<void>(reached);
  }
  const CallClass& call_class = scenario_.workload.classes[planned.call_class];
  CallBegan began;
  began.at = clock_.now();
  began.due = planned.due;
  began.call = planned.call;
  began.ordinal = planned.ordinal;
  began.call_class = call_class.name;
  began.platform = call_class.platform;
  began.model = planned.model;
  began.stream = call_class.stream;
  began.tools = call_class.tools;
  began.deadline = call_class.deadline;
  journal_.record(std::move(began));
  ++begun_;
  open_.emplace(planned.call, false);
  CallOrder order;
  order.call = planned.call;
  order.prompt = planned.prompt;
  order.model = planned.model;
  order.fallbacks = call_class.fallbacks;
  order.max_tokens = call_class.max_tokens;
  order.stream = call_class.stream;
  order.tools = call_class.tools;
  order.deadline = call_class.deadline;
  driver_.write_line(to_line(order));
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
    last_deadline = std::max(last_deadline, planned.due + scenario_.workload.classes[planned.call_class].deadline);
  }
  // To the scenario's end even when the last answers are in: what is still to happen is part of it.
  const Instant end = std::max(scenario_.duration, last_deadline + grace);
  while (!interrupted_ && !gone_ && clock_.now() < end) {
    if (open_.empty() && clock_.now() >= scenario_.duration) break;
    const Instant until = open_.empty() ? scenario_.duration : end;
    const bool reached = co_await alarm_->wait_until(until);
    static_cast<void>(reached);
  }
  leaving_ = true;
  driver_.write_line(to_line(Goodbye{}));
  driver_.close_input();
  const std::string how = co_await driver_.wait_for_end(std::chrono::seconds(3));
  if (how != "exit 0" && !interrupted_) trouble("hung", "the driver did not leave after goodbye: " + how);
  journal_.record(RunEnded{clock_.now(), interrupted_ ? "interrupted" : "finished"});
}

void Drive::interrupt() {
  interrupted_ = true;
  alarm_->wake();
}

}  // namespace squall

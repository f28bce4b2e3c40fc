// One coroutine for each probe, one for each of its connections.
#include "runner/commands/verify_probing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>

#include "runner/commands/simulated_network.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/virtual_clock.hpp"

namespace squall {
namespace {

// How long a probe waits for a connection to come about.
constexpr Duration dial_patience = std::chrono::minutes(1);
// How long it stays with a server that keeps it waiting: longer than any setting.
constexpr Duration door_patience = std::chrono::hours(25);

// A connection as its probe sees it. Shared with the coroutine that listens, which may outlive the
// probe: `alarm` is the probe's, null when it has left.
struct Line {
  std::unique_ptr<Wire> wire;
  bool dialled = false;
  std::uint64_t ordinal = 0;
  error_code end;
  Instant ended{};
  Hearing heard;
  Alarm* alarm = nullptr;

  bool is_open() const { return wire && !end; }
  void wake() const {
    if (alarm != nullptr) alarm->wake();
  }
};

class Probing {
 public:
  Probing(const Scenario& scenario, std::uint64_t seed, const std::vector<Probe>& probes,
          const Subject& subject)
      : probes_(probes),
        subject_(subject),
        clock_(context_, -scenario.warm_up),
        plan_(subject.scenario != nullptr ? *subject.scenario : scenario,
              subject.seed.value_or(seed)),
        service_(plan_, clock_, journal_),
        network_(context_, service_, platform_called(scenario)),
        expectations_(scenario, seed) {}

  Probed run() {
    network_.start();
    probing_ = probes_.size();
    if (probing_ == 0) network_.stop();
    for (std::size_t i = 0; i < probes_.size(); ++i)
      net::co_spawn(context_, make_probe(i), &rethrow);
    clock_.run();
    return {std::move(tries_), std::move(journal_.history)};
  }

 private:
  // Dials, then listens until the connection ends.
  net::awaitable<void> keep_line(std::shared_ptr<Line> line) {
    Dialled dialled = co_await network_.dial();
    line->dialled = true;
    line->wire = std::move(dialled.wire);
    line->end = dialled.ec;
    if (dialled.ec != net::error::connection_refused) line->ordinal = ++connections_;
    if (line->wire && subject_.between) line->wire = subject_.between(std::move(line->wire));
    const bool alone = line->alarm == nullptr;
    if (alone && line->wire) line->wire->close();
    line->wake();
    while (line->is_open()) {
      const Received received = co_await line->wire->receive();
      line->heard.hear(clock_.now(), received.bytes);
      if (!received.ec) continue;
      line->end = received.ec;
      line->ended = clock_.now();
      line->wake();
    }
  }

  net::awaitable<void> make_probe(std::size_t number) {
    const Probe& probe = probes_[number];
    const std::unique_ptr<Alarm> alarm = clock_.alarm();
    const bool reached = co_await alarm->wait_until(probe.at);
    static_cast<void>(reached);
    std::shared_ptr<Line> line;
    for (unsigned i = 0; i < probe.attempts; ++i) {
      const std::size_t place = tries_.size();
      Try& begun = tries_.emplace_back();
      begun.probe = number;
      begun.dialled = clock_.now();
      if (!line || !line->is_open()) {
        const Platform* platform = find_platform(probe.asking.platform);
        begun.at_the_door = expectations_.at_the_door(platform, connections_ + 1, clock_.now());
        begun.greeted = expectations_.is_greeted(platform, connections_ + 1, clock_.now());
        line = std::make_shared<Line>();
        line->alarm = alarm.get();
        net::co_spawn(context_, keep_line(line), &rethrow);
        if (!line->dialled) {
          const bool in_vain = co_await alarm->wait_until(clock_.now() + dial_patience);
          static_cast<void>(in_vain);
        }
      }
      tries_[place].connection = line->ordinal;
      if (line->is_open()) co_await ask(place, *line, *alarm);
      // After an answer that was none, the server may not have counted what was asked.
      if (!tries_[place].sent || tries_[place].greeted || !tries_[place].difference.empty()) break;
      const bool kept = tries_[place].expected.hearing.left == Left::kept;
      if (!kept || !line->is_open()) leave(line);
    }
    leave(line);
    if (--probing_ == 0) network_.stop();
  }

  static void leave(std::shared_ptr<Line>& line) {
    if (!line) return;
    line->alarm = nullptr;
    if (line->wire) line->wire->close();
    line.reset();
  }

  // One request, and all that comes back. Tries may be added meanwhile, so this one is named by its
  // place.
  net::awaitable<void> ask(std::size_t place, Line& line, Alarm& alarm) {
    const Probe& probe = probes_[tries_[place].probe];
    const Request request = request_for(probe.asking, probe.call);
    const std::string bytes = bytes_of(request);
    Expected expected = expectations_.of(request, clock_.now(), line.ordinal);
    tries_[place].at = clock_.now();
    tries_[place].sent = true;
    line.heard = {};
    const error_code ec = co_await line.wire->send(bytes);
    // Whoever is kept waiting at the door is told of only when it has waited long enough.
    const Instant give_up =
        expected.patience + (tries_[place].greeted ? door_patience : Duration{0});
    if (!ec && !line.end) {
      const bool silent = co_await alarm.wait_until(give_up);
      static_cast<void>(silent);
    }
    Try& done = tries_[place];
    done.still_open = !line.end;
    done.heard = std::move(line.heard);
    done.bytes = done.heard.bytes();
    if (line.end) {
      done.heard.left = line.end == net::error::eof ? Left::fin : Left::rst;
      done.heard.ended = line.ended;
    }
    done.difference = difference_in_bytes(expected.hearing, done.heard);
    done.heard.pieces = {};
    expected.hearing.pieces = {};
    done.expected = std::move(expected);
  }

  const std::vector<Probe>& probes_;
  const Subject& subject_;
  net::io_context context_{1};
  VirtualClock clock_;
  MemoryJournal journal_;
  Plan plan_;
  Service service_;
  SimulatedNetwork network_;
  Expectations expectations_;
  std::size_t probing_ = 0;  // probes that have not left
  std::uint64_t connections_ = 0;
  std::vector<Try> tries_;
};

}  // namespace

Probed probe(const Scenario& scenario, std::uint64_t seed, const std::vector<Probe>& probes,
             const Subject& subject) {
  return Probing(scenario, seed, probes, subject).run();
}

}  // namespace squall

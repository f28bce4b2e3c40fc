// Composes service, pipes, virtual clock and reference client.
#include "runner/commands/simulate.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>

#include "runner/call_events.hpp"
#include "runner/commands/simulated_network.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/text.hpp"
#include "scenarios/virtual_clock.hpp"

namespace squall {
namespace {

class Simulation {
 public:
  Simulation(const Scenario& scenario, std::uint64_t seed, const Care& care, Journal& journal)
      : scenario_(scenario),
        journal_(journal),
        clock_(context_, -scenario.warm_up),
        plan_(scenario, seed),
        service_(plan_, clock_, journal_),
        network_(context_, service_, platform_called(scenario)),
        reference_(
            care, [this] { return network_.dial(); }, clock_, seed,
            [this](const Effect& e) { journal_.record(side_effect(e, clock_.now())); }),
        calls_(plan_calls(scenario, seed)) {
    RunBegan began;
    began.scenario = scenario.name;
    began.digest = hex(scenario.digest);
    began.seed = seed;
    began.speed = "virtual";
    began.stack = care.name;
    journal_.record(began);
    journal_.record(StackReady{clock_.now(), began.stack, {}});
  }

  void run() {
    network_.start();
    net::co_spawn(context_, send_calls(), &rethrow);
    clock_.run(last_moment());
    journal_.record(RunEnded{clock_.now(), "finished"});
  }

 private:
  // What keeps talking for ever must not keep the run going for ever: some calls stay open then.
  Instant last_moment() const {
    Duration longest{};
    for (const CallClass& call_class : scenario_.workload.classes)
      longest = std::max(longest, call_class.deadline);
    return scenario_.duration + std::max<Duration>(2 * longest, std::chrono::minutes(15));
  }

  net::awaitable<void> send_calls() {
    const std::unique_ptr<Alarm> alarm = clock_.alarm();
    for (const PlannedCall& planned : calls_) {
      const bool reached = co_await alarm->wait_until(planned.due);
      static_cast<void>(reached);
      net::co_spawn(context_, make_call(planned), &rethrow);
    }
  }

  net::awaitable<void> make_call(const PlannedCall& planned) {
    const CallClass& call_class = scenario_.workload.classes[planned.call_class];
    journal_.record(call_began(planned, call_class, clock_.now()));
    CallOrder order = order_for(planned, call_class);
    const Outcome outcome = co_await reference_.call(std::move(order));
    journal_.record(call_ended(outcome, clock_.now()));
  }

  const Scenario& scenario_;
  Journal& journal_;
  net::io_context context_{1};
  VirtualClock clock_;
  Plan plan_;
  Service service_;
  SimulatedNetwork network_;
  Reference reference_;
  std::vector<PlannedCall> calls_;
};

}  // namespace

void simulate(const Scenario& scenario, std::uint64_t seed, const Care& care, Journal& journal) {
  Simulation(scenario, seed, care, journal).run();
}

History simulate(const Scenario& scenario, std::uint64_t seed, const Care& care) {
  MemoryJournal journal;
  simulate(scenario, seed, care, journal);
  journal.history.complete = true;
  return std::move(journal.history);
}

}  // namespace squall

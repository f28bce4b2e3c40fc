// A mock server on a real port, in a thread of its own, for the few tests where TCP itself matters.
#pragma once

#include <boost/asio/post.hpp>

#include <future>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "mockserver/ports.hpp"
#include "scenarios/real_clock.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {

class LiveServer {
 public:
  explicit LiveServer(std::vector<Rule> rules = {}, bool tls = false)
      : scenario_(quick(std::move(rules), tls)),
        plan_(scenario_, 7),
        clock_(context_.get_executor(), Ratio{1000, 1}, Instant{0}),
        service_(plan_, clock_, journal_),
        ports_(context_.get_executor(), service_, {}) {
    ports_.start();
    clock_.begin();
    thread_ = std::thread([this] { context_.run(); });
  }
  ~LiveServer() {
    net::post(context_, [this] { ports_.stop(); });
    thread_.join();
  }
  LiveServer(const LiveServer&) = delete;
  LiveServer& operator=(const LiveServer&) = delete;

  std::uint16_t port() const {
    const std::string root = ports_.root();
    return static_cast<std::uint16_t>(std::stoi(root.substr(root.rfind(':') + 1)));
  }
  std::string authority() const { return ports_.authority(); }

  // Runs a question in the server's own thread and gives its answer.
  template <class F>
  auto ask(F question) {
    std::packaged_task<std::invoke_result_t<F>()> task(std::move(question));
    auto answer = task.get_future();
    net::post(context_, [&task] { task(); });
    return answer.get();
  }
  // As the control API does; when this returns the door is as it then must be.
  void skip(Duration forward) {
    ask([this, forward] {
      clock_.skip(forward);
      ports_.look();
      return true;
    });
  }

  std::size_t connections() {
    return ask([this] { return service_.connections(); });
  }

  template <class E>
  std::vector<E> events() {
    return ask([this] {
      std::vector<E> found;
      for (const Event& event : journal_.history.events)
        if (const E* one = std::get_if<E>(&event)) found.push_back(*one);
      return found;
    });
  }

  // Only inside `ask`.
  const std::vector<Event>& history() const { return journal_.history.events; }

  // Returns when the server's thread has seen what the network brought and this holds. What never
  // holds is ended by the test's own time limit.
  template <class F>
  void wait_until(F holds) {
    while (!ask(holds)) std::this_thread::yield();
  }
  void wait_for_connections(std::size_t wanted) {
    wait_until([this, wanted] { return service_.connections() == wanted; });
  }

 private:
  static Scenario quick(std::vector<Rule> rules, bool tls) {
    Scenario scenario = scenario_with_rules(std::move(rules));
    scenario.tls = tls;
    scenario.pace.first_token.a = 0;
    scenario.pace.tokens_per_second.a = 1e6;
    return scenario;
  }

  Scenario scenario_;
  net::io_context context_{1};
  MemoryJournal journal_;
  Plan plan_;
  RealClock clock_;
  Service service_;
  Ports ports_;
  std::thread thread_;
};

}  // namespace squall

// What every connection of one mock server shares.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

#include "mockserver/answer.hpp"
#include "mockserver/greet.hpp"
#include "mockserver/offered_load.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/history.hpp"
#include "scenarios/wire.hpp"

namespace squall {

// Real time, because clients send in real time however fast or far the scenario's clock moves.
struct ConnectionLimits {
  Duration request = std::chrono::minutes(1);  // to send a request once it has begun
  Duration idle = std::chrono::minutes(10);    // between requests
};

class Service {
 public:
  Service(const Plan& plan, Clock& clock, Journal& journal, ConnectionLimits limits = {});

  const Plan& plan() const { return plan_; }
  Clock& clock() { return clock_; }
  Journal& journal() { return journal_; }

  // Lives as long as the connection does. Never throws for what a client does. `port` is the
  // platform whose port the connection came to; null for a port of all platforms.
  net::awaitable<void> serve(std::unique_ptr<Wire> wire, const Platform* port = nullptr);

  // Ends connections to this port that take too long to send a request. Called now and then, with
  // the real time that has passed since the last time.
  void sweep(Duration passed, const Platform* port = nullptr);
  // Resets those of this port, as a server does that dies.
  void reset_all(const Platform* port = nullptr);
  // Ends all of them.
  void close_all();
  std::size_t connections() const { return open_->size(); }

  // Answers requests that are not for a platform, such as the control API; asked first.
  using Aside = std::function<std::optional<Reply>(const Request&)>;
  void set_aside(Aside aside) { aside_ = std::move(aside); }

  // Puts TLS, or what stands for it, on a connection that has been accepted. None by default.
  using Secure = std::function<std::unique_ptr<Wire>(std::unique_ptr<Wire>, const Greeting&)>;
  void set_secure(Secure secure) { secure_ = std::move(secure); }

 private:
  struct Connection;
  class Registration;
  net::awaitable<bool> welcome(Connection& connection);
  net::awaitable<bool> meet(Connection& connection, const Script& script);
  void record_greeting(Connection& connection);
  net::awaitable<bool> read_request(Connection& connection);
  net::awaitable<bool> answer_request(Connection& connection);
  net::awaitable<bool> say(Connection& connection, Reply reply);
  net::awaitable<bool> refuse_broken(Connection& connection);
  net::awaitable<bool> answer_attempt(Connection& connection, const Platform& platform,
                                      Request request);

  const Plan& plan_;
  Clock& clock_;
  Journal& journal_;
  ConnectionLimits limits_;
  Aside aside_;
  Secure secure_;
  Calls calls_;
  std::unordered_map<const Platform*, std::uint64_t> ordinals_;  // of connections, by port
  std::shared_ptr<OfferedLoad> load_;
  std::uint64_t connections_ = 0, attempts_ = 0, strays_ = 0;
  // Shared with the connections: a context destroys its last coroutines when the service is already
  // gone.
  using Open = std::unordered_map<std::uint64_t, Connection*>;
  std::shared_ptr<Open> open_;
};

}  // namespace squall

// What every connection of one mock server shares.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

#include "mockserver/answer.hpp"
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

  // Lives as long as the connection does. Never throws for what a client does.
  net::awaitable<void> serve(std::unique_ptr<Wire> wire);

  // Ends connections that take too long to send a request. Called now and then, with the real time
  // that has passed since the last time.
  void sweep(Duration passed);
  // Ends all of them.
  void close_all();
  std::size_t connections() const { return open_->size(); }

  // Answers requests that are not for a platform, such as the control API; asked first.
  using Aside = std::function<std::optional<Reply>(const Request&)>;
  void set_aside(Aside aside) { aside_ = std::move(aside); }

 private:
  struct Connection;
  class Registration;
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
  Calls calls_;
  std::shared_ptr<OfferedLoad> load_;
  std::uint64_t connections_ = 0, attempts_ = 0, strays_ = 0;
  // Shared with the connections: a context destroys its last coroutines when the service is already
  // gone.
  using Open = std::unordered_map<std::uint64_t, Connection*>;
  std::shared_ptr<Open> open_;
};

}  // namespace squall

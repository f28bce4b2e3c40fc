// What every connection of one mock server shares.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

#include "mockserver/answer.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/history.hpp"
#include "scenarios/wire.hpp"

namespace squall {

// Scenario time; whoever runs faster than real time gives more of it.
struct ConnectionLimits {
  Duration request = std::chrono::minutes(1);  // to send a request once it has begun
  Duration idle = std::chrono::minutes(10);    // between requests
};

class Service {
 public:
  Service(const Plan& plan, Clock& clock, Journal& journal, ConnectionLimits limits = {});

  // Lives as long as the connection does. Never throws for what a client does.
  net::awaitable<void> serve(std::unique_ptr<Wire> wire);

  // Ends connections that take too long to send a request; call it about every second.
  void sweep();
  // Ends all of them.
  void close_all();
  std::size_t connections() const { return open_->size(); }

  // Answers requests that are not for a platform, such as the control API; asked first.
  using Aside = std::function<std::optional<Reply>(const Request&)>;
  void set_aside(Aside aside) { aside_ = std::move(aside); }

 private:
  struct Session;
  class Registration;
  net::awaitable<bool> read_request(Session& session);
  net::awaitable<bool> answer_request(Session& session);
  net::awaitable<bool> say(Session& session, Reply reply);
  net::awaitable<bool> refuse_broken(Session& session);
  net::awaitable<bool> answer_attempt(Session& session, const Platform& platform, Request request);

  const Plan& plan_;
  Clock& clock_;
  Journal& journal_;
  ConnectionLimits limits_;
  Aside aside_;
  Calls calls_;
  std::uint64_t connections_ = 0, attempts_ = 0;
  // Shared with the sessions: a context destroys its last coroutines when the service is already
  // gone.
  using Open = std::unordered_map<std::uint64_t, Session*>;
  std::shared_ptr<Open> open_;
};

}  // namespace squall

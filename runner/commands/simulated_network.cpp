// In place of TLS, one byte of the server's tells how the handshake goes.
#include "runner/commands/simulated_network.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "scenarios/pipe_wire.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/tls_error.hpp"

namespace squall {
namespace {

// The server's end: tells before it listens. A client leaves where it does not trust.
class PretendedTls : public Wire {
 public:
  PretendedTls(std::unique_ptr<Wire> wire, Handshake handshake)
      : wire_(std::move(wire)), told_(1, static_cast<char>(handshake)) {}

  net::awaitable<Received> receive() override {
    const std::string telling = std::exchange(told_, {});
    const error_code ec = co_await wire_->send(telling);
    if (ec) co_return Received{{}, ec};
    const Received received = co_await wire_->receive();
    co_return received;
  }
  net::awaitable<error_code> send(std::string_view bytes) override { return wire_->send(bytes); }
  void watch(std::function<void()> gone) override { wire_->watch(std::move(gone)); }
  void unwatch() override { wire_->unwatch(); }
  void close() override { wire_->close(); }
  void reset() override { wire_->reset(); }

 private:
  std::unique_ptr<Wire> wire_;
  std::string told_;
};

error_code error_of(Handshake handshake) {
  switch (handshake) {
    case Handshake::sound:
      break;
    case Handshake::alert:
      return TlsError::handshake_failed;
    case Handshake::expired_certificate:
      return TlsError::certificate_expired;
    case Handshake::wrong_host:
      return TlsError::certificate_of_another_host;
  }
  return {};
}

}  // namespace

const Platform* platform_called(const Scenario& scenario) {
  const std::vector<CallClass>& classes = scenario.workload.classes;
  return classes.empty() ? nullptr : find_platform(classes.front().platform);
}

SimulatedNetwork::SimulatedNetwork(net::io_context& context, Service& service,
                                   const Platform* platform)
    : context_(context),
      service_(service),
      port_(needs_a_port_each(service.plan()) ? platform : nullptr),
      news_(context, net::steady_timer::time_point::max()),
      keeper_(service.plan(), service.clock(), service.journal(), port_,
              [this](const Greeting& greeting) {
                door_ = greeting.door;
                if (greeting.resets_open) service_.reset_all(port_);
                news_.cancel();
              }) {
  if (service.plan().scenario().tls)
    service.set_secure([](auto wire, auto& greeting) {
      return std::make_unique<PretendedTls>(std::move(wire), greeting.handshake);
    });
}

void SimulatedNetwork::start() {
  keeper_.start();
  net::co_spawn(context_, keeper_.keep(), &rethrow);
}

net::awaitable<void> SimulatedNetwork::wait_for_news() {
  const auto token = net::as_tuple(net::use_awaitable);
  const auto [ec] = co_await news_.async_wait(token);
  static_cast<void>(ec);
}

net::awaitable<void> SimulatedNetwork::serve_when_open(std::unique_ptr<Wire> wire) {
  while (door_ == Door::unaccepted) co_await wait_for_news();
  if (door_ == Door::refused) {
    wire->reset();
    co_return;
  }
  co_await service_.serve(std::move(wire), port_);
}

net::awaitable<Dialled> SimulatedNetwork::dial() {
  while (door_ == Door::unreachable) co_await wait_for_news();
  if (door_ == Door::refused) co_return Dialled{nullptr, net::error::connection_refused};
  auto [mine, theirs] = pipe_wires(context_.get_executor());
  net::co_spawn(context_, serve_when_open(std::move(theirs)), &rethrow);
  if (!service_.plan().scenario().tls) co_return Dialled{std::move(mine), {}};
  const Received told = co_await mine->receive();
  if (told.ec) co_return Dialled{nullptr, told.ec};
  const error_code ec = error_of(static_cast<Handshake>(told.bytes.front()));
  if (ec) co_return Dialled{nullptr, ec};
  co_return Dialled{std::move(mine), {}};
}

}  // namespace squall

// Opens the ports and hands out their addresses.
#include "mockserver/ports.hpp"

#include "mockserver/tls_wire.hpp"

namespace squall {

std::string root_of(const std::string& host, std::uint16_t port, bool tls) {
  const bool is_v6 = host.find(':') != host.npos;
  return (tls ? "https://" : "http://") + (is_v6 ? "[" + host + "]" : host) + ":" +
         std::to_string(port);
}

Ports::Ports(net::any_io_executor executor, Service& service, const Server::Address& first)
    : host_(first.host) {
  const Plan& plan = service.plan();
  if (plan.scenario().tls) {
    certificates_ = std::make_unique<Certificates>();
    service.set_secure([executor, certificates = certificates_.get()](auto wire, auto& greeting) {
      return tls_server_wire(std::move(wire), executor, *certificates, greeting);
    });
  }
  if (!needs_a_port_each(plan)) {
    servers_.push_back(std::make_unique<Server>(executor, service, first));
    platforms_.emplace_back();
    return;
  }
  Server::Address address = first;
  for (const Platform* platform : platform_catalog()) {
    address.platform = platform;
    servers_.push_back(std::make_unique<Server>(executor, service, address));
    platforms_.push_back(platform->name);
    if (address.port != 0) ++address.port;
  }
}

void Ports::start() {
  for (const auto& server : servers_) server->start();
}

void Ports::stop() {
  for (const auto& server : servers_) server->stop();
}

void Ports::look() {
  for (const auto& server : servers_) server->look();
}

std::string Ports::root(std::string_view platform) const {
  std::size_t at = 0;
  for (std::size_t i = 0; i < platforms_.size(); ++i)
    if (platforms_[i] == platform) at = i;
  return root_of(host_, servers_[at]->port(), certificates_ != nullptr);
}

}  // namespace squall

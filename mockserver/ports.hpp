// The ports of one mock server: one for all platforms, or one for each.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mockserver/certificates.hpp"
#include "mockserver/server.hpp"

namespace squall {

// `https://127.0.0.1:4010`, without a slash at the end.
std::string root_of(const std::string& host, std::uint16_t port, bool tls);

// Each platform has a port of its own as soon as a rule about connections names one: before a
// request is read, only the port can tell which platform is meant. Speaks TLS where the scenario
// says so.
class Ports {
 public:
  // As Server's. A port that is given is the first one; the others follow it.
  Ports(net::any_io_executor executor, Service& service, const Server::Address& first);

  void start();
  void stop();
  void look();  // scenario time has been moved

  // The address of a platform's own port, or of the first.
  std::string root(std::string_view platform = "") const;
  bool has_one_each() const { return servers_.size() > 1; }
  // The authority to trust, as PEM; "" without TLS.
  std::string authority() const { return certificates_ ? certificates_->authority() : ""; }

 private:
  std::unique_ptr<Certificates> certificates_;
  std::vector<std::unique_ptr<Server>> servers_;
  std::vector<std::string_view> platforms_;  // of each server; "" for all
  std::string host_;
};

}  // namespace squall

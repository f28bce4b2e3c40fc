// The words for what can go wrong with TLS.
#include "scenarios/tls_error.hpp"

#include <array>
#include <string>

namespace squall {
namespace {

class TlsCategory : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "tls"; }
  std::string message(int value) const override {
    constexpr std::array<const char*, 7> messages{"sound",
                                                  "the TLS handshake failed",
                                                  "the certificate has expired",
                                                  "the certificate belongs to another host",
                                                  "the certificate is not trusted",
                                                  "the connection ended without close_notify",
                                                  "TLS is broken"};
    const auto at = static_cast<std::size_t>(value);
    return messages[at < messages.size() ? at : messages.size() - 1];
  }
};

}  // namespace

boost::system::error_code make_error_code(TlsError error) {
  static const TlsCategory category;
  return {static_cast<int>(error), category};
}

}  // namespace squall

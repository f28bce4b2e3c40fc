// Why a TLS connection failed, in the terms of whoever dialled it.
#pragma once

#include <boost/system/error_code.hpp>

namespace squall {

enum class TlsError {
  handshake_failed = 1,  // the other side ended the handshake
  certificate_expired,
  certificate_of_another_host,
  certificate_untrusted,
  truncated,  // the end of the connection without a close_notify before it
  broken,     // anything else that is no sound TLS
};

boost::system::error_code make_error_code(TlsError error);

}  // namespace squall

template <>
struct boost::system::is_error_code_enum<squall::TlsError> : std::true_type {};

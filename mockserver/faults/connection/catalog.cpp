// The faults of the connection group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind connection_refused, never_accepted, accept_reset, accept_silent,
    closed_before_headers, reset_before_headers, tls_handshake_failure, tls_expired_certificate,
    tls_wrong_host, tls_no_close_notify;

namespace {
constexpr const FaultKind* kinds[] = {
    &connection_refused,    &never_accepted,       &accept_reset,          &accept_silent,
    &closed_before_headers, &reset_before_headers, &tls_handshake_failure, &tls_expired_certificate,
    &tls_wrong_host,        &tls_no_close_notify};
}  // namespace

extern constinit const FaultGroup connection_faults{
    "connection", "The connection fails before a request is read.", kinds};

}  // namespace squall

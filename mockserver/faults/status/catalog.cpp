// The faults of the status group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind overloaded, disguised_overload, error_status, empty_error, edge_page,
    edge_problem, edge_json, edge_too_large, envoy_error, load_shed, spurious_rate_limit, spend_cap,
    auth_failure, invalid_request;

namespace {

constexpr const FaultKind* kinds[] = {
    &overloaded,          &disguised_overload, &error_status,   &empty_error,     &edge_page,
    &edge_problem,        &edge_json,          &edge_too_large, &envoy_error,     &load_shed,
    &spurious_rate_limit, &spend_cap,          &auth_failure,   &invalid_request,
};

}  // namespace

extern constinit const FaultGroup status_faults{"status", "An error status, with whoever's body.",
                                                kinds};

}  // namespace squall

// The faults of the status group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind overloaded, error_status;

namespace {

constexpr const FaultKind* kinds[] = {
    &overloaded,
    &error_status,
};

}  // namespace

extern constinit const FaultGroup status_faults{"status", "An error status, with whoever's body.",
                                                kinds};

}  // namespace squall

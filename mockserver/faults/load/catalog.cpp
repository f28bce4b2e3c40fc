// The faults of the load group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind acceleration_limit, concurrency_limit, rate_limits, station;

namespace {
constexpr const FaultKind* kinds[] = {&rate_limits, &acceleration_limit, &concurrency_limit,
                                      &station};
}

extern constinit const FaultGroup load_faults{
    "load", "Offered load makes the fault: limits, queues, shedding.", kinds};

}  // namespace squall

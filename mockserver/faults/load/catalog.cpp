// The faults of the load group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern constinit const FaultGroup load_faults{
    "load", "Offered load makes the fault: limits, queues, shedding.", {}};

}  // namespace squall

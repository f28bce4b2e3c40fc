// The faults of the connection group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern constinit const FaultGroup connection_faults{
    "connection", "The connection fails before a request is read.", {}};

}  // namespace squall

// The faults of the content group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern constinit const FaultGroup content_faults{"content", "A 200 whose content is wrong.", {}};

}  // namespace squall

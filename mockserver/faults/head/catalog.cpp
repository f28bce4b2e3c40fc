// The faults of the head group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind latency;

namespace {

constexpr const FaultKind* kinds[] = {
    &latency,
};

}  // namespace

extern constinit const FaultGroup head_faults{
    "head", "What comes before the body: silence, headers, lengths, redirects.", kinds};

}  // namespace squall

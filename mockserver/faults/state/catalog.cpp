// The faults of the state group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind mixed_conversation;

namespace {

constexpr const FaultKind* kinds[] = {
    &mixed_conversation,
};

}  // namespace

extern constinit const FaultGroup state_faults{
    "state", "What came before decides: nodes, attempts, conversations.", kinds};

}  // namespace squall

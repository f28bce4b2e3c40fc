// The faults of the head group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind latency, silence, slow_head, wrong_length, close_delimited, redirect;

namespace {

constexpr const FaultKind* kinds[] = {
    &latency, &silence, &slow_head, &wrong_length, &close_delimited, &redirect,
};

}  // namespace

extern constinit const FaultGroup head_faults{
    "head", "What comes before the body: silence, headers, lengths, redirects.", kinds};

}  // namespace squall

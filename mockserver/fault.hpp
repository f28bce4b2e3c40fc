// A fault: a named, pure edit of what the server would have said.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "mockserver/platform.hpp"
#include "mockserver/script.hpp"
#include "scenarios/random.hpp"
#include "scenarios/settings.hpp"

namespace squall {

// When a fault edits, and in this order: all `answer` faults that act on an attempt before all
// `content` faults, these before all `wire` faults; within a layer, in the order of the rules.
enum class Layer : std::uint8_t {
  answer,   // says something else instead; only the first of these acts on one attempt
  content,  // edits the answer's events before they are framed, so that lengths stay right
  wire,     // edits what goes on the wire, after framing: lengths and timing may become wrong
};

// What an edit may look at besides the reply itself.
struct FaultContext {
  const Platform& platform;
  const Question& question;
  const Occasion& occasion;
};

// Sees no clock and no socket. The dice are keyed by (seed, rule, call, attempt). Gives whether it
// found what it edits: a cut of deltas cannot act on an answer that has none, and is not recorded
// then.
using Fault = std::function<bool(Reply&, const FaultContext&, Random&)>;

// One row of the catalog: the scenario word, its settings, and how to make the edit from them.
struct FaultKind {
  Word word;
  Layer layer;
  Fault (*make)(const Settings&);
};

std::span<const FaultKind* const> fault_catalog();
const FaultKind* find_fault(std::string_view name);
std::string_view name(Layer layer);

}  // namespace squall

// A fault: a named, pure edit of what the server would have said.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <variant>

#include "mockserver/platform.hpp"
#include "mockserver/script.hpp"
#include "scenarios/random.hpp"
#include "scenarios/settings.hpp"

namespace squall {

struct Greeting;
class LoadModel;

// When a fault edits, and in this order; within a layer the order of the rules counts.
enum class Layer : std::uint8_t {
  connection,  // what a connection meets before a request is read
  load,        // admits, queues or refuses by what else is going on: a fault with a memory
  meaning,     // what the model says, before any wire format
  answer,      // says something else instead; only the first of these acts on one attempt
  content,     // edits the answer's events before they are framed, so that lengths stay right
  wire,        // edits what goes on the wire, after framing: lengths and timing may become wrong
};

// What an edit may look at besides what it edits.
struct FaultContext {
  const Platform& platform;
  const Request& request;
  const Question& question;
  const Occasion& occasion;
};

// Edits see no clock and no socket. The dice are keyed by (seed, rule, call, attempt), a greeting's
// by (seed, rule, connection). Each gives whether it found what it edits: a cut of deltas cannot
// act on an answer that has none, and is not recorded then.
using GreetingEdit = std::function<bool(Greeting&, Random&)>;
using SpeechEdit = std::function<bool(Speech&, const FaultContext&, Random&)>;
using ReplyEdit = std::function<bool(Reply&, const FaultContext&, Random&)>;  // answer and later
// Load has a memory, so each server begins its own.
using BeginLoad = std::function<std::unique_ptr<LoadModel>()>;

using Fault = std::variant<ReplyEdit, SpeechEdit, GreetingEdit, BeginLoad>;

// One row of a catalog: the scenario word, its settings, and how to make the edit from them. The
// layer says which kind of edit `make` gives.
struct FaultKind {
  Word word;
  Layer layer;
  Fault (*make)(const Settings&);
};

// The faults that go wrong in the same place; each group has a folder and a catalog of its own.
struct FaultGroup {
  std::string_view name, about;
  std::span<const FaultKind* const> kinds;
};

std::span<const FaultGroup* const> fault_groups();
std::span<const FaultKind* const> fault_catalog();  // of all groups
const FaultKind* find_fault(std::string_view name);
std::string_view name(Layer layer);

}  // namespace squall

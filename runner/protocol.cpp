// Reads and writes protocol lines.
#include "runner/protocol.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "scenarios/bad_input.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Absent and null read as ""; anything else that is no text throws.
std::string optional_text(const Json& json, const char* key) {
  const auto at = json.find(key);
  return at == json.end() || at->is_null() ? "" : at->get<std::string>();
}

Hello read_hello(const Json& json) {
  Hello hello;
  const Json& protocol = json.at("protocol");
  if (!protocol.is_number_unsigned())
    throw BadInput("expected the protocol's version as a whole number, got " +
                   protocol.dump().substr(0, 100));
  hello.protocol = protocol.get<std::uint64_t>();
  hello.stack = optional_text(json, "stack");
  const auto versions = json.find("versions");
  if (versions != json.end())
    for (const auto& [name, version] : versions->items())
      hello.versions.emplace_back(name, version.get<std::string>());
  return hello;
}

Outcome read_outcome(const Json& json) {
  constexpr std::array<std::string_view, 4> known{"answered", "degraded", "queued", "failed"};
  Outcome outcome;
  outcome.call = json.at("call").get<std::string>();
  outcome.outcome = json.at("outcome").get<std::string>();
  if (!std::ranges::count(known, outcome.outcome))
    throw BadInput("expected an outcome among " + joined(known) + ", got \"" +
                   outcome.outcome.substr(0, 100) + "\"");
  outcome.text = optional_text(json, "text");
  outcome.model = optional_text(json, "model");
  outcome.stop = optional_text(json, "stop_reason");
  const auto error = json.find("error");
  if (error != json.end() && error->is_object()) {
    outcome.error_class = optional_text(*error, "class");
    outcome.error = optional_text(*error, "message").substr(0, 500);
    const auto status = error->find("status");
    if (status != error->end() && status->is_number_integer())
      outcome.status = status->get<std::int64_t>();
  }
  return outcome;
}

PastMessage read_past(const Json& json) {
  return {json.at("role").get<std::string>(), json.at("text").get<std::string>(),
          optional_text(json, "thinking"), optional_text(json, "signature")};
}

Json to_json(const PastMessage& past) {
  Json json = {{"role", past.role}, {"text", past.text}};
  if (!past.thinking.empty())
    json.update({{"thinking", past.thinking}, {"signature", past.signature}});
  return json;
}

CallOrder read_order(const Json& json) {
  CallOrder order;
  order.call = json.at("call").get<std::string>();
  order.prompt = json.at("prompt").get<std::string>();
  order.model = json.at("model").get<std::string>();
  order.fallbacks = json.value("fallbacks", order.fallbacks);
  order.max_tokens = json.value("max_tokens", order.max_tokens);
  order.stream = json.value("stream", order.stream);
  order.tools = json.value("tools", order.tools);
  order.deadline = std::chrono::milliseconds(json.value("deadline_ms", std::int64_t{60'000}));
  if (const auto history = json.find("history"); history != json.end())
    for (const Json& past : *history) order.history.push_back(read_past(past));
  return order;
}

// Parses one line and gives it to `read` with its type; every complaint becomes BadInput.
template <class Result, class Read>
Result parse_line(std::string_view line, Read read) {
  constexpr std::size_t most = 200;
  try {
    const Json json = Json::parse(line);
    return read(json, json.at("type").template get<std::string>());
  } catch (const nlohmann::json::exception& e) {
    const std::string shown(line.substr(0, most));
    const std::string why(std::string_view(e.what()).substr(0, most));  // it may quote the line too
    throw BadInput("expected a line of the driver protocol, got \"" + shown + "\": " + why);
  }
}

[[noreturn]] void refuse_type(const std::string& type) {
  throw BadInput("expected a known type of line, got \"" + type.substr(0, 100) + "\"");
}

}  // namespace

std::string to_line(const CallOrder& order) {
  const auto deadline = std::chrono::duration_cast<std::chrono::milliseconds>(order.deadline);
  Json json = {
      {"type", "call"},         {"call", order.call},           {"prompt", order.prompt},
      {"model", order.model},   {"fallbacks", order.fallbacks}, {"max_tokens", order.max_tokens},
      {"stream", order.stream}, {"tools", order.tools},         {"deadline_ms", deadline.count()}};
  for (const PastMessage& past : order.history) json["history"].push_back(to_json(past));
  return line_of(json);
}

std::string to_line(const Hello& hello) {
  Json versions = Json::object();
  for (const auto& [name, version] : hello.versions) versions[name] = version;
  return line_of({{"type", "hello"},
                  {"protocol", hello.protocol},
                  {"stack", hello.stack},
                  {"versions", versions}});
}

std::string to_line(const Outcome& outcome) {
  Json json = {{"type", "outcome"}, {"call", outcome.call}, {"outcome", outcome.outcome}};
  if (!outcome.text.empty() || outcome.outcome == "answered") json["text"] = outcome.text;
  if (!outcome.model.empty()) json["model"] = outcome.model;
  if (!outcome.stop.empty()) json["stop_reason"] = outcome.stop;
  if (outcome.outcome == "failed")
    json["error"] = {{"class", outcome.error_class},
                     {"status", outcome.status == 0 ? Json() : Json(outcome.status)},
                     {"message", outcome.error}};
  return line_of(json);
}

std::string to_line(const Effect& effect) {
  return line_of(
      {{"type", "effect"}, {"call", effect.call}, {"effect", effect.effect}, {"key", effect.key}});
}

std::string to_line(const Goodbye&) { return line_of({{"type", "goodbye"}}); }

FromDriver parse_from_driver(std::string_view line) {
  return parse_line<FromDriver>(line, [](const Json& json, const std::string& type) -> FromDriver {
    if (type == "hello") return read_hello(json);
    if (type == "outcome") return read_outcome(json);
    if (type == "effect")
      return Effect{json.at("call").get<std::string>(), optional_text(json, "effect"),
                    optional_text(json, "key")};
    if (type == "goodbye") return Goodbye{};
    refuse_type(type);
  });
}

FromRunner parse_from_runner(std::string_view line) {
  return parse_line<FromRunner>(line, [](const Json& json, const std::string& type) -> FromRunner {
    if (type == "call") return read_order(json);
    if (type == "goodbye") return Goodbye{};
    refuse_type(type);
  });
}

}  // namespace squall

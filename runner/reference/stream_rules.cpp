// Follows a message from its start to its stop.
#include "runner/reference/stream_rules.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "runner/reference/json.hpp"

namespace squall {
namespace {

using Json = nlohmann::json;

struct Fit {
  std::string_view delta, block;
};
constexpr std::array fits{Fit{"text_delta", "text"}, Fit{"citations_delta", "text"},
                          Fit{"thinking_delta", "thinking"}, Fit{"signature_delta", "thinking"}};

// Tools of several kinds take their input in pieces: `tool_use`, `server_tool_use`, `mcp_tool_use`.
bool fits_into(std::string_view delta, std::string_view block) {
  if (delta == "input_json_delta") return block.ends_with("tool_use");
  for (const Fit& fit : fits)
    if (fit.delta == delta) return fit.block == block;
  return true;
}

std::int64_t block_of(const Json& event) {
  const auto at = event.find("index");
  return at != event.end() && at->is_number_integer() ? at->get<std::int64_t>() : -1;
}

std::string type_of(const Json& event, const char* part) {
  const auto at = event.find(part);
  return at == event.end() ? "" : text_at(*at, "type");
}

}  // namespace

std::string StreamRules::start_block(const Json& event) {
  if (!begun_ || stop_told_) return "a block outside of the message";
  if (open_) return "a block inside of another";
  if (block_of(event) != next_block_)
    return "block " + std::to_string(block_of(event)) + " where block " +
           std::to_string(next_block_) + " was due";
  open_ = true;
  kind_ = type_of(event, "content_block");
  return "";
}

std::string StreamRules::continue_block(const Json& event) {
  if (!open_ || block_of(event) != next_block_)
    return "a delta for block " + std::to_string(block_of(event)) + ", which is not open";
  const std::string delta = type_of(event, "delta");
  return fits_into(delta, kind_) ? "" : "a " + delta + " in a block of " + kind_;
}

std::string StreamRules::stop_block(const Json& event) {
  if (!open_ || block_of(event) != next_block_)
    return "a stop of block " + std::to_string(block_of(event)) + ", which is not open";
  open_ = false;
  ++next_block_;
  return "";
}

std::string StreamRules::end_message(const std::string& type) {
  if (!begun_) return type + " before message_start";
  if (open_) return type + " inside of a block";
  if (type == "message_stop" && !stop_told_) return "message_stop without message_delta";
  stop_told_ = true;
  return "";
}

std::string StreamRules::breach_by(const Json& event) {
  const std::string type = text_at(event, "type");
  if (type == "message_start") return std::exchange(begun_, true) ? "a second message_start" : "";
  if (type == "content_block_start") return start_block(event);
  if (type == "content_block_delta") return continue_block(event);
  if (type == "content_block_stop") return stop_block(event);
  if (type == "message_delta" || type == "message_stop") return end_message(type);
  return "";
}

}  // namespace squall

// The JSON parser, compiled here once, and small looks into values.
#include "mockserver/platforms/json.hpp"

#include <boost/json/src.hpp>

#include <algorithm>
#include <cmath>

namespace squall {
namespace {

boost::json::parse_options bounds() {
  boost::json::parse_options options;
  options.max_depth = deepest_json;
  return options;
}

std::string where(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return ": line " + std::to_string(line) + " column " + std::to_string(at - line_start + 1) +
         " (char " + std::to_string(at) + ")";
}

// Parses again, slowly, to find out where it went wrong.
std::string explain(std::string_view text) {
  boost::json::stream_parser parser({}, bounds());
  boost::system::error_code ec;
  const std::size_t read = parser.write_some(text.data(), text.size(), ec);
  if (ec == boost::json::error::too_deep) return "recursion limit reached" + where(text, read);
  if (ec) return "unexpected character" + where(text, read);
  if (read < text.size()) return "unexpected content after document" + where(text, read);
  return "unexpected end of data" + where(text, text.size());
}

}  // namespace

JsonValue parse_json(std::string_view text, std::string& problem,
                     boost::json::storage_ptr storage) {
  boost::system::error_code ec;
  JsonValue value = boost::json::parse(text, ec, std::move(storage), bounds());
  if (ec) problem = explain(text);
  return value;
}

const JsonValue* member(const JsonObject& object, std::string_view key) {
  return object.if_contains(key);
}

std::string_view text_of(const JsonValue& value) {
  const boost::json::string* text = value.if_string();
  return text ? std::string_view(text->data(), text->size()) : std::string_view{};
}

std::string_view text_member(const JsonObject& object, std::string_view key) {
  const JsonValue* found = member(object, key);
  return found ? text_of(*found) : std::string_view{};
}

const JsonObject* object_member(const JsonObject& object, std::string_view key) {
  const JsonValue* found = member(object, key);
  return found ? found->if_object() : nullptr;
}

const JsonArray* array_member(const JsonObject& object, std::string_view key) {
  const JsonValue* found = member(object, key);
  return found ? found->if_array() : nullptr;
}

bool flag_member(const JsonObject& object, std::string_view key) {
  const JsonValue* found = member(object, key);
  return found && found->is_bool() && found->get_bool();
}

std::optional<std::int64_t> whole_of(const JsonValue& value) {
  if (value.is_int64()) return value.get_int64();
  constexpr double most = 9007199254740992.0;  // 2^53: beyond it doubles skip whole numbers
  if (value.is_double() && std::abs(value.get_double()) <= most &&
      std::trunc(value.get_double()) == value.get_double())
    return static_cast<std::int64_t>(value.get_double());
  return std::nullopt;
}

}  // namespace squall

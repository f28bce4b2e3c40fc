// JSON requests as platforms read them: parsed once, within bounds, never throwing at a sender.
#pragma once

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace squall {

// Boost.JSON reads a chat request about seven times faster than nlohmann/json does, bounds the
// depth and refuses bad UTF-8; a request is parsed for every attempt, so this is the hot path.
using JsonValue = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

// Deep enough for every real schema; shallow enough that recursion over a value stays harmless.
inline constexpr std::size_t deepest_json = 200;

// Fills `problem` and gives null when the text is no JSON. The wording is that of the parser behind
// Anthropic's API: `unexpected character: line 8 column 316 (char 466)`.
JsonValue parse_json(std::string_view text, std::string& problem,
                     boost::json::storage_ptr storage = {});

// Memory for one request's JSON: small bodies never touch the heap, and nothing is freed piecemeal.
class JsonRoom {
 public:
  boost::json::storage_ptr storage() { return &resource_; }

 private:
  unsigned char first_[8192];
  boost::json::monotonic_resource resource_{first_, sizeof first_};
};

// Each gives nothing when the member is absent or of another kind.
const JsonValue* member(const JsonObject& object, std::string_view key);
std::string_view text_member(const JsonObject& object, std::string_view key);
const JsonObject* object_member(const JsonObject& object, std::string_view key);
const JsonArray* array_member(const JsonObject& object, std::string_view key);
bool flag_member(const JsonObject& object, std::string_view key);

std::string_view text_of(const JsonValue& value);

// Whole numbers that fit; 3.0 counts as 3, as it does for the services themselves.
std::optional<std::int64_t> whole_of(const JsonValue& value);

}  // namespace squall

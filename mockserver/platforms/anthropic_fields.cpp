// The fields of a messages request: which there are, which must be there, and of what kind.
//
// Facts: section 1.3. `max_tokens: Field required` and `<field>: Extra inputs are not permitted`
// are recorded; the texts for wrong kinds are those of pydantic, whose form the API's messages
// have. Null stands for absent, except where a field is required. The count endpoint takes only
// what changes the prompt.
#include <array>

#include "mockserver/platforms/anthropic.hpp"

namespace squall {
namespace {

enum class Kind : std::uint8_t { text, whole, number, flag, list, object, text_or_list, any };

enum class In : std::uint8_t { both, messages, messages_of_2023 };

struct Field {
  std::string_view name;
  Kind kind;
  In in;
  bool required = false;
};

// In the order in which the first wrong one is told.
constexpr std::array fields{Field{"model", Kind::text, In::both, true},
                            Field{"messages", Kind::list, In::both, true},
                            Field{"max_tokens", Kind::whole, In::messages, true},
                            Field{"system", Kind::text_or_list, In::both},
                            Field{"stream", Kind::flag, In::messages},
                            Field{"stop_sequences", Kind::list, In::messages},
                            Field{"temperature", Kind::number, In::messages_of_2023},
                            Field{"top_p", Kind::number, In::messages_of_2023},
                            Field{"top_k", Kind::whole, In::messages_of_2023},
                            Field{"tools", Kind::list, In::both},
                            Field{"tool_choice", Kind::object, In::both},
                            Field{"thinking", Kind::object, In::both},
                            Field{"output_config", Kind::object, In::both},
                            Field{"output_format", Kind::object, In::both},
                            Field{"cache_control", Kind::object, In::both},
                            Field{"metadata", Kind::object, In::messages},
                            Field{"service_tier", Kind::text, In::messages},
                            Field{"container", Kind::any, In::messages},
                            Field{"inference_geo", Kind::text, In::messages},
                            Field{"speed", Kind::text, In::both},
                            Field{"diagnostics", Kind::any, In::messages},
                            Field{"context_management", Kind::any, In::both},
                            Field{"mcp_servers", Kind::any, In::both},
                            Field{"thread", Kind::any, In::messages}};

// What a value should have been; "" when it is that.
std::string_view misfit(const JsonValue& value, Kind kind) {
  const auto unless = [](bool fits, std::string_view text) {
    return fits ? std::string_view{} : text;
  };
  switch (kind) {
    case Kind::text:
      return unless(value.is_string(), "Input should be a valid string");
    case Kind::whole:
      return unless(whole_of(value).has_value(), "Input should be a valid integer");
    case Kind::number:
      return unless(value.is_number(), "Input should be a valid number");
    case Kind::flag:
      return unless(value.is_bool(), "Input should be a valid boolean");
    case Kind::list:
      return unless(value.is_array(), "Input should be a valid list");
    case Kind::object:
      return unless(value.is_object(), "Input should be a valid dictionary");
    case Kind::text_or_list:
      return unless(value.is_string() || value.is_array(), "Input should be a valid list");
    case Kind::any:
      break;
  }
  return {};
}

bool belongs(const Field& field, ClaudeVersion version, bool counting) {
  if (field.in == In::both) return true;
  if (counting) return false;
  return field.in == In::messages || version == ClaudeVersion::of_2023;
}

bool known(std::string_view name, ClaudeVersion version, bool counting) {
  for (const Field& field : fields)
    if (field.name == name) return belongs(field, version, counting);
  return false;
}

}  // namespace

std::string wrong_claude_fields(const JsonObject& body, ClaudeVersion version, bool counting) {
  for (const Field& field : fields) {
    if (!belongs(field, version, counting)) continue;
    const JsonValue* value = member(body, field.name);
    if (!value && field.required) return std::string(field.name) + ": Field required";
    if (!value || (value->is_null() && !field.required)) continue;
    const std::string_view wrong = misfit(*value, field.kind);
    if (!wrong.empty()) return std::string(field.name) + ": " + std::string(wrong);
  }
  for (const auto& item : body)
    if (!known(item.key(), version, counting))
      return std::string(item.key()) + ": Extra inputs are not permitted";
  return {};
}

}  // namespace squall

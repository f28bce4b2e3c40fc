// Inputs for tools: JSON that a schema accepts, drawn from a key.
//
// Understood are type, enum, const, properties, required, items, minItems, minimum, maximum,
// minLength, maxLength, common formats, and the first branch of anyOf, oneOf and allOf. Required
// members are given; where none is required, all are. References and patterns are not followed.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"

namespace squall {
namespace {

constexpr std::size_t longest_input = 64 * 1024;  // bytes: hostile schemas must not blow up
constexpr std::size_t most_items = 8;
constexpr std::size_t longest_text = 4096;

// Recursion follows the schema, whose depth the parser bounds.
class Filler {
 public:
  explicit Filler(Random random) : random_(random) {}

  // `name` is what the value is called where it stands; texts begin with it.
  void fill(const JsonValue& schema, std::string_view name) {
    const JsonObject* rules = schema.if_object();
    if (!rules) return text({}, name);
    if (const JsonValue* only = member(*rules, "const")) return append(*only);
    if (const JsonArray* choices = array_member(*rules, "enum"); choices && !choices->empty())
      return append((*choices)[random_.below(choices->size())]);
    for (const std::string_view key : {"anyOf", "oneOf", "allOf"})
      if (const JsonArray* branches = array_member(*rules, key); branches && !branches->empty())
        return fill((*branches)[0], name);
    const std::string_view type = type_of(*rules);
    if (type == "object") return object(*rules);
    if (type == "array") return array(*rules, name);
    if (type == "integer") return integer(*rules);
    if (type == "number") return number(*rules);
    if (type == "boolean") return append_word(random_.below(2) == 0 ? "true" : "false");
    if (type == "null") return append_word("null");
    text(*rules, name);
  }

  std::string take() { return std::move(out_); }

 private:
  bool full() const { return out_.size() > longest_input; }
  void append_word(std::string_view word) { out_ += word; }

  // A value of the schema's own. Numbers too large for a double have no JSON form: they become 0.
  void append(const JsonValue& value) {
    if (const JsonObject* object = value.if_object()) {
      append_list(*object, '{', '}', [&](const auto& item) {
        append_json(out_, std::string_view(item.key().data(), item.key().size()));
        out_ += ':';
        append(item.value());
      });
    } else if (const JsonArray* array = value.if_array()) {
      append_list(*array, '[', ']', [&](const JsonValue& item) { append(item); });
    } else if (value.is_string()) {
      append_json(out_, text_of(value));
    } else if (value.is_double()) {
      const double number = value.get_double();
      std::array<char, 32> digits{};
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                     std::isfinite(number) ? number : 0.0);
      out_.append(digits.data(), end.ptr);
    } else {
      out_ += boost::json::serialize(value);
    }
  }

  void append_list(const auto& items, char open, char close, const auto& append_one) {
    out_ += open;
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      append_one(item);
    }
    out_ += close;
  }

  // The first of several types that is not null; a schema without one is guessed from its members.
  static std::string_view type_of(const JsonObject& rules) {
    if (const JsonArray* types = array_member(rules, "type")) {
      for (const JsonValue& type : *types)
        if (text_of(type) != "null") return text_of(type);
      return "null";
    }
    const std::string_view type = text_member(rules, "type");
    return type.empty() && member(rules, "properties") ? "object" : type;
  }

  static bool is_required(const JsonArray& required, std::string_view key) {
    return std::ranges::any_of(required,
                               [&](const JsonValue& item) { return text_of(item) == key; });
  }

  void object(const JsonObject& rules) {
    const JsonObject* properties = object_member(rules, "properties");
    const JsonArray* required = array_member(rules, "required");
    const bool all = !required || required->empty();
    out_ += '{';
    bool first = true;
    if (properties && (all || required->size() <= most_required))
      for (const auto& property : *properties) {
        const std::string_view key(property.key().data(), property.key().size());
        if (full() || (!all && !is_required(*required, key))) continue;
        if (!first) out_ += ',';
        first = false;
        append_json(out_, key);
        out_ += ':';
        fill(property.value(), key);
      }
    out_ += '}';
  }

  void array(const JsonObject& rules, std::string_view name) {
    const std::int64_t least = std::max<std::int64_t>(0, whole(rules, "minItems", 1));
    const std::size_t count = std::min(static_cast<std::size_t>(least), most_items);
    const JsonValue* items = member(rules, "items");
    out_ += '[';
    for (std::size_t i = 0; i < count && !full(); ++i) {
      if (i > 0) out_ += ',';
      items ? fill(*items, name) : text({}, name);
    }
    out_ += ']';
  }

  static std::int64_t whole(const JsonObject& rules, std::string_view key, std::int64_t otherwise) {
    const JsonValue* value = member(rules, key);
    return value ? whole_of(*value).value_or(otherwise) : otherwise;
  }

  void integer(const JsonObject& rules) {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    const std::int64_t above = std::min(whole(rules, "exclusiveMinimum", 0), largest - 1);
    const std::int64_t least = whole(rules, "minimum", above + 1);
    const std::int64_t most = std::max(least, whole(rules, "maximum", largest));
    const auto span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    const std::uint64_t drawn = random_.below(std::min<std::uint64_t>(span, 9999) + 1);
    out_ += std::to_string(least + static_cast<std::int64_t>(drawn));
  }

  // Quarters, which print short.
  void number(const JsonObject& rules) {
    const JsonValue* given = member(rules, "minimum");
    const double least = given && given->is_number() ? given->to_number<double>() : 0;
    given = member(rules, "maximum");
    const double most = given && given->is_number() ? given->to_number<double>() : least + 100;
    const double drawn = least + 0.25 * static_cast<double>(random_.below(400));
    append(JsonValue(std::isfinite(drawn) && drawn <= most ? drawn : least));
  }

  void text(const JsonObject& rules, std::string_view name) {
    const std::string_view format = text_member(rules, "format");
    std::string value = formatted(format);
    if (value.empty()) {
      value = name.substr(0, 64);
      if (!value.empty()) value += '-';
      append_hex(value, random_, 16);
    }
    const auto limit = [&](std::string_view key, std::size_t otherwise) {
      const std::int64_t given = whole(rules, key, static_cast<std::int64_t>(otherwise));
      return std::clamp<std::size_t>(given < 0 ? 0 : static_cast<std::size_t>(given), 0,
                                     longest_text);
    };
    if (value.size() < limit("minLength", 0)) value.resize(limit("minLength", 0), 'x');
    if (value.size() > limit("maxLength", longest_text)) value.resize(limit("maxLength", 0));
    append_json(out_, value);
  }

  std::string formatted(std::string_view format) {
    std::string value;
    append_hex(value, random_, 16);
    if (format == "email") return value + "@example.com";
    if (format == "uri") return "https://example.com/" + value;
    if (format == "date") return "2026-06-05";
    if (format == "date-time") return "2026-06-05T15:08:00Z";
    if (format == "uuid") return value + "-5f1d-4c3a-8e2b-000000000000";
    return {};
  }

  static constexpr std::size_t most_required = 1000;

  Random random_;
  std::string out_;
};

}  // namespace

std::string fitting_input(const JsonValue& schema, Random random) {
  Filler filler(random);
  filler.fill(schema, "");
  return filler.take();
}

}  // namespace squall

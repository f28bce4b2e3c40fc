// The models that Anthropic's API lists, and the list itself.
//
// Facts: section 1.8. The ids are those of the SDK's type; creation dates of models without a dated
// id, context sizes, and the key order of a list item are assumed.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"

namespace squall {
namespace {

using enum ClaudeGeneration;

constexpr std::string_view all_efforts = "high, low, max, medium, xhigh";
constexpr std::string_view most_efforts = "high, low, max, medium";
constexpr std::string_view few_efforts = "high, low, medium";
constexpr std::uint64_t large = 1'000'000, usual = 200'000;

// Newest first, as the list shows them.
constexpr std::array models{
    ClaudeModel{"claude-fable-5-2", "", "Claude Fable 5.2", "2026-10-21", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-mythos-5-2", "", "Claude Mythos 5.2", "2026-10-21", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-opus-5-5", "", "Claude Opus 5.5", "2026-09-15", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-sonnet-5-5", "", "Claude Sonnet 5.5", "2026-09-15", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-haiku-5-5", "", "Claude Haiku 5.5", "2026-09-15", latest, usual, 64000,
                all_efforts},
    ClaudeModel{"claude-fable-5-1", "", "Claude Fable 5.1", "2026-08-11", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-opus-5", "", "Claude Opus 5", "2026-07-14", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-sonnet-5", "", "Claude Sonnet 5", "2026-07-14", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-opus-4-8", "", "Claude Opus 4.8", "2026-05-19", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-opus-4-7", "", "Claude Opus 4.7", "2026-04-14", latest, large, 128000,
                all_efforts},
    ClaudeModel{"claude-sonnet-4-6", "", "Claude Sonnet 4.6", "2026-02-17", adaptive, large, 64000,
                most_efforts},
    ClaudeModel{"claude-opus-4-6", "", "Claude Opus 4.6", "2026-02-04", adaptive, large, 128000,
                most_efforts},
    ClaudeModel{"claude-opus-4-5-20251101", "claude-opus-4-5", "Claude Opus 4.5", "2025-11-24",
                thinking, usual, 64000, few_efforts},
    ClaudeModel{"claude-haiku-4-5-20251001", "claude-haiku-4-5", "Claude Haiku 4.5", "2025-10-15",
                thinking, usual, 64000, ""},
    ClaudeModel{"claude-sonnet-4-5-20250929", "claude-sonnet-4-5", "Claude Sonnet 4.5",
                "2025-09-29", thinking, usual, 64000, ""},
    ClaudeModel{"claude-opus-4-1-20250805", "claude-opus-4-1", "Claude Opus 4.1", "2025-08-05",
                thinking, usual, 32000, ""},
    ClaudeModel{"claude-opus-4-20250514", "claude-opus-4-0", "Claude Opus 4", "2025-05-22",
                thinking, usual, 32000, ""},
    ClaudeModel{"claude-sonnet-4-20250514", "claude-sonnet-4-0", "Claude Sonnet 4", "2025-05-22",
                thinking, usual, 64000, ""},
    ClaudeModel{"claude-3-7-sonnet-20250219", "claude-3-7-sonnet-latest", "Claude Sonnet 3.7",
                "2025-02-24", thinking, usual, 64000, ""},
    ClaudeModel{"claude-3-5-haiku-20241022", "claude-3-5-haiku-latest", "Claude Haiku 3.5",
                "2024-10-22", plain, usual, 8192, ""},
    ClaudeModel{"claude-3-haiku-20240307", "", "Claude Haiku 3", "2024-03-07", plain, usual, 4096,
                ""}};

void append_support(std::string& out, std::string_view key, bool supported) {
  out += '"';
  out += key;
  out += supported ? "\":{\"supported\":true}," : "\":{\"supported\":false},";
}

// Replaces the comma after the last member.
void close(std::string& out) { out.back() = '}'; }

void append_capabilities(std::string& out, const ClaudeModel& model) {
  const auto effort = [&](std::string_view level) {
    return model.efforts.find(level) != std::string_view::npos;
  };
  const bool modern = model.generation >= thinking;
  out += "\"capabilities\":{";
  append_support(out, "batch", true);
  append_support(out, "citations", modern);
  append_support(out, "code_execution", modern);
  out += "\"context_management\":{";
  append_support(out, "clear_thinking_20251015", modern);
  append_support(out, "clear_tool_uses_20250919", modern);
  append_support(out, "compact_20260112", model.generation >= adaptive);
  out += modern ? "\"supported\":true}," : "\"supported\":false},";
  out += "\"effort\":{";
  append_support(out, "low", effort("low"));
  append_support(out, "medium", effort("medium"));
  append_support(out, "high", effort("high"));
  append_support(out, "xhigh", effort("xhigh"));
  append_support(out, "max", effort("max"));
  out += model.efforts.empty() ? "\"supported\":false}," : "\"supported\":true},";
  append_support(out, "image_input", true);
  append_support(out, "pdf_input", modern);
  out += "\"server_tools\":{";
  append_support(out, "code_execution", modern);
  append_support(out, "web_search", modern);
  out += modern ? "\"supported\":true}," : "\"supported\":false},";
  append_support(out, "structured_outputs", !model.efforts.empty());
  out += "\"thinking\":{";
  out += modern ? "\"supported\":true,\"types\":{" : "\"supported\":false,\"types\":{";
  append_support(out, "adaptive", model.generation >= adaptive);
  append_support(out, "between_tools", model.generation == latest);
  append_support(out, "disabled", true);
  append_support(out, "enabled", modern && model.generation < latest);
  close(out);
  out += "}}";
}

void append_model(std::string& out, const ClaudeModel& model) {
  out += "{\"id\":";
  append_json(out, model.id);
  out += ",\"type\":\"model\",\"display_name\":";
  append_json(out, model.display_name);
  out += ",\"created_at\":\"";
  out += model.created;
  out += "T00:00:00Z\",\"max_input_tokens\":";
  append_number(out, model.context);
  out += ",\"max_tokens\":";
  append_number(out, model.max_output);
  // The line is the second word: "Claude Opus 5" is of the line opus.
  std::string_view line = model.display_name.substr(model.display_name.find(' ') + 1);
  line = line.substr(0, line.find(' '));
  out += ",\"lifecycle\":\"active\",\"deprecated_at\":null,\"retires_at\":null,\"line\":\"";
  for (const char c : line) out += static_cast<char>(c | 0x20);
  out += "\",";
  append_capabilities(out, model);
  out += '}';
}

std::size_t place_of(std::string_view id) {
  const auto at = std::ranges::find(models, id, &ClaudeModel::id);
  return static_cast<std::size_t>(at - models.begin());
}

void append_id(std::string& out, std::string_view key, const ClaudeModel* model) {
  out += ",\"";
  out += key;
  out += "\":";
  if (model)
    append_json(out, model->id);
  else
    out += "null";
}

// Hostile bytes of a path must not go back raw, whatever writes the message.
std::string printable(std::string_view text) {
  std::string out(text.substr(0, 200));
  for (char& c : out)
    if (c < ' ' || c > '~') c = '?';
  return out;
}

}  // namespace

const ClaudeModel* find_claude_model(std::string_view name) {
  if (name.empty()) return nullptr;
  for (const ClaudeModel& model : models)
    if (model.id == name || model.alias == name) return &model;
  return nullptr;
}

// The texts for a wrong limit are pydantic's, those for unknown cursors assumed.
void read_models_request(const Request& request, std::string_view id, Question& question) {
  ClaudeModelsRequest wanted;
  wanted.id = id;
  question.model = printable(id);
  if (!id.empty() && !find_claude_model(id))
    question.refusal = Refusal{404, "", "model: " + question.model};
  wanted.after = request.query("after_id");
  wanted.before = request.query("before_id");
  if (!wanted.after.empty() && place_of(wanted.after) == models.size())
    question.refusal = bad_request("after_id: Invalid cursor");
  if (!wanted.before.empty() && place_of(wanted.before) == models.size())
    question.refusal = bad_request("before_id: Invalid cursor");
  const std::string_view limit = request.query("limit");
  if (!limit.empty()) {
    const auto read = std::from_chars(limit.data(), limit.data() + limit.size(), wanted.limit);
    if (read.ec != std::errc{} || read.ptr != limit.data() + limit.size())
      question.refusal = bad_request("limit: Input should be a valid integer");
    else if (wanted.limit < 1)
      question.refusal = bad_request("limit: Input should be greater than or equal to 1");
    else if (wanted.limit > 1000)
      question.refusal = bad_request("limit: Input should be less than or equal to 1000");
  }
  question.details = std::move(wanted);
}

// `after` asks for what follows an id, `before` for what comes just before one; then `has_more`
// speaks of still earlier ones.
std::string models_body(const ClaudeModelsRequest& wanted) {
  std::string body;
  if (const ClaudeModel* one = find_claude_model(wanted.id)) {
    append_model(body, *one);
    return body;
  }
  std::size_t begin = 0, end = models.size();
  if (!wanted.after.empty()) begin = place_of(wanted.after) + 1;
  if (!wanted.before.empty()) end = std::max(begin, place_of(wanted.before));
  const bool more = end - begin > wanted.limit;
  if (more && !wanted.before.empty() && wanted.after.empty())
    begin = end - wanted.limit;
  else if (more)
    end = begin + wanted.limit;
  body = "{\"data\":[";
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) body += ',';
    append_model(body, models[i]);
  }
  body += more ? "],\"has_more\":true" : "],\"has_more\":false";
  append_id(body, "first_id", begin < end ? &models[begin] : nullptr);
  append_id(body, "last_id", begin < end ? &models[end - 1] : nullptr);
  return body += "}";
}

}  // namespace squall

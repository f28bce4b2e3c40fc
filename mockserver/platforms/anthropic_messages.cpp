// The conversation of a request: roles, blocks, and tool calls that find their results.
//
// Facts: sections 1.2, 1.3 and 1.9 hold the rules and the text about prefill; the one about a text
// block without its text is marked plausible there; the others are as seen in public reports, or
// assumed (those for what 2026-10-21 dropped). The first wrong thing is told, in the order of the
// messages; pairing comes last, because it needs every block to be readable.
#include <array>
#include <unordered_set>
#include <vector>

#include "mockserver/platforms/anthropic.hpp"

namespace squall {
namespace {

constexpr std::size_t most_messages = 100'000;

// Where a block stands, and by which rules it is judged.
struct Place {
  ClaudeVersion version;
  const ClaudeModel& model;
  std::string_view role;
  std::string path;  // messages.1.content.0
};

// The members without which a block cannot be read.
struct BlockKind {
  std::string_view type;
  std::array<std::string_view, 3> needs;
};

constexpr std::array block_kinds{BlockKind{"text", {"text"}},
                                 BlockKind{"image", {"source"}},
                                 BlockKind{"document", {"source"}},
                                 BlockKind{"tool_use", {"id", "name", "input"}},
                                 BlockKind{"tool_result", {"tool_use_id"}},
                                 BlockKind{"thinking", {"thinking", "signature"}},
                                 BlockKind{"redacted_thinking", {"data"}},
                                 BlockKind{"search_result", {"content", "source", "title"}},
                                 BlockKind{"server_tool_use", {"id", "name", "input"}},
                                 BlockKind{"web_search_tool_result", {}},
                                 BlockKind{"web_fetch_tool_result", {}},
                                 BlockKind{"code_execution_tool_result", {}},
                                 BlockKind{"bash_code_execution_tool_result", {}},
                                 BlockKind{"text_editor_code_execution_tool_result", {}},
                                 BlockKind{"tool_search_tool_result", {}},
                                 BlockKind{"mcp_tool_use", {}},
                                 BlockKind{"mcp_tool_result", {}},
                                 BlockKind{"container_upload", {}},
                                 BlockKind{"compaction", {}},
                                 BlockKind{"fallback", {}}};

const BlockKind* find_kind(std::string_view type) {
  for (const BlockKind& kind : block_kinds)
    if (kind.type == type) return &kind;
  return nullptr;
}

std::string expected_tags() {
  std::string all;
  for (const BlockKind& kind : block_kinds) {
    if (!all.empty()) all += ", ";
    all += "'" + std::string(kind.type) + "'";
  }
  return all;
}

bool has_citations(const JsonObject& block) {
  const JsonArray* citations = array_member(block, "citations");
  return citations && !citations->empty();
}

// What version 2026-10-21 no longer takes.
std::string wrong_since_2026(const JsonObject& block, std::string_view type, const Place& place) {
  if (place.role == "assistant" && type == "document")
    return place.path + ": `document` blocks are not permitted in assistant messages";
  if (place.role != "user") return {};
  if (type == "text" && has_citations(block))
    return place.path + ".text.citations: Extra inputs are not permitted";
  const JsonArray* inner = type == "search_result" ? array_member(block, "content") : nullptr;
  for (std::size_t i = 0; inner && i < inner->size(); ++i)
    if (const JsonObject* text = (*inner)[i].if_object(); text && has_citations(*text))
      return place.path + ".search_result.content." + std::to_string(i) +
             ".citations: Extra inputs are not permitted";
  return {};
}

std::string wrong_block(const JsonValue& value, const Place& place) {
  const JsonObject* block = value.if_object();
  if (!block) return place.path + ": Input should be a valid dictionary";
  const JsonValue* given = member(*block, "type");
  if (!given) return place.path + ": Unable to extract tag using discriminator 'type'";
  const std::string_view type = text_of(*given);
  const BlockKind* kind = find_kind(type);
  if (!kind)
    return place.path + ": Input tag '" + std::string(type) +
           "' found using 'type' does not match any of the expected tags: " + expected_tags();
  for (const std::string_view need : kind->needs)
    if (!need.empty() && !member(*block, need))
      return place.path + "." + std::string(type) + "." + std::string(need) + ": Field required";
  if (type == "text") {
    const JsonValue& text = *member(*block, "text");
    if (!text.is_string()) return place.path + ".text.text: Input should be a valid string";
    if (text_of(text).empty()) return "messages: text content blocks must be non-empty";
  }
  if (place.version == ClaudeVersion::of_2026) return wrong_since_2026(*block, type, place);
  return {};
}

std::string wrong_role(const JsonObject& message, const std::string& path,
                       const ClaudeModel& model) {
  const JsonValue* given = member(message, "role");
  if (!given) return path + ".role: Field required";
  const std::string_view role = text_of(*given);
  if (role == "user" || role == "assistant") return {};
  if (role != "system") return path + ".role: Input should be 'user' or 'assistant'";
  if (model.generation == ClaudeGeneration::latest) return {};
  return "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` "
         "parameter, not \"system\" as an input message role.";
}

std::string wrong_message(const JsonObject& message, const std::string& path, bool last,
                          const Place& where) {
  std::string wrong = wrong_role(message, path, where.model);
  if (!wrong.empty()) return wrong;
  const JsonValue* content = member(message, "content");
  if (!content) return path + ".content: Field required";
  const JsonArray* blocks = content->if_array();
  if (!blocks && !content->is_string()) return path + ".content: Input should be a valid string";
  const std::string_view role = text_member(message, "role");
  if (blocks ? blocks->empty() : text_of(*content).empty()) {
    if (last && role == "assistant") return {};
    return path +
           ": all messages must have non-empty content except for the optional final assistant "
           "message";
  }
  for (std::size_t i = 0; blocks && i < blocks->size(); ++i) {
    const Place place{where.version, where.model, role, path + ".content." + std::to_string(i)};
    wrong = wrong_block((*blocks)[i], place);
    if (!wrong.empty()) return wrong;
  }
  return {};
}

// The ids that blocks of one type in a message name under `key`.
std::vector<std::string_view> ids_in(const JsonValue& message, std::string_view type,
                                     std::string_view key) {
  std::vector<std::string_view> ids;
  if (const JsonArray* blocks = array_member(message.get_object(), "content"))
    for (const JsonValue& block : *blocks)
      if (text_member(block.get_object(), "type") == type)
        ids.push_back(text_member(block.get_object(), key));
  return ids;
}

// Every id of `wanted` that `there` lacks, joined. Both may be as many as a hostile body holds.
std::string missing(const std::vector<std::string_view>& wanted,
                    const std::vector<std::string_view>& there) {
  std::string all;
  if (wanted.empty()) return all;
  const std::unordered_set<std::string_view> found(there.begin(), there.end());
  for (const std::string_view id : wanted) {
    if (found.contains(id)) continue;
    if (!all.empty()) all += ", ";
    all += id;
  }
  return all;
}

// Calls and results must stand in neighbouring messages.
std::string wrong_tool_pairs(const JsonArray& messages) {
  std::vector<std::string_view> called;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto results = ids_in(messages[i], "tool_result", "tool_use_id");
    const std::string unanswered = missing(called, results);
    if (!unanswered.empty())
      return "messages." + std::to_string(i - 1) +
             ": `tool_use` ids were found without `tool_result` blocks immediately after: " +
             unanswered +
             ". Each `tool_use` block must have a corresponding `tool_result` block in the next "
             "message.";
    const std::string uncalled = missing(results, called);
    if (!uncalled.empty())
      return "messages." + std::to_string(i) +
             ": unexpected `tool_use_id` found in `tool_result` blocks: " + uncalled +
             ". Each `tool_result` block must have a corresponding `tool_use` block in the "
             "previous message.";
    called = ids_in(messages[i], "tool_use", "id");
  }
  return {};
}

}  // namespace

std::string wrong_claude_messages(const JsonArray& messages, ClaudeVersion version,
                                  const ClaudeModel& model) {
  if (messages.empty()) return "messages: at least one message is required";
  if (messages.size() > most_messages)
    return "messages: List should have at most 100000 items after validation, not " +
           std::to_string(messages.size());
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const std::string path = "messages." + std::to_string(i);
    const JsonObject* message = messages[i].if_object();
    if (!message) return path + ": Input should be a valid dictionary";
    const Place where{version, model, {}, {}};
    std::string wrong = wrong_message(*message, path, i + 1 == messages.size(), where);
    if (!wrong.empty()) return wrong;
  }
  if (text_member(messages[messages.size() - 1].get_object(), "role") == "assistant" &&
      model.generation >= ClaudeGeneration::adaptive)
    return "This model does not support assistant message prefill. The conversation must end with "
           "a user message.";
  return wrong_tool_pairs(messages);
}

}  // namespace squall

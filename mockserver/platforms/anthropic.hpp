// What the parts of the Anthropic platform tell each other: models, requests, speech, errors.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mockserver/platform.hpp"
#include "mockserver/platforms/json.hpp"
#include "scenarios/random.hpp"

namespace squall {

// --- models (anthropic_models.cpp) ---------------------------------------------------------------

// What a model can be asked for grew in steps; later ones compare greater.
enum class ClaudeGeneration : std::uint8_t {
  plain,     // no thinking
  thinking,  // thinking of type enabled, with a budget
  adaptive,  // also adaptive; no prefill; answers tell thinking tokens and geography
  latest,    // adaptive only; xhigh effort; system messages inside the conversation
};

struct ClaudeModel {
  std::string_view id;     // what answers name and the list shows; dated where the model is
  std::string_view alias;  // another name a request may use; "" for none
  std::string_view display_name;
  std::string_view created;  // date, UTC
  ClaudeGeneration generation;
  std::uint64_t context;     // input tokens
  std::uint64_t max_output;  // output tokens
  std::string_view efforts;  // as an error lists them; "" where effort is no option
};

const ClaudeModel* find_claude_model(std::string_view name);

struct ClaudeModelsRequest {
  std::string id;             // of one model; "" asks for the list
  std::string after, before;  // cursors
  std::size_t limit = 20;
};

// Fills `question`, with its refusal if any, from a request for `/v1/models` or one `id` of it.
void read_models_request(const Request& request, std::string_view id, Question& question);
std::string models_body(const ClaudeModelsRequest& wanted);

// --- a request as understood (anthropic_request, _prompt, _fields, _rules, _messages .cpp) -------

enum class ClaudeVersion : std::uint8_t { of_2023, of_2026 };  // 2023-06-01, 2026-10-21

enum class ClaudeThinking : std::uint8_t { none, shown, omitted };

// `fresh` comes after the last cache breakpoint; the three add up to the whole prompt.
struct PromptTokens {
  std::uint64_t fresh = 0, written = 0, read = 0;
  bool for_an_hour = false;  // the cache entry's life: 1h instead of 5m
  std::uint64_t all() const { return fresh + written + read; }
};

// What a conversation says, as far as it can be read: nothing here is yet known to be right.
struct ClaudePrompt {
  PromptTokens tokens;
  std::string about;  // system prompt and first user message
  std::uint32_t turn = 0;
  std::size_t breakpoints = 0;    // of the prompt cache
  std::string foreign_signature;  // the first thinking block that was signed elsewhere, as a path
  bool has_tool_result = false;   // anywhere
  bool ends_with_tool_result = false;
};

// What answering needs of a request that is right.
struct ClaudeRequest {
  const ClaudeModel* model = nullptr;
  std::uint64_t max_tokens = 0;
  PromptTokens prompt;
  std::vector<std::string> stop_sequences;
  ClaudeThinking thinking = ClaudeThinking::none;
  std::string tool;       // the tool to call in this turn; "" for none
  JsonValue tool_schema;  // of its input
};

// Fills `question`, with its refusal if any, from a request for messages or their count. Even a
// refused request is read as far as it goes, so that it can be counted to its call.
void read_messages_request(const Request& request, Question& question);

ClaudePrompt read_claude_prompt(const JsonObject& body);

// What is wrong with a request, as the API says it; "" when nothing is. Each of the three relies on
// the one before: fields are there and of their kind; what they ask for goes together and suits the
// model; the messages make a conversation.
std::string wrong_claude_fields(const JsonObject& body, ClaudeVersion version, bool counting);
std::string wrong_claude_rules(const JsonObject& body, const ClaudeModel& model);
std::string wrong_claude_messages(const JsonArray& messages, ClaudeVersion version,
                                  const ClaudeModel& model);

Refusal bad_request(std::string message);

// --- what is said (anthropic_speech.cpp, _tools.cpp, _answer.cpp, _stream.cpp) -------------------

// Each kind of random draw has its own stream, so that one more draw here shifts none there.
enum class ClaudeDice : std::uint64_t {
  request_id = 1,
  message_id,
  tool_id,
  signature,
  padding,
  grouping,
  opening,
  thought,
  tool_input,
  trace,
  retry_after
};
Random claude_dice(std::uint64_t key, ClaudeDice dice);

// One turn of the model, within what the request allows. Hangs on the occasion's truth alone,
// except for the ids of calls.
Speech claude_speech(const ClaudeRequest& request, const Occasion& occasion);

// An input, as JSON text, that the schema accepts as far as types, enums, ranges and required
// members go; the same key gives the same input.
std::string fitting_input(const JsonValue& schema, Random random);

// A speech with all that this platform's message needs besides.
struct ClaudeMessage {
  const ClaudeRequest& request;
  const Speech& speech;
  const Occasion& occasion;

  // Thought that nobody asked for is shown: only a request can have it omitted.
  bool shows_thought() const { return request.thinking != ClaudeThinking::omitted; }
};

// Parts of a message that the whole body and the stream write alike.
void append_message_head(std::string& out, const ClaudeMessage& message);
void append_signature(std::string& out, const Occasion& occasion);
void append_tool_head(std::string& out, const ToolCall& call);  // up to its input
void append_stop(std::string& out, const Speech& speech);       // reason, sequence and details

// Members of a usage object; nothing of it is written when the speech tells none.
void append_prompt_usage(std::string& out, const ClaudeMessage& message);
void append_output_usage(std::string& out, const ClaudeMessage& message, std::uint64_t output,
                         std::uint64_t thinking);
// The whole object as bodies and opening events have it, after a comma.
void append_usage(std::string& out, const ClaudeMessage& message, std::uint64_t output,
                  std::uint64_t thinking);

Step message_body(const ClaudeMessage& message);
Script message_stream(const ClaudeMessage& message);

// Facts: section 1.5; the space after the colon is real.
inline constexpr std::string_view claude_ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

// Writes one event of a stream: `data` is its JSON without the last brace, before which 0 to 15
// spaces go (facts: Anthropic streaming, padding).
void append_event(std::string& out, std::string_view name, std::string_view data, Random& padding);

// --- headers and errors (anthropic_headers.cpp, _errors.cpp, _limits.cpp) ------------------------

std::string claude_request_id(const Occasion& occasion);

// Which of the rate limit headers a reply carries, and which bucket it shows as empty.
enum class ClaudeLimits : std::uint8_t { none, shown, no_requests, no_input, no_output };

inline constexpr std::string_view claude_host = "api.anthropic.com";
inline constexpr std::string_view claude_organization = "7c0de1a2-4b5f-4e6d-9a83-52d1f0b6c9e4";
inline constexpr std::string_view claude_input_tokens_a_minute = "2,000,000";

struct ClaudeHead {
  std::string_view content_type = "application/json";
  ClaudeLimits limits = ClaudeLimits::none;
  bool known_caller = true;          // false before authentication: then no organization is told
  std::int64_t limits_reset_in = 0;  // seconds
};
Headers claude_headers(const ClaudeHead& head, const Occasion& occasion);

// "This request would exceed your organization's rate limit of ...", with what follows.
std::string claude_limit_text(std::string_view limit, const Question& question);
Refusal refuse_claude_load(const Decision& decision, const Question& question);
void tell_claude_limits(const LimitStates& states, const Occasion& occasion, Headers& headers);

Reply refuse_claude(const Refusal& refusal, const Question& question, const Occasion& occasion);
Script refuse_claude_midway(const Refusal& refusal, const Occasion& occasion);

}  // namespace squall

// Anthropic's Messages API, both versions: which paths it has, and who may ask.
//
// Facts: wire formats, section 1. The model list, validation, bodies, streams and errors have their
// own files beside this one. Batches are not offered: their paths answer 404.
#include "mockserver/platforms/anthropic.hpp"

#include <utility>

namespace squall {
namespace {

enum class Path : std::uint8_t { foreign, messages, count_tokens, models, one_model, unknown };

// `/v1` may be missing before `/messages`: some clients are configured with it in their base URL,
// others leave it out. A models path without it could be anybody's.
Path path_kind(std::string_view path) {
  if (path.ends_with("/messages")) return Path::messages;
  if (path.ends_with("/messages/count_tokens")) return Path::count_tokens;
  if (path.ends_with("/v1/models")) return Path::models;
  const std::size_t slash = path.rfind('/');
  if (slash != std::string_view::npos && slash + 1 < path.size() &&
      path.substr(0, slash).ends_with("/v1/models"))
    return Path::one_model;
  return path.find("/v1/messages/") != std::string_view::npos ? Path::unknown : Path::foreign;
}

bool serves(std::string_view path) { return path_kind(path) != Path::foreign; }

// `x-api-key` wins over a bearer token. Any key will do: clients under test carry dummies.
std::optional<Refusal> wrong_caller(const Request& request) {
  if (!request.header("x-api-key").empty()) return std::nullopt;
  const std::string_view bearer = request.header("authorization");
  if (bearer.empty()) return Refusal{401, "", "x-api-key header is required"};
  constexpr std::string_view scheme = "bearer ";
  bool named = bearer.size() > scheme.size();
  for (std::size_t i = 0; named && i < scheme.size(); ++i)
    named = (bearer[i] | 0x20) == (scheme[i] | 0x20);
  if (named) return std::nullopt;
  return Refusal{401, "", "Invalid bearer token"};
}

// The text for an unknown version is assumed.
std::optional<Refusal> wrong_version(const Request& request) {
  const std::string_view version = request.header("anthropic-version");
  if (version.empty()) return bad_request("anthropic-version: header is required");
  if (version == "2023-06-01" || version == "2026-10-21") return std::nullopt;
  return bad_request("anthropic-version: is not a valid version");
}

std::optional<Refusal> wrong_entry(const Request& request, Path path) {
  const std::string_view method = path == Path::models || path == Path::one_model ? "GET" : "POST";
  if (path == Path::unknown || path == Path::foreign) return Refusal{404, "", ""};
  if (request.method != method) return Refusal{405, "", ""};
  if (auto wrong = wrong_caller(request)) return wrong;
  return wrong_version(request);
}

// The first thing wrong counts, but everything that can be read is read: a refused attempt still
// belongs to a call.
Question understand(const Request& request) {
  Question question;
  const std::string_view path = request.path();
  const Path kind = path_kind(path);
  if (kind == Path::messages) {
    question.endpoint_name = "messages";
    read_messages_request(request, question);
  } else if (kind == Path::count_tokens) {
    question.endpoint = Endpoint::count_tokens;
    question.endpoint_name = "count_tokens";
    read_messages_request(request, question);
  } else if (kind == Path::models || kind == Path::one_model) {
    question.endpoint = Endpoint::models;
    question.endpoint_name = "models";
    const std::string_view id =
        kind == Path::one_model ? path.substr(path.rfind('/') + 1) : std::string_view{};
    read_models_request(request, id, question);
  }
  // Too large a body never gets past the edge, whoever sends it.
  const bool too_large = question.refusal && question.refusal->status == 413;
  if (!too_large)
    if (auto wrong = wrong_entry(request, kind)) question.refusal = std::move(wrong);
  return question;
}

Reply reply_of(Headers headers, Script script) {
  Reply reply;
  reply.framing = Framing::chunked;
  reply.headers = std::move(headers);
  reply.script = std::move(script);
  return reply;
}

Reply reply_of(Headers headers, Step body) {
  Script script;
  script.reserve(2);
  script.push_back(std::move(body));
  script.push_back(ending(StepKind::finish));
  return reply_of(std::move(headers), std::move(script));
}

Speech speak(const Question& question, const Occasion& occasion) {
  return claude_speech(std::any_cast<const ClaudeRequest&>(question.details), occasion);
}

Reply say(const Question& question, const Speech& speech, const Occasion& occasion) {
  const ClaudeMessage message{std::any_cast<const ClaudeRequest&>(question.details), speech,
                              occasion};
  ClaudeHead head;
  head.limits = ClaudeLimits::shown;
  if (!question.stream) return reply_of(claude_headers(head, occasion), message_body(message));
  head.content_type = "text/event-stream; charset=utf-8";
  return reply_of(claude_headers(head, occasion), message_stream(message));
}

Reply tell(const Question& question, const Occasion& occasion) {
  const auto* models = std::any_cast<ClaudeModelsRequest>(&question.details);
  if (models) return reply_of(claude_headers({}, occasion), send(Role::body, models_body(*models)));
  const std::uint64_t tokens = std::any_cast<const ClaudeRequest&>(question.details).prompt.all();
  return reply_of(claude_headers({}, occasion),
                  send(Role::body, "{\"input_tokens\":" + std::to_string(tokens) + "}"));
}

constexpr std::string_view endpoint_names[] = {"messages", "count_tokens", "models"};

}  // namespace

extern constinit const Platform anthropic{
    "anthropic",
    "Anthropic Messages API, versions 2023-06-01 and 2026-10-21.",
    serves,
    understand,
    speak,
    say,
    tell,
    refuse_claude,
    refuse_claude_midway,
    claude_ping,
    endpoint_names,
    refuse_claude_load,
    tell_claude_limits,
    claude_host};

}  // namespace squall

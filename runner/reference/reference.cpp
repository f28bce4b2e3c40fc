// The engine of the built-in stacks: attempts, back-off, fallback, tools.
#include "runner/reference/reference.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

#include "scenarios/text.hpp"

namespace squall {

struct Reference::Attempt {
  HttpResponse response;
  Message message;
  bool gave_up = false;  // the silence lasted too long
};

struct Reference::Conversation {
  CallOrder order;
  std::string model;  // asked for now: the order's, or a fallback
  nlohmann::ordered_json messages = nlohmann::ordered_json::array();
};

namespace {

using Json = nlohmann::ordered_json;

std::string body_of(const CallOrder& order, const std::string& model, const Json& messages) {
  Json body = {{"model", model}, {"max_tokens", order.max_tokens}, {"messages", messages}};
  if (order.stream) body["stream"] = true;
  if (order.tools) {
    const Json schema = {
        {"type", "object"},
        {"properties", {{"order", {{"type", "string"}}}, {"amount_cents", {{"type", "integer"}}}}},
        {"required", {"order", "amount_cents"}}};
    body["tools"] = Json::array({{{"name", "charge_card"},
                                  {"description", "Charges the customer's card."},
                                  {"input_schema", schema}}});
  }
  return body.dump();
}

Json content_of(const PastMessage& past) {
  Json content = Json::array();
  if (!past.thinking.empty())
    content.push_back(
        {{"type", "thinking"}, {"thinking", past.thinking}, {"signature", past.signature}});
  content.push_back({{"type", "text"}, {"text", past.text}});
  return content;
}

std::string headers_of(const Care& care) {
  return "user-agent: squall-reference/" + std::string(care.name) +
         "\r\nx-api-key: dummy\r\nanthropic-version: 2026-10-21\r\n"
         "content-type: application/json\r\naccept: application/json\r\n";
}

// Seconds, possibly with a fraction; dates and nonsense give nothing.
std::optional<Duration> retry_after(const HttpResponse& response) {
  const std::string_view text = response.header("retry-after");
  double seconds = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!(seconds > 0) || seconds > 60) return std::nullopt;
  return Duration{static_cast<std::int64_t>(seconds * 1e9)};
}

std::string order_in(const std::string& tool_input) {
  const Json input = Json::parse(tool_input, nullptr, false);
  const auto at = input.is_object() ? input.find("order") : input.end();
  return input.is_object() && at != input.end() && at->is_string() ? at->get<std::string>()
                                                                   : tool_input;
}

}  // namespace

Reference::Reference(const Care& care, Dial dial, Clock& clock, std::uint64_t seed, Tell tell)
    : care_(care), http_(std::move(dial)), clock_(clock), seed_(seed), tell_(std::move(tell)) {}

net::awaitable<Outcome> Reference::call(CallOrder order) {
  // The last twentieth is left for telling the application.
  const Instant deadline =
      care_.keeps_deadline ? clock_.now() + order.deadline / 20 * 19 : Instant::max();
  Conversation conversation{.order = std::move(order), .model = {}};
  conversation.model = conversation.order.model;
  for (const PastMessage& past : conversation.order.history)
    conversation.messages.push_back({{"role", past.role}, {"content", content_of(past)}});
  conversation.messages.push_back({{"role", "user"}, {"content", conversation.order.prompt}});
  constexpr int most_turns = 8;
  for (int turns = 1;; ++turns) {
    const Attempt last = co_await turn(conversation, deadline);
    const bool wants_tool = is_good(last) && last.message.stop == "tool_use";
    if (!wants_tool || turns == most_turns) co_return outcome_of(conversation, last);
    act(conversation, last.message);
  }
}

// Tries until an attempt is good, or nothing more may be tried.
net::awaitable<Reference::Attempt> Reference::turn(Conversation& conversation, Instant deadline) {
  Random random{seed_, fnv1a(conversation.order.call), conversation.messages.size()};
  for (unsigned tried = 1;; ++tried) {
    Attempt attempt = co_await this->attempt(conversation, deadline);
    if (is_good(attempt) || tried == care_.attempts || !may_retry(attempt)) co_return attempt;
    const Instant next = clock_.now() + back_off(attempt, tried, random);
    if (next >= deadline) co_return attempt;
    co_await sleep_until(clock_, next);
    const auto& fallbacks = conversation.order.fallbacks;
    if (care_.falls_back && tried >= 2 && !fallbacks.empty())
      conversation.model = fallbacks[(tried - 2) % fallbacks.size()];
  }
}

net::awaitable<Reference::Attempt> Reference::attempt(const Conversation& conversation,
                                                      Instant give_up_at) {
  using namespace net::experimental::awaitable_operators;
  Attempt attempt;
  Instant silent_at = clock_.now() + care_.silence;
  auto work = exchange(conversation, silent_at, attempt);
  auto watch = until_silent(silent_at, give_up_at);
  const auto first = co_await (std::move(work) || std::move(watch));
  attempt.gave_up = first.index() == 1;
  co_return attempt;
}

// `silent_at` moves on while bytes come.
net::awaitable<void> Reference::until_silent(const Instant& silent_at, Instant give_up_at) {
  const std::unique_ptr<Alarm> alarm = clock_.alarm();
  while (clock_.now() < std::min(silent_at, give_up_at)) {
    const Instant next = std::min(silent_at, give_up_at);
    const bool reached = co_await alarm->wait_until(next);
    static_cast<void>(reached);
  }
}

// What has come stays in `attempt` when this is given up half-way.
net::awaitable<void> Reference::exchange(const Conversation& conversation, Instant& silent_at,
                                         Attempt& attempt) {
  SseParser parser;
  const auto take = [&attempt](SseEvent&& event) { attempt.message.take(event); };
  BodySink sink;
  if (conversation.order.stream)
    sink = [&](std::string_view bytes) {
      attempt.response.status = 200;
      silent_at = clock_.now() + care_.silence;
      parser.feed(bytes, take);
    };
  std::string body = body_of(conversation.order, conversation.model, conversation.messages);
  std::string headers = headers_of(care_);
  attempt.response = co_await http_.post("/anthropic/v1/messages", std::move(headers),
                                         std::move(body), std::move(sink));
  if (attempt.response.status == 200 && !conversation.order.stream)
    attempt.message.take_body(attempt.response.body);
}

bool Reference::is_good(const Attempt& attempt) const {
  const bool came = attempt.response.status == 200 && attempt.response.whole && !attempt.gave_up;
  return came && attempt.message.error.empty() &&
         (!care_.checks_ending || attempt.message.is_complete());
}

// The official SDKs' rule: `x-should-retry` decides, then 408, 409, 429, 5xx and lost connections
// before the head.
bool Reference::may_retry(const Attempt& attempt) const {
  const int status = attempt.response.status;
  const std::string_view wish = attempt.response.header("x-should-retry");
  if (wish == "true" || wish == "false") return wish == "true";
  if (status == 0) return true;
  if (status == 200) return care_.retries_any_failure;
  return status == 408 || status == 409 || status == 429 || status >= 500;
}

Duration Reference::back_off(const Attempt& attempt, unsigned tried, Random& random) const {
  if (const auto told = retry_after(attempt.response)) return *told;
  const double cap = std::min(0.5 * static_cast<double>(1U << (tried - 1)), 8.0);
  const double seconds =
      care_.full_jitter ? cap * 2 * random.unit() : cap * (1 - 0.25 * random.unit());
  return Duration{static_cast<std::int64_t>(seconds * 1e9)};
}

// The tool's side effect, once for each order, and the turn that tells the model of it.
void Reference::act(Conversation& conversation, const Message& message) {
  const std::string order = order_in(message.tool_input);
  if (charged_.insert(order).second) tell_({conversation.order.call, "charge", order});
  const Json input =
      Json::parse(message.tool_input.empty() ? "{}" : message.tool_input, nullptr, false);
  const Json use = {{"type", "tool_use"},
                    {"id", message.tool_id},
                    {"name", message.tool_name},
                    {"input", input.is_discarded() ? Json::object() : input}};
  Json content = Json::array();
  if (!message.text.empty()) content.push_back({{"type", "text"}, {"text", message.text}});
  content.push_back(use);
  const Json result = {
      {"type", "tool_result"}, {"tool_use_id", message.tool_id}, {"content", "{\"charged\":true}"}};
  conversation.messages.push_back({{"role", "assistant"}, {"content", content}});
  conversation.messages.push_back({{"role", "user"}, {"content", Json::array({result})}});
}

Outcome Reference::outcome_of(const Conversation& conversation, const Attempt& attempt) const {
  Outcome outcome;
  outcome.call = conversation.order.call;
  outcome.text = attempt.message.text;
  outcome.model = attempt.message.model.empty() ? conversation.model : attempt.message.model;
  outcome.stop = attempt.message.stop;
  outcome.outcome = is_good(attempt) ? "answered" : "failed";
  if (is_good(attempt)) return outcome;
  const HttpResponse& response = attempt.response;
  outcome.status = response.status;
  if (attempt.gave_up) {
    outcome.error_class = "silent";
    outcome.error = "no byte for " + print(care_.silence) + ", or no time left";
  } else if (response.status != 0 && response.status != 200) {
    outcome.error_class = "status";
    outcome.error = response.body.substr(0, 300);
  } else if (!response.whole) {
    outcome.error_class = "connection";
    outcome.error = response.ec.message();
  } else {
    outcome.error_class = attempt.message.error.empty() ? "incomplete" : attempt.message.error_type;
    outcome.error = attempt.message.error.empty() ? "the answer has no end" : attempt.message.error;
  }
  return outcome;
}

}  // namespace squall

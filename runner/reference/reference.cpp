// The engine of the built-in stacks: attempts, back-off, fallback, tools.
#include "runner/reference/reference.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <optional>
#include <utility>

#include "runner/reference/answer_rules.hpp"
#include "runner/reference/backoff.hpp"
#include "scenarios/text.hpp"

namespace squall {

struct Reference::Attempt {
  HttpResponse response;
  SseParser parser;
  Message message;
  bool gave_up = false;  // the patience ran out
  Failure failure;
};

namespace {

std::string headers_of(const Care& care) {
  return "user-agent: squall-reference/" + std::string(care.name) +
         "\r\nx-api-key: dummy\r\nanthropic-version: 2026-10-21\r\n"
         "content-type: application/json\r\naccept: application/json\r\n";
}

// Nobody asked for a compressed body, so nobody here can read one.
bool is_encoded(const HttpResponse& response) {
  const std::string encoding = lower_case(response.header("content-encoding"));
  return !encoding.empty() && encoding != "identity";
}

Outcome outcome_of(const Conversation& conversation, const HttpResponse& response,
                   const Message& message, const Failure& failure) {
  Outcome outcome;
  outcome.call = conversation.order.call;
  outcome.text = message.text;
  outcome.model = message.model.empty() ? conversation.model : message.model;
  outcome.stop = message.stop;
  outcome.outcome = failure ? "failed" : "answered";
  if (!failure) return outcome;
  outcome.status = response.status;
  outcome.error_class = failure.kind;
  outcome.error = failure.text;
  return outcome;
}

// Where the calls that fail go, and in which order.
class Models {
 public:
  explicit Models(Conversation& conversation) : conversation_(conversation) {}

  bool has_another() const { return !conversation_.order.fallbacks.empty(); }
  void move_on() {
    const auto& fallbacks = conversation_.order.fallbacks;
    if (has_another()) conversation_.model = fallbacks[moved_++ % fallbacks.size()];
  }

 private:
  Conversation& conversation_;
  std::size_t moved_ = 0;
};

}  // namespace

Reference::Reference(const Care& care, Dial dial, Clock& clock, std::uint64_t seed, Tell tell)
    : care_(care), http_(std::move(dial)), clock_(clock), seed_(seed), tell_(std::move(tell)) {}

net::awaitable<Outcome> Reference::call(CallOrder order) {
  // The last twentieth is left for telling the application.
  const Instant deadline =
      clock_.now() + (care_.keeps_deadline ? order.deadline / 20 * 19 : longest);
  Conversation conversation(std::move(order));
  constexpr int most_turns = 8;
  for (int turns = 1;; ++turns) {
    const Attempt last = co_await turn(conversation, deadline);
    const bool wants_tool =
        !last.failure && last.message.stop == "tool_use" && !last.message.tools.empty();
    if (!wants_tool || turns == most_turns)
      co_return outcome_of(conversation, last.response, last.message, last.failure);
    act(conversation, last.message);
  }
}

// Tries until an attempt is good, or nothing more may be tried.
net::awaitable<Reference::Attempt> Reference::turn(Conversation& conversation, Instant deadline) {
  Random random{seed_, fnv1a(conversation.order.call), conversation.messages.size()};
  Models models(conversation);
  for (unsigned tried = 1;; ++tried) {
    const bool fresh = care_.renews_connections && tried > 1;
    Attempt attempt = co_await this->attempt(conversation, deadline, fresh);
    const HttpResponse& response = attempt.response;
    if (!attempt.failure || !care_.renews_connections) http_.keep(attempt.response);
    if (!attempt.failure || tried == care_.attempts) co_return attempt;
    // Mended, the request is another one, and may be sent at once.
    if (care_.mends_history && refuses_thinking(response) && drop_thinking(conversation)) continue;
    if (!may_retry(care_, response, attempt.failure)) co_return attempt;
    const Duration left = deadline - clock_.now();
    const auto wait = wait_before_next(care_, response, tried, left, random);
    const bool can_move = care_.falls_back && models.has_another();
    if (!wait && !can_move) co_return attempt;
    const Instant next = clock_.now() + (wait ? *wait : own_wait(care_, tried, random));
    if (next >= deadline) co_return attempt;
    co_await sleep_until(clock_, next);
    if (can_move && (!wait || tried >= 2)) models.move_on();
  }
}

net::awaitable<Reference::Attempt> Reference::attempt(const Conversation& conversation,
                                                      Instant deadline, bool fresh) {
  using namespace net::experimental::awaitable_operators;
  Attempt attempt;
  Patience patience(clock_, deadline, care_.dialling);
  auto work = exchange(conversation, patience, fresh, attempt);
  auto watch = patience.run_out();
  const auto first = co_await (std::move(work) || std::move(watch));
  attempt.gave_up = first.index() == 1;
  attempt.failure = failure_of(attempt, conversation);
  co_return attempt;
}

// What has come stays in `attempt` when this is given up half-way.
net::awaitable<void> Reference::exchange(const Conversation& conversation, Patience& patience,
                                         bool fresh, Attempt& attempt) {
  const bool stream = conversation.order.stream;
  HttpRequest request;
  request.target = "/anthropic/v1/messages";
  request.headers = headers_of(care_);
  request.body = request_body(conversation);
  HttpWishes wishes = wishes_for(patience, attempt);
  wishes.fresh = fresh;
  if (!stream) wishes.body = nullptr;
  attempt.response = co_await http_.post(std::move(request), std::move(wishes));
  if (attempt.response.status != 200) co_return;
  if (!stream) attempt.message.take_body(attempt.response.body);
  // Many servers leave out the blank line behind their last event (facts: F3).
  const bool may_lack_its_line = stream && care_.follows_events && !attempt.message.ended;
  if (may_lack_its_line && attempt.response.whole) read("\n\n", patience, attempt);
}

HttpWishes Reference::wishes_for(Patience& patience, Attempt& attempt) const {
  HttpWishes wishes;
  wishes.redirects = care_.redirects;
  wishes.connected = [this, &patience] { patience.renew(care_.silence); };
  wishes.body = [this, &patience, &attempt](std::string_view bytes) {
    attempt.response.status = 200;
    if (!care_.follows_events) patience.renew(care_.silence);
    read(bytes, patience, attempt);
    return !(care_.follows_events && attempt.message.ended);
  };
  return wishes;
}

void Reference::read(std::string_view bytes, Patience& patience, Attempt& attempt) const {
  Message& message = attempt.message;
  const std::uint64_t before = message.progress;
  attempt.parser.feed(bytes, [&](SseEvent&& event) {
    if (!care_.follows_events || !message.ended) message.take(event);
  });
  if (message.progress > before) patience.renew(care_.silence);
}

Failure Reference::failure_of(const Attempt& attempt, const Conversation& conversation) const {
  const HttpResponse& response = attempt.response;
  const Message& message = attempt.message;
  if (attempt.gave_up) return {"silent", "no connection, no sign of life or no time left"};
  if (response.status != 0 && response.status != 200)
    return {"status", response.body.substr(0, 300)};
  if (!response.whole) return {"connection", response.ec.message()};
  if (care_.checks_answers && is_encoded(response))
    return {"encoding", "the body is " + beginning(response.header("content-encoding"))};
  if (!message.error.empty()) return {message.error_type, message.error};
  if (!care_.checks_answers) return {};
  return failure_in(message, conversation.order, conversation.model);
}

// The tool's side effect, once for each order, and the turn that tells the model of it.
void Reference::act(Conversation& conversation, const Message& message) {
  for (const ToolUse& tool : message.tools) {
    const std::string order = order_in(tool);
    if (charged_.insert(order).second) tell_({conversation.order.call, "charge", order});
  }
  add_tool_results(conversation, message);
}

}  // namespace squall

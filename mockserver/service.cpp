// One connection after the other request: read, plan, play, record.
#include "mockserver/service.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "mockserver/cut_wire.hpp"
#include "mockserver/http_reader.hpp"
#include "mockserver/play.hpp"

namespace squall {

struct Service::Connection {
  std::uint64_t id;
  const Platform* port;
  Greeted greeted;  // until it has been met
  std::unique_ptr<Wire> wire;
  RequestReader reader{};
  Request request{};
  FramingWishes wishes{};
  bool reading = false;  // waiting for the peer, and for how long
  bool request_begun = false;
  Duration waited{};   // for the peer, real time
  bool asked = false;  // the first bytes of a request have arrived
};

// In the table of open connections exactly as long as the connection lives.
class Service::Registration {
 public:
  Registration(std::shared_ptr<Open> open, Connection& connection)
      : open_(std::move(open)), id_(connection.id) {
    open_->emplace(id_, &connection);
  }
  ~Registration() { open_->erase(id_); }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

 private:
  std::shared_ptr<Open> open_;
  std::uint64_t id_;
};

Service::Service(const Plan& plan, Clock& clock, Journal& journal, ConnectionLimits limits)
    : plan_(plan),
      clock_(clock),
      journal_(journal),
      limits_(limits),
      load_(std::make_shared<OfferedLoad>(plan)),
      open_(std::make_shared<Open>()) {}

net::awaitable<void> Service::serve(std::unique_ptr<Wire> wire, const Platform* port) {
  Connection connection{.id = ++connections_,
                        .port = port,
                        .greeted = plan_greeting(plan_, port, ++ordinals_[port], clock_.now()),
                        .wire = std::move(wire)};
  const Registration registration(open_, connection);
  bool alive = co_await welcome(connection);
  while (alive) {
    const bool got = co_await read_request(connection);
    if (!got) break;
    alive = co_await answer_request(connection);
  }
  connection.wire->close();
}

// What a connection meets before anything is read of it. False when that ends it.
net::awaitable<bool> Service::welcome(Connection& connection) {
  Greeting& greeting = connection.greeted.greeting;
  // Whoever slipped in while the door was being shut meets what is behind it.
  if (greeting.door != Door::open)
    greeting.accepted = {ending(greeting.door == Door::refused ? StepKind::reset : StepKind::hold)};
  const bool goes_on = greeting.accepted.back().kind == StepKind::finish;
  if (!goes_on || greeting.handshake != Handshake::sound) record_greeting(connection);
  const bool alive = co_await meet(connection, greeting.accepted);
  if (!alive) co_return false;
  if (secure_) connection.wire = secure_(std::move(connection.wire), greeting);
  if (greeting.cut_after)
    connection.wire = cut_wire(std::move(connection.wire), *greeting.cut_after);
  co_return true;
}

net::awaitable<bool> Service::meet(Connection& connection, const Script& script) {
  const Played played = co_await play(script, *connection.wire, clock_);
  co_return !played.abandoned && played.how == StepKind::finish;
}

// Once for each connection, as soon as its fault is sure to be met.
void Service::record_greeting(Connection& connection) {
  const std::vector<Firing> firings = std::exchange(connection.greeted.firings, {});
  if (firings.empty()) return;
  ConnectionMet met;
  met.at = clock_.now();
  met.connection = connection.id;
  met.platform = connection.port == nullptr ? "" : connection.port->name;
  met.rules = rule_names(plan_, firings);
  met.faults = fault_names(plan_, firings);
  met.how = outcome(connection.greeted.greeting);
  journal_.record(std::move(met));
}

// False when the connection is over; a request that cannot be understood is refused first.
net::awaitable<bool> Service::read_request(Connection& connection) {
  using State = RequestReader::State;
  connection.reading = true;
  connection.waited = {};
  State state = connection.reader.feed({});
  while (state != State::done) {
    connection.request_begun = connection.reader.has_begun();
    if (state == State::failed) {
      const bool alive = co_await refuse_broken(connection);
      co_return alive;
    }
    if (state == State::expecting) {
      const error_code ec = co_await connection.wire->send("HTTP/1.1 100 Continue\r\n\r\n");
      if (ec) co_return false;
    }
    const Received received = co_await connection.wire->receive();
    if (received.ec) co_return false;
    if (!std::exchange(connection.asked, true)) {
      connection.reading = false;
      record_greeting(connection);
      const bool alive = co_await meet(connection, connection.greeted.greeting.asked);
      if (!alive) co_return false;
      connection.reading = true;
    }
    if (!connection.request_begun) connection.waited = {};
    state = connection.reader.feed(received.bytes);
  }
  connection.reading = false;
  connection.wishes.keep_alive = connection.reader.keep_alive();
  connection.wishes.chunks = connection.reader.takes_chunks();
  connection.request = connection.reader.take();
  connection.wishes.head_only = connection.request.method == "HEAD";
  co_return true;
}

net::awaitable<bool> Service::answer_request(Connection& connection) {
  Request request = std::move(connection.request);
  if (aside_) {
    std::optional<Reply> reply = aside_(request);
    if (reply) {
      const bool alive = co_await say(connection, std::move(*reply));
      co_return alive;
    }
  }
  const Platform* platform = route(request);
  if (platform == nullptr) {
    journal_.record(Stray{clock_.now(), connection.id, 404,
                          request.method + " " + request.target.substr(0, 200)});
    platform = platform_catalog().front();
    const Question question;
    const Occasion occasion = stray_occasion(plan_, ++strays_, clock_.now());
    Reply reply = platform->refuse({404, "", ""}, question, occasion);
    const bool alive = co_await say(connection, std::move(reply));
    co_return alive;
  }
  const bool alive = co_await answer_attempt(connection, *platform, std::move(request));
  co_return alive;
}

// Bytes that are no request: an answer in some platform's shape, then the end.
net::awaitable<bool> Service::refuse_broken(Connection& connection) {
  const RequestReader::Failure& failure = connection.reader.failure();
  journal_.record(Stray{clock_.now(), connection.id, failure.status, failure.why});
  connection.wishes = {.keep_alive = false};
  const Question question;
  const Occasion occasion = stray_occasion(plan_, ++strays_, clock_.now());
  const std::string why = failure.status == 413 ? "" : failure.why;
  const Refusal refusal{failure.status, "", why};
  Reply reply = platform_catalog().front()->refuse(refusal, question, occasion);
  const bool alive = co_await say(connection, std::move(reply));
  co_return alive;
}

net::awaitable<bool> Service::say(Connection& connection, Reply reply) {
  frame(reply, connection.wishes);
  const Played played = co_await play(reply.script, *connection.wire, clock_);
  co_return !played.abandoned && played.how == StepKind::finish;
}

namespace {

Job job_of(const Request& request, const Question& question, const Planned& planned,
           std::uint64_t attempt) {
  return {.id = attempt,
          .key = caller_of(request),
          .work = planned.work,
          .input_tokens = question.input_tokens,
          .output_tokens = planned.output_tokens};
}

void tell_how(const Played& played, const Planned& planned, AttemptEnded& ended) {
  ended.status = planned.status;
  ended.how = played.abandoned ? "abandoned" : std::string(name(played.how));
  ended.first_byte = played.first_byte;
  ended.bytes = played.bytes;
  ended.text_sent = played.text;
  ended.tokens_sent = played.tokens;
  ended.told_end = played.told_end;
  ended.meant = planned.meant;
  ended.stop = planned.stop;
  ended.tool_input = planned.tool_input;
}

}  // namespace

net::awaitable<bool> Service::answer_attempt(Connection& connection, const Platform& platform,
                                             Request request) {
  const Question question = platform.understand(request);
  Identity identity = calls_.identify(question);
  identity.id.connection = connection.id;
  identity.id.caller = caller_of(request);
  const Instant arrived = clock_.now();
  // Planned as if load let it pass, and again when load has decided otherwise.
  Admission admission;
  const auto plan = [&] {
    return plan_answer(plan_, platform, request, question, identity.id, arrived, connection.wishes,
                       admission);
  };
  Planned planned = plan();
  Passage passage(load_, planned.load, job_of(request, question, planned, attempts_ + 1), arrived);
  admission = passage.admission(arrived);
  if (passage.changes_answer(arrived)) planned = plan();
  AttemptBegan began;
  began.at = arrived;
  began.id = ++attempts_;
  began.connection = connection.id;
  began.call = identity.call;
  began.turn = identity.id.turn;
  began.attempt = identity.id.attempt;
  began.platform = platform.name;
  began.endpoint = question.endpoint_name;
  began.model = question.model;
  began.stream = question.stream;
  began.tools = question.tools;
  began.client = request.header("user-agent").substr(0, 200);
  std::vector<Firing> acting = passage.acted();
  std::ranges::copy(planned.firings, std::back_inserter(acting));
  for (const Firing& firing : acting) {
    began.rules.push_back(plan_.scenario().rules[firing.rule].id);
    began.faults.emplace_back(plan_.fault(firing).kind->word.name);
  }
  AttemptEnded ended;
  ended.id = began.id;
  ended.call = identity.call;
  journal_.record(std::move(began));

  Played played;
  if (passage.waits()) {
    const bool still_there = co_await passage.wait(*connection.wire, clock_);
    played.abandoned = !still_there;
    admission = passage.admission(clock_.now());
    planned = plan();
  }
  if (played.abandoned)
    connection.wire->close();
  else
    played = co_await play(planned.script, *connection.wire, clock_);
  ended.at = clock_.now();
  passage.leave(ended.at, played.abandoned);
  tell_how(played, planned, ended);
  journal_.record(std::move(ended));
  const bool whole = played.told_end && played.text >= planned.meant.size() && !played.abandoned;
  if (whole && planned.status == 200) calls_.answered(identity);
  co_return !played.abandoned && played.how == StepKind::finish;
}

void Service::sweep(Duration passed, const Platform* port) {
  std::vector<Connection*> late;
  for (const auto& [id, connection] : *open_) {
    if (!connection->reading || connection->port != port) continue;
    connection->waited += passed;
    const Duration limit = connection->request_begun ? limits_.request : limits_.idle;
    if (connection->waited > limit) late.push_back(connection);
  }
  for (Connection* connection : late) connection->wire->close();
}

void Service::reset_all(const Platform* port) {
  std::vector<Connection*> all;
  for (const auto& [id, connection] : *open_)
    if (connection->port == port) all.push_back(connection);
  for (Connection* connection : all) connection->wire->reset();
}

void Service::close_all() {
  std::vector<Connection*> all;
  for (const auto& [id, connection] : *open_) all.push_back(connection);
  for (Connection* connection : all) connection->wire->close();
}

}  // namespace squall

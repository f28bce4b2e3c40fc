// One connection after the other request: read, plan, play, record.
#include "mockserver/service.hpp"

#include <vector>

#include "mockserver/http_reader.hpp"
#include "mockserver/play.hpp"

namespace squall {

struct Service::Connection {
  std::uint64_t id;
  std::unique_ptr<Wire> wire;
  RequestReader reader;
  Request request{};
  FramingWishes wishes{};
  bool reading = true;  // waiting for the peer, and for how long
  bool request_begun = false;
  Duration waited{};  // for the peer, real time
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
      open_(std::make_shared<Open>()) {}

net::awaitable<void> Service::serve(std::unique_ptr<Wire> wire) {
  Connection connection{.id = ++connections_, .wire = std::move(wire), .reader = {}};
  const Registration registration(open_, connection);
  bool alive = true;
  while (alive) {
    const bool got = co_await read_request(connection);
    if (!got) break;
    alive = co_await answer_request(connection);
  }
  connection.wire->close();
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

net::awaitable<bool> Service::answer_attempt(Connection& connection, const Platform& platform,
                                             Request request) {
  const Question question = platform.understand(request);
  Identity identity = calls_.identify(question);
  identity.id.connection = connection.id;
  identity.id.caller = caller_of(request);
  const Instant arrived = clock_.now();
  const Planned planned =
      plan_answer(plan_, platform, request, question, identity.id, arrived, connection.wishes);
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
  for (const Firing& firing : planned.firings) {
    began.rules.push_back(plan_.scenario().rules[firing.rule].id);
    began.faults.emplace_back(plan_.fault(firing).kind->word.name);
  }
  AttemptEnded ended;
  ended.id = began.id;
  ended.call = identity.call;
  journal_.record(std::move(began));

  const Played played = co_await play(planned.script, *connection.wire, clock_);
  ended.at = clock_.now();
  ended.status = planned.status;
  ended.how = played.abandoned ? "abandoned" : std::string(name(played.how));
  ended.first_byte = played.first_byte;
  ended.bytes = played.bytes;
  ended.text_sent = played.text;
  ended.tokens_sent = played.tokens;
  ended.told_end = played.told_end;
  const bool whole = played.told_end && played.text >= planned.meant.size() && !played.abandoned;
  ended.meant = planned.meant;
  ended.stop = planned.stop;
  ended.tool_input = planned.tool_input;
  journal_.record(std::move(ended));
  if (whole && planned.status == 200) calls_.answered(identity);
  co_return !played.abandoned && played.how == StepKind::finish;
}

void Service::sweep(Duration passed) {
  std::vector<Connection*> late;
  for (const auto& [id, connection] : *open_) {
    if (!connection->reading) continue;
    connection->waited += passed;
    const Duration limit = connection->request_begun ? limits_.request : limits_.idle;
    if (connection->waited > limit) late.push_back(connection);
  }
  for (Connection* connection : late) connection->wire->close();
}

void Service::close_all() {
  std::vector<Connection*> all;
  for (const auto& [id, connection] : *open_) all.push_back(connection);
  for (Connection* connection : all) connection->wire->close();
}

}  // namespace squall

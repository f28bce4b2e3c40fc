// A server that says what a test has written down, byte by byte, in memory and on virtual time.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runner/reference/reference.hpp"
#include "scenarios/pipe_wire.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/virtual_clock.hpp"

namespace squall {

// One thing that a server does: waits, then says something, then perhaps leaves.
struct Act {
  enum End : std::uint8_t { none, fin, rst };
  Duration wait{};
  std::string bytes{};
  End end = none;
};
using Acts = std::vector<Act>;

// What a connection meets: an error, or an endless wait.
struct Entrance {
  error_code ec{};
  bool opens = true;
};

struct SeenRequest {
  Instant at{};
  std::size_t connection = 0;  // from 1
  std::string head, body;
};

// The n-th request gets the n-th answer, and the last one again when there are no more; so do
// entrances.
class HandMadeServer {
 public:
  HandMadeServer(net::io_context& context, VirtualClock& clock, std::vector<Acts> answers,
                 std::vector<Entrance> entrances = {Entrance{}})
      : context_(context),
        clock_(clock),
        answers_(std::move(answers)),
        entrances_(std::move(entrances)) {}

  Dial dialler() {
    return [this] { return dial(); };
  }

  std::vector<SeenRequest> asked;
  std::size_t connections = 0;

 private:
  net::awaitable<Dialled> dial() {
    const Entrance entrance = entrances_[std::min(connections++, entrances_.size() - 1)];
    if (!entrance.opens) co_await sleep_until(clock_, Instant::max());
    if (entrance.ec) co_return Dialled{nullptr, entrance.ec};
    auto [mine, theirs] = pipe_wires(context_.get_executor());
    net::co_spawn(context_, serve(std::move(theirs), connections), &rethrow);
    co_return Dialled{std::move(mine), {}};
  }

  net::awaitable<void> serve(std::unique_ptr<Wire> wire, std::size_t connection) {
    std::string pending;
    while (true) {
      while (!has_request(pending)) {
        const Received received = co_await wire->receive();
        if (received.ec) co_return;
        pending += received.bytes;
      }
      take_request(pending, connection);
      const Acts acts = answers_[std::min(asked.size(), answers_.size()) - 1];
      for (const Act& act : acts) {
        const Instant next = clock_.now() + act.wait;
        if (act.wait > Duration{0}) co_await sleep_until(clock_, next);
        const error_code ec = co_await wire->send(act.bytes);
        if (act.end == Act::fin) wire->close();
        if (act.end == Act::rst) wire->reset();
        if (ec || act.end != Act::none) co_return;
      }
    }
  }

  static std::size_t body_length(std::string_view head) {
    constexpr std::string_view name = "content-length: ";
    const std::size_t at = head.find(name);
    std::size_t length = 0;
    if (at != head.npos) std::from_chars(head.data() + at + name.size(), head.end(), length);
    return length;
  }
  static bool has_request(std::string_view pending) {
    const std::size_t end = pending.find("\r\n\r\n");
    return end != pending.npos && pending.size() >= end + 4 + body_length(pending.substr(0, end));
  }
  void take_request(std::string& pending, std::size_t connection) {
    const std::size_t end = pending.find("\r\n\r\n");
    const std::size_t length = body_length(std::string_view(pending).substr(0, end));
    asked.push_back(
        {clock_.now(), connection, pending.substr(0, end), pending.substr(end + 4, length)});
    pending.erase(0, end + 4 + length);
  }

  net::io_context& context_;
  VirtualClock& clock_;
  std::vector<Acts> answers_;
  std::vector<Entrance> entrances_;
};

// --- bytes ---------------------------------------------------------------------------------------

inline std::string head(std::string_view status, std::string_view headers) {
  return "HTTP/1.1 " + std::string(status) + "\r\n" + std::string(headers) + "\r\n";
}
inline std::string sized(std::string_view status, std::string_view body,
                         std::string_view headers = "") {
  return head(status,
              std::string(headers) + "content-length: " + std::to_string(body.size()) + "\r\n") +
         std::string(body);
}
inline std::string chunk(std::string_view bytes) {
  char digits[16];
  const auto [end, ec] = std::to_chars(digits, digits + sizeof digits, bytes.size(), 16);
  return std::string(digits, end) + "\r\n" + std::string(bytes) + "\r\n";
}
inline const std::string last_chunk = "0\r\n\r\n";
inline std::string stream_head() {
  return head("200 OK", "content-type: text/event-stream\r\ntransfer-encoding: chunked\r\n");
}

inline std::string sse(std::string_view type, std::string_view rest = "") {
  return "event: " + std::string(type) + "\ndata: {\"type\":\"" + std::string(type) + "\"" +
         std::string(rest) + "}\n\n";
}
inline std::string sse_start(std::string_view model = "m") {
  return sse("message_start", ",\"message\":{\"model\":\"" + std::string(model) + "\"}");
}
inline std::string sse_block() {
  return sse("content_block_start",
             ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
}
inline std::string sse_text(std::string_view text) {
  return sse("content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" +
                                        std::string(text) + "\"}");
}
inline std::string sse_shut() { return sse("content_block_stop", ",\"index\":0"); }
inline std::string sse_why(std::string_view stop = "end_turn") {
  return sse("message_delta", ",\"delta\":{\"stop_reason\":\"" + std::string(stop) + "\"}");
}
inline std::string sse_opening() { return sse_start() + sse_block() + sse_text("Good "); }
inline std::string sse_closing() { return sse_text("day") + sse_shut() + sse_why(); }
inline std::string good_stream() { return sse_opening() + sse_closing() + sse("message_stop"); }
inline std::string good_body() {
  return R"({"type":"message","model":"m","content":[{"type":"text","text":"Good day"}],)"
         R"("stop_reason":"end_turn","usage":{"output_tokens":2}})";
}

inline Acts says(std::string bytes) { return {Act{.bytes = std::move(bytes)}}; }
inline Acts streams(std::string_view events) {
  return says(stream_head() + chunk(events) + last_chunk);
}

// --- one call ------------------------------------------------------------------------------------

struct CallSeen {
  Outcome outcome;
  Instant ended{};
  std::vector<SeenRequest> asked;
  std::size_t connections = 0;
  std::vector<std::string> effects;

  // `answered Good day`, or `failed KIND`
  std::string told() const {
    if (outcome.outcome.empty()) return "nothing";
    return outcome.outcome + " " +
           (outcome.outcome == "answered" ? outcome.text : outcome.error_class);
  }
};

inline CallOrder order_of(bool stream = true) {
  CallOrder order;
  order.call = "1";
  order.prompt = "Hello";
  order.model = "m";
  order.stream = stream;
  order.deadline = std::chrono::seconds(60);
  return order;
}

inline net::awaitable<void> make_call(Reference& reference, VirtualClock& clock, CallOrder order,
                                      CallSeen& seen) {
  seen.outcome = co_await reference.call(std::move(order));
  seen.ended = clock.now();
}

// A built-in stack asks hand-made answers; an hour later it is over, whatever happened.
inline CallSeen ask(const char* stack, std::vector<Acts> answers, CallOrder order = order_of(),
                    std::vector<Entrance> entrances = {Entrance{}}) {
  net::io_context context{1};
  VirtualClock clock(context);
  CallSeen seen;
  HandMadeServer server(context, clock, std::move(answers), std::move(entrances));
  Reference reference(*find_reference(stack), server.dialler(), clock, 1,
                      [&seen](const Effect& effect) { seen.effects.push_back(effect.key); });
  net::co_spawn(context, make_call(reference, clock, std::move(order), seen), &rethrow);
  clock.run(std::chrono::hours(1));
  seen.asked = server.asked;
  seen.connections = server.connections;
  return seen;
}

}  // namespace squall

// Status lines, chunk sizes and content lengths.
#include "mockserver/framing.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace squall {
namespace {

struct Phrase {
  int status;
  std::string_view text;
};
constexpr std::array<Phrase, 27> phrases{{{200, "OK"},
                                          {301, "Moved Permanently"},
                                          {302, "Found"},
                                          {303, "See Other"},
                                          {307, "Temporary Redirect"},
                                          {308, "Permanent Redirect"},
                                          {400, "Bad Request"},
                                          {401, "Unauthorized"},
                                          {402, "Payment Required"},
                                          {403, "Forbidden"},
                                          {404, "Not Found"},
                                          {405, "Method Not Allowed"},
                                          {408, "Request Timeout"},
                                          {409, "Conflict"},
                                          {411, "Length Required"},
                                          {413, "Payload Too Large"},
                                          {414, "URI Too Long"},
                                          {415, "Unsupported Media Type"},
                                          {422, "Unprocessable Entity"},
                                          {429, "Too Many Requests"},
                                          {431, "Request Header Fields Too Large"},
                                          {500, "Internal Server Error"},
                                          {501, "Not Implemented"},
                                          {502, "Bad Gateway"},
                                          {503, "Service Unavailable"},
                                          {504, "Gateway Timeout"},
                                          {529, "Overloaded"}}};

std::string head_text(const Reply& reply, const FramingWishes& wishes) {
  std::string text;
  text.reserve(1024);
  text += "HTTP/1.1 ";
  text += std::to_string(reply.status);
  text += ' ';
  text += reply.reason.empty() ? reason_phrase(reply.status) : std::string_view(reply.reason);
  text += "\r\n";
  for (const auto& [name, value] : reply.headers) {
    text += name;
    text += ": ";
    text += value;
    text += "\r\n";
  }
  if (reply.framing == Framing::chunked)
    text += "transfer-encoding: chunked\r\n";
  else if (reply.framing == Framing::sized)
    text += "content-length: " + std::to_string(reply.announced.value_or(body_size(reply.script))) +
            "\r\n";
  const bool lives = wishes.keep_alive && reply.framing != Framing::until_close;
  text += lives ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n";
  return text;
}

void make_chunk(std::string& bytes) {
  char size[16];
  const auto end = std::to_chars(std::begin(size), std::end(size), bytes.size(), 16).ptr;
  std::string chunk;
  chunk.reserve(bytes.size() + 20);
  chunk.append(size, end).append("\r\n").append(bytes).append("\r\n");
  bytes = std::move(chunk);
}

bool is_body(const Step& step) { return step.kind == StepKind::send; }

// Bytes of the body, or keep-alives inside it.
bool speaks(const Step& step) {
  return !step.bytes.empty() && (is_body(step) || step.kind == StepKind::hold);
}

}  // namespace

std::string_view reason_phrase(int status) {
  const auto at = std::ranges::find(phrases, status, &Phrase::status);
  return at == phrases.end() ? "Unknown" : at->text;
}

void frame(Reply& reply, const FramingWishes& wishes) {
  // What HTTP/1.0 cannot delimit ends with the connection.
  if (reply.framing == Framing::chunked && !wishes.chunks) reply.framing = Framing::until_close;
  Step head = send(Role::head, head_text(reply, wishes));
  Script& script = reply.script;
  if (wishes.head_only) {
    std::erase_if(script, is_body);
    script.back().bytes.clear();
  }
  if (reply.framing == Framing::chunked && !wishes.head_only) {
    for (Step& step : script)
      if (speaks(step)) make_chunk(step.bytes);
    if (script.back().kind == StepKind::finish)
      script.insert(std::prev(script.end()), send(Role::ending, "0\r\n\r\n"));
  }
  const bool ends_here = !wishes.keep_alive || reply.framing == Framing::until_close;
  if (script.back().kind == StepKind::finish && ends_here) script.back().kind = StepKind::close;
  auto at = first_send(script);
  if (at == script.end()) --at;
  // A reset or a silence before any byte means that no head was sent either.
  const bool stays_mute = at->kind == StepKind::reset || at->kind == StepKind::hold;
  if (!stays_mute || speaks(*at)) script.insert(at, std::move(head));
}

}  // namespace squall

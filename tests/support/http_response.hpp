// Reads HTTP/1.1 responses strictly: anything that is not well-formed is no response.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace squall {

struct TestResponse {
  int status = 0;
  std::string head;  // with its last empty line
  std::string body;
};

// The body at the front of `bytes`, which then begin after it; nothing when a chunk's length is
// wrong or the last chunk is missing.
inline std::optional<std::string> take_chunked(std::string_view& bytes) {
  std::string body;
  std::string_view rest = bytes;
  while (true) {
    std::size_t size = 0;
    const auto [end, ec] = std::from_chars(rest.data(), rest.data() + rest.size(), size, 16);
    if (ec != std::errc{}) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!rest.starts_with("\r\n")) return std::nullopt;
    rest.remove_prefix(2);
    if (rest.size() < size + 2 || rest.substr(size, 2) != "\r\n") return std::nullopt;
    body += rest.substr(0, size);
    rest.remove_prefix(size + 2);
    if (size == 0) break;
  }
  bytes = rest;
  return body;
}

inline std::string_view header_in(std::string_view head, std::string_view name) {
  const std::string key = "\r\n" + std::string(name) + ": ";
  const std::size_t at = head.find(key);
  if (at == head.npos) return {};
  const std::string_view rest = head.substr(at + key.size());
  return rest.substr(0, rest.find("\r\n"));
}

// The response at the front of `bytes`, which then begin after it. A body without a length is
// everything that is left.
inline std::optional<TestResponse> take_response(std::string_view& bytes) {
  TestResponse response;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == bytes.npos || !bytes.starts_with("HTTP/1.1 ")) return std::nullopt;
  response.head = bytes.substr(0, end + 4);
  std::from_chars(bytes.data() + 9, bytes.data() + 12, response.status);
  bytes.remove_prefix(end + 4);
  if (header_in(response.head, "transfer-encoding") == "chunked") {
    auto body = take_chunked(bytes);
    if (!body) return std::nullopt;
    response.body = *std::move(body);
    return response;
  }
  const std::string_view length = header_in(response.head, "content-length");
  std::size_t size = bytes.size();
  if (!length.empty()) std::from_chars(length.data(), length.data() + length.size(), size);
  if (bytes.size() < size) return std::nullopt;
  response.body = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return response;
}

inline TestResponse only_response(std::string_view bytes) {
  const auto response = take_response(bytes);
  if (!response || !bytes.empty()) return {};
  return *response;
}

}  // namespace squall

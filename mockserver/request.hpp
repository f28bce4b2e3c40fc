// One HTTP request as the platforms see it: parsed, complete, without its connection.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace squall {

struct Request {
  std::string method;
  std::string target;                                        // as sent: path and query
  std::vector<std::pair<std::string, std::string>> headers;  // lower-case names
  std::string body;

  std::string_view path() const;                         // before the `?`
  std::string_view query(std::string_view key) const;    // "" when absent; not percent-decoded
  std::string_view header(std::string_view name) const;  // "" when absent; the first of several
  // `x-api-key`, else the token of `authorization: Bearer`; "" for neither.
  std::string_view api_key() const;
};

}  // namespace squall

// The references' HTTP/1.1 client: connections kept alive, bodies handed on as they arrive.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/wire.hpp"

namespace squall {

struct HttpResponse {
  int status = 0;                                            // 0 when no head arrived
  std::vector<std::pair<std::string, std::string>> headers;  // lower-case names
  std::string body;    // whole only for responses that nobody streamed
  bool whole = false;  // delimited as announced: length reached, last chunk seen
  error_code ec;       // why it is not whole

  std::string_view header(std::string_view name) const;
};

// Called with each piece of a 200's body as it arrives.
using BodySink = std::function<void(std::string_view)>;

class HttpClient {
 public:
  explicit HttpClient(Dial dial) : dial_(std::move(dial)) {}

  // One attempt. Cancelling it closes its connection. The pieces of a 200's body go to `sink`, if
  // there is one; everything else is kept in the response.
  net::awaitable<HttpResponse> post(std::string path, std::string headers, std::string body,
                                    BodySink sink);

 private:
  net::awaitable<HttpResponse> exchange(std::unique_ptr<Wire>& wire, const std::string& request,
                                        const BodySink& sink);
  Dial dial_;
  std::vector<std::unique_ptr<Wire>> idle_;
};

}  // namespace squall

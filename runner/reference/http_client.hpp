// The references' HTTP/1.1 client: connections kept alive, bodies handed on as they arrive.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/wire.hpp"

namespace squall {

struct HttpResponse {
  int status = 0;                                            // 0 when no head arrived
  std::vector<std::pair<std::string, std::string>> headers;  // lower-case names
  std::string body;                  // whole only for responses that nobody streamed
  bool whole = false;                // delimited as announced, or as much of it as was wanted
  error_code ec;                     // why it is not whole
  std::unique_ptr<Wire> connection;  // if it is fit to be used again

  std::string_view header(std::string_view name) const;
};

struct HttpRequest {
  std::string target, headers, body;  // each header with its line end
};

// What the caller wants, and what it wants to hear, of one request.
struct HttpWishes {
  bool fresh = false;      // a connection of its own, none that was kept
  unsigned redirects = 0;  // followed at most; a response beyond is given as it is
  std::function<void()> connected;
  // Gets each piece of a 200's body as it arrives; false ends the response there. Without it the
  // body is kept in the response.
  std::function<bool(std::string_view)> body;
};

class HttpClient {
 public:
  explicit HttpClient(Dial dial) : dial_(std::move(dial)) {}

  // Cancelling it closes its connection. A body of more than 32 MiB is an error.
  net::awaitable<HttpResponse> post(HttpRequest request, HttpWishes wishes);

  // Lets the next request use the response's connection. Without this it is closed.
  void keep(HttpResponse& response);

 private:
  net::awaitable<HttpResponse> once(const HttpRequest& request, const HttpWishes& wishes);
  net::awaitable<HttpResponse> exchange(std::unique_ptr<Wire>& wire, const std::string& request,
                                        const HttpWishes& wishes);
  Dial dial_;
  std::vector<std::unique_ptr<Wire>> idle_;
};

}  // namespace squall

// Answers the control API: checks the token, then tells and moves time or gives the history.
#include "mockserver/control.hpp"

#include <nlohmann/json.hpp>

namespace squall {
namespace {

using Json = nlohmann::ordered_json;

Reply reply_with(int status, std::string type, std::string body) {
  Reply reply;
  reply.status = status;
  reply.headers = {{"content-type", std::move(type)}};
  reply.script = {send(Role::body, std::move(body)), ending(StepKind::finish)};
  return reply;
}

Reply json_reply(int status, const Json& json) {
  return reply_with(status, "application/json", json.dump() + "\n");
}

// Takes as long for a wrong token as for a right one of the same length.
bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

}  // namespace

bool Control::is_allowed(const Request& request) const {
  if (token_.empty()) return false;
  constexpr std::string_view bearer = "Bearer ";
  const std::string_view authorization = request.header("authorization");
  if (authorization.starts_with(bearer) && same(authorization.substr(bearer.size()), token_))
    return true;
  return same(request.header("x-squall-token"), token_);
}

Reply Control::tell_time() const {
  const Instant now = powers_.now();
  return json_reply(200, {{"scenario", powers_.scenario},
                          {"now_ns", now.count()},
                          {"now", print_moment(now)},
                          {"speed", powers_.speed}});
}

Reply Control::move_time(const Request& request) const {
  const Json body = Json::parse(request.body, nullptr, false);
  const auto at = body.is_object() ? body.find("skip") : body.end();
  const bool told = body.is_object() && at != body.end() && at->is_string();
  const auto forward = told ? parse_duration(at->get<std::string>()) : std::nullopt;
  if (!forward || *forward < Duration{0} || *forward > longest - powers_.now())
    return json_reply(400, {{"error",
                             "expected {\"skip\": \"5min\"} with a duration that is not negative "
                             "and leads to no moment after " +
                                 print(longest)}});
  powers_.skip(*forward);
  return tell_time();
}

std::optional<Reply> Control::operator()(const Request& request) const {
  const std::string_view path = request.path();
  if (!path.starts_with("/squall/")) return std::nullopt;
  if (!is_allowed(request))
    return json_reply(401,
                      {{"error", "the control API needs its token: authorization: Bearer ..."}});
  if (path == "/squall/time" && request.method == "GET") return tell_time();
  if (path == "/squall/time" && request.method == "POST") return move_time(request);
  if (path == "/squall/history" && request.method == "GET")
    return reply_with(200, "application/x-ndjson", powers_.history());
  return json_reply(404, {{"error", "known: GET and POST /squall/time, GET /squall/history"}});
}

}  // namespace squall

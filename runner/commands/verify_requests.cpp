// Derives requests from a workload and a rule's match; a platform is one row of the table below.
#include "runner/commands/verify_requests.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

#include "mockserver/platform.hpp"
#include "scenarios/random.hpp"
#include "scenarios/signature.hpp"
#include "scenarios/tag.hpp"
#include "scenarios/text.hpp"
#include "scenarios/timeline.hpp"

namespace squall {
namespace {

using Json = nlohmann::ordered_json;
using Fields = std::vector<std::pair<std::string, std::string>>;

// --- Anthropic's Messages API (facts: section 1) ------------------------------------------------

Json claude_body(const Asking& asking, std::string_view call) {
  std::string prompt = call_tag(call) + " Report on watch " + std::string(call) + ".";
  if (asking.tools) prompt += " Then charge the card for it, once.";
  Json body = {{"model", asking.model}};
  if (asking.endpoint == "messages") body["max_tokens"] = asking.max_tokens;
  body["messages"] = Json::array();
  if (!asking.began_on.empty()) {
    Random letters{fnv1a(call), fnv1a(asking.began_on)};
    const Json thought = {{"type", "thinking"},
                          {"thinking", "The pressure has dropped."},
                          {"signature", signature_of(asking.began_on, letters)}};
    body["messages"].push_back(
        {{"role", "user"}, {"content", call_tag(call) + " What does the glass say?"}});
    body["messages"].push_back(
        {{"role", "assistant"},
         {"content", Json::array({thought, {{"type", "text"}, {"text", "It is falling."}}})}});
  }
  body["messages"].push_back({{"role", "user"}, {"content", std::move(prompt)}});
  if (asking.stream) body["stream"] = true;
  if (asking.tools) {
    const Json schema = {{"type", "object"},
                         {"properties", {{"order", {{"type", "string"}}}}},
                         {"required", {"order"}}};
    body["tools"] = Json::array({{{"name", "charge_card"}, {"input_schema", schema}}});
  }
  return body;
}

Request claude_request(const Asking& asking, std::string_view call) {
  Request request;
  request.method = asking.endpoint == "models" ? "GET" : "POST";
  request.target = "/anthropic/v1/";
  if (asking.endpoint == "models")
    request.target += "models/" + asking.model;
  else
    request.target += asking.endpoint == "messages" ? "messages" : "messages/" + asking.endpoint;
  request.headers = {{"x-api-key", "squall-probe-" + std::string(call)},
                     {"anthropic-version", "2023-06-01"}};
  if (request.method == "POST") {
    request.headers.emplace_back("content-type", "application/json");
    request.body = claude_body(asking, call).dump();
  }
  return request;
}

// --- every platform -----------------------------------------------------------------------------

struct Speaker {
  std::string_view platform;
  Request (*request)(const Asking&, std::string_view call);
};
constexpr Speaker speakers[] = {{"anthropic", claude_request}};

// Text that the glob matches.
std::string text_for(std::string_view glob) {
  std::string text;
  for (const char c : glob)
    if (c != '*') text += c == '?' ? 'x' : c;
  return text;
}

void put(Fields& headers, const std::string& name, const std::string& value) {
  const auto at = std::ranges::find(headers, name, &Fields::value_type::first);
  if (at == headers.end())
    headers.emplace_back(name, value);
  else
    at->second = value;
}

// The headers that the match wants and a usual request lacks.
Fields wanted_headers(const Asking& asking, const Match& where) {
  const Request usual = request_for(asking, "0");
  Fields headers;
  for (const auto& [name, glob] : where.header)
    if (!matches_glob(glob, usual.header(name))) put(headers, name, text_for(glob));
  return headers;
}

bool meets(const Asking& asking, const Match& where) {
  const Request request = request_for(asking, "0");
  const std::vector<HeaderView> headers(request.headers.begin(), request.headers.end());
  return matches(where, {.platform = asking.platform,
                         .model = asking.model,
                         .endpoint = asking.endpoint,
                         .stream = asking.stream,
                         .tools = asking.tools,
                         .headers = headers});
}

// What answers calls comes first in a platform's list; the others are asked when they are named.
std::vector<std::string_view> endpoints_for(const Asking& asking, const Match& where) {
  const Platform* platform = find_platform(asking.platform);
  assert(platform != nullptr && !platform->endpoints.empty());
  if (where.endpoint.empty()) return {platform->endpoints.front()};
  std::vector<std::string_view> wanted;
  for (const std::string_view endpoint : platform->endpoints)
    if (std::ranges::any_of(where.endpoint,
                            [&](const auto& glob) { return matches_glob(glob, endpoint); }))
      wanted.push_back(endpoint);
  return wanted;
}

void add_matching(Asking asking, const Match& where, std::vector<Asking>& found) {
  const std::string_view generates = asking.endpoint;
  for (const std::string_view endpoint : endpoints_for(asking, where)) {
    Asking one = asking;
    one.endpoint = endpoint;
    if (endpoint != generates) one.stream = false;
    if (endpoint == "models") one.tools = false;
    one.headers = wanted_headers(one, where);
    if (meets(one, where) && !std::ranges::count(found, one)) found.push_back(std::move(one));
  }
}

}  // namespace

std::vector<Asking> usual_askings(const Scenario& scenario) {
  std::vector<Asking> usual;
  for (const CallClass& call_class : scenario.workload.classes) {
    const Platform* platform = find_platform(call_class.platform);
    assert(platform != nullptr && "the parser takes only platforms of the catalog");
    const auto add = [&](const std::string& model) {
      Asking asking{.platform = call_class.platform,
                    .endpoint = std::string(platform->endpoints.front()),
                    .model = model,
                    .stream = call_class.stream,
                    .tools = call_class.tools,
                    .max_tokens = call_class.max_tokens,
                    .began_on = call_class.began_on,
                    .headers = {}};
      if (!std::ranges::count(usual, asking)) usual.push_back(std::move(asking));
    };
    std::ranges::for_each(call_class.models, add);
    std::ranges::for_each(call_class.fallbacks, add);
  }
  return usual;
}

std::vector<Asking> askings_for(const Scenario& scenario, const Match& where) {
  std::vector<Asking> asked = usual_askings(scenario);
  std::vector<Asking> found;
  for (const Asking& asking : asked) add_matching(asking, where, found);
  if (!found.empty()) return found;
  for (Asking& asking : asked) {
    asking.stream = where.stream.value_or(asking.stream);
    asking.tools = where.tools.value_or(asking.tools);
    add_matching(asking, where, found);
  }
  if (!found.empty()) return found;
  for (Asking& asking : asked)
    for (const std::string& glob : where.model) {
      asking.model = text_for(glob);
      add_matching(asking, where, found);
    }
  return found;
}

Request request_for(const Asking& asking, std::string_view call) {
  const auto speaker = std::ranges::find(speakers, asking.platform, &Speaker::platform);
  assert(speaker != std::end(speakers) && "every platform of the catalog has its row");
  Request request = speaker->request(asking, call);
  put(request.headers, "host", "127.0.0.1");
  put(request.headers, "user-agent", "squall-verify");
  for (const auto& [name, value] : asking.headers) put(request.headers, name, value);
  if (!request.body.empty())
    put(request.headers, "content-length", std::to_string(request.body.size()));
  return request;
}

std::string bytes_of(const Request& request) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  return bytes + "\r\n" + request.body;
}

}  // namespace squall

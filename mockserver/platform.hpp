// What a provider must be able to do: understand a request, mean an answer, say it, or refuse.
#pragma once

#include <any>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mockserver/request.hpp"
#include "mockserver/script.hpp"
#include "mockserver/speech.hpp"
#include "scenarios/load_model.hpp"

namespace squall {

// What a refusal tells besides its status, where the status alone does not say enough.
enum class Cause : std::uint8_t {
  usual,            // what the status stands for
  spend_limit,      // 429: the budget is spent; waiting does not help, so no Retry-After
  no_quota_used,    // 429 although the headers show that plenty is left
  hidden_overload,  // 500 where an overload should be told
};

// How a refusal's body tells the request's id.
enum class ToldId : std::uint8_t { usual, null, absent };

// Why a request or an attempt is refused, in terms every platform can say in its own words.
struct Refusal {
  int status = 500;
  std::string type;     // the platform's error type; "" for its usual one for this status
  std::string message;  // "" for its usual one
  Cause cause = Cause::usual;
  std::string advice = {};  // said after the message; "" for nothing
  ToldId request_id = ToldId::usual;
};

enum class Endpoint : std::uint8_t { generate, count_tokens, models };

// What the server understood of a request. Everything a rule, the truth and the answer depend on.
struct Question {
  Endpoint endpoint = Endpoint::generate;
  std::string_view endpoint_name;  // as scenarios say it: "messages", "count_tokens", "models"
  std::string model;               // as asked for
  bool stream = false;
  bool tools = false;              // the request offers tools
  std::string conversation;        // its first user message and system prompt: what a call is about
  std::uint32_t turn = 0;          // assistant messages so far
  std::uint64_t input_tokens = 0;  // of the whole prompt; 0 where it could not be read
  std::string foreign_signature;   // the first block another platform signed: messages.1.content.0
  std::optional<Refusal> refusal;  // set when the request itself is wrong
  std::any details;                // what only the platform itself needs again
};

// Where and when the answer is given; the ids and dates in it come from here.
struct Occasion {
  std::uint64_t ids = 0;    // key of this attempt's ids and padding
  std::uint64_t truth = 0;  // key of what is meant: the same for every attempt of one call's turn
  std::uint64_t answer_tokens = 60;  // how long the model would speak if nothing stopped it
  std::int64_t utc_seconds = 0;      // wall clock of the scenario
};

// One platform: a row of pure functions. `reply` scripts hold one step per event and end with
// finish.
struct Platform {
  std::string_view name;
  std::string_view about;
  // Whether the path is this platform's, after any prefix: stacks put run ids and versions there.
  bool (*serves)(std::string_view path);
  // Never fails: what is wrong with a request stands in the question's refusal.
  Question (*understand)(const Request&);
  // What the model means: the truth of an attempt. This and `say` are for questions of generation
  // without refusal.
  Speech (*speak)(const Question&, const Occasion&);
  // The same in this platform's format, as a stream or as a body. The speech may have been edited
  // into what no model would say: calls of unknown tools, no content, impossible counts.
  Reply (*say)(const Question&, const Speech&, const Occasion&);
  // Every other endpoint: models, counts. For questions without refusal.
  Reply (*tell)(const Question&, const Occasion&);
  // In this platform's envelope, with its headers. `question` may be half understood.
  Reply (*refuse)(const Refusal&, const Question&, const Occasion&);
  // The steps of an error told inside a stream that already began.
  Script (*refuse_midway)(const Refusal&, const Occasion&);
  // What keeps a quiet stream alive: a ping event, a comment.
  std::string_view keep_alive;
  // Every `endpoint_name` that its questions may carry, for scenarios to name.
  std::span<const std::string_view> endpoints = {};
  // How it words a refusal by load; where null, as it usually words 429, and 529 for want of
  // capacity.
  Refusal (*refuse_load)(const Decision&, const Question&) = nullptr;
  // Tells in a reply's headers what is left of the rate limits; null where it tells nobody.
  void (*tell_limits)(const LimitStates&, const Occasion&, Headers&) = nullptr;
  // Its public host, which the pages of the edge in front of it show.
  std::string_view host = "api.example.com";
};

std::span<const Platform* const> platform_catalog();
const Platform* find_platform(std::string_view name);

}  // namespace squall

// What can speak against an answer that came whole: its form, its words, its claims.
#pragma once

#include <string_view>

#include "runner/protocol.hpp"
#include "runner/reference/message.hpp"
#include "runner/reference/retry_rules.hpp"

namespace squall {

// The one tool that the application offers.
inline constexpr std::string_view offered_tool = "charge_card";

// The first thing that is wrong with the answer to an order, asked of `model`.
//
//   incomplete   no end, no reason to stop, or a turn left open (`pause_turn`)
//   order        events that cannot follow each other
//   wrong_model  another model than asked for answers; an alias may answer with its dated name
//   refusal      the model refuses
//   cut_short    it stops at max_tokens, but by its own count did not get there; without a count
//                that can be true the bytes count, of which each token has one at least
//   empty        nothing was said and nothing asked for: no text at all, or thinking only
//   apology      a sentence that says "overloaded" stands where the answer should (facts: B6)
//   tool_call    a call of a tool that nobody offered, without whole arguments that fit, or twice
//
// What stopped at max_tokens and did get there is handed on with that as its `stop`. Words that are
// missing, doubled or exchanged inside a text nobody can see; a client can only see form.
Failure failure_in(const Message& message, const CallOrder& order, std::string_view model);

// Whether a model that was asked for may call itself so: `claude-haiku-4-5` may be
// `claude-haiku-4-5-20251001`, as may `-latest` and a last `-0`.
bool may_answer_as(std::string_view asked, std::string_view answered);

}  // namespace squall

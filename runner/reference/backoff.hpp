// How long to wait before the next attempt.
#pragma once

#include <optional>

#include "runner/reference/care.hpp"
#include "runner/reference/http_client.hpp"
#include "scenarios/random.hpp"

namespace squall {

// The wait that a response's headers ask for: `retry-after-ms`, else `retry-after` in seconds or as
// an HTTP date, which counts from the response's own `date`, because clocks differ. A wait that is
// not positive, or not understood, is none. Never more than ten years.
std::optional<Duration> told_wait(const HttpResponse& response);

// The same, or else what the body of a refusal says: a member `retry_after`, or "retry after 45
// seconds".
std::optional<Duration> told_wait_anywhere(const HttpResponse& response);

// The wait before attempt `tried` + 1, when `left` of the call's time remains; nothing when this
// server asked for more time than there is, so that another model is the only hope.
//
// As the official SDKs do: what the headers ask for, up to a minute, exactly; else half a second,
// doubled with each attempt up to 8 s, less up to a quarter.
//
// With `weighs_waits`, so that clients that failed together do not come back together: what was
// asked for, and up to as long again, as far as half of what then is left allows (facts:
// Retry-After is a minimum); else uniform in 0 .. 1 s, 2 s, 4 s .. 16 s. A limit (429) is never
// asked earlier than it said. A longer wait than there is time for is believed of a limit only: a
// server that is unwell does not know when it will be better.
std::optional<Duration> wait_before_next(const Care& care, const HttpResponse& response,
                                         unsigned tried, Duration left, Random& random);

// What it is without a word from the server.
Duration own_wait(const Care& care, unsigned tried, Random& random);

}  // namespace squall

// The plan as plain data: what goes wrong, when, for whom, under which workload.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/settings.hpp"
#include "scenarios/units.hpp"

namespace squall {

// How well a figure is known. A figure without a mark counts as assumed.
// - documented: official text of the provider
// - measured: an outside measurement or a first-hand report
// - reported: secondary text that quotes one of those
// - doubtful: a source states it, but it looks unreliable
// - assumed: nobody gives it; chosen so that the scenario can run
enum class Evidence : std::uint8_t { documented, measured, reported, doubtful, assumed };

// Marks by key of the mapping they stand in (`during`, `share`, ...).
using EvidenceMarks = std::vector<std::pair<std::string, Evidence>>;
// The key's own mark, else the one for all (`*`), else assumed.
Evidence evidence_of(const EvidenceMarks& marks, std::string_view key);

struct Source {
  std::string id, what, url;
};

// A half-open stretch of scenario time, [from, to).
struct TimeWindow {
  Instant from{std::numeric_limits<std::int64_t>::min()};
  Instant to{std::numeric_limits<std::int64_t>::max()};
  bool contains(Instant at) const { return from <= at && at < to; }
  bool operator==(const TimeWindow&) const = default;
};

// A half-open stretch of calls by their ordinal in the workload, [first, last).
struct CallWindow {
  std::uint64_t first = 0;
  std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  bool contains(std::uint64_t call) const { return first <= call && call < last; }
  bool operator==(const CallWindow&) const = default;
};

// A half-open stretch of attempts at one turn of a call, counted from 1: [first, last).
struct AttemptWindow {
  std::uint64_t first = 1;
  std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  bool contains(std::uint64_t attempt) const { return first <= attempt && attempt < last; }
  bool operator==(const AttemptWindow&) const = default;
};

// What a rule's dice are keyed by, and so what shares one fate: each attempt has its own; a call
// keeps its fate however often it is tried; a connection, or an API key, is lucky or unlucky for as
// long as it lives.
enum class Per : std::uint8_t { attempt, call, connection, key };
inline constexpr std::string_view per_names[] = {"attempt", "call", "connection", "key"};

// Which attempts a rule is about. An empty list or an unset flag matches everything.
struct Match {
  std::vector<std::string> platform, model, endpoint;  // globs, any of which may match
  std::optional<bool> stream, tools;
  std::vector<std::pair<std::string, std::string>> header;  // lower-case name, glob on its value
  bool operator==(const Match&) const = default;
};

// The share of the matching attempts a rule acts on, over time. Always within 0..1.
struct Share {
  enum class Shape : std::uint8_t { constant, ramp, square, points };
  struct Point {
    Instant at{};
    Ratio share;
    bool operator==(const Point&) const = default;
  };
  Shape shape = Shape::constant;
  Ratio level{1, 1};          // constant; the ramp's start; the square wave's "on" level
  Ratio other{0, 1};          // the ramp's end; the square wave's "off" level
  Duration period{}, on{};    // square wave
  std::vector<Point> points;  // linear in between, level outside
  bool operator==(const Share&) const = default;
};

// One fault a rule may choose, with its weight among its siblings.
struct FaultChoice {
  std::string fault;
  Settings with;
  std::uint64_t weight = 1;
  EvidenceMarks evidence;
  bool operator==(const FaultChoice&) const = default;
};

// A fault with a window, a match and a share. With several choices exactly one acts, by weight.
struct Rule {
  std::string id, about;
  TimeWindow during;
  CallWindow calls;
  AttemptWindow attempts;
  Per per = Per::attempt;
  Match where;
  Share share;
  std::vector<FaultChoice> faults;
  EvidenceMarks evidence;
};

// Non-negative random amounts; in seconds where a duration is meant.
struct Distribution {
  enum class Shape : std::uint8_t { constant, uniform, exponential, lognormal };
  Shape shape = Shape::constant;
  double a = 0;  // the constant; the least; the mean; the median
  double b = 0;  // the most (uniform); the 95th percentile (lognormal)
  bool operator==(const Distribution&) const = default;
};

// How a healthy provider behaves in this scenario.
struct Pace {
  Distribution first_token{Distribution::Shape::constant, 0.6, 0};  // seconds
  Distribution tokens_per_second{Distribution::Shape::constant, 60, 0};
  Distribution answer_tokens{Distribution::Shape::constant, 60, 0};
  EvidenceMarks evidence;
};

struct StatusUpdate {
  Instant at{};
  std::string says;    // investigating, identified, monitoring, resolved, operational
  std::string impact;  // none, minor, major, critical
  std::string text;
  std::vector<std::string> components;
  EvidenceMarks evidence;
};

struct CallClass {
  std::string name = "chat";
  std::uint64_t weight = 1;
  std::string platform = "anthropic";
  std::vector<std::string> models;     // taken in turn
  std::vector<std::string> fallbacks;  // models the stack may use instead
  Duration deadline = std::chrono::seconds(60);
  bool stream = true;
  bool tools = false;
  std::uint64_t max_tokens = 1024;
  // Who gave the earlier turn that its calls carry: a platform, `elsewhere`, or "" for no such
  // turn.
  std::string began_on;
  EvidenceMarks evidence;
};

struct Workload {
  enum class Arrivals : std::uint8_t { constant, poisson };
  Arrivals arrivals = Arrivals::constant;
  Rate rate;
  std::vector<CallClass> classes;
  EvidenceMarks evidence;
};

// A check the report must run, with what it is told.
struct Expectation {
  std::string check;
  Settings with;
};

struct Scenario {
  std::string name, title, about;
  std::vector<Source> sources;
  std::int64_t start = 0;  // UTC seconds since 1970 of scenario time 0; 0 when it never happened
  Duration warm_up{};      // healthy time before 0: the run begins at -warm_up
  Duration duration{};     // the run ends here
  std::uint64_t seed = 1;
  bool tls = false;  // the server speaks TLS, with certificates of an authority of its own
  Pace pace;
  std::vector<Rule> rules;
  std::vector<StatusUpdate> status_page;
  Workload workload;
  std::vector<Expectation> expect;
  std::uint64_t digest = 0;  // of the file's text, so that a history names its plan
};

}  // namespace squall

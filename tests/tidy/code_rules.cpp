// Calls that have a home, and what to use elsewhere.
#include "tests/tidy/code_rules.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace squall {
namespace {

using Names = std::span<const std::string_view>;

// `homes` are files, or folders with their slash.
struct Ban {
  Names calls, homes;
  std::string_view instead;
};

constexpr std::string_view clocks[] = {"steady_clock::now", "system_clock::now",
                                       "high_resolution_clock::now", "clock_gettime",
                                       "gettimeofday"};
constexpr std::string_view clock_homes[] = {"scenarios/real_clock.cpp", "runner/commands/",
                                            "runner/warp/", "tests/runner/warp/", "tests/bench/"};
constexpr std::string_view sleeps[] = {"sleep_for", "this_thread::sleep_until", "usleep",
                                       "nanosleep"};
constexpr std::string_view sleep_homes[] = {"runner/warp/", "tests/runner/warp/"};
constexpr std::string_view dice[] = {"std::rand",
                                     "srand",
                                     "random_device",
                                     "mt19937",
                                     "mt19937_64",
                                     "default_random_engine",
                                     "uniform_int_distribution",
                                     "uniform_real_distribution",
                                     "normal_distribution",
                                     "lognormal_distribution",
                                     "exponential_distribution",
                                     "bernoulli_distribution",
                                     "poisson_distribution"};
constexpr std::string_view loose[] = {"detached"};

constexpr std::array bans{
    Ban{clocks, clock_homes, "time is passed in as a Clock"},
    Ban{sleeps, sleep_homes, "waits go through a Clock"},
    Ban{dice, {}, "randomness is passed in as a Random, which is the same everywhere"},
    Ban{loose, {}, "it swallows exceptions; give co_spawn a handler that rethrows"}};

bool is_home(Names homes, std::string_view path) {
  return std::ranges::any_of(homes, [&](std::string_view home) {
    return home.ends_with("/") ? path.starts_with(home) : path == home;
  });
}

}  // namespace

Complaints calls_nothing_banned(const std::string& path, std::string_view text) {
  if (!is_cpp(path)) return {};
  const std::string code = code_only(text);
  Complaints complaints;
  for (const Ban& ban : bans) {
    if (is_home(ban.homes, path)) continue;
    for (const std::string_view call : ban.calls)
      for (auto at = find_word(code, call); at != code.npos; at = find_word(code, call, at + 1))
        complaints.push_back(at_line(path, line_at(code, at)) + std::string(call) +
                             " is banned here: " + std::string(ban.instead));
  }
  return complaints;
}

Complaints opens_no_namespace(const std::string& path, std::string_view text) {
  if (!is_header(path)) return {};
  const std::string code = code_only(text);
  const std::size_t at = code.find("using namespace");
  if (at == code.npos) return {};
  return {at_line(path, line_at(code, at)) + "`using namespace` in a header"};
}

}  // namespace squall

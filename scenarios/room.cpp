// Holds the rules against each other: what one always takes, another can never have.
#include <algorithm>

#include "scenarios/places.hpp"
#include "scenarios/text.hpp"
#include "scenarios/timeline.hpp"

namespace squall {
namespace {

bool is_always(const Rule& rule) {
  return rule.share.shape == Share::Shape::constant && rule.share.level == Ratio{1, 1};
}

bool every_fault(const Rule& rule, const Vocabulary& words, auto&& holds) {
  return std::ranges::all_of(
      rule.faults, [&](const FaultChoice& choice) { return holds(reach_of(choice, words)); });
}

// Sure about globs without `?`, which could stand for another glob's `*`.
bool covers(const std::vector<std::string>& globs, const std::vector<std::string>& others) {
  if (globs.empty()) return true;
  return !others.empty() && std::ranges::all_of(others, [&](const std::string& other) {
    return std::ranges::any_of(globs, [&](const std::string& glob) {
      return glob == other || (glob.find('?') == glob.npos && matches_glob(glob, other));
    });
  });
}

// As far as the run goes, which begins at `from`.
bool lasts_over(const Rule& a, const Rule& b, Instant from, const Scenario& scenario) {
  return a.during.from <= from && a.during.to >= std::min(b.during.to, scenario.duration);
}

Instant first_of(const Rule& rule, const Scenario& scenario) {
  return std::max<Instant>(rule.during.from, -scenario.warm_up);
}

bool fits_all(const Match& where, const std::vector<Kind>& kinds) {
  return std::ranges::all_of(kinds, [&](const Kind& kind) { return fits(where, kind); });
}

// Whether whatever the other rule may act on in this run is this one's too. The dice never matter:
// this one's share is 1.
bool covers(const Rule& a, const Place& other, const Scenario& scenario) {
  const Rule& b = other.rule;
  if (!lasts_over(a, b, first_of(b, scenario), scenario)) return false;
  if (a.calls.first > b.calls.first || a.calls.last < b.calls.last) return false;
  if (a.attempts.first > b.attempts.first || a.attempts.last < b.attempts.last) return false;
  if (!is_about_answers(b.where) || !covers(a.where.endpoint, b.where.endpoint)) return false;
  const bool headers = std::ranges::all_of(a.where.header, [&](const auto& wanted) {
    return std::ranges::count(b.where.header, wanted) > 0;
  });
  return headers && fits_all(judged_part(a.where), other.kinds);
}

class Room {
 public:
  Room(const Place& taker, const Place& other, const Scenario& scenario, const Vocabulary& words)
      : taker_(taker.rule), other_(other), scenario_(scenario), words_(words) {}

  // Why the other rule can never act, or "".
  std::string taken(bool is_before) const {
    if (!is_always(taker_)) return "";
    const bool early = all_of_taker([](const Reach& reach) { return reach.leaves != Leaves::all; });
    if (early) return taken_early(is_before);
    const bool replaces = all_of_taker([](const Reach& reach) {
      return reach.replaces && !reach.sometimes && !reach.foreign_past;
    });
    if (!replaces || !covers(taker_, other_, scenario_)) return "";
    if (is_before && all_of_other([](const Reach& reach) { return reach.replaces; }))
      return "before it always answers first; a lower share there, or this rule moved before it, "
             "makes room";
    const bool streams = all_of_taker([](const Reach& reach) { return !reach.says_streams; });
    const bool edits = all_of_other(
        [&](const Reach& reach) { return reach.meaning || (streams && reach.streams_only); });
    return edits ? "always answers with something else; a lower share there makes room" : "";
  }

 private:
  bool all_of_taker(auto&& holds) const { return every_fault(taker_, words_, holds); }
  bool all_of_other(auto&& holds) const { return every_fault(other_.rule, words_, holds); }

  // By what ends connections. The port's own door comes first, whatever the order of the rules.
  std::string taken_early(bool is_before) const {
    constexpr std::string_view ends =
        "always ends first; a lower share or a shorter window there makes room";
    if (!fits_all(judged_part(taker_.where), other_.kinds)) return "";
    const auto is_whole = [](const Reach& reach) { return reach.whole_port; };
    if (all_of_other([](const Reach& reach) { return reach.connections; })) {
      const bool first =
          all_of_taker(is_whole) == all_of_other(is_whole) ? is_before : all_of_taker(is_whole);
      const Instant from = first_of(other_.rule, scenario_);
      return first && lasts_over(taker_, other_.rule, from, scenario_) ? std::string(ends) : "";
    }
    // A connection that was open before the window lives on in it.
    const bool all = all_of_taker([](const Reach& r) { return r.leaves == Leaves::nothing; });
    return all && lasts_over(taker_, other_.rule, -scenario_.warm_up, scenario_) ? std::string(ends)
                                                                                 : "";
  }

  const Rule& taker_;
  const Place& other_;
  const Scenario& scenario_;
  const Vocabulary& words_;
};

}  // namespace

void require_room(const std::vector<Place>& places, const Scenario& scenario,
                  const Vocabulary& words) {
  for (std::size_t other = 0; other < places.size(); ++other)
    for (std::size_t taker = 0; taker < places.size(); ++taker) {
      if (taker == other) continue;
      const std::string why =
          Room(places[taker], places[other], scenario, words).taken(taker < other);
      if (!why.empty())
        places[other].yaml.refuse(
            "expected a rule that can act, got one whose attempts the rule \"" +
            places[taker].rule.id + "\" " + why);
    }
}

}  // namespace squall

// Windows, shares over time and keyed dice.
#include "scenarios/timeline.hpp"

#include <algorithm>

#include "scenarios/text.hpp"

namespace squall {
namespace {

constexpr std::uint64_t one = std::uint64_t{1} << 32;

std::int64_t fixed(Ratio ratio) { return static_cast<std::int64_t>(scaled(one, ratio)); }

// The share at `part` of `whole` on the way between two levels.
Ratio between(Ratio from, Ratio to, Duration part, Duration whole) {
  const SignedWide way = SignedWide{fixed(to) - fixed(from)} * part.count() / whole.count();
  return {static_cast<std::uint64_t>(fixed(from) + static_cast<std::int64_t>(way)), one};
}

Ratio at_points(const std::vector<Share::Point>& points, Instant at) {
  const auto next = std::ranges::upper_bound(points, at, {}, &Share::Point::at);
  if (next == points.begin()) return points.front().share;
  if (next == points.end()) return points.back().share;
  const Share::Point& before = *std::prev(next);
  return between(before.share, next->share, at - before.at, next->at - before.at);
}

// How far a square wave is into its cycle. An open window's wave begins at scenario time 0.
Duration phase_at(const Rule& rule, Instant at) {
  const Instant anchor = rule.during.from == TimeWindow{}.from ? Instant{0} : rule.during.from;
  const Duration period = rule.share.period;
  return ((at - anchor) % period + period) % period;
}

bool is_zero(Ratio ratio) { return ratio.part == 0; }

// When the rule's share is 0 for good, in a run that ends at `end`; the run's start if it never
// acts.
Instant acts_until(const Rule& rule, Instant begin, Instant end) {
  const Share& share = rule.share;
  const Instant last = std::min(rule.during.to, end);
  if (rule.during.from >= last) return begin;
  switch (share.shape) {
    case Share::Shape::constant:
      return is_zero(share.level) ? begin : last;
    case Share::Shape::ramp:
      return is_zero(share.level) && is_zero(share.other) ? begin : last;
    case Share::Shape::square: {
      if (!is_zero(share.other) && share.on < share.period) return last;
      if (is_zero(share.level) || share.on == Duration{0}) return begin;
      const Duration phase = phase_at(rule, last - Duration{1});
      return phase < share.on ? last : last - (phase - share.on) - Duration{1};
    }
    case Share::Shape::points: {
      Instant zero_from = begin;
      for (std::size_t i = 0; i < share.points.size(); ++i)
        if (!is_zero(share.points[i].share))
          zero_from = i + 1 < share.points.size() ? share.points[i + 1].at : last;
      return std::min(zero_from, last);
    }
  }
  return last;
}

bool any_matches(const std::vector<std::string>& globs, std::string_view text) {
  return globs.empty() ||
         std::ranges::any_of(globs, [&](const auto& glob) { return matches_glob(glob, text); });
}

bool header_matches(const std::pair<std::string, std::string>& wanted,
                    std::span<const HeaderView> headers) {
  return std::ranges::any_of(headers, [&](const HeaderView& header) {
    return header.first == wanted.first && matches_glob(wanted.second, header.second);
  });
}

std::size_t choose(const Rule& rule, Random& dice) {
  std::uint64_t total = 0;
  for (const FaultChoice& choice : rule.faults) total += choice.weight;
  std::uint64_t drawn = dice.below(total);
  for (std::size_t i = 0; i < rule.faults.size(); ++i) {
    if (drawn < rule.faults[i].weight) return i;
    drawn -= rule.faults[i].weight;
  }
  return rule.faults.size() - 1;
}

// The dice that are thrown for an attempt; what shares a key shares every throw.
Random dice_of(const Rule& rule, std::uint64_t seed, const AttemptId& id) {
  const std::uint64_t name = fnv1a(rule.id);
  switch (rule.per) {
    case Per::attempt:
      break;
    case Per::call:
      return {seed, name, id.key};
    case Per::connection:
      return {seed, name, id.connection};
    case Per::key:
      return {seed, name, id.caller};
  }
  return {seed, name, id.key, id.turn, id.attempt};
}

}  // namespace

bool matches(const Match& match, const Asked& asked) {
  if (match.stream && *match.stream != asked.stream) return false;
  if (match.tools && *match.tools != asked.tools) return false;
  return any_matches(match.platform, asked.platform) && any_matches(match.model, asked.model) &&
         any_matches(match.endpoint, asked.endpoint) &&
         std::ranges::all_of(match.header, [&](const auto& wanted) {
           return header_matches(wanted, asked.headers);
         });
}

bool is_about_answers(const Match& match) {
  return match.endpoint.empty() || std::ranges::any_of(match.endpoint, [](const auto& glob) {
           return glob != "models" && glob != "count_tokens";
         });
}

Ratio share_at(const Rule& rule, Instant at) {
  if (!rule.during.contains(at)) return {0, 1};
  const Share& share = rule.share;
  switch (share.shape) {
    case Share::Shape::constant:
      return share.level;
    case Share::Shape::ramp:
      return between(share.level, share.other, at - rule.during.from,
                     rule.during.to - rule.during.from);
    case Share::Shape::square:
      return phase_at(rule, at) < share.on ? share.level : share.other;
    case Share::Shape::points:
      return at_points(share.points, at);
  }
  return share.level;
}

Instant next_share_change(const Rule& rule, Instant at) {
  Instant next = Instant::max();
  const auto consider = [&](Instant edge) {
    if (edge > at) next = std::min(next, edge);
  };
  consider(rule.during.from);
  consider(rule.during.to);
  if (at >= rule.during.to) return next;
  for (const Share::Point& point : rule.share.points) consider(point.at);
  if (rule.share.shape == Share::Shape::square) {
    const Instant risen = at - phase_at(rule, at);
    consider(risen + rule.share.on);
    consider(risen + rule.share.period);
  }
  return next;
}

std::optional<std::size_t> choose_fault(const Rule& rule, Instant at, Random& dice) {
  if (!dice.hits(share_at(rule, at))) return std::nullopt;
  return choose(rule, dice);
}

std::vector<Firing> decide(const Scenario& scenario, std::uint64_t seed, const Asked& asked,
                           const AttemptId& id, Instant at) {
  std::vector<Firing> firings;
  for (std::size_t i = 0; i < scenario.rules.size(); ++i) {
    const Rule& rule = scenario.rules[i];
    if (!rule.during.contains(at) || !rule.calls.contains(id.ordinal)) continue;
    if (!rule.attempts.contains(id.attempt)) continue;
    if (!matches(rule.where, asked)) continue;
    Random dice = dice_of(rule, seed, id);
    if (const auto choice = choose_fault(rule, at, dice)) firings.push_back({i, *choice});
  }
  return firings;
}

Instant healed_at(const Scenario& scenario, const Asked& asked) {
  Instant last = -scenario.warm_up;
  for (const Rule& rule : scenario.rules)
    if (matches(rule.where, asked))
      last = std::max(last, acts_until(rule, -scenario.warm_up, scenario.duration));
  return last;
}

}  // namespace squall

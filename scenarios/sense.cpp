// Holds each rule against its faults' reach, the workload, and the rules before it.
#include "scenarios/sense.hpp"

#include <algorithm>
#include <array>

#include "scenarios/places.hpp"
#include "scenarios/readers.hpp"
#include "scenarios/timeline.hpp"

namespace squall {

Reach reach_of(const FaultChoice& choice, const Vocabulary& words) {
  const Word& word = *std::ranges::find(words.faults, choice.fault, &Word::name);
  Reach reach = word.reach;
  if (word.refine != nullptr) word.refine(choice.with, reach);
  return reach;
}

bool fits(const Match& where, const Kind& kind) {
  return matches(where, {.platform = kind.calls->platform,
                         .model = kind.model,
                         .endpoint = {},
                         .stream = kind.calls->stream,
                         .tools = kind.calls->tools});
}

Match judged_part(const Match& where) {
  Match part = where;
  part.endpoint.clear();
  part.header.clear();
  if (is_about_answers(where)) return part;
  // Lists and counts answer at once, without streams and tools, whatever the classes say.
  part.model.clear();
  part.stream = part.tools = std::nullopt;
  return part;
}

namespace {

std::vector<Kind> kinds_of(const Workload& workload) {
  std::vector<Kind> kinds;
  for (const CallClass& calls : workload.classes) {
    for (const std::string& model : calls.models) kinds.push_back({&calls, model});
    for (const std::string& model : calls.fallbacks) kinds.push_back({&calls, model});
  }
  return kinds;
}

std::vector<Kind> matched(const Match& where, const std::vector<Kind>& kinds) {
  std::vector<Kind> fitting;
  std::ranges::copy_if(kinds, std::back_inserter(fitting),
                       [&](const Kind& kind) { return fits(where, kind); });
  return fitting;
}

std::string each_once(const std::vector<Kind>& kinds, auto text_of) {
  std::vector<std::string_view> texts;
  for (const Kind& kind : kinds)
    if (const std::string_view text = text_of(kind); !std::ranges::count(texts, text))
      texts.push_back(text);
  return joined(texts);
}

std::string got(const Yaml& yaml) {
  return yaml.is_scalar() ? "\"" + beginning(yaml.scalar("a text")) + "\"" : "a list";
}

// --- the workload ---------------------------------------------------------------------------

// Blames the one key that alone fits no class, else their meeting.
void require_some_class(const Place& place, const std::vector<Kind>& all) {
  if (!place.kinds.empty()) return;
  const Match where = judged_part(place.rule.where);
  const auto blame = [&](std::string_view key, const Match& alone, const std::string& there) {
    if (!matched(alone, all).empty()) return;
    const Yaml at = *place.where(key);
    at.refuse("expected what some class of the workload asks for (" + there + "), got " + got(at) +
              "; the rule could never act");
  };
  Match alone;
  alone.platform = where.platform;
  blame("platform", alone,
        each_once(all, [](const Kind& k) { return std::string_view(k.calls->platform); }));
  alone = {};
  alone.model = where.model;
  blame("model", alone, each_once(all, [](const Kind& k) { return k.model; }));
  alone = {};
  alone.stream = where.stream;
  blame("stream", alone, where.stream.value_or(false) ? "false" : "true");
  alone = {};
  alone.tools = where.tools;
  blame("tools", alone, where.tools.value_or(false) ? "false" : "true");
  place.yaml.find("where")->refuse_key(
      "expected a match that some class of the workload fits in every key, got one that none does; "
      "the rule could never act");
}

// --- what a fault reaches -------------------------------------------------------------------

std::string only(const FaultChoice& choice, std::string_view what) {
  return choice.fault + " acts " + std::string(what) + " only";
}

// A fault that needs something of the calls: the rule must not rule it out, and some class that it
// matches must have it.
struct Need {
  std::string_view key, what, wanted;
  bool needed;
  bool (*met)(const Kind&);
};

void require_needs(const Place& place, const FaultChoice& choice, const Yaml& fault,
                   const Reach& reach) {
  const std::array needs{
      Need{"", "on what a model says", "", reach.meaning, [](const Kind&) { return true; }},
      Need{"stream", "on streams", "`stream: true`", reach.streams_only,
           [](const Kind& kind) { return kind.calls->stream; }},
      Need{"tools", "on answers that call a tool", "`tools: true`", reach.tools_only,
           [](const Kind& kind) { return kind.calls->tools; }},
      Need{"began_on", "where another platform gave an earlier turn", "`began_on: elsewhere`",
           reach.foreign_past, [](const Kind& kind) {
             return !kind.calls->began_on.empty() && kind.calls->began_on != kind.calls->platform;
           }}};
  for (const Need& need : needs) {
    if (!need.needed) continue;
    const auto given = place.where(need.key);
    if (given && given->scalar("true or false") == "false")
      given->refuse("expected true or no such key, because " + only(choice, need.what) +
                    ", got \"false\"");
    if (!is_about_answers(place.rule.where))
      place.where("endpoint")
          ->refuse("expected an endpoint that gives answers, because " + only(choice, need.what) +
                   ", got " + got(*place.where("endpoint")));
    if (!place.kinds.empty() && std::ranges::none_of(place.kinds, need.met))
      fault.refuse("expected a class of the workload that the rule matches with " +
                   std::string(need.wanted) + ", because " + only(choice, need.what) +
                   ", got none; the fault could never act");
  }
}

void require_platforms(const Place& place, const FaultChoice& choice, const Yaml& fault,
                       const Reach& reach) {
  if (reach.platforms.empty()) return;
  const std::string known = joined(reach.platforms);
  if (const auto given = place.where("platform"))
    for (const Yaml& one : given->is_scalar() ? std::vector{*given} : given->items()) {
      const std::string glob = one.scalar("a platform");
      if (std::ranges::none_of(reach.platforms,
                               [&](auto platform) { return matches_glob(glob, platform); }))
        one.refuse("expected a platform that " + choice.fault + " can act on (" + known +
                   "), got \"" + glob + "\"");
    }
  if (!place.kinds.empty() && std::ranges::none_of(place.kinds, [&](const Kind& kind) {
        return std::ranges::count(reach.platforms, kind.calls->platform) > 0;
      }))
    fault.refuse("expected a class of the workload that calls a platform that " + choice.fault +
                 " can act on (" + known + "), got none; the fault could never act");
}

// --- connections ----------------------------------------------------------------------------

[[noreturn]] void refuse_early(const Yaml& at, const std::string& expected,
                               const FaultChoice& choice) {
  at.refuse_key("expected " + expected + ", because " + choice.fault +
                " acts on connections, before a request is read; leave it out");
}

void require_only_connections(const Place& place, const FaultChoice& choice) {
  for (const std::string_view key : {"model", "endpoint", "stream", "tools", "header"})
    if (const auto at = place.where(key)) refuse_early(*at, "only `platform` in `where`", choice);
  for (const std::string_view key : {"calls", "attempts"})
    if (const auto at = place.yaml.find(key))
      refuse_early(*at, "no `" + std::string(key) + "`", choice);
  if (const auto at = place.yaml.find("per"); at && place.rule.per != Per::connection)
    refuse_early(*at, "no other `per` than connection", choice);
}

bool is_all_or_none(Ratio share) { return share == Ratio{0, 1} || share == Ratio{1, 1}; }

// Between two points lies nothing only if they are as close as time allows.
bool interpolates(const std::vector<Share::Point>& points) {
  for (std::size_t i = 1; i < points.size(); ++i)
    if (!(points[i].share == points[i - 1].share) && points[i].at - points[i - 1].at > Duration{1})
      return true;
  return false;
}

bool is_all_or_none(const Share& share) {
  switch (share.shape) {
    case Share::Shape::constant:
      return is_all_or_none(share.level);
    case Share::Shape::ramp:
      return is_all_or_none(share.level) && share.level == share.other;
    case Share::Shape::square:
      return is_all_or_none(share.level) && is_all_or_none(share.other);
    case Share::Shape::points:
      return !interpolates(share.points) &&
             std::ranges::all_of(share.points,
                                 [](const auto& point) { return is_all_or_none(point.share); });
  }
  return false;
}

// Each wave of a port is work for the server, even when nobody comes: with shorter ones it would do
// nothing else.
constexpr Duration least_port_period = std::chrono::milliseconds(100);

void require_whole_port(const Place& place, const FaultChoice& choice) {
  if (place.rule.faults.size() > 1)
    place.fault(static_cast<std::size_t>(&choice - place.rule.faults.data()))
        .refuse("expected " + choice.fault +
                " as its rule's only fault, because it takes the whole port or nothing, got one of "
                "several; a rule of its own makes it so");
  const Share& share = place.rule.share;
  if (!is_all_or_none(share))
    place.yaml.find("share")->refuse_key(
        "expected a share that is 0 or 1 at every moment, because " + choice.fault +
        " takes the whole port or nothing; a window or a square wave makes it so");
  if (share.shape == Share::Shape::square && share.period < least_port_period)
    place.yaml.find("share")->find("square")->find("period")->refuse(
        "expected a period of at least " + print(least_port_period) + ", because " + choice.fault +
        " shuts and opens the whole port in each, got " + print(share.period));
}

void require_reach(const Place& place, const Vocabulary& words) {
  const std::vector<FaultChoice>& faults = place.rule.faults;
  const Reach first = reach_of(faults.front(), words);
  for (std::size_t i = 0; i < faults.size(); ++i) {
    const Reach reach = reach_of(faults[i], words);
    const Yaml at = place.fault(i);
    const auto require_alike = [&](bool alike, std::string_view act) {
      if (alike) return;
      at.refuse("expected faults that all act on " + std::string(act) + ", or none of them, got " +
                faults[i].fault + " beside " + faults.front().fault +
                "; a rule of its own makes it so");
    };
    require_alike(reach.connections == first.connections, "connections");
    require_alike(reach.load == first.load, "load");
    if (reach.connections) require_only_connections(place, faults[i]);
    if (reach.whole_port) require_whole_port(place, faults[i]);
    require_platforms(place, faults[i], at, reach);
    require_needs(place, faults[i], at, reach);
  }
}

// --- what the run is long enough for -------------------------------------------------------------

// Whether it ever acts on anything.
bool is_nothing(const Share& share) {
  constexpr Ratio none{0, 1};
  switch (share.shape) {
    case Share::Shape::constant:
      return share.level == none;
    case Share::Shape::ramp:
    case Share::Shape::square:
      return share.level == none && share.other == none;
    case Share::Shape::points:
      return std::ranges::all_of(share.points,
                                 [&](const auto& point) { return point.share == none; });
  }
  return false;
}

void require_chance(const Place& place, const Scenario& scenario) {
  if (is_nothing(place.rule.share))
    place.yaml.find("share")->refuse_key(
        "expected a share that is ever above 0, got none; the rule could never act");
  const std::uint64_t calls = most_calls_of(scenario);
  if (is_about_answers(place.rule.where) && place.rule.calls.first >= calls)
    place.yaml.find("calls")->refuse("expected a window that meets the run's calls, 0.." +
                                     std::to_string(calls) + ", got " +
                                     got(*place.yaml.find("calls")) + "; the rule could never act");
}

}  // namespace

std::uint64_t calls_of(const Scenario& scenario) {
  const Rate& rate = scenario.workload.rate;
  const auto lasting = static_cast<Wide>((scenario.warm_up + scenario.duration).count());
  const auto per = static_cast<Wide>(rate.per.count());
  return static_cast<std::uint64_t>((lasting * rate.count + per - 1) / per);
}

std::uint64_t most_calls_of(const Scenario& scenario) {
  const bool varies = scenario.workload.arrivals == Workload::Arrivals::poisson;
  return varies ? 2 * calls_of(scenario) + 50 : calls_of(scenario);
}

void require_sense(const Scenario& scenario, const Yaml& yaml, const Vocabulary& words) {
  if (scenario.rules.empty()) return;
  const std::vector<Kind> kinds = kinds_of(scenario.workload);
  const std::vector<Yaml> items = yaml.find("rules")->items();
  std::vector<Place> places;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Rule& rule = scenario.rules[i];
    places.push_back({rule, items[i], matched(judged_part(rule.where), kinds)});
    require_reach(places.back(), words);
    require_some_class(places.back(), kinds);
    require_chance(places.back(), scenario);
  }
  require_room(places, scenario, words);
}

std::vector<Json> reach_schemas(const Vocabulary& words) {
  const auto when = [](std::string_view fault, Json properties) {
    return Json{
        {"if",
         {{"required", Json::array({"fault"})}, {"properties", {{"fault", {{"const", fault}}}}}}},
        {"then", {{"properties", std::move(properties)}}}};
  };
  const Json yes = {{"enum", Json::array({true, "true"})}};
  const Json never = {{"not", Json::object()}};
  std::vector<Json> parts;
  for (const Word& word : words.faults) {
    Json where = Json::object(), rule = Json::object();
    if (word.reach.streams_only) where["stream"] = yes;
    if (word.reach.tools_only) where["tools"] = yes;
    if (word.reach.connections) {
      for (const std::string_view key : {"model", "endpoint", "stream", "tools", "header"})
        where[std::string(key)] = never;
      rule = {{"calls", never}, {"attempts", never}, {"per", {{"const", "connection"}}}};
    }
    if (!where.empty()) rule["where"] = {{"properties", where}};
    if (!rule.empty()) parts.push_back(when(word.name, rule));
  }
  return parts;
}

}  // namespace squall

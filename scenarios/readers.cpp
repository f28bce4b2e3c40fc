// Reads the scalars of the scenario language and says them in JSON Schema.
#include "scenarios/readers.hpp"

#include <algorithm>
#include <cctype>
#include <limits>

namespace squall {
namespace {

// The pattern of one side of a window, with or without its sign.
constexpr std::string_view side = "(0|([0-9]+(\\.[0-9]+)?(d|h|min|s|ms|us|ns))+)";

bool is_too_far(Duration duration) { return duration > longest || duration < -longest; }

}  // namespace

Json free_text_schema() { return {{"type", Json::array({"string", "number", "boolean"})}}; }

Json text_schema(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

Json number_schema(std::string_view pattern, std::uint64_t least, std::uint64_t most) {
  return {{"type", Json::array({"string", "integer"})},
          {"pattern", pattern},
          {"minimum", least},
          {"maximum", most}};
}

Json flag_schema() {
  return {{"type", Json::array({"boolean", "string"})}, {"pattern", "^(true|false)$"}};
}

std::string ratio_hint(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || text.size() - dot > 10) return "";
  std::uint64_t scale = 1;
  for (std::size_t i = dot + 1; i < text.size(); ++i) scale *= 10;
  const auto whole = parse_whole(text.substr(0, dot)), part = parse_whole(text.substr(dot + 1));
  if (!whole || *whole != 0 || !part) return "";
  return scale <= 100 ? std::to_string(*part * (100 / scale)) + "%" : print(Ratio{*part, scale});
}

std::string duration_hint(std::string_view text) {
  return parse_whole(text) ? std::string(text) + "s" : "";
}

std::string flag_hint(std::string_view text) {
  if (text == "yes" || text == "on" || text == "True") return "true";
  if (text == "no" || text == "off" || text == "False") return "false";
  return "";
}

std::string Reader<std::string>::read(const Yaml& yaml, const Vocabulary&) {
  return yaml.scalar("a text");
}
Json Reader<std::string>::schema(const Vocabulary&) { return free_text_schema(); }

bool Reader<bool>::read(const Yaml& yaml, const Vocabulary&) {
  const std::string text = yaml.scalar("true or false");
  if (text != "true" && text != "false") yaml.fail("true or false", flag_hint(text));
  return text == "true";
}
Json Reader<bool>::schema(const Vocabulary&) { return flag_schema(); }

std::uint64_t Reader<std::uint64_t>::read(const Yaml& yaml, const Vocabulary&) {
  const auto value = parse_whole(yaml.scalar("a whole number"));
  if (!value) yaml.fail("a whole number");
  return *value;
}
Json Reader<std::uint64_t>::schema(const Vocabulary&) {
  return number_schema(whole_pattern, 0, std::numeric_limits<std::uint64_t>::max());
}

std::uint64_t PositiveWhole::read(const Yaml& yaml, const Vocabulary& words) {
  const std::uint64_t value = Reader<std::uint64_t>::read(yaml, words);
  if (value == 0 || value > 1'000'000'000) yaml.fail("a whole number from 1 to 1000000000");
  return value;
}
Json PositiveWhole::schema(const Vocabulary&) {
  return number_schema("^0*[1-9][0-9]{0,8}$", 1, 1'000'000'000);
}

Instant Moment::read(const Yaml& yaml, const Vocabulary&) {
  const auto value = parse_duration(yaml.scalar("a moment such as 17min or -5min"));
  if (!value) yaml.fail("a moment such as 17min or -5min");
  if (is_too_far(*value)) yaml.fail("a moment within 3650d of the start");
  return *value;
}
Json Moment::schema(const Vocabulary&) {
  return number_schema("^-?" + std::string(side) + "$", 0, 0);
}

Duration Reader<Duration>::read(const Yaml& yaml, const Vocabulary&) {
  const std::string text = yaml.scalar("a duration such as 250ms or 1h30min");
  const auto value = parse_duration(text);
  if (!value) yaml.fail("a duration such as 250ms or 1h30min", duration_hint(text));
  if (*value < Duration{0} || *value > longest) yaml.fail("a duration from 0 to 3650d");
  return *value;
}
Json Reader<Duration>::schema(const Vocabulary&) { return number_schema(duration_pattern, 0, 0); }

Duration PositiveDuration::read(const Yaml& yaml, const Vocabulary& words) {
  const Duration value = Reader<Duration>::read(yaml, words);
  if (value == Duration{0}) yaml.fail("a duration longer than 0");
  return value;
}
Json PositiveDuration::schema(const Vocabulary&) {
  return text_schema("^(?=.*[1-9])" + std::string(duration_pattern.substr(1)));
}

Ratio Reader<Ratio>::read(const Yaml& yaml, const Vocabulary&) {
  const std::string text = yaml.scalar("a ratio from 0 to 1 such as 3/10");
  const auto value = parse_ratio(text);
  if (!value || !(*value <= Ratio{1, 1}))
    yaml.fail("a ratio from 0 to 1 such as 3/10", ratio_hint(text));
  return *value;
}
Json Reader<Ratio>::schema(const Vocabulary&) { return number_schema(ratio_pattern, 0, 1); }

// The bounds keep the arithmetic of arrivals sound: a mean gap of 1us is never rounded to nothing,
// and a random gap, at most 45 times the mean of 365d, stays within 64 bits.
Rate Reader<Rate>::read(const Yaml& yaml, const Vocabulary&) {
  const auto value = parse_rate(yaml.scalar("a rate such as 30/min"));
  if (!value) yaml.fail("a rate such as 30/min");
  constexpr Duration least_gap = std::chrono::microseconds(1), most_gap = std::chrono::days(365);
  const Wide per = static_cast<Wide>(value->per.count());
  if (per < Wide{value->count} * static_cast<Wide>(least_gap.count()) ||
      per > Wide{value->count} * static_cast<Wide>(most_gap.count()))
    yaml.fail("a rate from 1/365d to 1/us");
  return *value;
}
Json Reader<Rate>::schema(const Vocabulary&) { return text_schema(rate_pattern); }

TimeWindow Reader<TimeWindow>::read(const Yaml& yaml, const Vocabulary&) {
  constexpr std::string_view expected = "a window such as 0..17min, ..17min or 17min..";
  const std::string text = yaml.scalar(expected);
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) yaml.fail(expected);
  TimeWindow window;
  const auto read_end = [&](std::string_view part, Instant& end) {
    if (part.empty()) return;
    const auto moment = parse_duration(part);
    if (!moment) yaml.fail(expected);
    if (is_too_far(*moment)) yaml.fail("a window within 3650d of the start");
    end = *moment;
  };
  read_end(std::string_view(text).substr(0, dots), window.from);
  read_end(std::string_view(text).substr(dots + 2), window.to);
  if (window.from >= window.to) yaml.fail("a window that ends after it begins");
  return window;
}
Json Reader<TimeWindow>::schema(const Vocabulary&) {
  return text_schema("^(-?" + std::string(side) + ")?\\.\\.(-?" + std::string(side) + ")?$");
}

namespace {

// `10..20`, `..20`, `10..`; what the text leaves out stays as it is.
template <class Window>
Window read_counted(const Yaml& yaml, std::string_view expected) {
  const std::string text = yaml.scalar(expected);
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) yaml.fail(expected);
  Window window;
  const auto read_end = [&](std::string_view part, std::uint64_t& end) {
    if (part.empty()) return;
    const auto value = parse_whole(part);
    if (!value) yaml.fail(expected);
    end = *value;
  };
  read_end(std::string_view(text).substr(0, dots), window.first);
  read_end(std::string_view(text).substr(dots + 2), window.last);
  if (window.first >= window.last) yaml.fail("a window that ends after it begins");
  return window;
}

}  // namespace

CallWindow Reader<CallWindow>::read(const Yaml& yaml, const Vocabulary&) {
  return read_counted<CallWindow>(yaml, "a window of calls such as 10..20");
}
Json Reader<CallWindow>::schema(const Vocabulary&) { return text_schema("^[0-9]*\\.\\.[0-9]*$"); }

// One attempt alone may go without its dots.
AttemptWindow Reader<AttemptWindow>::read(const Yaml& yaml, const Vocabulary&) {
  constexpr std::string_view expected = "an attempt such as 1, or a window of them such as 2..4";
  AttemptWindow window;
  if (const auto one = parse_whole(yaml.scalar(expected)); one && *one < window.last)
    window = {*one, *one + 1};
  else
    window = read_counted<AttemptWindow>(yaml, expected);
  if (window.first == 0) yaml.fail("attempts counted from 1");
  return window;
}
Json Reader<AttemptWindow>::schema(const Vocabulary&) {
  return number_schema("^(0*[1-9][0-9]*|0*[1-9][0-9]*\\.\\.[0-9]*|\\.\\.[0-9]*)$", 1,
                       std::numeric_limits<std::uint64_t>::max() - 1);
}

Per Reader<Per>::read(const Yaml& yaml, const Vocabulary&) {
  const std::string word = yaml.scalar("one of attempt, call, connection, key");
  const auto at = std::ranges::find(per_names, word);
  if (at == std::end(per_names)) refuse_word(yaml, "what the dice are keyed by", word, per_names);
  return static_cast<Per>(at - std::begin(per_names));
}
Json Reader<Per>::schema(const Vocabulary&) { return {{"enum", per_names}}; }

EvidenceMarks Reader<EvidenceMarks>::read(const Yaml& yaml, const Vocabulary&) {
  const auto mark = [](const Yaml& node) {
    const std::string word = node.scalar("an evidence mark");
    const auto at = std::ranges::find(evidence_names, word);
    if (at == std::end(evidence_names)) refuse_word(node, "an evidence mark", word, evidence_names);
    return static_cast<Evidence>(at - std::begin(evidence_names));
  };
  if (yaml.is_scalar()) return {{"*", mark(yaml)}};
  EvidenceMarks marks;
  for (const auto& [key, node] : yaml.entries()) marks.emplace_back(key, mark(node));
  return marks;
}
// One mark; which keys a mapping of marks may name, the mapping around it knows.
Json Reader<EvidenceMarks>::schema(const Vocabulary&) { return {{"enum", evidence_names}}; }

Workload::Arrivals Reader<Workload::Arrivals>::read(const Yaml& yaml, const Vocabulary&) {
  constexpr std::string_view known[] = {"constant", "poisson"};
  const std::string word = yaml.scalar("constant or poisson");
  const auto at = std::ranges::find(known, word);
  if (at == std::end(known)) refuse_word(yaml, "an arrival process", word, known);
  return static_cast<Workload::Arrivals>(at - std::begin(known));
}
Json Reader<Workload::Arrivals>::schema(const Vocabulary&) {
  return {{"enum", Json::array({"constant", "poisson"})}};
}

std::int64_t UtcTime::read(const Yaml& yaml, const Vocabulary&) {
  const auto value = parse_utc(yaml.scalar("a UTC time such as 2026-06-05T15:08:00Z"));
  if (!value) yaml.fail("a UTC time such as 2026-06-05T15:08:00Z");
  return *value;
}
Json UtcTime::schema(const Vocabulary&) {
  return text_schema("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$");
}

std::string Name::read(const Yaml& yaml, const Vocabulary&) {
  constexpr std::string_view expected =
      "a name of 1 to 100 letters, digits, \".\", \"_\" or \"-\", the first no \".\"";
  const std::string name = yaml.scalar(expected);
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  if (name.empty() || name.size() > 100 || name[0] == '.' || !std::ranges::all_of(name, is_allowed))
    yaml.fail(expected);
  return name;
}
Json Name::schema(const Vocabulary&) {
  Json schema = free_text_schema();
  schema["pattern"] = name_pattern;
  return schema;
}

namespace {

// One scalar or a list of them, each as `read_one` takes it.
std::vector<std::string> read_each(const Yaml& yaml, std::string_view at_least, auto read_one) {
  if (yaml.is_scalar()) return {read_one(yaml)};
  std::vector<std::string> all;
  for (const Yaml& item : yaml.items()) all.push_back(read_one(item));
  if (all.empty()) yaml.fail(at_least);
  return all;
}

// A glob that fits nothing known is a slip: its rule would never act.
std::string read_glob(const Yaml& yaml, std::string_view what,
                      std::span<const std::string_view> known) {
  const std::string glob = yaml.scalar(std::string(what) + " or a glob");
  const auto fits = [&](std::string_view name) { return matches_glob(glob, name); };
  if (std::ranges::none_of(known, fits)) refuse_word(yaml, what, glob, known);
  return glob;
}

}  // namespace

std::vector<std::string> OneOrMore::read(const Yaml& yaml, const Vocabulary&) {
  return read_each(yaml, "at least one text", [](const Yaml& node) {
    std::string text = node.scalar("a text");
    if (text.empty()) node.fail("a text that is not empty");
    return text;
  });
}
Json OneOrMore::schema(const Vocabulary&) {
  Json one = free_text_schema();
  one["pattern"] = ".";
  const Json several = {{"type", "array"}, {"minItems", 1}, {"items", one}};
  return {{"oneOf", Json::array({one, several})}};
}

std::vector<std::string> PlatformGlobs::read(const Yaml& yaml, const Vocabulary& words) {
  std::vector<std::string_view> known;
  for (const Word& word : words.platforms) known.push_back(word.name);
  return read_each(yaml, "at least one platform",
                   [&](const Yaml& node) { return read_glob(node, "a platform", known); });
}
Json PlatformGlobs::schema(const Vocabulary& words) { return OneOrMore::schema(words); }

std::vector<std::string> EndpointGlobs::read(const Yaml& yaml, const Vocabulary& words) {
  return read_each(yaml, "at least one endpoint", [&](const Yaml& node) {
    return read_glob(node, "an endpoint", words.endpoints);
  });
}
Json EndpointGlobs::schema(const Vocabulary& words) { return OneOrMore::schema(words); }

std::vector<std::pair<std::string, std::string>> HeaderGlobs::read(const Yaml& yaml,
                                                                   const Vocabulary&) {
  std::vector<std::pair<std::string, std::string>> all;
  for (auto& [key, node] : yaml.entries()) {
    std::string lower = key;
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    all.emplace_back(std::move(lower), node.scalar("a glob such as *beta*"));
  }
  return all;
}
Json HeaderGlobs::schema(const Vocabulary&) {
  return {{"type", "object"}, {"additionalProperties", free_text_schema()}};
}

}  // namespace squall

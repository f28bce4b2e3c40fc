// The tables of the scenario language, and the rules that span several keys.
#include "scenarios/parse.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "scenarios/readers.hpp"
#include "scenarios/sense.hpp"
#include "scenarios/signature.hpp"

namespace squall {
namespace {

// `fault:` and `with:` in one mapping. The table below lists `fault` first, because the settings
// can only be read once the fault is known.
FaultChoice& first_choice(FaultChoice& choice) { return choice; }
FaultChoice& first_choice(Rule& rule) {
  if (rule.faults.empty()) rule.faults.emplace_back();
  return rule.faults.front();
}

template <class Owner>
void read_fault(const Yaml& yaml, Owner& owner, const Vocabulary& words) {
  const Word& word = find_word(yaml, "a fault", yaml.scalar("the name of a fault"), words.faults);
  first_choice(owner).fault = word.name;
}

template <class Owner>
void read_with(const Yaml& yaml, Owner& owner, const Vocabulary& words) {
  FaultChoice& choice = first_choice(owner);
  if (choice.fault.empty()) yaml.refuse_key("expected the key \"fault\" beside \"with\"");
  choice.with = read_settings(yaml, find_word(yaml, "a fault", choice.fault, words.faults));
}

Json names_schema(const std::vector<Word>& words) {
  Json names = Json::array();
  for (const Word& word : words) names.push_back(word.name);
  return {{"enum", names}};
}
Json fault_names(const Vocabulary& words) { return names_schema(words.faults); }
Json check_names(const Vocabulary& words) { return names_schema(words.checks); }
Json any_settings(const Vocabulary&) { return {{"type", "object"}}; }

// Says in the schema which settings go with which name.
void refine_settings(Json& schema, std::string_view key, const std::vector<Word>& words) {
  Json cases = Json::array();
  for (const Word& word : words) {
    Json settings = settings_schema(word);
    Json then = {{"properties", {{"with", settings}}}};
    if (settings.contains("required")) then["required"] = Json::array({"with"});
    cases.push_back({{"if",
                      {{"required", Json::array({key})},
                       {"properties", {{std::string(key), {{"const", word.name}}}}}}},
                     {"then", then}});
  }
  schema["allOf"] = std::move(cases);
}

void fill_defaults(FaultChoice& choice, const Yaml& yaml, const Vocabulary& words) {
  if (yaml.find("with")) return;
  const Yaml place = *yaml.find("fault");
  choice.with = default_settings(place, find_word(place, "a fault", choice.fault, words.faults));
}

// An editor's view of `share: {ramp: ...}` needing a window with both ends.
Json ramp_needs_window() {
  return Json::parse(R"({
    "if": {"required": ["share"],
           "properties": {"share": {"type": "object", "required": ["ramp"]}}},
    "then": {"required": ["during"],
             "properties": {"during": {"pattern": "^[^.].*\\.\\.[^.].*$"}}}})");
}

// Either `fault`, or `faults` without a `with` beside it.
Json one_or_several() {
  return Json::parse(R"([
    {"required": ["fault"]},
    {"required": ["faults"], "properties": {"with": false}}])");
}

struct PlatformName {
  static std::string read(const Yaml& yaml, const Vocabulary& words) {
    return std::string(
        find_word(yaml, "a platform", yaml.scalar("the name of a platform"), words.platforms).name);
  }
  static Json schema(const Vocabulary& words) { return names_schema(words.platforms); }
};

struct Beginning {
  static std::string read(const Yaml& yaml, const Vocabulary& words) {
    const std::string word = yaml.scalar("a platform or elsewhere");
    std::vector<std::string_view> known{elsewhere};
    for (const Word& platform : words.platforms) known.push_back(platform.name);
    if (!std::ranges::count(known, word)) refuse_word(yaml, "a platform or elsewhere", word, known);
    return word;
  }
  static Json schema(const Vocabulary& words) {
    Json names = names_schema(words.platforms);
    names["enum"].push_back(elsewhere);
    return names;
  }
};

// One of a fixed list of words.
template <std::string_view const& What, std::string_view const* Known, std::size_t N>
struct WordOf {
  static std::string read(const Yaml& yaml, const Vocabulary&) {
    const std::span<const std::string_view> known(Known, N);
    const std::string word = yaml.scalar(What);
    if (!std::ranges::count(known, word)) refuse_word(yaml, What, word, known);
    return word;
  }
  static Json schema(const Vocabulary&) {
    return {{"enum", std::vector<std::string_view>(Known, Known + N)}};
  }
};

// The whole workload is planned before the first call, so it must fit in memory.
void require_bounded_run(const Scenario& scenario, const Yaml& yaml) {
  constexpr std::uint64_t most_calls = 10'000'000;
  const std::uint64_t calls = calls_of(scenario);
  if (calls > most_calls)
    yaml.find("workload")
        ->find("rate")
        ->refuse("expected at most " + std::to_string(most_calls) + " calls in the run, got " +
                 std::to_string(calls) + "; a lower rate or a shorter duration makes it so");
}

// Faults of a handshake need a handshake.
void require_tls(const FaultChoice& choice, const Yaml& fault, const Vocabulary& words) {
  if (find_word(fault, "a fault", choice.fault, words.faults).reach.tls)
    fault.refuse("expected `tls: true` in the scenario beside \"" + choice.fault +
                 "\", which acts on TLS alone");
}

void require_tls(const Rule& rule, const Yaml& yaml, const Vocabulary& words) {
  const auto several = yaml.find("faults");
  if (!several) return require_tls(rule.faults.front(), *yaml.find("fault"), words);
  for (std::size_t i = 0; i < rule.faults.size(); ++i)
    require_tls(rule.faults[i], *several->items()[i].find("fault"), words);
}

[[noreturn]] void refuse_window_outside(const Scenario& scenario, const Yaml& during) {
  during.refuse("expected a window that meets the run, " + print(-scenario.warm_up) + ".." +
                print(scenario.duration) + ", got \"" + during.scalar("a window") +
                "\"; the rule could never act");
}

constexpr std::string_view status_what = "a state of the page", impact_what = "an impact";
constexpr std::string_view status_words[] = {"investigating", "identified", "monitoring",
                                             "resolved", "operational"};
constexpr std::string_view impact_words[] = {"none", "minor", "major", "critical"};

}  // namespace

template <>
struct Shape<Source> {
  static constexpr std::string_view about = "a source";
  static constexpr std::array fields{
      required_field<&Source::id>("id", "short name that comments and evidence refer to"),
      required_field<&Source::what>("what", "what it is and what was taken from it"),
      field<&Source::url>("url", "where it can be read")};
};

template <>
struct Shape<Match> {
  static constexpr std::string_view about = "`where`";
  static constexpr std::array fields{
      field<&Match::platform, PlatformGlobs>("platform", "platforms, as globs"),
      field<&Match::model, OneOrMore>("model", "models, as globs"),
      field<&Match::endpoint, EndpointGlobs>("endpoint",
                                             "endpoints, as globs: messages, models, ..."),
      field<&Match::stream>("stream", "only streaming (true) or only non-streaming (false)"),
      field<&Match::tools>("tools", "only attempts that offer tools (true) or none (false)"),
      field<&Match::header, HeaderGlobs>("header", "request headers and globs of their values")};
};

template <>
struct Shape<FaultChoice> {
  static constexpr std::string_view about = "one of several faults";
  static constexpr std::array fields{
      Field<FaultChoice>{"fault", "name of the fault", true, &read_fault<FaultChoice>,
                         &fault_names},
      Field<FaultChoice>{"with", "its settings", false, &read_with<FaultChoice>, &any_settings},
      field<&FaultChoice::weight, PositiveWhole>("weight", "how often, against its siblings"),
      field<&FaultChoice::evidence>("evidence", "how well the figures beside it are known")};
  static void check(FaultChoice& choice, const Yaml& yaml, const Vocabulary& words) {
    fill_defaults(choice, yaml, words);
  }
  static void refine(Json& schema, const Vocabulary& words) {
    refine_settings(schema, "fault", words.faults);
  }
};

template <>
struct Shape<Rule> {
  static constexpr std::string_view about = "a rule";
  static constexpr std::array fields{
      required_field<&Rule::id, Name>("id",
                                      "name of the rule; keys its dice, so renaming it reshuffles"),
      field<&Rule::about>("about", "what happened"),
      field<&Rule::during>("during", "window of scenario time; always, if absent"),
      field<&Rule::calls>("calls", "window of calls by their ordinal in the workload"),
      field<&Rule::attempts>("attempts", "window of attempts at a call's turn, counted from 1"),
      field<&Rule::per>("per", "what shares one fate: attempt (if absent), call, connection, key"),
      field<&Rule::where>("where", "which attempts; all, if absent"),
      field<&Rule::share>("share", "share of the matching attempts; 1 if absent"),
      Field<Rule>{"fault", "name of the fault", false, &read_fault<Rule>, &fault_names},
      Field<Rule>{"with", "its settings", false, &read_with<Rule>, &any_settings},
      field<&Rule::faults>("faults", "several faults of which one acts, by weight"),
      field<&Rule::evidence>("evidence", "how well the figures beside it are known")};
  static void check(Rule& rule, const Yaml& yaml, const Vocabulary& words) {
    const bool one = yaml.find("fault").has_value();
    const auto several = yaml.find("faults");
    if (one && several) several->refuse_key("expected either \"fault\" or \"faults\", got both");
    if (!one && !several) yaml.refuse("expected either \"fault\" or \"faults\", got neither");
    if (rule.faults.empty()) several->fail("at least one fault");
    if (one) fill_defaults(rule.faults.front(), yaml, words);
    const bool bounded = rule.during.from != TimeWindow{}.from && rule.during.to != TimeWindow{}.to;
    if (rule.share.shape == Share::Shape::ramp && !bounded)
      yaml.find("share")->refuse_key(
          "expected `during` with both ends, because the share ramps from one to the other");
  }
  static void refine(Json& schema, const Vocabulary& words) {
    refine_settings(schema, "fault", words.faults);
    for (const Json& part : reach_schemas(words)) schema["allOf"].push_back(part);
    schema["allOf"].push_back(ramp_needs_window());
    schema["properties"]["faults"]["minItems"] = 1;
    schema["oneOf"] = one_or_several();
  }
};

template <>
struct Shape<Pace> {
  static constexpr std::string_view about = "`pace`";
  static constexpr std::array fields{
      field<&Pace::first_token, Seconds>("first_token", "time to the first token; 600ms if absent"),
      field<&Pace::tokens_per_second, Amount>("tokens_per_second",
                                              "speed of a stream; 60 if absent"),
      field<&Pace::answer_tokens, Amount>("answer_tokens", "length of an answer; 60 if absent"),
      field<&Pace::evidence>("evidence", "how well the figures beside it are known")};
};

template <>
struct Shape<StatusUpdate> {
  static constexpr std::string_view about = "a status update";
  static constexpr std::array fields{
      required_field<&StatusUpdate::at, Moment>("at", "when the page shows it"),
      required_field<&StatusUpdate::says,
                     WordOf<status_what, status_words, std::size(status_words)>>(
          "says", "state of the page"),
      field<&StatusUpdate::impact, WordOf<impact_what, impact_words, std::size(impact_words)>>(
          "impact", "impact the page names"),
      field<&StatusUpdate::text>("text", "what the page says"),
      field<&StatusUpdate::components>("components", "components the page names"),
      field<&StatusUpdate::evidence>("evidence", "how well the figures beside it are known")};
};

template <>
struct Shape<CallClass> {
  static constexpr std::string_view about = "a class of calls";
  static constexpr std::array fields{
      required_field<&CallClass::name, Name>("name", "name in the report"),
      field<&CallClass::weight, PositiveWhole>("weight",
                                               "how often, against its siblings; 1 if absent"),
      field<&CallClass::platform, PlatformName>("platform", "platform called; anthropic if absent"),
      required_field<&CallClass::models, OneOrMore>("models", "models asked for, taken in turn"),
      field<&CallClass::fallbacks, OneOrMore>("fallbacks", "models a stack may use instead"),
      field<&CallClass::deadline, PositiveDuration>(
          "deadline", "when the answer stops being of use; 60s if absent"),
      field<&CallClass::stream>("stream", "streamed or not; true if absent"),
      field<&CallClass::tools>("tools", "with a tool that has a side effect; false if absent"),
      field<&CallClass::max_tokens, PositiveWhole>("max_tokens", "limit asked for; 1024 if absent"),
      field<&CallClass::began_on, Beginning>(
          "began_on", "who gave the earlier turn its calls carry: a platform, or elsewhere"),
      field<&CallClass::evidence>("evidence", "how well the figures beside it are known")};
};

template <>
struct Shape<Workload> {
  static constexpr std::string_view about = "`workload`";
  static constexpr std::array fields{
      field<&Workload::arrivals>("arrivals", "evenly spaced (constant, if absent) or poisson"),
      required_field<&Workload::rate>("rate", "calls per time, whatever the answers do: open loop"),
      required_field<&Workload::classes>("classes", "what is asked for"),
      field<&Workload::evidence>("evidence", "how well the figures beside it are known")};
  static void check(const Workload& workload, const Yaml& yaml, const Vocabulary&) {
    if (workload.classes.empty()) yaml.find("classes")->fail("at least one class of calls");
  }
  static void refine(Json& schema, const Vocabulary&) {
    schema["properties"]["classes"]["minItems"] = 1;
  }
};

template <>
struct Shape<Expectation> {
  static constexpr std::string_view about = "an expectation";
  static constexpr std::array fields{
      Field<Expectation>{
          "check", "name of the check", true,
          [](const Yaml& yaml, Expectation& e, const Vocabulary& words) {
            e.check =
                find_word(yaml, "a check", yaml.scalar("the name of a check"), words.checks).name;
          },
          &check_names},
      Field<Expectation>{"with", "its settings", false,
                         [](const Yaml& yaml, Expectation& e, const Vocabulary& words) {
                           e.with = read_settings(
                               yaml, find_word(yaml, "a check", e.check, words.checks));
                         },
                         &any_settings}};
  static void check(Expectation& expectation, const Yaml& yaml, const Vocabulary& words) {
    if (yaml.find("with")) return;
    const Yaml place = *yaml.find("check");
    expectation.with =
        default_settings(place, find_word(place, "a check", expectation.check, words.checks));
  }
  static void refine(Json& schema, const Vocabulary& words) {
    refine_settings(schema, "check", words.checks);
  }
};

template <>
struct Shape<Scenario> {
  static constexpr std::string_view about = "a scenario";
  static constexpr std::array fields{
      required_field<&Scenario::name, Name>("name", "the file's name without .yaml"),
      required_field<&Scenario::title>("title", "one line for people"),
      field<&Scenario::about>("about", "what happened and what to look for"),
      field<&Scenario::sources>("sources", "where the figures come from"),
      field<&Scenario::start, UtcTime>("start", "when it began, scenario time 0"),
      field<&Scenario::warm_up>("warm_up", "healthy time before 0; the run begins there"),
      required_field<&Scenario::duration, PositiveDuration>("duration",
                                                            "scenario time at which the run ends"),
      field<&Scenario::seed>("seed", "seed of every die, unless the command line names one"),
      field<&Scenario::tls>("tls", "the server speaks TLS; false if absent"),
      field<&Scenario::pace>("pace", "how the healthy provider behaves"),
      field<&Scenario::rules>("rules", "what goes wrong"),
      field<&Scenario::status_page>("status_page",
                                    "what the status page says, on its own schedule"),
      required_field<&Scenario::workload>("workload", "what the stack under test is asked to do"),
      field<&Scenario::expect>("expect", "what the report must check")};
  static void check(const Scenario& scenario, const Yaml& yaml, const Vocabulary& words) {
    require_bounded_run(scenario, yaml);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < scenario.rules.size(); ++i) {
      const Rule& rule = scenario.rules[i];
      if (!ids.insert(rule.id).second)
        yaml.find("rules")->items()[i].find("id")->fail("an id that no other rule has");
      if (!scenario.tls) require_tls(rule, yaml.find("rules")->items()[i], words);
      if (rule.during.to <= -scenario.warm_up || rule.during.from >= scenario.duration)
        refuse_window_outside(scenario, *yaml.find("rules")->items()[i].find("during"));
    }
    const auto& updates = scenario.status_page;
    for (std::size_t i = 1; i < updates.size(); ++i)
      if (updates[i].at < updates[i - 1].at)
        yaml.find("status_page")
            ->items()[i]
            .find("at")
            ->fail("a moment no earlier than that of the update before");
    require_sense(scenario, yaml, words);
  }
};

Scenario parse_scenario(const std::string& text, const std::string& file, const Vocabulary& words) {
  Scenario scenario = Reader<Scenario>::read(Yaml::parse(text, file), words);
  scenario.digest = fnv1a(text);
  return scenario;
}

Json scenario_schema(const Vocabulary& words) {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "squall scenario"}};
  schema.update(Reader<Scenario>::schema(words));
  return schema;
}

}  // namespace squall

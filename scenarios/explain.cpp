// Puts the explanation together: heading, timeline, picture, checks.
#include "scenarios/explain.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/explain_parts.hpp"
#include "scenarios/signature.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

// `a, b and c`
std::string list(const std::vector<std::string>& texts, std::string_view last) {
  std::string all;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) all += i + 1 < texts.size() ? ", " : " " + std::string(last) + " ";
    all += texts[i];
  }
  return all;
}

std::string calls_in_words(const CallClass& calls, std::uint64_t total) {
  std::string text = calls.name;
  if (total != calls.weight) text += " (" + percent({calls.weight, total}) + ")";
  text += " asks " + calls.platform + " for " + list(calls.models, "and");
  if (calls.models.size() > 1) text += " in turn";
  if (!calls.fallbacks.empty()) text += ", else for " + list(calls.fallbacks, "or");
  text += calls.stream ? ", streaming" : ", not streaming";
  if (calls.tools) text += ", with a tool";
  if (calls.began_on == elsewhere)
    text += ", begun elsewhere";
  else if (!calls.began_on.empty())
    text += ", begun on " + calls.began_on;
  return text + ", within " + print(calls.deadline);
}

std::string workload_in_words(const Workload& workload) {
  std::uint64_t total = 0;
  for (const CallClass& calls : workload.classes) total += calls.weight;
  std::string text = print(workload.rate);
  text.insert(text.find('/'), " calls");
  text += ", ";
  text +=
      workload.arrivals == Workload::Arrivals::poisson ? "arriving at random: " : "evenly spaced: ";
  for (const CallClass& calls : workload.classes)
    text += (&calls == &workload.classes.front() ? "" : "; ") + calls_in_words(calls, total);
  return text + ".";
}

std::string amount(double value, bool is_time) {
  if (is_time) return print(Duration{std::llround(value * 1e3) * 1'000'000});
  return std::to_string(std::llround(value));
}

std::string distribution_in_words(const Distribution& d, bool is_time) {
  const std::string a = amount(d.a, is_time), b = amount(d.b, is_time);
  switch (d.shape) {
    case Distribution::Shape::constant:
      return a;
    case Distribution::Shape::uniform:
      return a + " to " + b;
    case Distribution::Shape::exponential:
      return a + " on average";
    case Distribution::Shape::lognormal:
      return a + " (95 % below " + b + ")";
  }
  return a;
}

std::string pace_in_words(const Pace& pace) {
  return "first token after " + distribution_in_words(pace.first_token, true) + ", then " +
         distribution_in_words(pace.tokens_per_second, false) + " tokens/s, " +
         distribution_in_words(pace.answer_tokens, false) + " tokens an answer";
}

void append_entry(std::string& text, std::string_view label, const std::string& value,
                  const ExplainStyle& style) {
  constexpr std::size_t margin = 12;
  std::string head = "  " + padded(std::string(label), margin - 2);
  for (const std::string& line : wrapped_lines(value, style.width - margin)) {
    text += head + line + "\n";
    head.assign(margin, ' ');
  }
}

std::string heading(const Scenario& scenario, const ExplainStyle& style) {
  std::string text = tinted(without_control_characters(scenario.name + ": " + scenario.title),
                            Tint::strong, style);
  text += "\n";
  if (!scenario.about.empty())
    for (const std::string& line : wrapped_lines(scenario.about, style.width - 2))
      text += "  " + line + "\n";
  text += "\n";
  if (scenario.start != 0) append_entry(text, "began", print_utc(scenario.start), style);
  std::string lasts = print(scenario.duration);
  if (scenario.warm_up > Duration{0}) lasts += ", after " + print(scenario.warm_up) + " of health";
  append_entry(text, "lasts", lasts, style);
  append_entry(text, "seed", std::to_string(scenario.seed), style);
  append_entry(text, "workload", workload_in_words(scenario.workload), style);
  append_entry(text, "pace", pace_in_words(scenario.pace), style);
  for (const Source& source : scenario.sources) {
    const bool first = &source == &scenario.sources.front();
    const std::string url = source.url.empty() ? "" : " <" + source.url + ">";
    append_entry(text, first ? "sources" : "", source.id + ": " + source.what + url, style);
  }
  return text;
}

std::string checks(const Scenario& scenario, const Vocabulary& words, const ExplainStyle& style) {
  std::string text;
  for (const Expectation& expected : scenario.expect) {
    const auto word = std::ranges::find(words.checks, expected.check, &Word::name);
    const std::string about = word == words.checks.end() ? "" : " " + std::string(word->about);
    std::string settings = settings_in_words(expected.with, words.checks, expected.check, true);
    if (!settings.empty()) settings = " (" + settings + ")";
    std::string head = "  ";
    for (const auto& line :
         wrapped_lines(expected.check + ":" + about + settings, style.width - 4)) {
      text += head + line + "\n";
      head = "    ";
    }
  }
  return text.empty() ? "  nothing beyond what is always checked\n" : text;
}

}  // namespace

std::string settings_in_words(const Settings& settings, const std::vector<Word>& words,
                              std::string_view name, bool all) {
  const auto word = std::ranges::find(words, name, &Word::name);
  const Settings defaults = word == words.end() ? Settings{} : Settings(word->settings);
  const auto must_be_given = [&](const std::string& key) {
    return word != words.end() && std::ranges::any_of(word->settings, [&](const Setting& row) {
             return row.key == key && row.otherwise.empty();
           });
  };
  std::string text;
  for (const auto& entry : settings.entries()) {
    const bool is_default = std::ranges::count(defaults.entries(), entry) > 0;
    if (is_default && !all && !must_be_given(entry.first)) continue;
    text += (text.empty() ? "" : ", ") + entry.first + " " + print(entry.second);
  }
  return text;
}

std::string explain(const Scenario& scenario, const Vocabulary& words, const ExplainStyle& wanted) {
  ExplainStyle style = wanted;
  style.width = std::max(style.width, 80U);
  std::string text = heading(scenario, style) + "\n";
  text += tinted("What goes wrong", Tint::strong, style) + "\n\n";
  text += explain_timeline(scenario, words, style) + "\n";
  text += tinted("Share of the calls that meet a fault", Tint::strong, style) + "\n\n";
  text += explain_picture(scenario, style) + "\n";
  text += tinted("What is checked", Tint::strong, style) + "\n\n";
  return text + checks(scenario, words, style);
}

}  // namespace squall

// squall list: what there is of everything that can be named.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <utility>

#include "mockserver/fault.hpp"
#include "mockserver/platform.hpp"
#include "reports/check.hpp"
#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

Json settings_of(const Word& word) {
  Json all = Json::array();
  for (const Setting& setting : word.settings) {
    Json row = {{"key", setting.key}, {"kind", name(setting.kind)}};
    if (setting.otherwise.empty())
      row["required"] = true;
    else
      row["default"] = setting.otherwise;
    if (!setting.limits.empty()) row["limits"] = setting.limits;
    if (!setting.beside.empty()) row["beside"] = setting.beside;
    row["about"] = setting.about;
    all.push_back(std::move(row));
  }
  return all;
}

Json list_faults() {
  Json all = Json::array();
  for (const FaultGroup* group : fault_groups())
    for (const FaultKind* fault : group->kinds)
      all.push_back({{"name", fault->word.name},
                     {"group", group->name},
                     {"layer", name(fault->layer)},
                     {"about", fault->word.about},
                     {"settings", settings_of(fault->word)}});
  return all;
}

Json list_checks() {
  Json all = Json::array();
  for (const CheckKind* check : check_catalog())
    all.push_back({{"name", check->word.name},
                   {"about", check->word.about},
                   {"settings", settings_of(check->word)}});
  return all;
}

Json list_platforms() {
  Json all = Json::array();
  for (const Platform* platform : platform_catalog())
    all.push_back({{"name", platform->name}, {"about", platform->about}});
  return all;
}

Json list_formats() {
  Json all = Json::array();
  for (const Format* format : format_catalog())
    all.push_back({{"name", format->name}, {"about", format->about}});
  return all;
}

Json list_stacks() {
  Json all = Json::array();
  for (const Stack& stack : bundled_stacks()) {
    Json versions = Json::object();
    for (const auto& [package, pinned] : stack.versions) versions[package] = pinned;
    all.push_back({{"name", stack.name},
                   {"about", stack.about},
                   {"language", stack.language},
                   {"warp", stack.warp || stack.is_built_in()},
                   {"versions", versions},
                   {"missing", what_is_missing(stack)}});
  }
  return all;
}

Json list_scenarios() {
  Json all = Json::array();
  for (const std::string& file : bundled_scenarios()) {
    const Scenario scenario = load_scenario(file, full_vocabulary());
    all.push_back({{"name", scenario.name},
                   {"about", scenario.title},
                   {"file", std::filesystem::relative(file, home()).string()},
                   {"duration", print(scenario.duration)}});
  }
  return all;
}

struct Kind {
  std::string_view name;
  Json (*list)();
};
constexpr Kind kinds[] = {{"faults", list_faults},   {"platforms", list_platforms},
                          {"stacks", list_stacks},   {"checks", list_checks},
                          {"formats", list_formats}, {"scenarios", list_scenarios}};

// One line each, and below it the settings or what is missing. Settings that a whole group shares
// are told once.
std::string as_text(const Json& all) {
  std::size_t width = 0;
  for (const Json& row : all) width = std::max(width, row["name"].get<std::string>().size());
  std::string text;
  const std::string indent(width + 2, ' ');
  std::string group;
  std::set<std::string> told;
  for (const Json& row : all) {
    if (const std::string own = row.value("group", ""); own != std::exchange(group, own))
      text += (text.empty() ? "" : "\n") + own + ":\n";
    std::string name = row["name"].get<std::string>();
    name.resize(width + 2, ' ');
    text += name + row["about"].get<std::string>() + "\n";
    std::string repeated;
    for (const Json& setting : row.value("settings", Json::array())) {
      if (!group.empty() && !told.insert(group + setting.dump()).second) {
        repeated += (repeated.empty() ? "" : ", ") + setting["key"].get<std::string>();
        continue;
      }
      const std::string otherwise = setting.value("default", std::string("must be given"));
      text += indent + "  " + setting["key"].get<std::string>() + " (" + otherwise +
              "): " + setting["about"].get<std::string>();
      if (setting.contains("limits")) text += " [" + setting["limits"].get<std::string>() + "]";
      if (setting.contains("beside"))
        text += ", only beside `" + setting["beside"].get<std::string>() + "`";
      text += "\n";
    }
    if (!repeated.empty()) text += indent + "  " + repeated + ": as above\n";
    const std::string missing = row.value("missing", std::string());
    if (!missing.empty()) text += indent + "  " + missing + "\n";
  }
  return text;
}

void add(CLI::App& app, int& exit_code) {
  struct Options {
    std::string what;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  std::vector<std::string> names;
  for (const Kind& kind : kinds) names.emplace_back(kind.name);
  app.add_option("WHAT", options->what, "what to list")->required()->check(CLI::IsMember(names));
  app.add_flag("--json", options->json, "as JSON");
  app.callback([options, &exit_code] {
    const auto at = std::ranges::find(kinds, options->what, &Kind::name);
    const Json all = at->list();
    print_out(options->json ? all.dump(2) + "\n" : as_text(all));
    exit_code = Exit::held;
  });
}

}  // namespace

extern constinit const Command list_command{
    "list", "List faults, platforms, stacks, checks, formats or scenarios.",
    "squall list faults --json", add};

}  // namespace squall

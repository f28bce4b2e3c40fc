// Lays proofs out.
#include "runner/commands/verify_show.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/words.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

using Json = nlohmann::ordered_json;

std::string say_bytes(std::uint64_t bytes) {
  constexpr std::string_view units[] = {" B", " kB", " MB", " GB"};
  double amount = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (amount >= 1000 && unit + 1 < std::size(units)) amount /= 1000, ++unit;
  if (unit == 0) return std::to_string(bytes) + " B";
  return say_tenths(amount) + std::string(units[unit]);
}

std::string say_percent(double share) { return say_tenths(100 * share) + " %"; }

std::string say_faults(const RuleProof& rule) {
  const std::string first = rule.faults.front().first;
  const std::size_t others = rule.faults.size() - 1;
  return others == 0 ? first : first + " +" + std::to_string(others);
}

std::string moment_or_dash(const std::optional<Instant>& at) { return at ? say_moment(*at) : "-"; }

// What decides: dice have a share, offered load has none.
std::string planned_share(const RuleProof& rule) {
  if (rule.meeting == Meeting::load) return "by load";
  if (rule.throws == 0) return "-";
  return say_percent(rule.expected / static_cast<double>(rule.throws));
}

Cell verdict(bool held) { return held ? Cell{"held", Paint::green} : Cell{"failed", Paint::red}; }

std::vector<Cell> row(const RuleProof& rule) {
  return {{rule.rule},
          {say_faults(rule)},
          {print(rule.window.from) + ".." + print(rule.window.to)},
          {planned_share(rule)},
          {std::to_string(rule.fired) + " of " + std::to_string(rule.probes)},
          {moment_or_dash(rule.first)},
          {moment_or_dash(rule.last)},
          {rule.bytes == 0 ? "-" : say_bytes(rule.bytes)},
          verdict(rule.findings.empty())};
}

void add_findings(const std::string& about, const std::vector<std::string>& findings,
                  std::string& text) {
  for (const std::string& finding : findings) {
    const std::string begin = about + ": ";
    text += begin + wrapped(finding, std::min<std::size_t>(columns(begin), 24)) + "\n";
  }
}

std::string summary(const Proof& proof) {
  return "seed " + std::to_string(proof.seed) + ", " + say_count(proof.rules.size(), "rule") +
         ", " + say_count(proof.probes, "request") + ", " + std::to_string(proof.healthy) +
         " of them healthy, " + say_bytes(proof.bytes) + " compared";
}

std::string details(const Proof& proof, const Style& style) {
  std::string text;
  if (!proof.rules.empty()) {
    Table table({{"rule", Paint::faint},
                 {"fault", Paint::faint},
                 {"window", Paint::faint},
                 {"share", Paint::faint},
                 {"fired", Paint::faint},
                 {"first", Paint::faint},
                 {"last", Paint::faint},
                 {"bytes", Paint::faint},
                 {"verdict", Paint::faint}});
    for (const RuleProof& rule : proof.rules) table.add(row(rule));
    text += table.print(style);
  }
  std::string findings;
  for (const RuleProof& rule : proof.rules) add_findings(rule.rule, rule.findings, findings);
  add_findings("healthy answers", proof.findings, findings);
  return findings.empty() ? text : text + "\n" + findings;
}

std::string show_one(const Proof& proof, const Style& style) {
  const Cell cell = verdict(proof.held());
  return proof.scenario + ": " + painted(cell.text, cell.paint, style) + "\n" + summary(proof) +
         "\n\n" + details(proof, style);
}

Json moment(const std::optional<Instant>& at) { return at ? Json(at->count()) : Json(nullptr); }

Json of(const RuleProof& rule) {
  constexpr std::string_view meetings[] = {"connection", "attempt", "load"};
  Json out{{"rule", rule.rule},
           {"verdict", verdict(rule.findings.empty()).text},
           {"layer", meetings[static_cast<std::size_t>(rule.meeting)]},
           {"from_ns", rule.window.from.count()},
           {"to_ns", rule.window.to.count()},
           {"probes", rule.probes},
           {"throws", rule.throws}};
  out["expected"] =
      rule.meeting == Meeting::load ? Json(nullptr) : Json(std::round(rule.expected * 1000) / 1000);
  out["fired"] = rule.fired;
  out["faults"] = Json::object();
  for (const auto& [fault, acted] : rule.faults) out["faults"][fault] = acted;
  out["first_ns"] = moment(rule.first);
  out["last_ns"] = moment(rule.last);
  out["bytes"] = rule.bytes;
  out["findings"] = rule.findings;
  return out;
}

Json of(const Proof& proof) {
  Json out{{"scenario", proof.scenario}, {"verdict", verdict(proof.held()).text},
           {"seed", proof.seed},         {"requests", proof.probes},
           {"healthy", proof.healthy},   {"bytes", proof.bytes},
           {"rules", Json::array()}};
  for (const RuleProof& rule : proof.rules) out["rules"].push_back(of(rule));
  out["findings"] = proof.findings;
  return out;
}

}  // namespace

std::string show(const std::vector<Proof>& proofs, const Style& style) {
  if (proofs.size() == 1) return show_one(proofs.front(), style);
  Table table({{"scenario", Paint::faint},
               {"rules", Paint::faint},
               {"requests", Paint::faint},
               {"healthy", Paint::faint},
               {"bytes", Paint::faint},
               {"verdict", Paint::faint}});
  std::string failed;
  for (const Proof& proof : proofs) {
    table.add({{proof.scenario},
               {std::to_string(proof.rules.size())},
               {std::to_string(proof.probes)},
               {std::to_string(proof.healthy)},
               {say_bytes(proof.bytes)},
               verdict(proof.held())});
    if (!proof.held()) failed += "\n" + show_one(proof, style);
  }
  return table.print(style) + failed;
}

std::string show_json(const std::vector<Proof>& proofs) {
  Json all = Json::array();
  for (const Proof& proof : proofs) all.push_back(of(proof));
  return all.dump(2) + "\n";
}

}  // namespace squall

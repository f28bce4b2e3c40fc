// Sorts a history's events by moment, call, endpoint and model.
#include "runner/commands/verify_told.hpp"

#include <algorithm>
#include <numeric>

namespace squall {

Testimony::Testimony(const History& history) {
  std::map<std::uint64_t, const AttemptEnded*> ended;
  for (const Event& event : history.events)
    if (const auto* one = std::get_if<AttemptEnded>(&event)) ended[one->id] = one;
  for (const Event& event : history.events) {
    if (const auto* began = std::get_if<AttemptBegan>(&event))
      told_[{began->at, began->call, began->endpoint, began->model}].push_back({began, nullptr});
    if (const auto* met = std::get_if<ConnectionMet>(&event))
      met_.push_back({met->at, met->connection, met->rules, met->faults});
  }
  for (auto& [key, all] : told_)
    for (Told& told : all) told.ended = ended[told.began->id];
}

// Only calls that ask for an answer carry their tag to the journal.
Told Testimony::take_attempt(const Probe& probe, const Try& request) {
  for (const std::string& call : {probe.call, std::string()}) {
    const auto at = told_.find({request.at, call, probe.asking.endpoint, probe.asking.model});
    if (at == told_.end() || at->second.empty()) continue;
    const Told told = at->second.front();
    at->second.erase(at->second.begin());
    return told;
  }
  return {};
}

void Testimony::forget(const std::string& call, Instant after, const CallMoments& asked) {
  std::erase_if(told_, [&](const auto& entry) {
    const Instant at = std::get<0>(entry.first);
    return std::get<1>(entry.first) == call && at > after && !asked.contains({call, at});
  });
}

std::size_t Testimony::left_over() const {
  return std::accumulate(
      told_.begin(), told_.end(), std::size_t{0},
      [](std::size_t sum, const auto& entry) { return sum + entry.second.size(); });
}

bool Testimony::met_at(Instant at) const {
  return std::ranges::any_of(met_, [&](const Met& met) { return met.at == at; });
}

bool Testimony::met_by(std::uint64_t connection) const {
  return std::ranges::count(met_, connection, &Met::connection) > 0;
}

bool Testimony::port_shut_in(Instant from, Instant to) const {
  return std::ranges::any_of(
      met_, [&](const Met& met) { return met.connection == 0 && from <= met.at && met.at <= to; });
}

}  // namespace squall

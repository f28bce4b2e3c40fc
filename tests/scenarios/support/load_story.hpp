// Drives a station by hand and keeps what happened, one line each.
#pragma once

#include <map>
#include <sstream>
#include <string>

#include "scenarios/station.hpp"

namespace squall {

class LoadStory {
 public:
  explicit LoadStory(const StationSettings& settings) : station_(settings) {}

  void arrive(Instant now, std::uint64_t job, Duration work) {
    until(now);
    const Decision decision = station_.arrive(now, {.id = job, .work = work});
    tickets_[job] = decision.ticket;
    constexpr const char* names[] = {"admitted", "queued", "refused"};
    tell(now, job, names[static_cast<std::size_t>(decision.entry)], decision.slowness);
  }
  void cancel(Instant now, std::uint64_t job) {
    until(now);
    station_.cancel(now, tickets_.at(job));
  }
  void lift(Instant now) {
    until(now);
    std::vector<Happening> out;
    station_.lift(now, out);
    tell(out);
  }
  void until(Instant now) {
    std::vector<Happening> out;
    station_.advance(now, out);
    tell(out);
  }

  // All lines, or those that hold this word.
  std::string lines(const std::string& word = "") const {
    std::istringstream all(text_);
    std::string found;
    for (std::string line; std::getline(all, line);)
      if (line.find(word) != line.npos) found += line + "\n";
    return found;
  }

 private:
  void tell(const std::vector<Happening>& out) {
    constexpr const char* names[] = {"started", "dropped", "finished"};
    for (const Happening& one : out)
      tell(one.at, one.job, names[static_cast<std::size_t>(one.what)], one.slowness);
  }
  void tell(Instant at, std::uint64_t job, const std::string& what, Ratio slowness) {
    text_ += print(at) + " " + std::to_string(job) + " " + what;
    std::ostringstream factor;
    if (!(slowness == Ratio{1, 1})) factor << " x" << slowness.value();
    text_ += factor.str() + "\n";
  }

  Station station_;
  std::map<std::uint64_t, Ticket> tickets_;
  std::string text_;
};

}  // namespace squall

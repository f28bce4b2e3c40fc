// The provider's own capacity: slots, a queue, shedding; offered load beyond it gets 529.
#include "scenarios/station.hpp"

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"slots", SettingKind::whole, "10", "1..1000000", "answers served at once"},
    {"slowing", SettingKind::whole, "0", "0..1000000",
     "others in service that make an answer take twice its time; 0 for never"},
    {"queue", SettingKind::whole, "100", "0..1000000", "attempts that may wait for a slot"},
    {"longest_wait", SettingKind::duration, "24h", "0..24h",
     "attempts that would wait longer are shed"},
    {"discipline", SettingKind::choice, "fifo", "fifo|lifo|deadline_drop",
     "who is next; `deadline_drop` is fifo without those who waited too long"},
    {"patience", SettingKind::duration, "30s", "0..24h", "what is too long",
     "discipline: deadline_drop"},
    {"retry_after", SettingKind::choice, "none", "none|wait|fixed",
     "what a refusal advises: nothing, the wait until it would be admitted, or `advised`"},
    {"advised", SettingKind::duration, "10s", "0..24h", "the Retry-After", "retry_after: fixed"},
    {"reject_cost", SettingKind::ratio, "0", "0..1",
     "the part of its work that a refused attempt takes from a slot"},
    {"abandoned", SettingKind::choice, "served", "served|skipped|stopped",
     "work whose client has gone: done all the same, left out at its turn, or stopped"},
    {"stop_delay", SettingKind::duration, "0", "0..1h", "until it is noticed that it has gone",
     "abandoned: stopped"},
    {"most_slots", SettingKind::whole, "0", "0..1000000", "up to which it scales; 0 for never"},
    {"step", SettingKind::whole, "1", "1..1000000", "slots that are added at a time"},
    {"detect", SettingKind::duration, "30s", "0..24h", "time without a free slot before it scales"},
    {"boot", SettingKind::duration, "2min", "0..24h", "until ordered slots serve"},
    {"cold", SettingKind::duration, "0", "0..24h", "time in which new slots are slow"},
    {"cold_cost", SettingKind::ratio, "1", "1..100", "how many times slower they are then"}};

template <class E, std::size_t N>
E chosen(const Settings& given, std::string_view key, const std::string_view (&words)[N]) {
  std::size_t at = 0;
  while (at + 1 < N && given.text(key) != words[at]) ++at;
  return static_cast<E>(at);
}

Objection object(const Settings& given) {
  const std::uint64_t most = given.whole("most_slots"), slots = given.whole("slots");
  if (most == 0 || most >= slots) return {};
  return {"most_slots", "0 or at least the " + std::to_string(slots) + " slots it begins with"};
}

Fault make(const Settings& given) {
  using S = StationSettings;
  S station;
  station.slots = given.whole("slots");
  station.slowing = given.whole("slowing");
  station.queue = given.whole("queue");
  station.longest_wait = given.duration("longest_wait");
  station.discipline =
      chosen<S::Discipline>(given, "discipline", {"fifo", "lifo", "deadline_drop"});
  station.patience = given.duration("patience");
  station.advice = chosen<S::Advice>(given, "retry_after", {"none", "wait", "fixed"});
  station.advised = given.duration("advised");
  station.reject_cost = given.ratio("reject_cost");
  station.abandoned = chosen<S::Abandoned>(given, "abandoned", {"served", "skipped", "stopped"});
  station.stop_delay = given.duration("stop_delay");
  station.most_slots = given.whole("most_slots");
  station.step = given.whole("step");
  station.detect = given.duration("detect");
  station.boot = given.duration("boot");
  station.cold = given.duration("cold");
  station.cold_cost = given.ratio("cold_cost");
  return BeginLoad([station] { return std::make_unique<Station>(station); });
}

}  // namespace

// Facts: storms, 2.7 (the station, its reject cost and its autoscaler); Anthropic's 529 means
// overload across all users, and mostly advises no wait (A1).
extern constinit const FaultKind station{
    {"station",
     "So many slots and a queue; what is beyond them is shed with 529, what waits is slow.",
     settings,
     {},
     object},
    Layer::load,
    make};

}  // namespace squall

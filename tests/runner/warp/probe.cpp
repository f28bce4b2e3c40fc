// A program that makes one timed call and prints how many nanoseconds it saw pass: the warp tests
// start it under time warp. `probe list` and `probe contracts` print the names it knows.

#include "tests/runner/warp/probe.hpp"

#include <dlfcn.h>
#include <signal.h>
#include <sys/time.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace squall {

void require(bool held, std::string_view what) {
  if (held) return;
  std::fprintf(stderr, "did not hold: %.*s (errno %d)\n", static_cast<int>(what.size()),
               what.data(), errno);
  std::exit(1);
}

void skip(std::string_view why) {
  std::printf("%.*s\n", static_cast<int>(why.size()), why.data());
  std::exit(77);
}

std::int64_t now_ns(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return to_ns(now);
}

std::int64_t real_ns(clockid_t clock) {
  void* library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  const auto read =
      reinterpret_cast<int (*)(clockid_t, timespec*)>(dlsym(library, "clock_gettime"));
  timespec now{};
  read(clock, &now);
  return to_ns(now);
}

timespec in_thirty_seconds(clockid_t clock) {
  timespec at{};
  clock_gettime(clock, &at);
  at.tv_sec += thirty_seconds.tv_sec;
  return at;
}

void interrupt_after(int seconds) {
  struct sigaction action {};
  action.sa_handler = [](int) {};
  sigaction(SIGALRM, &action, nullptr);
  const itimerval setting{{0, 0}, {seconds, 0}};
  require(setitimer(ITIMER_REAL, &setting, nullptr) == 0, "setitimer");
}

namespace {

/// How many nanoseconds of this machine one reading of the clock takes.
std::int64_t reading_cost() {
  constexpr int readings = 20'000'000;
  timespec now{};
  const std::int64_t start = real_ns(CLOCK_MONOTONIC);
  for (int i = 0; i < readings; ++i) clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t spent = real_ns(CLOCK_MONOTONIC) - start;
  std::printf("%.2f ns a reading\n", static_cast<double>(spent) / readings);
  return spent;
}

int run(int count, char** words) {
  const std::string_view asked = count == 2 ? words[1] : "";
  const std::array groups{clock_probes(), descriptor_probes(), thread_probes(), timer_probes(),
                          raw_call_probes()};
  for (const auto& group : groups) {
    for (const Probe& probe : group) {
      if (asked == "list") std::printf("%s\n", probe.name.data());
      if (asked == probe.name) {
        std::printf("%lld\n", static_cast<long long>(probe.elapsed_ns()));
        return 0;
      }
    }
  }
  for (const Probe& probe : contract_probes()) {
    if (asked == "contracts") std::printf("%s\n", probe.name.data());
    if (asked == probe.name) {
      probe.elapsed_ns();
      return 0;
    }
  }
  if (asked == "now") std::printf("%lld\n", static_cast<long long>(now_ns()));
  if (asked == "cost") reading_cost();
  return asked == "list" || asked == "contracts" || asked == "now" || asked == "cost" ? 0 : 2;
}

}  // namespace
}  // namespace squall

int main(int count, char** words) { return squall::run(count, words); }

// Whole runtimes under time warp: each waits in many ways at once, for 30 s by its own clock.

#include <gtest/gtest.h>

#include <sstream>

#include "tests/runner/warp/child.hpp"
#include "tests/support/skip.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

/// Real time that a runtime may take from its start to its end, compiling itself included.
constexpr auto limit_real = 60s;

std::string script(const char* name) { return std::string(SQUALL_WARP_TESTS) + "/" + name; }

/// What a probe script prints: a name and seconds a line.
std::map<std::string, double> shown_by(const std::string& output) {
  std::map<std::string, double> shown;
  std::istringstream lines(output);
  for (std::string name, seconds; lines >> name >> seconds;) shown[name] = std::stod(seconds);
  return shown;
}

/// Every wait named took at least `asked` seconds by the runtime's clock, and no real time to
/// speak of; 29.999 because a runtime may hand out its clock in milliseconds.
void expect_waits(const Ended& ended, const std::vector<std::string>& names, double asked = 30) {
  ASSERT_EQ(ended.code, 0) << ended.errors;
  EXPECT_LT(ended.lasted, limit_real);
  const auto shown = shown_by(ended.output);
  EXPECT_EQ(shown.size(), names.size()) << ended.output;
  for (const std::string& name : names) {
    ASSERT_TRUE(shown.contains(name)) << name << " is missing in " << ended.output;
    EXPECT_GE(shown.at(name), asked - 0.001) << name;
    EXPECT_LT(shown.at(name), asked * 100) << name;
  }
}

TEST(WarpedRuntime, PythonWaitsByTheScenarioClock) {
  if (!is_installed("python3")) return skip_or_fail("python3 is not installed");
  expect_waits(run({"python3", script("probe.py")}, warped("60")),
               {"time.sleep", "asyncio.sleep", "asyncio.wait_for", "threading.Event.wait",
                "threading.Condition.wait", "threading.Lock.acquire", "threading.Timer",
                "queue.get", "socket.recv", "socket.accept", "select.select", "select.poll",
                "selectors.select", "subprocess.run", "concurrent.futures.result",
                "multiprocessing.Event.wait", "signal.sigtimedwait"});
}

TEST(WarpedRuntime, NodeWaitsByTheScenarioClock) {
  if (!is_installed("node")) return skip_or_fail("node is not installed");
  expect_waits(run({"node", script("probe.mjs")}, warped("60")),
               {"setTimeout", "setInterval", "timers/promises", "AbortSignal.timeout",
                "http.request", "socket.setTimeout", "Atomics.wait"});
}

TEST(WarpedRuntime, NodesFetchGivesUpAfterItsOwnFiveMinutes) {
  if (!is_installed("node")) return skip_or_fail("node is not installed");
  expect_waits(run({"node", script("probe.mjs"), "fetch"}, warped("600")), {"fetch"}, 300);
}

TEST(WarpedRuntime, JavaWaitsByTheScenarioClock) {
  if (!is_installed("java")) return skip_or_fail("java is not installed");
  expect_waits(run({"java", script("Probe.java")}, warped("60")),
               {"Thread.sleep", "Object.wait", "LockSupport.parkNanos", "ScheduledExecutorService",
                "CompletableFuture.orTimeout", "BlockingQueue.poll", "Semaphore.tryAcquire",
                "Selector.select", "Socket.setSoTimeout", "HttpClient", "Process.waitFor"});
}

}  // namespace
}  // namespace squall

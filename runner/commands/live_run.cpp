// Composes mock server, driver and journal for one stack.
#include "runner/commands/live_run.hpp"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "runner/commands/authority_variables.hpp"
#include "runner/commands/command.hpp"
#include "runner/warp/warp.hpp"
#include "scenarios/bad_input.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/text.hpp"

extern char** environ;

namespace squall {
namespace {

namespace fs = std::filesystem;
using Environment = std::vector<std::pair<std::string, std::string>>;

// Whatever would lead a stack to a real provider, to another proxy, or to other settings than
// stock.
constexpr std::string_view kept_out[] = {
    "ANTHROPIC_*", "OPENAI_*", "AZURE_OPENAI_*", "GOOGLE_*",    "GEMINI_*",
    "AWS_*",       "COHERE_*", "CO_API_*",       "MISTRAL_*",   "OPENROUTER_*",
    "*_proxy",     "*_PROXY",  "SQUALL_*",       "SSL_CERT_DIR"};

bool is_kept_out(std::string_view name) {
  return std::ranges::any_of(kept_out, [&](auto glob) { return matches_glob(glob, name); }) ||
         std::ranges::find(authority_variables, name) != std::end(authority_variables);
}

std::string make_directory(const std::string& directory) {
  std::error_code ec;
  fs::create_directories(directory, ec);
  if (ec) throw BadInput("--out: cannot make " + directory + ": " + ec.message());
  if (fs::exists(directory + "/history.jsonl"))
    throw BadInput("--out: " + directory + " already holds a run; choose another directory");
  return directory;
}

// The day of the outage, so that the stack's wall clock and the dates that the server sends agree;
// a scenario without one plays today.
std::chrono::nanoseconds day_of(const Scenario& scenario) {
  if (scenario.start == 0) return std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::seconds(scenario.start) - scenario.warm_up;
}

void add_warp(Environment& environment, const RealClock& clock, const Scenario& scenario) {
  const Speed speed{static_cast<std::int64_t>(clock.speed().part),
                    static_cast<std::int64_t>(clock.speed().whole)};
  const WarpEnvironment warp{.speed = speed,
                             .monotonic_epoch = RealClock::monotonic_now(),
                             .realtime_epoch = day_of(scenario),
                             .library = SQUALL_WARP_LIBRARY};
  const auto preloaded =
      std::ranges::find(environment, "LD_PRELOAD", &Environment::value_type::first);
  const std::string others = preloaded == environment.end() ? "" : preloaded->second;
  if (preloaded != environment.end()) environment.erase(preloaded);
  for (const auto& [name, value] : warp.variables(others)) environment.emplace_back(name, value);
}

}  // namespace

Environment stack_environment(const std::string& root, const Stack& stack, const Scenario& scenario,
                              const RealClock& clock) {
  Environment environment;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    if (!is_kept_out(name) && equals != text.npos)
      environment.emplace_back(name, text.substr(equals + 1));
  }
  environment.emplace_back("SQUALL_BASE_URL", root);
  environment.emplace_back("SQUALL_CONCURRENCY", std::to_string(stack.concurrency));
  environment.emplace_back("SQUALL_SPEED", print(clock.speed()));
  environment.emplace_back("ANTHROPIC_BASE_URL", root + "/anthropic");
  environment.emplace_back("ANTHROPIC_API_KEY", "dummy");
  environment.emplace_back("NO_PROXY", "127.0.0.1,localhost");
  environment.emplace_back("no_proxy", "127.0.0.1,localhost");
  const bool at_speed = !(clock.speed() == Ratio{1, 1});
  if (stack.warp && at_speed) add_warp(environment, clock, scenario);
  return environment;
}

LiveRun::LiveRun(net::any_io_executor executor, const RunPlan& plan, const Stack& stack,
                 const std::string& directory, RealClock& clock)
    : executor_(std::move(executor)),
      plan_(plan),
      stack_(stack),
      directory_(make_directory(directory)),
      clock_(clock),
      journal_(directory_ + "/history.jsonl"),
      answers_(plan.scenario, plan.seed),
      service_(answers_, clock, journal_),
      ports_(executor_, service_, {}) {
  save("scenario.yaml", plan.scenario_text);
  if (plan.scenario.tls) save("authority.pem", ports_.authority());
  journal_.record(run_began(plan.scenario, plan.seed, plan.speed, stack.name));
  ports_.start();
  driver_ = std::make_unique<Driver>(executor_, launch());
  drive_ = std::make_unique<Drive>(executor_, plan.scenario, plan.calls, *driver_, clock, journal_,
                                   stack.concurrency);
  net::co_spawn(executor_, drive_->listen(), &rethrow);
}

LiveRun::~LiveRun() = default;

void LiveRun::save(const std::string& file, const std::string& text) const {
  std::ofstream copy(directory_ + "/" + file, std::ios::binary);
  copy << text << std::flush;
  if (!copy) throw BadInput("--out: cannot write to " + directory_ + "; is there room?");
}

Driver::Launch LiveRun::launch() const {
  auto environment = stack_environment(ports_.root("anthropic"), stack_, plan_.scenario, clock_);
  if (plan_.scenario.tls) {
    const std::string file = fs::absolute(directory_ + "/authority.pem").string();
    for (const std::string_view name : authority_variables) environment.emplace_back(name, file);
  }
  return {.argv = stack_.launch,
          .environment = std::move(environment),
          .folder = stack_.folder,
          .log_file = fs::absolute(directory_ + "/stack.log").string()};
}

net::awaitable<std::string> LiveRun::greet() {
  const std::string wrong = co_await drive_->greet(std::chrono::seconds(60));
  if (wrong.empty()) co_return "";
  const std::string log = last_lines(directory_ + "/stack.log", 5);
  co_return wrong + (log.empty() ? "" : "; its last words:\n" + log);
}

net::awaitable<void> LiveRun::run() {
  co_await drive_->run();
  ports_.stop();
  journal_.flush();
}

void LiveRun::note_held_up(Duration lost) {
  const Duration rounded = std::chrono::floor<std::chrono::milliseconds>(lost);
  journal_.record(StackTrouble{clock_.now(), "held_up",
                               "the machine was busy elsewhere for " + print(rounded) +
                                   " of scenario time; a lower --speed makes that less"});
}

void LiveRun::interrupt() { drive_->interrupt(); }

}  // namespace squall

// squall run: drives stacks through a scenario, side by side, and judges each.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>

#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/judging.hpp"
#include "runner/commands/live_run.hpp"
#include "runner/commands/progress.hpp"
#include "scenarios/parse.hpp"
#include "scenarios/rethrow.hpp"

namespace squall {
namespace {

struct Options {
  std::string scenario, speed = "1", out;
  std::vector<std::string> stacks;
  std::uint64_t seed = 0;
  bool seeded = false, skip_missing = false;
};

std::string default_directory(const Scenario& scenario) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  std::string stamp = print_utc(now.time_since_epoch().count());
  std::erase(stamp, ':');
  return "squall-runs/" + scenario.name + "/" + stamp;
}

RunPlan plan_of(const Options& options) {
  const std::string file = find_scenario(options.scenario);
  RunPlan plan;
  plan.scenario_text = read_text_file(file);
  plan.scenario = parse_scenario(plan.scenario_text, file, full_vocabulary());
  plan.seed = options.seeded ? options.seed : plan.scenario.seed;
  plan.speed = parse_speed_flag(options.speed);
  plan.calls = plan_calls(plan.scenario, plan.seed);
  return plan;
}

// All stacks of one run, on one clock.
class Runs {
 public:
  Runs(const Options& options, RunPlan plan)
      : plan_(std::move(plan)),
        out_(options.out.empty() ? default_directory(plan_.scenario) : options.out),
        clock_(context_.get_executor(), plan_.speed, -plan_.scenario.warm_up),
        signals_(context_, SIGINT, SIGTERM),
        progress_(plan_.scenario, clock_) {
    const std::vector<const Stack*> wanted = choose(options);
    for (const Stack* stack : wanted)
      runs_.push_back(std::make_unique<LiveRun>(context_.get_executor(), plan_, *stack,
                                                out_ + "/" + stack->name, clock_));
  }

  int run() {
    signals_.async_wait([this](boost::system::error_code ec, int) {
      if (!ec) interrupt();
    });
    if (!runs_.empty() && runs_.front()->has_a_port_each())
      print_out("Connection faults differ by platform, so each has a port of its own.\n");
    net::co_spawn(context_, run_all(), &rethrow);
    net::co_spawn(context_, tick(), &rethrow);
    context_.run();
    progress_.finish();
    return judge_all();
  }

 private:
  // All of them or none: nothing is started before every name is known to be right.
  std::vector<const Stack*> choose(const Options& options) {
    stacks_ = bundled_stacks();
    std::vector<const Stack*> wanted;
    for (const std::string& name : options.stacks) {
      const Stack& stack = stack_named(stacks_, name);
      const std::string missing = why_not(stack);
      if (std::ranges::count(wanted, &stack) > 0)
        throw BadInput("--stack: " + name + " stands there twice");
      if (missing.empty())
        wanted.push_back(&stack);
      else if (options.skip_missing)
        skipped_.push_back({name, missing});
      else
        throw BadInput(name + ": " + missing);
    }
    return wanted;
  }

  // Why this stack cannot take part in this run; "" if it can.
  std::string why_not(const Stack& stack) const {
    const std::string missing = what_is_missing(stack);
    const bool real_time = plan_.speed == Ratio{1, 1};
    return missing.empty() && !real_time ? why_not_faster(stack) : missing;
  }

  net::awaitable<void> run_all() {
    std::vector<LiveRun*> ready;
    for (const auto& run : runs_) {
      const std::string wrong = co_await run->greet();
      if (wrong.empty())
        ready.push_back(run.get());
      else
        skipped_.push_back({run->stack().name, wrong}), harness_failed_ = true;
    }
    clock_.begin();
    left_ = ready.size();
    for (LiveRun* run : ready) {
      started_.push_back(run);
      net::co_spawn(context_, run_one(*run), &rethrow);
    }
    if (left_ == 0) context_.stop();
    if (interrupted_) interrupt();
  }

  net::awaitable<void> run_one(LiveRun& run) {
    co_await run.run();
    if (--left_ == 0) context_.stop();
  }

  // Keeps histories on disk and people informed, and notices when the machine does not keep up.
  net::awaitable<void> tick() {
    constexpr auto pause = std::chrono::milliseconds(50);
    net::steady_timer timer(context_);
    while (true) {
      const auto before = RealClock::monotonic_now();
      timer.expires_after(pause);
      co_await timer.async_wait(net::use_awaitable);
      notice_lateness(RealClock::monotonic_now() - before - pause);
      Drive::Progress sum;
      for (const auto& run : runs_) {
        run->flush();
        const Drive::Progress one = run->progress();
        sum.planned += one.planned;
        sum.begun += one.begun;
        sum.ended += one.ended;
      }
      progress_.show(sum);
    }
  }

  // The tightest time-out of a stock SDK is 5 s, to connect: a hold-up of that much scenario time
  // can make the harness look like an outage.
  void notice_lateness(Duration late) {
    const Duration lost{static_cast<std::int64_t>(
        scaled(static_cast<std::uint64_t>(std::max(late, Duration{0}).count()), plan_.speed))};
    if (lost < std::chrono::seconds(5)) return;
    for (LiveRun* run : started_) run->note_held_up(lost);
  }

  void interrupt() {
    interrupted_ = true;
    for (LiveRun* run : started_) run->interrupt();
    // A second signal ends the program at once.
    boost::system::error_code ec;
    signals_.clear(ec);
  }

  int judge_all() {
    std::vector<std::string> directories;
    for (const LiveRun* run : started_) directories.push_back(run->directory());
    for (auto& run : runs_) run->flush();
    const int verdict = judge_and_show(directories, skipped_);
    print_out("\nSaved in " + out_ + "; judge it again with: squall judge " + out_ + "\n");
    if (interrupted_) print_out("The run was interrupted: its histories end there.\n");
    return harness_failed_ || started_.empty() ? static_cast<int>(Exit::harness_failed) : verdict;
  }

  RunPlan plan_;
  std::string out_;
  net::io_context context_{1};
  RealClock clock_;
  net::signal_set signals_;
  ProgressLine progress_;
  std::vector<Stack> stacks_;
  std::vector<std::unique_ptr<LiveRun>> runs_;
  std::vector<LiveRun*> started_;
  std::vector<Skipped> skipped_;
  std::size_t left_ = 0;
  bool interrupted_ = false, harness_failed_ = false;
};

void add(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  app.add_option("SCENARIO", options->scenario, "scenario file, or name of a bundled one")
      ->required();
  app.add_option("--stack", options->stacks, "stacks to drive, side by side")->required();
  const auto* seed = add_seed_flag(app, options->seed);
  app.add_option("--speed", options->speed, "scenario time per real time")->capture_default_str();
  app.add_option("--out", options->out, "where to save the run (default: below squall-runs/)");
  app.add_flag("--skip-missing", options->skip_missing, "leave out stacks that are not set up");
  app.callback([options, seed, &exit_code] {
    options->seeded = seed->count() > 0;
    Runs runs(*options, plan_of(*options));
    exit_code = runs.run();
  });
}

}  // namespace

extern constinit const Command run_command{
    "run", "Drive client stacks through a scenario and judge how each held.",
    "squall run 2026-06-05-anthropic-staggered --stack naive resilient --speed 120", add};

}  // namespace squall

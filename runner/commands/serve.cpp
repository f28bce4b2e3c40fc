// squall serve: the mock server alone, for any client.
#include <CLI/CLI.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <filesystem>
#include <fstream>
#include <memory>

#include "mockserver/control.hpp"
#include "mockserver/ports.hpp"
#include "runner/commands/authority_variables.hpp"
#include "runner/commands/command.hpp"
#include "scenarios/bad_input.hpp"
#include "scenarios/parse.hpp"
#include "scenarios/real_clock.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

struct Options {
  std::string scenario, host = "127.0.0.1", token, journal, speed = "1";
  std::string authority = "squall-authority.pem";
  std::uint16_t port = 4010;
  std::uint64_t seed = 0;
  bool seeded = false, tls = false;
};

// Keeps the newest lines for the control API, and all of them in a file if one is named.
class ServeJournal : public Journal {
 public:
  explicit ServeJournal(const std::string& file) {
    if (!file.empty()) file_ = std::make_unique<FileJournal>(file);
  }
  void record(const Event& event) override {
    const std::size_t before = newest_.size();
    append_line(newest_, event);
    if (file_) file_->record_line(std::string_view(newest_).substr(before));
    constexpr std::size_t most = 32 * 1024 * 1024;
    if (newest_.size() < most) return;
    older_.clear();  // keeps its room, which is used again
    std::swap(older_, newest_);
  }
  void flush() {
    if (file_) file_->flush();
  }
  std::string text() const { return older_ + newest_; }

 private:
  std::unique_ptr<FileJournal> file_;
  std::string older_, newest_;
};

// Unguessable enough for loopback: 16 bytes of the system's randomness.
std::string fresh_token() {
  std::ifstream file("/dev/urandom", std::ios::binary);
  std::uint64_t words[2] = {};
  file.read(reinterpret_cast<char*>(words), sizeof words);
  if (!file) throw std::runtime_error("no randomness for a token; give one with --token");
  return hex(words[0]) + hex(words[1]);
}

// What clients need to trust the server's certificate; "" without TLS.
std::string say_authority(const std::string& file) {
  if (file.empty()) return "";
  std::string text = "  export";
  for (const std::string_view name : authority_variables)
    text += " " + std::string(name) + "=" + file;
  return text + "\n";
}

// A port for each platform, where there are several.
std::string say_ports(const Ports& ports) {
  std::string text;
  if (ports.has_one_each())
    for (const Platform* platform : platform_catalog())
      text += "  " + std::string(platform->name) + ": " + ports.root(platform->name) + "\n";
  return text.empty() ? ""
                      : "Connection faults differ by platform, so each has a port:\n" + text + "\n";
}

// `control` is the root of the control API.
std::string say_where(const Ports& ports, const std::string& authority, const std::string& control,
                      const std::string& token) {
  return "squall serves at " + ports.root() + "\n\n" + say_ports(ports) +
         "  export ANTHROPIC_BASE_URL=" + ports.root("anthropic") + "/anthropic\n" +
         say_authority(authority) +
         "  export ANTHROPIC_API_KEY=dummy\n\n"
         "  # the control API: scenario time, moving it, the history\n"
         "  export SQUALL_TOKEN=" +
         token +
         "\n"
         "  curl -s -H \"authorization: Bearer $SQUALL_TOKEN\" " +
         control +
         "/squall/time\n"
         "  curl -s -H \"authorization: Bearer $SQUALL_TOKEN\" -d '{\"skip\":\"5min\"}' " +
         control +
         "/squall/time\n"
         "  curl -s -H \"authorization: Bearer $SQUALL_TOKEN\" " +
         control +
         "/squall/history\n\n"
         "Ctrl-C ends it.\n";
}

class NoJournal : public Journal {
 public:
  void record(const Event&) override {}
};

// The control API on a port of its own, which no fault shuts and no dice count.
class ControlPort {
 public:
  ControlPort(net::any_io_executor executor, Clock& clock, const Control& control,
              const std::string& host)
      : plan_(calm_, 0), service_(plan_, clock, journal_), server_(executor, service_, {host, 0}) {
    service_.set_aside([control](const Request& request) {
      std::optional<Reply> reply = control(request);
      if (!reply) {
        reply.emplace().status = 404;
        reply->script = {ending(StepKind::finish)};
      }
      return reply;
    });
  }
  Server& server() { return server_; }

 private:
  Scenario calm_;
  NoJournal journal_;
  Plan plan_;
  Service service_;
  Server server_;
};

net::awaitable<void> keep_flushed(net::any_io_executor executor, ServeJournal& journal) {
  net::steady_timer timer(executor);
  while (true) {
    timer.expires_after(std::chrono::milliseconds(100));
    co_await timer.async_wait(net::use_awaitable);
    journal.flush();
  }
}

// Gives the file's whole path, because clients run elsewhere.
std::string write_authority(const std::string& path, const Ports& ports) {
  std::ofstream file(path, std::ios::binary);
  file << ports.authority() << std::flush;
  if (!file) throw BadInput("--authority: cannot write to " + path);
  return std::filesystem::absolute(path).string();
}

int serve(const Options& options) {
  Scenario scenario = load_scenario(find_scenario(options.scenario), full_vocabulary());
  scenario.tls = scenario.tls || options.tls;
  const std::uint64_t seed = options.seeded ? options.seed : scenario.seed;
  const Ratio speed = parse_speed_flag(options.speed);
  net::io_context context{1};
  RealClock clock(context.get_executor(), speed, -scenario.warm_up);
  ServeJournal journal(options.journal);
  const Plan plan(scenario, seed);
  Service service(plan, clock, journal);
  Ports ports(context.get_executor(), service, {options.host, options.port});
  const std::string authority = scenario.tls ? write_authority(options.authority, ports) : "";
  const std::string token = options.token.empty() ? fresh_token() : options.token;
  const Control control(token, {.now = [&] { return clock.now(); },
                                .skip =
                                    [&](Duration forward) {
                                      clock.skip(forward);
                                      ports.look();
                                    },
                                .history = [&] { return journal.text(); },
                                .scenario = scenario.name,
                                .speed = print(speed)});
  std::unique_ptr<ControlPort> control_port;
  std::string control_root = ports.root();
  if (has_connection_rules(plan)) {
    control_port =
        std::make_unique<ControlPort>(context.get_executor(), clock, control, options.host);
    control_root = root_of(options.host, control_port->server().port(), false);
    control_port->server().start();
  } else {
    service.set_aside(control);
  }
  net::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code, int) { context.stop(); });
  journal.record(run_began(scenario, seed, speed, ""));
  net::co_spawn(context, keep_flushed(context.get_executor(), journal), &rethrow);
  ports.start();
  clock.begin();
  print_out(say_where(ports, authority, control_root, token));
  context.run();
  journal.record(RunEnded{clock.now(), "interrupted"});
  journal.flush();
  return Exit::held;
}

void add(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  app.add_option("SCENARIO", options->scenario, "scenario file, or name of a bundled one")
      ->required();
  app.add_option("--port", options->port, "port; 0 for any free one")->capture_default_str();
  app.add_option("--host", options->host, "address to listen on")->capture_default_str();
  app.add_option("--speed", options->speed, "scenario time per real time")->capture_default_str();
  const auto* seed = add_seed_flag(app, options->seed);
  app.add_option("--token", options->token, "token of the control API (default: a fresh one)");
  app.add_flag("--tls", options->tls, "speak TLS, also where the scenario does not");
  app.add_option("--authority", options->authority,
                 "with TLS: file to write the authority's certificate to")
      ->capture_default_str();
  app.add_option("--journal", options->journal, "file to keep the whole history in");
  app.callback([options, seed, &exit_code] {
    options->seeded = seed->count() > 0;
    exit_code = serve(*options);
  });
}

}  // namespace

extern constinit const Command serve_command{
    "serve", "Run the mock server alone and print how to point clients at it.",
    "squall serve 2026-06-05-anthropic-staggered --port 4010", add};

}  // namespace squall

// squall reference: a built-in stack as a driver, speaking the driver protocol on stdin and stdout.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstdlib>
#include <memory>

#include "mockserver/tcp_wire.hpp"
#include "mockserver/tls_wire.hpp"
#include "runner/commands/command.hpp"
#include "runner/reference/reference.hpp"
#include "scenarios/bad_input.hpp"
#include "scenarios/parse.hpp"
#include "scenarios/real_clock.hpp"
#include "scenarios/rethrow.hpp"

namespace squall {
namespace {

using net::ip::tcp;

bool is_secure(const std::string& url) { return url.starts_with("https://"); }

// `http://127.0.0.1:4010` or with https, and nothing else: the references go nowhere but to the
// mock server.
tcp::endpoint endpoint_of(const std::string& url) {
  const std::string_view scheme = is_secure(url) ? "https://" : "http://";
  const std::size_t colon = url.rfind(':');
  const std::string digits = colon == url.npos ? "" : url.substr(colon + 1);
  const std::uint64_t port = parse_whole(digits).value_or(0);
  if (!url.starts_with(scheme) || port == 0 || port > 65'535)
    throw BadInput("SQUALL_BASE_URL: expected http://ADDRESS:PORT, got \"" + url + "\"");
  error_code ec;
  const auto address = net::ip::make_address(url.substr(scheme.size(), colon - scheme.size()), ec);
  if (ec || !address.is_loopback())
    throw BadInput("SQUALL_BASE_URL: expected a loopback address, got \"" + url + "\"");
  return {address, static_cast<std::uint16_t>(port)};
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The scenario's speed, as the time warp tells it to other stacks.
Ratio speed_told() {
  const std::string text = variable("SQUALL_SPEED");
  const auto speed = parse_ratio(text.empty() ? "1" : text);
  if (!speed || speed->part == 0)
    throw BadInput("SQUALL_SPEED: expected a ratio such as 60, got \"" + text + "\"");
  return *speed;
}

class StdioDriver {
 public:
  StdioDriver(net::io_context& context, const Care& care, Clock& clock, Dial dial)
      : context_(context),
        input_(context, ::dup(STDIN_FILENO)),
        reference_(care, std::move(dial), clock, 1,
                   [](const Effect& e) { print_out(to_line(e)); }) {
    Hello hello;
    hello.stack = care.name;
    hello.versions = {{"squall", version()}};
    print_out(to_line(hello));
  }

  net::awaitable<void> run() {
    std::string received;
    auto buffer = net::dynamic_buffer(received);
    while (true) {
      const auto token = net::as_tuple(net::use_awaitable);
      const auto [ec, length] = co_await net::async_read_until(input_, buffer, '\n', token);
      if (ec) break;
      const FromRunner said = parse_from_runner(std::string_view(received).substr(0, length));
      received.erase(0, length);
      if (std::holds_alternative<Goodbye>(said)) break;
      net::co_spawn(context_, answer(std::get<CallOrder>(said)), &rethrow);
    }
    print_out(to_line(Goodbye{}));
    context_.stop();
  }

 private:
  net::awaitable<void> answer(CallOrder order) {
    const Outcome outcome = co_await reference_.call(std::move(order));
    print_out(to_line(outcome));
  }

  net::io_context& context_;
  net::posix::stream_descriptor input_;
  Reference reference_;
};

int drive(const std::string& name) {
  const Care* care = find_reference(name);
  if (care == nullptr) throw BadInput("there is no built-in stack \"" + name + "\"");
  const tcp::endpoint endpoint = endpoint_of(variable("SQUALL_BASE_URL"));
  net::io_context context{1};
  RealClock clock(context.get_executor(), speed_told(), Instant{0});
  clock.begin();
  Dial dial = tcp_dial(context.get_executor(), endpoint);
  std::unique_ptr<TlsTrust> trust;
  if (is_secure(variable("SQUALL_BASE_URL"))) {
    trust = std::make_unique<TlsTrust>(read_text_file(variable("SSL_CERT_FILE")));
    dial =
        tls_dial(std::move(dial), context.get_executor(), *trust, endpoint.address().to_string());
  }
  StdioDriver driver(context, *care, clock, std::move(dial));
  net::co_spawn(context, driver.run(), &rethrow);
  context.run();
  return Exit::held;
}

void add(CLI::App& app, int& exit_code) {
  const auto name = std::make_shared<std::string>();
  app.add_option("NAME", *name, "naive, sdk-like or resilient")->required();
  app.callback([name, &exit_code] { exit_code = drive(*name); });
}

}  // namespace

extern constinit const Command reference_command{
    "reference", "Be the driver of a built-in stack (used by the runner, see the driver protocol).",
    "SQUALL_BASE_URL=http://127.0.0.1:4010 squall reference naive", add};

}  // namespace squall

// A driver: the program that lets the runner use a stack, as a child process with two pipes.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace squall {

namespace net = boost::asio;

class Driver {
 public:
  struct Launch {
    std::vector<std::string> argv;
    std::vector<std::pair<std::string, std::string>> environment;  // the whole of it
    std::string folder;    // working directory; "" for the runner's own
    std::string log_file;  // where its stderr goes
  };
  // Starts the process in a group of its own. Throws BadInput with the reason when it cannot.
  Driver(net::any_io_executor executor, const Launch& launch);
  // Ends the whole group, at once, if it still lives.
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  // The next line of its stdout, without its end; nothing at the end of the stream. A line over
  // 16 MiB is cut there.
  net::awaitable<std::optional<std::string>> read_line();

  // Queued, and written as fast as the driver reads; lost when it has died.
  void write_line(std::string line);
  void close_input();

  // Waits for the process to end, for no longer than this real time, then ends the group. What the
  // process has started in its group ends with it in any case.
  // Says how it ended: `exit 0`, `exit 1`, `signal 11`, or `killed` by us.
  net::awaitable<std::string> wait_for_end(std::chrono::milliseconds limit);

 private:
  void start(const Launch& launch);
  net::awaitable<void> write_queue();
  bool has_ended();
  void kill();

  net::any_io_executor executor_;
  net::posix::stream_descriptor input_, output_;  // its stdin and stdout
  std::string received_;
  std::deque<std::string> queue_;
  bool writing_ = false, closing_ = false;
  pid_t pid_ = -1;  // -1 once it has been reaped
  int status_ = 0;
};

// The last lines of a text file, for messages about a driver that failed; "" if there is none.
std::string last_lines(const std::string& file, std::size_t lines);

}  // namespace squall

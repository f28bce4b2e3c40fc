// A wire that ends by itself, to the byte.
#include "mockserver/cut_wire.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>

#include <vector>

#include "scenarios/rethrow.hpp"
#include "scenarios/virtual_clock.hpp"
#include "tests/support/recorded_wire.hpp"

namespace squall {
namespace {

net::awaitable<void> send_all(Wire& wire, std::vector<std::string> pieces,
                              std::vector<error_code>& results) {
  for (const std::string& piece : pieces) {
    const error_code ec = co_await wire.send(piece);
    results.push_back(ec);
  }
}

struct Cut {
  Cut(std::uint64_t bytes, std::vector<std::string> pieces) {
    net::io_context context;
    VirtualClock clock(context);
    auto recorded = std::make_unique<RecordedWire>(clock);
    const RecordedWire& below = *recorded;
    const std::unique_ptr<Wire> wire = cut_wire(std::move(recorded), bytes);
    net::co_spawn(context, send_all(*wire, std::move(pieces), results), &rethrow);
    clock.run();
    trace = below.trace;
  }
  std::string trace;
  std::vector<error_code> results;
};

TEST(CutWire, EndsInTheMiddleOfAPiece) {
  const Cut cut(5, {"abc", "defg", "h"});
  EXPECT_EQ(cut.trace, "0ms send \"abc\"\n0ms send \"de\"\n0ms close\n");
  EXPECT_EQ(cut.results,
            (std::vector<error_code>{{}, net::error::broken_pipe, net::error::broken_pipe}));
}

TEST(CutWire, EndsBehindAPieceThatFits) {
  const Cut cut(3, {"abc", "d"});
  EXPECT_EQ(cut.trace, "0ms send \"abc\"\n0ms close\n");
  EXPECT_EQ(cut.results, (std::vector<error_code>{{}, net::error::broken_pipe}));
}

TEST(CutWire, LeavesShorterTalkAlone) {
  const Cut cut(100, {"abc", "d"});
  EXPECT_EQ(cut.trace, "0ms send \"abc\"\n0ms send \"d\"\n");
  EXPECT_EQ(cut.results, (std::vector<error_code>(2)));
}

}  // namespace
}  // namespace squall

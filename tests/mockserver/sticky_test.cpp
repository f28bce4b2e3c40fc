// Rules whose fate is sticky, through the whole server: what a new connection or another key mends.
#include "tests/support/virtual_run.hpp"

namespace squall {
namespace {

Rule half_of(Per per) {
  Rule rule = rule_with("node", "overloaded", {}, {1, 2});
  rule.per = per;
  return rule;
}

std::string asking(const std::string& call, std::string_view key_line) {
  std::string bytes = claude_bytes("[[squall " + call + "]] hello");
  const std::string usual = "x-api-key: dummy\r\n";
  return bytes.replace(bytes.find(usual), usual.size(), key_line);
}

// One letter for each attempt of the run: `.` for well, `x` for refused.
std::string fates(const VirtualRun& run) {
  std::string all;
  for (const AttemptEnded& ended : run.events<AttemptEnded>())
    all += ended.status == 200 ? '.' : 'x';
  return all;
}

bool is_one_letter(const std::string& text) {
  return !text.empty() && text.find_first_not_of(text[0]) == text.npos;
}

TEST(StickyFate, LastsAsLongAsTheConnection) {
  VirtualRun run({half_of(Per::connection)});
  std::string firsts;
  for (int connection = 0; connection < 20; ++connection) {
    Peer peer = run.connect();
    const std::size_t before = fates(run).size();
    for (int call = 0; call < 4; ++call) {
      peer.say(asking(std::to_string(connection * 10 + call), "x-api-key: a\r\n"));
      run.clock.run();
    }
    peer.leave();
    run.clock.run();
    const std::string mine = fates(run).substr(before);
    EXPECT_EQ(mine.size(), 4U);
    EXPECT_TRUE(is_one_letter(mine)) << mine;
    firsts += mine[0];
  }
  EXPECT_FALSE(is_one_letter(firsts)) << firsts;
}

TEST(StickyFate, FollowsTheKeyOverAllConnections) {
  std::string firsts;
  VirtualRun run({half_of(Per::key)});
  for (int key = 0; key < 20; ++key) {
    const std::size_t before = fates(run).size();
    for (int call = 0; call < 4; ++call) {
      // Both ways of naming a key name the same one.
      const std::string name = "key-" + std::to_string(key);
      run.exchange(asking(std::to_string(key * 10 + call),
                          call % 2 == 0 ? "x-api-key: " + name + "\r\n"
                                        : "authorization: Bearer " + name + "\r\n"));
    }
    const std::string mine = fates(run).substr(before);
    EXPECT_EQ(mine.size(), 4U);
    EXPECT_TRUE(is_one_letter(mine)) << mine;
    firsts += mine[0];
  }
  EXPECT_FALSE(is_one_letter(firsts)) << firsts;
}

TEST(StickyFate, OfACallLastsOverItsAttempts) {
  std::string firsts;
  VirtualRun run({half_of(Per::call)});
  for (int call = 0; call < 20; ++call) {
    const std::size_t before = fates(run).size();
    for (int attempt = 0; attempt < 4; ++attempt)
      run.exchange(asking(std::to_string(call), "x-api-key: a\r\n"));
    const std::string mine = fates(run).substr(before);
    EXPECT_TRUE(is_one_letter(mine)) << mine;
    firsts += mine[0];
  }
  EXPECT_FALSE(is_one_letter(firsts)) << firsts;
}

TEST(AttemptWindow, LeavesEveryOtherAttemptAlone) {
  Rule second = rule_with("second", "overloaded");
  second.attempts = {2, 3};
  VirtualRun run({second});
  for (int attempt = 0; attempt < 4; ++attempt) run.exchange(asking("1", "x-api-key: a\r\n"));
  EXPECT_EQ(fates(run), ".x..");
}

}  // namespace
}  // namespace squall

// Tool calls that come more than once.
#include <set>

#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(DuplicatedCall, ComesTwiceUnderOneId) {
  Speech expected = toy_speech(true);
  expected.calls.push_back(expected.calls[0]);
  EXPECT_EQ(spoken("duplicated_call", {{"ids", "same"}}, toy_speech(true)), expected);
}

TEST(DuplicatedCall, ComesAsOftenAsChosenEachUnderItsOwnId) {
  Speech after = spoken("duplicated_call", {{"times", "9"}}, toy_speech(true));
  ASSERT_EQ(after.calls.size(), 9U);
  std::set<std::string> ids;
  for (ToolCall& call : after.calls) {
    EXPECT_EQ(call.id.size(), toy_speech(true).calls[0].id.size());
    EXPECT_TRUE(call.id.starts_with("cal")) << call.id;
    ids.insert(std::exchange(call.id, "call_0000"));
  }
  EXPECT_EQ(ids.size(), 9U);
  EXPECT_TRUE(ids.contains("call_0000"));
  after.calls.resize(1);
  EXPECT_EQ(after, toy_speech(true));
}

TEST(DuplicatedCall, IsNoneWhereNoToolIsCalled) {
  EXPECT_EQ(spoken("duplicated_call", {}, toy_speech()), toy_speech());
}

}  // namespace
}  // namespace squall

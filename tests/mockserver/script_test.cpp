// Edits that faults share.
#include "mockserver/script.hpp"

#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

std::ptrdiff_t place_after(Ratio share) {
  Script script = toy_stream().script;
  return after_deltas(script, share) - script.begin();
}

TEST(Script, FindsThePlaceAfterAShareOfTheDeltas) {
  EXPECT_EQ(place_after({0, 1}), 2);
  EXPECT_EQ(place_after({1, 5}), 3);
  EXPECT_EQ(place_after({1, 1000}), 3);
  EXPECT_EQ(place_after({1, 2}), 5);
  EXPECT_EQ(place_after({1, 1}), 7);
}

TEST(Script, StandsBeforeTheWaitThatFollowsADelta) {
  Script script{toy_delta("a"), wait(std::chrono::seconds(1)), toy_delta("b"),
                ending(StepKind::finish)};
  EXPECT_EQ(after_deltas(script, {1, 2}) - script.begin(), 1);
}

TEST(Script, HasNoPlaceAmongDeltasItDoesNotHave) {
  Script body = toy_body().script;
  EXPECT_EQ(after_deltas(body, {1, 2}), body.end());
}

TEST(Script, CountsDeltasAndBytes) {
  EXPECT_EQ(count_deltas(toy_stream().script), 5U);
  EXPECT_EQ(body_size(toy_stream().script), 4U + 4 + 5 + 5 + 7 + 6 + 6 + 4 + 5 + 4);
}

TEST(Script, HasRoomUpToItsLimits) {
  const Script script{send(Role::delta, "12345"), ending(StepKind::finish)};
  EXPECT_TRUE(has_room(script, most_steps - 2, most_bytes - 5));
  EXPECT_FALSE(has_room(script, most_steps - 1, 0));
  EXPECT_FALSE(has_room(script, 0, most_bytes - 4));
}

TEST(Headers, KeepTheirPlaceWhenTheyAreSet) {
  Headers headers{{"a", "1"}, {"b", "2"}, {"c", "3"}};
  set_header(headers, "b", "5");
  set_header(headers, "d", "4");
  drop_header(headers, "a");
  drop_header(headers, "x");
  EXPECT_EQ(headers, (Headers{{"b", "5"}, {"c", "3"}, {"d", "4"}}));
}

TEST(Script, ShowsMomentsAndEscapesLineEnds) {
  EXPECT_EQ(print({wait(std::chrono::milliseconds(250)), send(Role::head, "a\r\n\"b\""),
                   wait(std::chrono::seconds(30)), ending(StepKind::reset)}),
            "250ms send head \"a\\r\\n\\\"b\\\"\"\n30s250ms reset\n");
}

}  // namespace
}  // namespace squall

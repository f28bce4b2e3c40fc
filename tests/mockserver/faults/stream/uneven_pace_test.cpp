// Streams in bursts and gaps.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

// A second between every two deltas.
Reply paced_stream() { return edited("trickle", {{"every", "1s"}}, toy_stream()); }

Duration time_of(const Script& script) {
  Duration all{};
  for (const Step& step : script) all += step.lasting;
  return all;
}

TEST(UnevenPace, KeepsOrderAndTimeWithoutAddedGaps) {
  for (std::uint64_t dice = 0; dice < 50; ++dice) {
    const Given given{{"burst", "3"}, {"gap", "0"}};
    const Script uneven = edited("uneven_pace", given, paced_stream(), dice).script;
    EXPECT_EQ(said_by(uneven), said_by(paced_stream().script));
    EXPECT_EQ(time_of(uneven), time_of(paced_stream().script));
  }
}

TEST(UnevenPace, LetsABurstWaitForItsLastDelta) {
  EXPECT_EQ(script_after("uneven_pace", {{"burst", "3"}, {"gap", "0"}}, paced_stream()),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "2s send delta \"<one>\"\n"
            "2s send delta \"<two>\"\n"
            "2s send delta \"<three>\"\n"
            "3s send delta \"<four>\"\n"
            "4s send delta \"<five>\"\n"
            "4s send shut \"shut\"\n"
            "4s send usage \"usage\"\n"
            "4s send terminal \"stop\"\n"
            "4s finish\n");
}

TEST(UnevenPace, AddsGapsUpToTheirLimit) {
  std::size_t longer = 0;
  for (std::uint64_t dice = 0; dice < 50; ++dice) {
    const Duration all =
        time_of(edited("uneven_pace", {{"gap", "10s"}}, toy_stream(), dice).script);
    EXPECT_LE(all, std::chrono::seconds(60));
    longer += all > std::chrono::seconds(1) ? 1U : 0U;
  }
  EXPECT_GT(longer, 25U);
}

TEST(UnevenPace, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("uneven_pace", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall

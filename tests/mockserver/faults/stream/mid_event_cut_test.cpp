// Streams that stop inside an event.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(MidEventCut, SendsHalfOfTheDeltaAfterTheChosenShare) {
  EXPECT_EQ(script_after("mid_event_cut", {{"at", "2/5"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<th\"\n"
            "0 close\n");
}

TEST(MidEventCut, CutsTheLastDeltaAtAll) {
  EXPECT_EQ(script_after("mid_event_cut", {{"at", "1"}, {"ending", "finish"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<three>\"\n"
            "0 send delta \"<four>\"\n"
            "0 send delta \"<fi\"\n"
            "0 finish\n");
}

TEST(MidEventCut, EndsAsItIsTold) {
  const auto how = [](std::string_view ending) {
    return edited("mid_event_cut", {{"ending", ending}}, toy_stream()).script.back().kind;
  };
  EXPECT_EQ(how("finish"), StepKind::finish);
  EXPECT_EQ(how("close"), StepKind::close);
  EXPECT_EQ(how("reset"), StepKind::reset);
}

TEST(MidEventCut, CountsNothingOfTheCutDelta) {
  const Script script = edited("mid_event_cut", {{"at", "0"}}, toy_stream()).script;
  Step cut = send(Role::delta, "<o");
  EXPECT_EQ(script[2], cut);
}

TEST(MidEventCut, KeepsTheWaitBeforeTheDeltaItCuts) {
  Reply reply = toy_stream();
  reply.script.insert(reply.script.begin() + 3, wait(std::chrono::seconds(2)));
  EXPECT_EQ(script_after("mid_event_cut", {{"at", "1/5"}}, std::move(reply)),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "2s send delta \"<t\"\n"
            "2s close\n");
}

TEST(MidEventCut, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("mid_event_cut", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall

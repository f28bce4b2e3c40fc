// Streams that end early and look well-formed.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(SilentTruncation, EndsCorrectlyAfterTheChosenShareOfTheDeltas) {
  EXPECT_EQ(script_after("silent_truncation", {{"at", "3/5"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<three>\"\n"
            "0 finish\n");
}

TEST(SilentTruncation, DropsOnlyTheEndOfTheMessageAtAll) {
  EXPECT_EQ(script_after("silent_truncation", {{"at", "1"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<three>\"\n"
            "0 send delta \"<four>\"\n"
            "0 send delta \"<five>\"\n"
            "0 finish\n");
}

TEST(SilentTruncation, LeavesNoDeltaAtNone) {
  EXPECT_EQ(script_after("silent_truncation", {{"at", "0"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 finish\n");
}

TEST(SilentTruncation, KeepsStatusHeadersAndFraming) {
  const Reply before = toy_stream();
  const Reply after = edited("silent_truncation", {}, toy_stream());
  EXPECT_EQ(after.status, 200);
  EXPECT_EQ(after.headers, before.headers);
  EXPECT_EQ(after.framing, before.framing);
  EXPECT_EQ(after.announced, std::nullopt);
}

TEST(SilentTruncation, EndsAfterEventsOfAnotherRole) {
  const auto after = [](std::string_view role) {
    const Given given{{"at", "1"}, {"after", role}};
    return said_by(edited("silent_truncation", given, toy_stream()).script);
  };
  EXPECT_EQ(after("open"), "open");
  EXPECT_EQ(after("shut"), "openping<one><two><three><four><five>shut");
  EXPECT_EQ(after("usage"), "openping<one><two><three><four><five>shutusage");
  Reply two = toy_stream();
  two.script.insert(two.script.begin() + 1, send(Role::open, "block"));
  const auto opened = [&](std::string_view at) {
    return said_by(edited("silent_truncation", {{"at", at}, {"after", "open"}}, two).script);
  };
  EXPECT_EQ(opened("0"), "");
  EXPECT_EQ(opened("1/2"), "open");
  EXPECT_EQ(opened("4/5"), "openblock");
}

TEST(SilentTruncation, EndsCorrectlyInsideAnEventToo) {
  EXPECT_EQ(script_after("silent_truncation", {{"at", "2/5"}, {"place", "in_event"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<th\"\n"
            "0 finish\n");
}

TEST(SilentTruncation, EndsInEveryPlaceOfARealEvent) {
  const auto end_of = [](std::string_view place) {
    const Given given{{"at", "0"}, {"place", place}};
    const std::string said = said_by(edited("silent_truncation", given, event_stream()).script);
    return said.substr(said.rfind("data: "));
  };
  EXPECT_EQ(end_of("in_string"), R"(data: {"type":"text","text":"calm \)");
  EXPECT_EQ(end_of("in_character"), "data: {\"type\":\"text\",\"text\":\"\xC3");
  EXPECT_EQ(end_of("in_arguments"), R"(data: {"type":"tool","json":"{\"po)");
}

TEST(SilentTruncation, LeavesAStreamAloneThatLacksThePlace) {
  bool acted = true;
  const Given given{{"place", "in_arguments"}};
  const Reply after = edited("silent_truncation", given, toy_stream(), 1, &acted);
  EXPECT_EQ(after.script, toy_stream().script);
  EXPECT_FALSE(acted);
}

TEST(SilentTruncation, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("silent_truncation", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall

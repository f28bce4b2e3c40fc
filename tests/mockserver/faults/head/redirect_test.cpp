// Requests that are sent elsewhere.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

// `location` under `status` for a request to this target; "" where the fault leaves it alone.
std::string sent_to(std::string target, const Given& given) {
  const FaultKind& kind = fault_named("redirect");
  const Request request{"POST", std::move(target), {}, ""};
  const Question question;
  const Occasion occasion;
  Random random{1};
  Reply reply = toy_body();
  const FaultContext context{toy_platform, request, question, occasion};
  if (!std::get<ReplyEdit>(kind.make(settings_of(kind, given)))(reply, context, random)) return "";
  EXPECT_EQ(reply.script, Script{ending(StepKind::finish)});
  EXPECT_EQ(reply.headers.back().first, "location");
  return std::to_string(reply.status) + " " + reply.headers.back().second;
}

TEST(Redirect, SendsToTheSameUrlWithAMarkInItsQuery) {
  EXPECT_EQ(sent_to("/v1/messages", {}), "307 ?redirected=1");
  EXPECT_EQ(sent_to("/v1/messages?beta=true", {{"status", "308"}}), "308 ?beta=true&redirected=1");
}

TEST(Redirect, LetsWhoeverFollowedOnceThrough) {
  EXPECT_EQ(sent_to("/v1/messages?redirected=1", {}), "");
}

TEST(Redirect, SendsOnForEverInALoop) {
  EXPECT_EQ(sent_to("/v1/messages?redirected=1", {{"times", "loop"}}), "307 ?redirected=1");
}

}  // namespace
}  // namespace squall

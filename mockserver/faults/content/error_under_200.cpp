// The platform refuses, and the status says that all is well.
#include <utility>

#include "mockserver/fault.hpp"
#include "mockserver/faults/wording.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"error", SettingKind::whole, "529", "400..599", "status that the error belongs to"}};

constexpr auto settings = joined_settings(own, type_setting, message_setting);

struct ErrorUnder200 {
  Refusal refusal;

  // Who asked for a stream gets one that holds nothing but the error.
  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    const auto& [platform, request, question, occasion] = context;
    if (question.stream && !question.refusal) {
      reply.script = platform.refuse_midway(refusal, occasion);
      reply.script.push_back(ending(StepKind::finish));
      return true;
    }
    reply = platform.refuse(refusal, question, occasion);
    reply.status = 200;
    reply.reason.clear();
    return true;
  }
};

Fault make(const Settings& given) {
  return ErrorUnder200{{.status = static_cast<int>(given.whole("error")),
                        .type = said(given, "type"),
                        .message = said(given, "message")}};
}

}  // namespace

// Facts: F2, OpenRouter's errors come under a 200; A6, an error event is all that a stream holds.
extern constinit const FaultKind error_under_200{
    {"error_under_200",
     "An error object under status 200, as a body or as all of a stream.",
     settings,
     {.replaces = true, .says_streams = true}},
    Layer::answer,
    make};

}  // namespace squall

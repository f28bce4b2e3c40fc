// The provider's apology for being overloaded stands where the answer should.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"message", SettingKind::text,
                                 "Our servers are currently overloaded. Please try again later.",
                                 "", "what the answer says instead"}};

struct OverloadText {
  std::string message;

  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    speech.thought.clear();
    speech.calls.clear();
    speech.text = words_of(message);
    speech.stop = Stop::end;
    return true;
  }
};

Fault make(const Settings& given) { return OverloadText{given.text("message")}; }

}  // namespace

// Facts: B6, seen through a proxy, under a 200.
extern constinit const FaultKind overload_text{
    {"overload_text", "The text of the answer is a message about overload.", settings},
    Layer::meaning,
    make};

}  // namespace squall

// Authentication breaks on the side of the provider: 401 to keys that are valid.
#include <array>
#include <utility>

#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"form", SettingKind::choice, "usual", "usual|any|unsupported|expired|unknown",
     "whose words: the platform's, or those seen of OAuth; any throws dice for each attempt"}};

constexpr auto settings = joined_settings(own, message_setting, retry_settings, told_setting);

struct Form {
  std::string_view name, message;
};
constexpr std::array forms{
    Form{"unsupported", "OAuth authentication is currently not supported."},
    Form{"expired",
         "OAuth token has expired. Please obtain a new token or refresh your existing token."},
    Form{"unknown", "Invalid OAuth token. The provided token was not found or is malformed."}};

struct AuthFailure {
  Refusing refuse;
  bool any;

  bool operator()(Reply& reply, const FaultContext& context, Random& random) const {
    Refusing drawn = refuse;
    if (any) drawn.refusal.message = forms[random.below(forms.size())].message;
    return drawn(reply, context, random);
  }
};

Fault make(const Settings& given) {
  Refusal refusal{.status = 401, .type = "", .message = said(given, "message")};
  const bool any = refusal.message.empty() && given.text("form") == "any";
  for (const Form& form : forms)
    if (refusal.message.empty() && form.name == given.text("form")) refusal.message = form.message;
  return AuthFailure{refusing(std::move(refusal), given), any};
}

}  // namespace

// Facts: A20; on 2026-04-28 for 78 minutes. The bodies of that day are not captured.
extern constinit const FaultKind auth_failure{
    {"auth_failure", "A 401 to a client whose key is valid.", settings, {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall

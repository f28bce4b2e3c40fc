// Another model answers than the one that was asked, and says so or does not.
#include "mockserver/fault.hpp"
#include "scenarios/truth.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"model", SettingKind::text, "claude-sonnet-4-5-20250929", "", "the model that answers"},
    {"named", SettingKind::flag, "true", "", "whether the answer names it"}};

struct WrongModel {
  std::string model;
  bool named;

  // The text becomes what the other model would have said, at the same length.
  bool operator()(Speech& speech, const FaultContext& context, Random&) const {
    if (speech.model == model || context.question.model == model) return false;
    if (!named && speech.text.empty()) return false;
    speech.text =
        true_answer(context.occasion.truth, context.platform.name, model, speech.text.size());
    if (named) speech.model = model;
    return true;
  }
};

Fault make(const Settings& given) { return WrongModel{given.text("model"), given.flag("named")}; }

}  // namespace

// Antigravity2Api#19: asked for Haiku, answered under the name of a Sonnet. Facts: 2025-08-05, up
// to 16 % of one model's requests went to servers of another kind, without a word.
extern constinit const FaultKind wrong_model{
    {"wrong_model", "Another model answers than the one asked for.", settings},
    Layer::meaning,
    make};

}  // namespace squall

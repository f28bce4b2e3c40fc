// Tokens of another script stand in the text, where the model meant its own words.
#include <algorithm>
#include <span>
#include <string_view>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"share", SettingKind::ratio, "1/10", "1/1000..1", "of the text's tokens, rounded up"},
    {"where", SettingKind::choice, "spread", "spread|tail", "anywhere in the text, or its end"},
    {"script", SettingKind::choice, "any", "any|thai|chinese", "which script they are of"}};

constexpr std::string_view words[] = {"สวัสดี", "และ",  "ของ",  "ไม่",   "ครับ",
                                      "的",   "就是", "可以", "数据", "我们"};
constexpr std::size_t thai_words = 5;

std::span<const std::string_view> words_of_script(std::string_view script) {
  const std::span all(words);
  if (script == "thai") return all.first(thai_words);
  return script == "chinese" ? all.subspan(thai_words) : all;
}

struct ForeignScript {
  Ratio share;
  bool at_tail;
  std::span<const std::string_view> foreign;

  // As many tokens as the share says, each place as likely as any other.
  bool operator()(Speech& speech, const FaultContext&, Random& dice) const {
    std::size_t wanted = share_of(speech.text.size(), share);
    std::size_t left = speech.text.size();
    const bool acts = wanted > 0;
    for (std::string& token : speech.text) {
      const bool chosen = at_tail ? left <= wanted : dice.below(left) < wanted;
      --left;
      if (!chosen) continue;
      --wanted;
      const std::string_view space = token.starts_with(' ') ? " " : "";
      token = space;
      token += foreign[dice.below(foreign.size())];
    }
    return acts;
  }
};

Fault make(const Settings& given) {
  return ForeignScript{given.ratio("share"), given.text("where") == "tail",
                       words_of_script(given.text("script"))};
}

}  // namespace

// Facts: 2025-08-05, Thai and Chinese characters in answers to English prompts.
extern constinit const FaultKind foreign_script{
    {"foreign_script", "Thai or Chinese tokens stand in the text of the answer.", settings},
    Layer::meaning,
    make};

}  // namespace squall

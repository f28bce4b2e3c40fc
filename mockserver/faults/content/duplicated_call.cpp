// One answer asks for the same tool call more than once.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"times", SettingKind::whole, "2", "2..100", "how often the call is there in all"},
    {"ids", SettingKind::choice, "fresh", "fresh|same", "whether each copy has an id of its own"}};

struct DuplicatedCall {
  std::uint64_t times;
  bool fresh;

  bool operator()(Speech& speech, const FaultContext&, Random& dice) const {
    if (speech.calls.empty()) return false;
    for (std::uint64_t copies = 1; copies < times; ++copies) {
      ToolCall copy = speech.calls.back();
      if (fresh) renumber(copy.id, copies, dice);
      speech.calls.push_back(std::move(copy));
    }
    return true;
  }

  // The last characters change, so that the id keeps its platform's shape. Digits are in every
  // alphabet that ids are drawn from, 0 is not; the first counts, so that no two copies are equal
  // while there are few.
  static void renumber(std::string& id, std::uint64_t copy, Random& dice) {
    constexpr std::size_t most = 6;
    const std::size_t begin = id.size() > most ? id.size() - most : 0;
    for (std::size_t at = begin; at < id.size(); ++at)
      id[at] = static_cast<char>('1' + (at == begin ? copy % 9 : dice.below(9)));
  }
};

Fault make(const Settings& given) {
  return DuplicatedCall{given.whole("times"), given.text("ids") == "fresh"};
}

}  // namespace

// TeXRA#9765 and codex-lb#586: identical calls in one answer, each with its own id.
extern constinit const FaultKind duplicated_call{
    {"duplicated_call", "A tool call is there more than once.", settings, {.tools_only = true}},
    Layer::meaning,
    make};

}  // namespace squall

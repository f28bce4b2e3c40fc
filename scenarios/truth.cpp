// Generates answers from a small vocabulary.
#include "scenarios/truth.hpp"

#include <algorithm>

#include "scenarios/random.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

// Weather at sea, with a few words outside ASCII.
constexpr std::string_view words[] = {
    "the",   "squall", "came",  "over",    "water", "and",    "every", "sail",  "was",   "taken",
    "in",    "before", "wind",  "reached", "them",  "then",   "rain",  "fell",  "hard",  "for",
    "an",    "hour",   "while", "crew",    "held",  "fast",   "at",    "their", "posts", "until",
    "light", "broke",  "again", "through", "grey",  "clouds", "calm",  "sea",   "lay",   "like",
    "glass", "from",   "shore", "to",      "far",   "horizon"};
constexpr std::string_view foreign_words[] = {"Ærø",    "naïve", "Malmö", "嵐",
                                              "海の風", "🌊",    "déjà"};

}  // namespace

std::vector<std::string> true_answer(std::uint64_t key, std::string_view platform,
                                     std::string_view model, std::size_t tokens) {
  Random random{key, fnv1a(platform), fnv1a(model)};
  std::vector<std::string> answer;
  answer.reserve(tokens);
  if (tokens > 0) answer.push_back("Report " + hex(random.next()).substr(0, 8) + ":");
  while (answer.size() < tokens) {
    const bool foreign = random.below(12) == 0;
    std::string token = " ";
    token += foreign ? foreign_words[random.below(std::size(foreign_words))]
                     : words[random.below(std::size(words))];
    const std::uint64_t mark = random.below(16);
    if (mark == 0) token += ",";
    if (mark == 1) token += ".";
    answer.push_back(std::move(token));
  }
  return answer;
}

std::uint64_t count_tokens(std::string_view text) {
  return std::max<std::uint64_t>(1, (text.size() + 3) / 4);
}

}  // namespace squall

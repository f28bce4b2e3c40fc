// Globs, near spellings, joined lists and hashes.
#include "scenarios/text.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "scenarios/random.hpp"

namespace squall {
namespace {

struct Globbing {
  std::string_view pattern, text;
  bool fits;
};

TEST(Glob, MatchesTheWholeText) {
  constexpr Globbing cases[] = {{"", "", true},
                                {"", "a", false},
                                {"*", "", true},
                                {"*", "anything", true},
                                {"**", "a", true},
                                {"?", "", false},
                                {"?", "a", true},
                                {"?", "ab", false},
                                {"a", "a", true},
                                {"a", "A", false},
                                {"a*", "a", true},
                                {"a*", "ba", false},
                                {"*a", "ba", true},
                                {"*a*", "bab", true},
                                {"a*b*c", "aXbXc", true},
                                {"a*b*c", "acb", false},
                                {"*ab", "aab", true},
                                {"a?c*", "abcd", true},
                                {"claude-*", "claude-opus", true},
                                {"claude-*", "gpt", false},
                                {"*?", "", false},
                                {"[ab]", "a", false},
                                {"[ab]", "[ab]", true},
                                {"*.*", "a.b.c", true},
                                {"a*", "", false},
                                {"*-4??", "opus-4.1-x", false},
                                {"*-4*1", "opus-4.1", true}};
  for (const auto& [pattern, text, fits] : cases)
    EXPECT_EQ(matches_glob(pattern, text), fits) << pattern << " on " << text;
}

// The obvious definition, exponential in the number of stars.
bool fits(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*')
    return fits(pattern.substr(1), text) || (!text.empty() && fits(pattern, text.substr(1)));
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         fits(pattern.substr(1), text.substr(1));
}

TEST(Glob, AgreesWithItsDefinitionOnRandomTexts) {
  Random random{7};
  const auto text_of = [&](std::string_view letters, std::uint64_t most) {
    std::string text(random.below(most), ' ');
    for (char& c : text) c = letters[random.below(letters.size())];
    return text;
  };
  for (int i = 0; i < 50'000; ++i) {
    const std::string pattern = text_of("ab*?", 7), text = text_of("ab", 9);
    EXPECT_EQ(matches_glob(pattern, text), fits(pattern, text)) << pattern << " on " << text;
  }
}

// Backtracking over every star would take longer than the universe has; one star back takes the
// product of the two lengths, well below a second.
TEST(Glob, StaysFastOnPatternsOfManyStars) {
  std::string pattern;
  for (int i = 0; i < 50; ++i) pattern += "*a";
  const std::string text(50'000, 'a');
  EXPECT_FALSE(matches_glob(pattern + "*b", text));
  EXPECT_TRUE(matches_glob(pattern + "*b", text + "b"));
  EXPECT_FALSE(matches_glob("*a*a*a*b", text));
}

TEST(Nearest, FindsSlipsOfTheFingers) {
  const std::vector<std::string_view> known{"fault", "faults", "share", "during", "where", "id"};
  const auto near = [&](std::string_view word) { return nearest(word, known); };
  EXPECT_EQ(near("fualt"), "fault");
  EXPECT_EQ(near("fauts"), "faults");
  EXPECT_EQ(near("durring"), "during");
  EXPECT_EQ(near("wher"), "where");
  EXPECT_EQ(near("sahre"), "share");
  EXPECT_EQ(near("di"), "id");
  EXPECT_EQ(near("fault"), "fault");
}

TEST(Nearest, IsSilentWhereNothingIsNear) {
  const std::vector<std::string_view> known{"fault", "share", "id"};
  for (const std::string& word :
       {std::string("colour"), std::string(""), std::string("xyz"), std::string(100'000, 'a')})
    EXPECT_EQ(nearest(word, known), "") << word.substr(0, 10);
  EXPECT_EQ(nearest("fault", {}), "");
}

TEST(Joined, PutsTextBetweenWords) {
  EXPECT_EQ(joined(std::vector<std::string_view>{}), "");
  EXPECT_EQ(joined(std::vector<std::string_view>{"a"}), "a");
  EXPECT_EQ(joined(std::vector<std::string_view>{"a", "b", "c"}), "a, b, c");
  EXPECT_EQ(joined(std::vector<std::string_view>{"", "b"}, "|"), "|b");
}

TEST(Beginning, IsTheWholeOfWhatIsShort) {
  EXPECT_EQ(beginning(std::string(60, 'a')), std::string(60, 'a'));
  EXPECT_EQ(beginning(std::string(61, 'a')), std::string(57, 'a') + "...");
  EXPECT_EQ(beginning(std::string(56, 'a') + "ææææ"), std::string(56, 'a') + "...");
}

TEST(ControlCharacters, AreTakenOutAndNothingElse) {
  EXPECT_EQ(without_control_characters("a\nb\tc\x1b[31md\x7f\r"), "a b c?[31md??");
  EXPECT_EQ(without_control_characters("\u009b1m \u0080\u009f \u00a0 æ → 雨 \xc2"),
            "?1m ?? \u00a0 æ → 雨 \xc2");
}

// From the published test vectors of FNV-1a, 64 bits.
TEST(Fnv1a, HasTheValuesOfItsAuthors) {
  EXPECT_EQ(hex(fnv1a("")), "cbf29ce484222325");
  EXPECT_EQ(hex(fnv1a("a")), "af63dc4c8601ec8c");
  EXPECT_EQ(hex(fnv1a("foobar")), "85944171f73967e8");
  EXPECT_EQ(fnv1a("bar", fnv1a("foo")), fnv1a("foobar"));
}

TEST(Hex, HasSixteenDigits) {
  EXPECT_EQ(hex(0), "0000000000000000");
  EXPECT_EQ(hex(0xfedcba9876543210ULL), "fedcba9876543210");
}

}  // namespace
}  // namespace squall

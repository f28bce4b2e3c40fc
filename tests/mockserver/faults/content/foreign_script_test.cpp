// Tokens of another script.
#include <algorithm>
#include <set>

#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

// Which tokens of a text of twenty words are not the model's own: `x` for those.
std::string places(const Given& given, std::uint64_t dice) {
  Speech speech = toy_speech();
  speech.text.assign(20, " sea");
  speech.text = spoken("foreign_script", given, speech, dice).text;
  std::string marks;
  for (const std::string& token : speech.text) {
    EXPECT_TRUE(token.starts_with(' ')) << token;
    marks += token == " sea" ? '.' : 'x';
  }
  return marks;
}

TEST(ForeignScript, ReplacesTheChosenShareAtTheEnd) {
  EXPECT_EQ(places({{"share", "1/4"}, {"where", "tail"}}, 1), "...............xxxxx");
}

TEST(ForeignScript, SpreadsExactlyTheChosenShareOverTheText) {
  std::set<std::string> seen;
  for (std::uint64_t dice = 0; dice < 50; ++dice) {
    const std::string marks = places({{"share", "1/4"}}, dice);
    EXPECT_EQ(std::ranges::count(marks, 'x'), 5) << marks;
    seen.insert(marks);
  }
  EXPECT_GT(seen.size(), 40U);
}

TEST(ForeignScript, IsOfTheChosenScript) {
  const auto said = [](std::string_view script) {
    Speech speech = toy_speech();
    speech.text.assign(200, " sea");
    std::set<std::string> words;
    for (const std::string& token :
         spoken("foreign_script", {{"share", "1"}, {"script", script}}, speech).text)
      words.insert(token);
    return words;
  };
  EXPECT_EQ(said("thai"), (std::set<std::string>{" สวัสดี", " และ", " ของ", " ไม่", " ครับ"}));
  EXPECT_EQ(said("chinese"), (std::set<std::string>{" 的", " 就是", " 可以", " 数据", " 我们"}));
  EXPECT_EQ(said("any").size(), 10U);
}

TEST(ForeignScript, ChangesNothingButTheText) {
  Speech after = spoken("foreign_script", {}, toy_speech(true));
  EXPECT_NE(after, toy_speech(true));
  after.text = toy_speech().text;
  EXPECT_EQ(after, toy_speech(true));
}

}  // namespace
}  // namespace squall

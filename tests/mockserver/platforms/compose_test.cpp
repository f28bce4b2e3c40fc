// Escapes, ids and dates.
#include "mockserver/platforms/compose.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}

TEST(Compose, EscapesWhatJsonMustAndNothingElse) {
  using std::string_view_literals::operator""sv;
  EXPECT_EQ(quoted("plain <é> 海 🌊 \x7f"), "\"plain <é> 海 🌊 \x7f\"");
  EXPECT_EQ(quoted("a\"b\\c\n\r\t\b\f\x01\0d"sv), R"("a\"b\\c\n\r\t\b\f\u0001\u0000d")");
}

TEST(Compose, ReplacesWhatIsNoUtf8) {
  const std::string unknown = "\xEF\xBF\xBD";
  EXPECT_EQ(quoted("a\xff"), "\"a" + unknown + "\"");
  EXPECT_EQ(quoted("\xe6\xb5"), "\"" + unknown + unknown + "\"");
  EXPECT_EQ(quoted("\xc0\xaf"), "\"" + unknown + unknown + "\"");
  EXPECT_EQ(quoted("\xed\xa0\x80x"), "\"" + unknown + unknown + unknown + "x\"");
  EXPECT_EQ(quoted("\xf4\x90\x80\x80").size(), 14u);
}

TEST(Compose, DrawsIdsWithoutLettersThatLookAlike) {
  Random random{1};
  std::string id;
  append_base58(id, random, 10000);
  EXPECT_EQ(id.size(), 10000u);
  EXPECT_EQ(id.find_first_of("0OIl+/"), std::string::npos);
  Random again{1};
  std::string same;
  append_base58(same, again, 10000);
  EXPECT_EQ(id, same);
}

TEST(Compose, WritesDatesAsHttpDoes) {
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(1780671600), "Fri, 05 Jun 2026 15:00:00 GMT");
  EXPECT_EQ(http_date(1709251199), "Thu, 29 Feb 2024 23:59:59 GMT");
}

}  // namespace
}  // namespace squall

// Laying out text.
#include "reports/style.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace squall {
namespace {

constexpr Style plain{false}, coloured{true};

TEST(Style, PaintsOnlyWhereColourIsWanted) {
  EXPECT_EQ(painted("held", Paint::green, plain), "held");
  EXPECT_EQ(painted("held", Paint::green, coloured), "\x1b[32mheld\x1b[0m");
  EXPECT_EQ(painted("held", Paint::plain, coloured), "held");
}

TEST(Style, CountsCharactersNotBytes) {
  EXPECT_EQ(columns("Malmö"), 5u);
  EXPECT_EQ(shortened("Malmö stad", 6), "Malmö…");
  EXPECT_EQ(shortened("Malmö", 5), "Malmö");
}

TEST(Style, WrapsAtWordsAndIndents) {
  const std::string word(40, 'a');
  EXPECT_EQ(wrapped(word + " " + word + " " + word, 4), word + " " + word + "\n    " + word);
}

TEST(Style, KeepsAStackFromSteeringTheTerminal) {
  EXPECT_EQ(wrapped("a\x1b[2Jb\nc\rd", 0), "a?[2Jb c?d");
}

TEST(Style, AlignsATable) {
  Table table({{"model"}, {"calls"}});
  table.add({{"opus"}, {"7"}});
  table.add({{"Malmö-5"}, {"12345678"}});
  EXPECT_EQ(table.print(plain),
            "model       calls\n"
            "opus            7\n"
            "Malmö-5  12345678\n");
}

TEST(Style, KeepsATableWithinTheLine) {
  Table table({{"model"}, {"calls"}});
  table.add({{std::string(150, 'm')}, {"7"}});
  std::istringstream lines(table.print(plain));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), line_width);
}

}  // namespace
}  // namespace squall

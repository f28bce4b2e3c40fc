// Names that would be no names of files, and the sentence that each of them earns.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

struct WrongName {
  std::string name, text, message;
};

std::ostream& operator<<(std::ostream& out, const WrongName& wrong) { return out << wrong.name; }

const std::vector<WrongName> wrong_names{
    {"NameThatIsAPath", "name: ../../evil\ntitle: b\n",
     "june5.yaml:1: name: expected a name of 1 to 100 letters, digits, \".\", \"_\" or \"-\", the "
     "first no \".\", got \"../../evil\""},
    {"EmptyName", "name: \"\"\ntitle: b\n",
     "june5.yaml:1: name: expected a name of 1 to 100 letters, digits, \".\", \"_\" or \"-\", the "
     "first no \".\", got \"\""},
    {"NameWithASlashAndASpace", "name: a/b c\ntitle: b\n",
     "june5.yaml:1: name: expected a name of 1 to 100 letters, digits, \".\", \"_\" or \"-\", the "
     "first no \".\", got \"a/b c\""},
    {"NameOfTheFolderAbove", "name: ..\ntitle: b\n",
     "june5.yaml:1: name: expected a name of 1 to 100 letters, digits, \".\", \"_\" or \"-\", the "
     "first no \".\", got \"..\""},
    {"NameTooLong", "name: " + std::string(101, 'x') + "\ntitle: b\n",
     "june5.yaml:1: name: expected a name of 1 to 100 letters, digits, \".\", \"_\" or \"-\", the "
     "first no \".\", got \"" +
         std::string(57, 'x') + "...\""},
    {"NameOfARule", scenario_with("rules:\n  - {id: a b, fault: reset}\n"),
     "june5.yaml:8: rules[0].id: expected a name of 1 to 100 letters, digits, \".\", \"_\" or "
     "\"-\", the first no \".\", got \"a b\""},
    {"NameOfAClass",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n"
     "  classes: [{name: .hidden, models: m}]\n",
     "june5.yaml:6: workload.classes[0].name: expected a name of 1 to 100 letters, digits, \".\", "
     "\"_\" or \"-\", the first no \".\", got \".hidden\""},
    {"NameThatWouldMoveTheCursor", "name: \"a\\e[2Jb\\u009b1m\"\ntitle: b\n",
     "june5.yaml:1: name: expected a name of 1 to 100 letters, digits, \".\", \"_\" or \"-\", the "
     "first no \".\", got \"a?[2Jb?1m\""},
};

class Names : public testing::TestWithParam<WrongName> {};

TEST_P(Names, AreRefusedWithASentence) {
  EXPECT_EQ(complaint(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(Wrong, Names, testing::ValuesIn(wrong_names),
                         [](const auto& wrong) { return wrong.param.name; });

}  // namespace
}  // namespace squall

// The repository checks itself: every rule on every file, one test for each rule.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <ostream>

#include "tests/tidy/await_rules.hpp"
#include "tests/tidy/code_rules.hpp"
#include "tests/tidy/include_rules.hpp"
#include "tests/tidy/text_rules.hpp"
#include "tests/tidy/tree_rules.hpp"

namespace squall {
namespace {

template <Complaints (*rule)(const std::string&, std::string_view)>
Complaints on_each_file(const Repository& repository) {
  Complaints all;
  for (const auto& [path, text] : repository)
    std::ranges::copy(rule(path, text), std::back_inserter(all));
  return all;
}

struct Rule {
  const char* name;
  Complaints (*check)(const Repository&);
  friend std::ostream& operator<<(std::ostream& out, const Rule& rule) { return out << rule.name; }
};

constexpr Rule rules[] = {{"LinesAreShort", on_each_file<keeps_lines_short>},
                          {"FilesAreShort", on_each_file<keeps_files_short>},
                          {"FilesBeginWithASentence", on_each_file<begins_with_a_sentence>},
                          {"HeadersHavePragmaOnce", on_each_file<has_pragma_once>},
                          {"NothingIsMarkedUnfinished", on_each_file<leaves_nothing_unfinished>},
                          {"NothingIsLeftToFillIn", on_each_file<leaves_no_placeholder>},
                          {"NoMachineIsNamed", on_each_file<names_no_machine>},
                          {"NoRegistryIsNamed", on_each_file<names_no_registry>},
                          {"LocksHoldNoAddresses", on_each_file<locks_no_addresses>},
                          {"ShellScriptsStopAtFailures", on_each_file<stops_at_failures>},
                          {"CallsStayInTheirHomes", on_each_file<calls_nothing_banned>},
                          {"HeadersOpenNoNamespace", on_each_file<opens_no_namespace>},
                          {"AwaitsStandAlone", on_each_file<awaits_alone>},
                          {"IncludesKeepToTheirLayer", keeps_to_its_layer},
                          {"FilesThatDecideStayPure", stays_pure},
                          {"CatalogsAreComplete", lists_everything},
                          {"EveryTestIsBuilt", builds_every_test},
                          {"EveryStackIsDescribed", describes_every_stack},
                          {"TheTopLevelIsKept", keeps_the_top_level},
                          {"LinksLeadSomewhere", links_to_what_is_there}};

class Tidy : public testing::TestWithParam<Rule> {};

TEST_P(Tidy, Holds) {
  static const Repository repository = read_repository(SQUALL_SOURCE_DIR);
  ASSERT_TRUE(repository.contains("CMakeLists.txt")) << "nothing was read";
  for (const std::string& complaint : GetParam().check(repository)) ADD_FAILURE() << complaint;
}

INSTANTIATE_TEST_SUITE_P(Repository, Tidy, testing::ValuesIn(rules),
                         [](const auto& rule) { return std::string(rule.param.name); });

}  // namespace
}  // namespace squall

// squall verify holds what is right, and fails what lies: in its bytes, moments, endings or shares.
#include "runner/commands/verify_proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <type_traits>

#include "reports/check.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/verify_show.hpp"
#include "scenarios/parse.hpp"
#include "tests/support/program.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string text_with(const std::string& rules, const std::string& more_of_class = "") {
  return "name: small\ntitle: One rule or several.\nwarm_up: 1min\nduration: 6min\n"
         "pace: {first_token: 200ms, answer_tokens: 30}\nrules:\n" +
         rules +
         "workload:\n  rate: 30/min\n  classes:\n"
         "    - {name: chat, models: claude-sonnet-4-6, fallbacks: claude-haiku-4-5" +
         more_of_class + "}\n";
}

Scenario scenario_with(const std::string& rules, const std::string& more_of_class = "") {
  return parse_scenario(text_with(rules, more_of_class), "small.yaml", full_vocabulary());
}

std::string rule(const std::string& id, const std::string& fault, const std::string& more = "") {
  return "  - {id: " + id + ", during: 1min..3min, share: 2/5, faults: [{fault: " + fault + "}]" +
         more + "}\n";
}

const Scenario& truncating() {
  static const Scenario scenario = scenario_with(rule("cut", "silent_truncation"));
  return scenario;
}

std::vector<std::string> findings_of(const Proof& proof) {
  std::vector<std::string> all = proof.findings;
  for (const RuleProof& one : proof.rules)
    for (const std::string& finding : one.findings) all.push_back(one.rule + ": " + finding);
  return all;
}

// The scenario, proven against a server of another one.
std::vector<std::string> findings_against(const Scenario& planned, const Scenario& served) {
  return findings_of(verify(planned, 1, {.scenario = &served, .seed = {}, .between = {}}));
}

// --- what is right ------------------------------------------------------------------------------

TEST(Verify, HoldsARuleThatDoesWhatItSays) {
  const Proof proof = verify(truncating(), 1);
  EXPECT_THAT(findings_of(proof), IsEmpty());
  EXPECT_TRUE(proof.held());
  const RuleProof& cut = proof.rules.at(0);
  EXPECT_GE(cut.probes, 200U);
  EXPECT_NEAR(static_cast<double>(cut.fired), cut.expected, 40);
  EXPECT_EQ(cut.faults,
            (std::vector<std::pair<std::string, std::size_t>>{{"silent_truncation", cut.fired}}));
  EXPECT_LT(*cut.first, 1min + 20s);
  EXPECT_GE(*cut.first, 1min);
  EXPECT_GT(*cut.last, 3min - 20s);
  EXPECT_LT(*cut.last, 3min);
  EXPECT_GT(cut.bytes, 10'000U);
  EXPECT_GT(proof.healthy, 100U);
}

TEST(Verify, HoldsEveryShapeOfRule) {
  const std::string rules =
      rule("still", "stall, with: {resumes: false}", ", where: {stream: true}") +
      rule("reset", "connection_reset", ", where: {model: claude-haiku-4-5}") +
      rule("listed", "overloaded", ", where: {endpoint: [models, count_tokens]}") +
      rule("marked", "edge_page, with: {status: 502}",
           ", where: {header: {anthropic-beta: \"*files*\"}}") +
      "  - {id: counted, calls: 10..20, share: 1/3, fault: overloaded}\n"
      "  - {id: waving, during: 4min..6min, fault: latency, with: {lasting: 5s},\n"
      "     share: {square: {period: 20s, on: 5s, share: 1}}}\n"
      "  - {id: falling, during: 4min..6min, fault: slow_first_token, with: {lasting: 9s},\n"
      "     share: {ramp: {from: 1/2, to: 0}}}\n";
  const Proof proof = verify(scenario_with(rules), 3);
  EXPECT_THAT(findings_of(proof), IsEmpty());
  for (const RuleProof& one : proof.rules) EXPECT_GT(one.fired, 10U) << one.rule;
}

TEST(Verify, HoldsFaultsOfToolCalls) {
  const Scenario scenario =
      scenario_with(rule("cut", "aborted_stream, with: {place: in_arguments}"), ", tools: true");
  EXPECT_THAT(findings_of(verify(scenario, 1)), IsEmpty());
}

// With the port's rule last, which acts first all the same.
TEST(Verify, HoldsAPortThatShutsWhereConnectionsMeetAnotherRule) {
  const std::string rules = rule("gone", "accept_reset") +
                            "  - {id: down, during: 2min..4min, fault: connection_refused}\n";
  EXPECT_THAT(findings_of(verify(scenario_with(rules), 1)), IsEmpty());
}

TEST(Verify, EndsWhereAPortOpensAndShutsForEver) {
  for (const std::string fault :
       {"connection_refused", "never_accepted", "never_accepted, with: {handshake: hangs}"}) {
    const std::string rules =
        "  - {id: down, share: {square: {period: 30s, on: 5s}}, fault: " + fault + "}\n";
    EXPECT_THAT(findings_of(verify(scenario_with(rules), 1)), IsEmpty()) << fault;
  }
}

// What load lets pass without a wait meets the other rules as planned, bytes apart.
TEST(Verify, HoldsRulesBesideLoadToTheirShares) {
  const std::string rules =
      "  - {id: limit, during: 1min..3min, where: {model: claude-haiku-4-5},\n"
      "     fault: concurrency_limit, with: {at_once: 1}}\n" +
      rule("full", "overloaded");
  const RuleProof full = verify(scenario_with(rules), 1).rules.at(1);
  EXPECT_THAT(full.findings, IsEmpty());
  EXPECT_EQ(full.throws, full.probes);
  EXPECT_NEAR(static_cast<double>(full.fired) / static_cast<double>(full.probes), 0.4, 0.1);
}

TEST(Verify, AsksWhenItSaysAndCoversTheEdgesOfAWindow) {
  const std::vector<Probe> probes = plan_probes(truncating());
  const Probed probed = probe(truncating(), 1, probes, {});
  std::set<Instant> first_asked, planned;
  for (const Probe& one : probes) planned.insert(one.at);
  std::set<std::size_t> seen;
  for (const Try& one : probed.tries)
    if (seen.insert(one.probe).second) first_asked.insert(one.at);
  EXPECT_EQ(first_asked, planned);
  for (const Instant edge :
       {Instant{1min} - 1ns, Instant{1min}, Instant{3min} - 1ns, Instant{3min}})
    EXPECT_TRUE(planned.contains(edge)) << edge.count();
}

// One program holds both, so neither may take the other's name.
TEST(Verify, ProvesByOtherMeansThanReportsDo) {
  EXPECT_FALSE((std::is_same_v<Proof, decltype(Finding::evidence)>));
}

TEST(Verify, SaysTheSameTwice) {
  const std::vector<Proof> once{verify(truncating(), 7)}, again{verify(truncating(), 7)};
  EXPECT_EQ(show_json(once), show_json(again));
  EXPECT_EQ(show(once, {}), show(again, {}));
  EXPECT_NE(show_json(once), show_json({verify(truncating(), 8)}));
}

// --- what is wrong ------------------------------------------------------------------------------

TEST(Verify, FailsARuleThatNeverFiresByItsName) {
  Scenario scenario = truncating();
  scenario.rules.push_back(scenario.rules.front());
  scenario.rules.back().id = "idle";
  scenario.rules.back().share.level = {0, 1};
  const Proof proof = verify(scenario, 1);
  EXPECT_FALSE(proof.held());
  EXPECT_THAT(findings_of(proof),
              testing::ElementsAre(HasSubstr("idle: never fired: it could not")));
}

TEST(Verify, FailsARuleBehindOneThatAlwaysSaysSomethingElse) {
  Scenario scenario = scenario_with(rule("before", "overloaded"));
  scenario.rules.front().share.level = {1, 1};
  scenario.rules.push_back(scenario.rules.front());
  scenario.rules.back().id = "behind";
  EXPECT_THAT(findings_of(verify(scenario, 1)), Contains(HasSubstr("behind: never fired")));
}

TEST(Verify, FailsARuleThatNothingCanMeet) {
  Scenario scenario = truncating();
  scenario.rules.front().where.platform = {"nobody"};
  EXPECT_THAT(findings_of(verify(scenario, 1)), Contains(HasSubstr("cut: never fired: nothing")));
}

// Leaves out one byte of everything it hears.
class ForgetfulWire : public Wire {
 public:
  ForgetfulWire(std::unique_ptr<Wire> wire, std::size_t forgets)
      : wire_(std::move(wire)), forgets_(forgets) {}
  net::awaitable<Received> receive() override {
    const Received received = co_await wire_->receive();
    kept_ = received.bytes;
    if (heard_ <= forgets_ && forgets_ < heard_ + kept_.size()) kept_.erase(forgets_ - heard_, 1);
    heard_ += received.bytes.size();
    co_return Received{kept_, received.ec};
  }
  net::awaitable<error_code> send(std::string_view bytes) override { return wire_->send(bytes); }
  void watch(std::function<void()> gone) override { wire_->watch(std::move(gone)); }
  void unwatch() override { wire_->unwatch(); }
  void close() override { wire_->close(); }
  void reset() override { wire_->reset(); }

 private:
  std::unique_ptr<Wire> wire_;
  std::size_t forgets_, heard_ = 0;
  std::string kept_;
};

TEST(Verify, FindsASingleByteThatIsMissing) {
  const Subject liar{.scenario = nullptr, .seed = {}, .between = [](std::unique_ptr<Wire> wire) {
                       return std::make_unique<ForgetfulWire>(std::move(wire), 9);
                     }};
  const Proof proof = verify(truncating(), 1, liar);
  EXPECT_THAT(findings_of(proof), Contains(HasSubstr("byte 9 differs: planned \"200 OK")));
  EXPECT_THAT(proof.rules.at(0).findings, Contains(HasSubstr("byte 9 differs")));
}

TEST(Verify, FindsAServerWithOtherDice) {
  const Proof proof = verify(truncating(), 1, {.scenario = nullptr, .seed = 2, .between = {}});
  EXPECT_THAT(findings_of(proof), Contains(HasSubstr("planned rules: cut")));
  EXPECT_THAT(findings_of(proof), Contains(HasSubstr("acting: cut")));
}

TEST(Verify, FindsAServerWithoutTheRule) {
  EXPECT_THAT(findings_against(truncating(), scenario_with("  []\n")),
              Contains(HasSubstr("cut: never fired: expected ")));
}

TEST(Verify, FindsAWrongShare) {
  Scenario served = truncating();
  for (const Ratio share : {Ratio{1, 5}, Ratio{3, 5}}) {
    served.rules.front().share.level = share;
    EXPECT_THAT(findings_against(truncating(), served), Contains(HasSubstr("less likely than")));
  }
}

TEST(Verify, FindsARuleThatFiresOutsideOfItsWindow) {
  Scenario served = truncating();
  served.rules.front().during = {30s, 3min + 20s};
  const std::vector<std::string> findings = findings_against(truncating(), served);
  EXPECT_THAT(findings, Contains(HasSubstr("outside of its window")));
}

TEST(Verify, FindsARuleThatBeginsTooLateAndEndsTooEarly) {
  Scenario planned = truncating();
  planned.rules.front().share.level = {4, 5};
  Scenario served = planned;
  served.rules.front().during = {1min + 30s, 2min + 30s};
  const Proof proof = verify(planned, 1, {.scenario = &served, .seed = {}, .between = {}});
  const RuleProof& cut = proof.rules.at(0);
  EXPECT_GE(*cut.first, 1min + 30s);
  EXPECT_LT(*cut.last, 2min + 30s);
  EXPECT_THAT(cut.findings, Contains(HasSubstr("too late for its share")));
  EXPECT_THAT(cut.findings, Contains(HasSubstr("too early for its share")));
}

TEST(Verify, FindsBytesAtAnotherMoment) {
  Scenario served = truncating();
  served.pace.first_token.a = 0.25;
  EXPECT_THAT(findings_against(truncating(), served),
              Contains(HasSubstr(" was planned for +1min200ms and came at +1min250ms")));
}

TEST(Verify, FindsAnotherEnding) {
  const auto cut = [](const std::string& fault) { return scenario_with(rule("cut", fault)); };
  EXPECT_THAT(findings_against(cut("aborted_stream"), cut("connection_reset")),
              Contains(HasSubstr("planned to end by FIN, ended by RST")));
}

TEST(Verify, FindsAServerThatFallsSilent) {
  const auto still = [](const std::string& with) {
    return scenario_with(rule("still", "stall, with: {" + with + "}"));
  };
  EXPECT_THAT(findings_against(still("lasting: 10s"), still("resumes: false")),
              Contains(HasSubstr("nothing came after byte ")));
  EXPECT_THAT(findings_against(still("resumes: false"), still("lasting: 10s")),
              Contains(HasSubstr("more came after byte ")));
}

TEST(Verify, FindsHealthyAnswersThatAreNone) {
  Scenario unknown = truncating();
  unknown.workload.classes.front().fallbacks = {"claude-nobody-1"};
  EXPECT_THAT(verify(unknown, 1).findings, Contains(HasSubstr("not answered whole under a 200")));
}

// --- what is shown ------------------------------------------------------------------------------

TEST(Verify, ShowsALineForEachScenarioAndTheRowsOfThoseThatFailed) {
  Scenario wrong = truncating();
  wrong.name = "wrong";
  wrong.rules.front().share.level = {0, 1};
  const std::string text = show({verify(truncating(), 1), verify(wrong, 1)}, {});
  EXPECT_THAT(text, HasSubstr("\nsmall "));
  EXPECT_THAT(text, HasSubstr("\nwrong: failed\nseed 1, 1 rule, "));
  EXPECT_THAT(text, HasSubstr("\ncut: never fired: "));
  EXPECT_THAT(text, Not(HasSubstr("small: held")));
}

TEST(Verify, EndsWithTheExitCodeOfWhatItFound) {
  const TemporaryFolder folder;
  const std::string good = folder.write("good.yaml", text_with(rule("cut", "silent_truncation")));
  const std::string never = folder.write(
      "never.yaml", text_with("  - {id: never, share: 1/1000000000, fault: overloaded}\n"));
  const std::string wrong = folder.write("wrong.yaml", "name: wrong\n");
  EXPECT_EQ(run_squall({"verify", good}).exit_code, 0);
  EXPECT_EQ(run_squall({"verify", good, never}).exit_code, 1);
  EXPECT_EQ(run_squall({"verify", good, wrong}).exit_code, 3);
  EXPECT_EQ(run_squall({"verify"}).exit_code, 3);
  EXPECT_EQ(run_squall({"verify", good, "--seed", "9223372036854775807"}).exit_code, 0);
  EXPECT_EQ(run_squall({"verify", good, "--seed", "9223372036854775808"}).exit_code, 3);
  EXPECT_TRUE(run_squall({"verify", good, "--json"}).out.starts_with("[\n"));
}

// --- every scenario that comes with squall ------------------------------------------------------

class VerifyBundled : public testing::TestWithParam<std::string> {};

TEST_P(VerifyBundled, DoesWhatItSays) {
  const Scenario scenario = load_scenario(GetParam(), full_vocabulary());
  const Proof proof = verify(scenario, scenario.seed);
  EXPECT_TRUE(proof.held()) << show({proof}, {});
}

INSTANTIATE_TEST_SUITE_P(Scenarios, VerifyBundled, testing::ValuesIn(bundled_scenarios()),
                         [](const auto& test) {
                           std::string stem = std::filesystem::path(test.param).stem().string();
                           std::ranges::replace(stem, '-', '_');
                           return stem;
                         });

}  // namespace
}  // namespace squall

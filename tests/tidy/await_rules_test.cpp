// The rule about co_await, on code that GCC 12.2 translates well and on code that it does not.
#include "tests/tidy/await_rules.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

// What is found inside a coroutine with this body.
Complaints found(const std::string& body) {
  return awaits_alone("a.cpp", "net::awaitable<void> f(Wire& wire) {\n" + body + "\n}\n");
}

TEST(AwaitsAlone, LetsPlainStatementsPass) {
  for (const char* body : {
           "co_await wire.send(bytes);",
           "const auto [ec, n] = co_await socket.async_read_some(space, token);",
           "const Received got = co_await all[0]->receive();",
           "for (int i = 0; i < 3; ++i) { const bool ok = co_await step(i); use(ok); }",
           "if (late) co_await pause();\nelse co_await go();",
           "while (true) {\n  co_await pause();\n}",
           "Session session{.id = 1, .wire = std::move(wire)};\nco_await serve(session);",
           "const auto take = [&x](Event&& e) { x = e; };\nco_await feed(take);",
           "try { co_await step(); } catch (const Error& e) { failed = true; }\nco_await end();",
           "auto& [began, ended] = by_id[id];\nfor (int i : all) {\n  co_await step(i);\n}",
           "const int n = late ? 1 : 2;\nco_await step(n);",
           "auto both = co_await (std::move(a) || std::move(b));",
       })
    EXPECT_EQ(found(body), Complaints{}) << body;
}

TEST(AwaitsAlone, FindsItInTheHeadOfAStatement) {
  for (const char* head : {"if (co_await f())", "while (!(co_await f()))", "switch (co_await f())",
                           "for (auto x : co_await f())", "if (auto e = g(); co_await f())",
                           "if constexpr (co_await f())"})
    EXPECT_EQ(found(std::string(head) + " { go(); }"),
              Complaints{"a.cpp:2: co_await in the head of a statement; name it first"})
        << head;
}

TEST(AwaitsAlone, FindsTwoInOneStatement) {
  EXPECT_EQ(found("sum(co_await f(),\n    co_await g());"),
            Complaints{"a.cpp:3: a second co_await in one statement"});
}

TEST(AwaitsAlone, FindsItBesideAChoice) {
  EXPECT_EQ(found("auto x = b ? co_await f() : g();"),
            Complaints{"a.cpp:2: co_await in a statement with ?:"});
  EXPECT_EQ(found("auto x = co_await f(b ? 1 : 2);"),
            Complaints{"a.cpp:2: ?: in a statement with co_await"});
}

TEST(AwaitsAlone, FindsBracesAndCapturingLambdasAmongItsArguments) {
  const Complaints braces{"a.cpp:2: braces after co_await; name what they hold before"};
  EXPECT_EQ(found("co_await f(Args{1, 2});"), braces);
  EXPECT_EQ(found("co_await f({.x = 1});"), braces);
  EXPECT_EQ(found("co_await Obj{}.member();"), braces);
  const Complaints lambda{"a.cpp:2: a capturing lambda after co_await; name it before"};
  EXPECT_EQ(found("co_await f([s] { use(s); });"), lambda);
  EXPECT_EQ(found("co_await f(1, [&] { return 1; });"), lambda);
  EXPECT_EQ(found("co_await f([] { return 1; });"), Complaints{});
}

TEST(AwaitsAlone, FindsItInsideBracesThatHoldValues) {
  EXPECT_EQ(found("Args args{1, co_await f()};"),
            Complaints{"a.cpp:2: co_await inside braces; name it first"});
  EXPECT_EQ(found("g(Args{co_await f()});"),
            Complaints{"a.cpp:2: co_await inside braces; name it first"});
}

TEST(AwaitsAlone, FindsItInACatchBlockHoweverDeep) {
  EXPECT_EQ(found("try { g(); } catch (const Error&) {\n  if (late) { co_await f(); }\n}"),
            Complaints{"a.cpp:3: co_await in a catch block"});
}

TEST(AwaitsAlone, FindsCapturingLambdasThatAreCoroutines) {
  EXPECT_EQ(found("auto g = [x]() -> net::awaitable<int> { co_return x; };"),
            Complaints{"a.cpp:2: a capturing lambda as a coroutine"});
  EXPECT_EQ(found("auto g = [](int x) -> net::awaitable<int> { co_return x; };"), Complaints{});
}

TEST(AwaitsAlone, ReadsNoCommentsAndNoDirectives) {
  EXPECT_EQ(found("// if (co_await f())\nsay(\"if (co_await f())\");"), Complaints{});
  EXPECT_EQ(found("#define AWAIT(x) \\\n  if (co_await x)\nco_await f();"), Complaints{});
}

}  // namespace
}  // namespace squall

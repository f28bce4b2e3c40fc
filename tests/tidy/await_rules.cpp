// Reads brackets and statements, as much of C++ as the rule needs.
#include "tests/tidy/await_rules.hpp"

#include <algorithm>
#include <array>

namespace squall {
namespace {

enum class Kind : std::uint8_t {
  group,      // ( ) of calls and expressions
  head,       // ( ) of if, while, switch, for
  square,     // [ ]
  aggregate,  // { } that hold values
  block,      // { } that hold statements
  handler,    // the block of a catch
  body,       // the block of a lambda
  capturing,  // the block of a lambda that captures
};

bool holds_statements(Kind kind) { return kind >= Kind::block; }

class AwaitReader {
 public:
  AwaitReader(const std::string& path, std::string_view text)
      : path_(path), code_(code_only(text)) {
    blank_directives();
  }

  Complaints read() {
    while (at_ < code_.size()) {
      if (is_word_letter(code_[at_]))
        take_word();
      else
        take_sign(code_[at_++]);
    }
    return std::move(complaints_);
  }

 private:
  struct Statement {
    std::size_t begin = 0, awaits = 0;
    bool chooses = false;  // has a `?`
  };

  void blank_directives() {
    std::size_t begin = 0;
    bool goes_on = false;
    const std::string before = code_;
    for (const std::string_view line : lines_of(before)) {
      const std::size_t first = line.find_first_not_of(' ');
      const bool directive = goes_on || (first != line.npos && line[first] == '#');
      if (directive) std::fill_n(code_.begin() + static_cast<long>(begin), line.size(), ' ');
      goes_on = directive && line.ends_with('\\');
      begin += line.size() + 1;
    }
  }

  void take_word() {
    const std::size_t begin = at_;
    while (at_ < code_.size() && is_word_letter(code_[at_])) ++at_;
    word_ = code_.substr(begin, at_ - begin);
    if (word_ == "co_await") take_await(begin);
    if (word_ == "co_await" || word_ == "co_return" || word_ == "co_yield") require_plain(begin);
  }

  void take_await(std::size_t at) {
    Statement& statement = statements_.back();
    if (++statement.awaits > 1) complain(at, "a second co_await in one statement");
    if (statement.chooses) complain(at, "co_await in a statement with ?:");
    for (auto open = open_.rbegin(); open != open_.rend() && !holds_statements(*open); ++open) {
      if (*open == Kind::head) complain(at, "co_await in the head of a statement; name it first");
      if (*open == Kind::aggregate) complain(at, "co_await inside braces; name it first");
    }
    if (std::ranges::count(open_, Kind::handler)) complain(at, "co_await in a catch block");
  }

  void require_plain(std::size_t at) {
    const auto body = std::find_if(open_.rbegin(), open_.rend(), [](Kind kind) {
      return kind == Kind::body || kind == Kind::capturing;
    });
    if (body != open_.rend() && *body == Kind::capturing)
      complain(at, "a capturing lambda as a coroutine");
  }

  void take_sign(char sign) {
    const std::size_t at = at_ - 1;
    if (sign == '(')
      open_.push_back(is_head() ? Kind::head : Kind::group);
    else if (sign == '[')
      open_square(at);
    else if (sign == '{')
      open_brace(at);
    else if (sign == ')' || sign == ']' || sign == '}')
      close();
    else if (sign == ';' && in_statements())
      statements_.back() = {.begin = at_}, lambda_depth_ = none;
    else if (sign == '?')
      choose(at);
    if (sign != ' ' && sign != '\n') word_.clear();
  }

  bool is_head() const {
    constexpr std::array<std::string_view, 5> heads{"if", "while", "switch", "for", "constexpr"};
    return std::ranges::count(heads, word_) > 0;
  }

  void open_square(std::size_t at) {
    const std::size_t before = at == 0 ? code_.npos : code_.find_last_not_of(" \n", at - 1);
    const std::string_view ahead = std::string_view(code_).substr(0, at);
    const std::size_t word_end = ahead.find_last_not_of(" \n&");
    const bool binding = word_end != ahead.npos && ahead.substr(0, word_end + 1).ends_with("auto");
    const char previous = before == code_.npos ? ';' : code_[before];
    const bool subscript = is_word_letter(previous) && word_ != "return" && word_ != "co_return";
    if (!subscript && !binding && previous != ')' && previous != ']' && previous != '[') {
      const std::size_t inside = code_.find_first_not_of(" \n", at + 1);
      lambda_captures_ = inside != code_.npos && code_[inside] != ']';
      lambda_depth_ = open_.size();
      if (lambda_captures_ && statements_.back().awaits > 0)
        complain(at, "a capturing lambda after co_await; name it before");
    }
    open_.push_back(Kind::square);
  }

  void open_brace(std::size_t at) {
    const Kind kind = kind_of_brace(at);
    if (kind == Kind::aggregate && statements_.back().awaits > 0)
      complain(at, "braces after co_await; name what they hold before");
    open_.push_back(kind);
    if (holds_statements(kind)) statements_.push_back({.begin = at_});
  }

  Kind kind_of_brace(std::size_t at) {
    if (lambda_depth_ == open_.size()) {
      lambda_depth_ = none;
      return lambda_captures_ ? Kind::capturing : Kind::body;
    }
    if (!in_statements()) return Kind::aggregate;
    const std::string_view whole = code_;
    const std::string_view head =
        whole.substr(statements_.back().begin, at - statements_.back().begin);
    const std::size_t end = head.find_last_not_of(" \n");
    if (end == head.npos) return Kind::block;
    if (find_word(head, "catch") != head.npos) return Kind::handler;
    for (const std::string_view word : {"namespace", "struct", "class", "enum", "union", "extern"})
      if (find_word(head, word) != head.npos) return Kind::block;
    for (const std::string_view word :
         {"else", "do", "try", "const", "noexcept", "override", "final"})
      if (head.substr(0, end + 1).ends_with(word) &&
          find_word(head, word, end + 1 - word.size()) != head.npos)
        return Kind::block;
    if (head.find("->", std::min(head.rfind(')'), head.size())) != head.npos) return Kind::block;
    const bool after_value =
        is_word_letter(head[end]) || head[end] == '>' || head[end] == '=' || head[end] == ',';
    return after_value ? Kind::aggregate : Kind::block;
  }

  void close() {
    if (open_.empty()) return;
    const Kind kind = open_.back();
    open_.pop_back();
    if (!holds_statements(kind)) return;
    statements_.pop_back();
    if (in_statements()) statements_.back() = {.begin = at_};
  }

  void choose(std::size_t at) {
    statements_.back().chooses = true;
    if (statements_.back().awaits > 0) complain(at, "?: in a statement with co_await");
  }

  bool in_statements() const { return open_.empty() || holds_statements(open_.back()); }

  void complain(std::size_t at, std::string_view what) {
    complaints_.push_back(at_line(path_, line_at(code_, at)) + std::string(what));
  }

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  const std::string& path_;
  std::string code_, word_;
  std::size_t at_ = 0;
  std::vector<Kind> open_;
  std::vector<Statement> statements_{1};
  std::size_t lambda_depth_ = none;  // brackets open where a lambda's body is still to come
  bool lambda_captures_ = false;
  Complaints complaints_;
};

}  // namespace

Complaints awaits_alone(const std::string& path, std::string_view text) {
  if (!is_cpp(path) || text.find("co_") == text.npos) return {};
  return AwaitReader(path, text).read();
}

}  // namespace squall

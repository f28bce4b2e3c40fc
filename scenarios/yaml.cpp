// Builds our own tree from yaml-cpp's events: its tree forgets the lines of keys, gives an empty
// value the line of whatever follows it, and expands no alias within bounds.
#include "scenarios/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <sstream>

#include "scenarios/text.hpp"

namespace squall {

struct Yaml::Node {
  enum class Kind : std::uint8_t { nothing, scalar, list, mapping };
  Kind kind = Kind::nothing;
  int line = 1;
  std::string text = {};
  std::vector<const Node*> children = {};  // of a mapping: key, value, key, value, ...
  std::uint64_t size = 1;                  // values in it, those of aliases included
  bool open = false;                       // still being read
};

struct Yaml::Document {
  std::string file;
  std::deque<Node> nodes;
};

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// Whether a quoted scalar that begins here ends somewhere.
bool is_closed(std::string_view text) {
  const char quote = text[0];
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"')
      ++i;
    else if (text[i] == quote)
      return true;
  }
  return false;
}

}  // namespace

class YamlBuilder : public YAML::EventHandler {
 public:
  YamlBuilder(const std::string& text, Yaml::Document& document)
      : text_(text), lines_(lines_of(text)), document_(document) {}

  const Yaml::Node* root() const { return root_; }

  // What yaml-cpp says, on the line where the trouble began, and clearer for two common slips.
  [[noreturn]] void refuse(const YAML::Exception& wrong) const {
    const int line = std::max(wrong.mark.line, 0) + 1;
    const bool unclosed = wrong.msg == YAML::ErrorMsg::END_OF_SEQ_FLOW ||
                          wrong.msg == YAML::ErrorMsg::END_OF_MAP_FLOW;
    if (unclosed && !path_.empty())
      refuse(path_.back()->line, "not YAML: the bracket that opens here is not closed");
    const std::string_view at = line_at(line - 1);
    const std::string_view indent = at.substr(0, at.find_first_not_of(" \t"));
    const bool tab = indent.find('\t') != std::string_view::npos;
    refuse(line, "not YAML: " + wrong.msg +
                     (tab ? "; indent with spaces, this line begins with a tab" : ""));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      refuse(mark.line + 1, "expected one YAML document, got a second one; split the file here");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(anchor, {.line = line_of_nothing(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const Yaml::Node* target = anchors_.at(anchor);
    if (target->open) refuse(mark.line + 1, "expected no alias inside of what it stands for");
    attach(target, mark.line + 1);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    refuse_open_quote(mark);
    add(anchor, {.kind = Kind::scalar, .line = mark.line + 1, .text = value});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  using Kind = Yaml::Node::Kind;
  static constexpr std::size_t deepest = 64;
  static constexpr std::uint64_t largest = 100'000;

  [[noreturn]] void refuse(int line, std::string_view message) const {
    throw BadInput(document_.file + ":" + std::to_string(line) + ": " + std::string(message));
  }

  std::string_view line_at(int line) const {
    return lines_[std::min(static_cast<std::size_t>(std::max(line, 0)), lines_.size() - 1)];
  }

  // Plain scalars come with the tag "?", quoted ones with "!".
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag.size() > 1) refuse(mark.line + 1, "expected no tag, got \"" + tag + "\"");
  }

  // yaml-cpp counts columns in characters, a UTF-8 text in bytes. Continues from the mark before,
  // because a file may be one long line.
  std::size_t byte_of(const YAML::Mark& mark) {
    if (mark.line != walked_.line || mark.column < walked_.column) walked_ = {mark.line, 0, 0};
    const std::string_view line = line_at(mark.line);
    for (; walked_.byte < line.size(); ++walked_.byte) {
      const bool begins = (static_cast<unsigned char>(line[walked_.byte]) & 0xc0) != 0x80;
      if (begins && walked_.column == mark.column) break;
      if (begins) ++walked_.column;
    }
    return walked_.byte;
  }

  // yaml-cpp takes a quote without an end for a text up to the end of the file.
  void refuse_open_quote(const YAML::Mark& mark) {
    const std::string_view line = line_at(mark.line);
    const std::size_t at = byte_of(mark);
    if (at == line.size() || (line[at] != '"' && line[at] != '\'')) return;
    const auto offset = static_cast<std::size_t>(line.data() - text_.data()) + at;
    if (!is_closed(text_.substr(offset)))
      refuse(mark.line + 1, "not YAML: the quote that opens here is not closed");
  }

  // yaml-cpp marks what follows an empty value. Its own line is that of its key, or in a list the
  // nearest one before that mark which says anything.
  int line_of_nothing(const YAML::Mark& mark) {
    if (!path_.empty() && path_.back()->kind == Kind::mapping && path_.back()->children.size() % 2)
      return path_.back()->children.back()->line;
    auto line = std::min(static_cast<std::size_t>(mark.line), lines_.size() - 1);
    std::string_view before = lines_[line].substr(0, byte_of(mark));
    while (line > 0) {
      const std::size_t first = before.find_first_not_of(" \t\r");
      if (first != std::string_view::npos && before[first] != '#') break;
      before = lines_[--line];
    }
    return static_cast<int>(line) + 1;
  }

  Yaml::Node* add(YAML::anchor_t anchor, Yaml::Node node) {
    Yaml::Node* kept = &document_.nodes.emplace_back(std::move(node));
    if (anchor != YAML::NullAnchor) anchors_[anchor] = kept;
    attach(kept, kept->line);
    return kept;
  }

  void attach(const Yaml::Node* node, int line) {
    if (path_.empty()) {
      root_ = node;
      return;
    }
    Yaml::Node& parent = *path_.back();
    parent.children.push_back(node);
    if (!node->open) grow(parent, node->size, line);
  }

  void begin(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    if (path_.size() == deepest)
      refuse(mark.line + 1, "expected at most " + std::to_string(deepest) + " levels of nesting");
    path_.push_back(add(anchor, {.kind = kind, .line = mark.line + 1, .open = true}));
  }

  void end() {
    Yaml::Node* const node = path_.back();
    path_.pop_back();
    node->open = false;
    if (!path_.empty()) grow(*path_.back(), node->size, node->line);
  }

  void grow(Yaml::Node& parent, std::uint64_t size, int line) const {
    parent.size += size;
    if (parent.size > largest)
      refuse(line, "expected at most " + std::to_string(largest) +
                       " values, each alias counted for all it stands for");
  }

  std::string_view text_;
  std::vector<std::string_view> lines_;
  Yaml::Document& document_;
  const Yaml::Node* root_ = nullptr;
  std::vector<Yaml::Node*> path_;  // the collections being read, outermost first
  std::map<YAML::anchor_t, const Yaml::Node*> anchors_;
  int documents_ = 0;
  struct {
    int line = 0, column = 0;
    std::size_t byte = 0;
  } walked_;
};

Yaml Yaml::parse(const std::string& text, std::string file) {
  const auto document = std::make_shared<Document>();
  document->file = std::move(file);
  YamlBuilder builder(text, *document);
  try {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& wrong) {
    builder.refuse(wrong);
  }
  const Node* root = builder.root();
  if (root == nullptr) root = &document->nodes.emplace_back();
  return {document, root, root->line, ""};
}

bool Yaml::is_mapping() const { return node_->kind == Node::Kind::mapping; }
bool Yaml::is_list() const { return node_->kind == Node::Kind::list; }
bool Yaml::is_scalar() const { return node_->kind == Node::Kind::scalar; }

std::string Yaml::scalar(std::string_view expected) const {
  if (!is_scalar()) fail(expected);
  return node_->text;
}

std::vector<Yaml> Yaml::items() const {
  if (!is_list()) fail("a list");
  std::vector<Yaml> all;
  for (const Node* item : node_->children)
    all.push_back({document_, item, item->line, path_ + "[" + std::to_string(all.size()) + "]"});
  return all;
}

std::vector<std::pair<std::string, Yaml>> Yaml::entries() const {
  if (!is_mapping()) fail("a mapping of keys to values");
  std::vector<std::pair<std::string, Yaml>> all;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i + 1 < node_->children.size(); i += 2) {
    const Node& key = *node_->children[i];
    if (key.kind != Node::Kind::scalar) refuse_at(key.line, "expected a plain word as a key");
    const std::string path = path_.empty() ? key.text : path_ + "." + key.text;
    Yaml value{document_, node_->children[i + 1], key.line, path};
    if (!seen.insert(key.text).second)
      value.refuse_key("expected each key once, got this one twice; keep one of them");
    all.emplace_back(key.text, std::move(value));
  }
  return all;
}

std::optional<Yaml> Yaml::find(std::string_view key) const {
  for (auto& [name, value] : entries())
    if (name == key) return value;
  return std::nullopt;
}

std::string Yaml::what() const {
  if (is_mapping()) return "a mapping";
  if (is_list()) return node_->children.empty() ? "an empty list" : "a list";
  if (!is_scalar()) return "nothing";
  return "\"" + beginning(node_->text) + "\"";
}

void Yaml::fail(std::string_view expected, std::string_view hint) const {
  const std::string way_out = hint.empty() ? "" : "; did you mean \"" + std::string(hint) + "\"?";
  refuse("expected " + std::string(expected) + ", got " + what() + way_out);
}

void Yaml::refuse(std::string_view message) const { refuse_at(node_->line, message); }

void Yaml::refuse_key(std::string_view message) const { refuse_at(key_line_, message); }

void Yaml::refuse_at(int line, std::string_view message) const {
  const std::string path = path_.empty() ? "" : path_ + ": ";
  throw BadInput(document_->file + ":" + std::to_string(line) + ": " + path + std::string(message));
}

}  // namespace squall

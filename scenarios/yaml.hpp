// One YAML node together with its place, so that every complaint names file, line and path.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/bad_input.hpp"

namespace squall {

// Anchors and aliases work; tags, recursive aliases and merge keys are refused. A text that nests
// more than 64 deep, or that holds more than 100,000 values once its aliases are counted wherever
// they are used, is refused while it is read, so that a hostile file costs no time and no memory.
class Yaml {
 public:
  // Throws BadInput when the text is no YAML, or holds more than one document.
  static Yaml parse(const std::string& text, std::string file);

  bool is_mapping() const;
  bool is_list() const;
  bool is_scalar() const;

  // The scalar's text; fails with `expected` on anything else.
  std::string scalar(std::string_view expected) const;

  std::vector<Yaml> items() const;  // of a list
  // Of a mapping, in the file's order; a repeated key is refused.
  std::vector<std::pair<std::string, Yaml>> entries() const;
  // The value of a mapping's key.
  std::optional<Yaml> find(std::string_view key) const;

  // Throws `file:line: path: expected <expected>, got <what stands there>`, and where there is a
  // hint, `; did you mean "<hint>"?`.
  [[noreturn]] void fail(std::string_view expected, std::string_view hint = "") const;
  // Throws `file:line: path: <message>`.
  [[noreturn]] void refuse(std::string_view message) const;
  // The same on the line of the key, for complaints about the key itself.
  [[noreturn]] void refuse_key(std::string_view message) const;

 private:
  friend class YamlBuilder;
  struct Node;
  struct Document;
  Yaml(std::shared_ptr<const Document> document, const Node* node, int key_line, std::string path)
      : document_(std::move(document)), node_(node), key_line_(key_line), path_(std::move(path)) {}
  std::string what() const;
  [[noreturn]] void refuse_at(int line, std::string_view message) const;

  std::shared_ptr<const Document> document_;  // owns the nodes
  const Node* node_;
  int key_line_;
  std::string path_;
};

}  // namespace squall

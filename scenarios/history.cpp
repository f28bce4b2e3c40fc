// Writes events by hand, because the server writes one for each answer; reads them with a library.
#include "scenarios/history.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "scenarios/bad_input.hpp"
#include "scenarios/history_fields.hpp"
#include "scenarios/json_text.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

void append_number(std::string& out, auto value) {
  char digits[24];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
  out.append(digits, end);
}

struct LineWriter {
  std::string& out;

  void operator()(std::string_view key, const auto& value) {
    out += ",\"";
    out += key;
    out += "\":";
    write(value);
  }

  void write(const std::string& text) { append_json(out, text); }
  void write(bool flag) { out += flag ? "true" : "false"; }
  void write(Duration at) { append_number(out, at.count()); }
  void write(std::uint64_t number) { append_number(out, number); }
  void write(std::int64_t number) { append_number(out, number); }
  void write(const std::vector<std::string>& texts) {
    out += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) out += ',';
      write(texts[i]);
    }
    out += ']';
  }
  void write(const Pairs& pairs) {
    out += '{';
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (i > 0) out += ',';
      write(pairs[i].first);
      out += ':';
      write(pairs[i].second);
    }
    out += '}';
  }
};

// Takes each field as what it is and as nothing else: a float is no whole number, and a number
// that would not fit is refused before it is converted.
struct LineReader {
  const nlohmann::json& line;
  const std::string& place;

  void operator()(const std::string& key, auto& value) {
    const auto at = line.find(key);
    if (at == line.end()) throw BadInput(place + ": expected the field \"" + key + "\", got none");
    const std::string_view expected = read(*at, value);
    if (!expected.empty())
      throw BadInput(place + ": " + key + ": expected " + std::string(expected) + ", got " +
                     beginning(at->dump()));
  }

  // Each fills the value and gives "", or gives what was expected.
  static std::string_view read(const nlohmann::json& json, std::string& text) {
    if (!json.is_string()) return "a text";
    json.get_to(text);
    return "";
  }
  static std::string_view read(const nlohmann::json& json, bool& flag) {
    if (!json.is_boolean()) return "true or false";
    json.get_to(flag);
    return "";
  }
  static std::string_view read(const nlohmann::json& json, std::uint64_t& number) {
    if (!json.is_number_unsigned()) return "a whole number from 0 to 18446744073709551615";
    json.get_to(number);
    return "";
  }
  static std::string_view read(const nlohmann::json& json, std::int64_t& number) {
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    if (!json.is_number_integer() ||
        (json.is_number_unsigned() && json.get<std::uint64_t>() > most))
      return "a whole number of 64 bits";
    json.get_to(number);
    return "";
  }
  // Nothing a run can last comes near the bound, and differences of moments within it are sound.
  static std::string_view read(const nlohmann::json& json, Duration& at) {
    std::int64_t number = 0;
    const bool is_whole = read(json, number).empty();
    at = Duration{number};
    if (!is_whole || at < -2 * longest || at > 2 * longest) return "nanoseconds within 7300d of 0";
    return "";
  }
  static std::string_view read(const nlohmann::json& json, std::vector<std::string>& texts) {
    constexpr std::string_view expected = "a list of texts";
    if (!json.is_array()) return expected;
    for (const auto& one : json)
      if (!read(one, texts.emplace_back()).empty()) return expected;
    return "";
  }
  static std::string_view read(const nlohmann::json& json, Pairs& pairs) {
    constexpr std::string_view expected = "an object of texts";
    if (!json.is_object()) return expected;
    for (const auto& [key, one] : json.items())
      if (!read(one, pairs.emplace_back(key, "").second).empty()) return expected;
    return "";
  }
};

// The event of this name, its fields filled from the line; false when there is no such event.
template <std::size_t I = 0>
bool read_named(const std::string& name, LineReader reader, Event& event) {
  if constexpr (I == std::variant_size_v<Event>) {
    return false;
  } else {
    using E = std::variant_alternative_t<I, Event>;
    if (name != E::name) return read_named<I + 1>(name, reader, event);
    E found;
    visit_fields(reader, found);
    event = std::move(found);
    return true;
  }
}

// Asked before anything else: another schema may have other events with other fields.
void require_known_schema(LineReader reader) {
  std::uint64_t schema = 0;
  reader("schema", schema);
  if (schema == RunBegan{}.schema) return;
  const std::string_view writer =
      schema > RunBegan{}.schema ? "; it was written by a newer squall" : "";
  throw BadInput(reader.place + ": schema: expected " + std::to_string(RunBegan{}.schema) +
                 ", got " + std::to_string(schema) + std::string(writer));
}

// An event is three levels deep; quoting a hostile one of thousands would exhaust the stack.
bool is_too_deep(std::string_view text) {
  constexpr int most = 64;
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size() && depth <= most; ++i) {
    const char c = text[i];
    if (in_text && c == '\\') ++i;
    if (c == '"') in_text = !in_text;
    if (!in_text && (c == '[' || c == '{')) ++depth;
    if (!in_text && (c == ']' || c == '}')) --depth;
  }
  return depth > most;
}

Event read_line(std::string_view text, const std::string& place) {
  const auto line = nlohmann::json::parse(is_too_deep(text) ? "" : text, nullptr, false);
  if (line.is_discarded())
    throw BadInput(place + ": expected one line of JSON, got \"" + beginning(text) + "\"");
  if (!line.is_object())
    throw BadInput(place + ": expected an event, got " + beginning(line.dump()));
  LineReader reader{line, place};
  std::string name;
  reader("event", name);
  if (name == RunBegan::name) require_known_schema(reader);
  Event event;
  if (!read_named(name, reader, event))
    throw BadInput(place + ": expected an event, got one called \"" + beginning(name) +
                   "\"; was this history written by a newer squall?");
  return event;
}

}  // namespace

void append_line(std::string& out, const Event& event) {
  std::visit(
      [&](const auto& e) {
        out += "{\"event\":\"";
        out += e.name;
        out += '"';
        visit_fields(LineWriter{out}, e);
        out += "}\n";
      },
      event);
}

std::string to_line(const Event& event) {
  std::string line;
  append_line(line, event);
  return line;
}

History parse_history(std::string_view text, const std::string& file) {
  History history;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) break;  // cut by a kill: not an event yet
    history.events.push_back(read_line(text.substr(0, end), file + ":" + std::to_string(number)));
    text.remove_prefix(end + 1);
  }
  if (history.events.empty() || !std::holds_alternative<RunBegan>(history.events.front()))
    throw BadInput(file +
                   ": expected a history that begins with run_began; is this a run directory?");
  history.complete = std::holds_alternative<RunEnded>(history.events.back());
  return history;
}

History read_history(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw BadInput(path + ": cannot be read; is this a run directory?");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return parse_history(text, path);
}

FileJournal::FileJournal(const std::string& path)
    : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
  if (file_ < 0)
    throw BadInput(path + ": cannot be written; is there such a directory, and is there room?");
}

FileJournal::~FileJournal() {
  try {
    flush();
  } catch (const std::exception&) {
    // Whoever needs to know has called `flush` before; a destructor must not throw.
  }
  ::close(file_);
}

namespace {
constexpr std::size_t most_buffered = 64 * 1024;
}  // namespace

void FileJournal::record(const Event& event) {
  append_line(buffer_, event);
  if (buffer_.size() >= most_buffered) flush();
}

void FileJournal::record_line(std::string_view line) {
  buffer_ += line;
  if (buffer_.size() >= most_buffered) flush();
}

void FileJournal::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const auto written = ::write(file_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw std::runtime_error("the history cannot be written: is the disk full?");
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

}  // namespace squall

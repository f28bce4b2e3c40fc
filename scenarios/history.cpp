// Writes events by hand, because the server writes one for each answer; reads them with a library.
#include "scenarios/history.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "scenarios/bad_input.hpp"
#include "scenarios/history_fields.hpp"
#include "scenarios/json_text.hpp"

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

struct LineReader {
  const nlohmann::json& line;

  void operator()(std::string_view key, auto& value) { read(line.at(std::string(key)), value); }

  static void read(const nlohmann::json& json, Duration& at) {
    at = Duration{json.get<std::int64_t>()};
  }
  static void read(const nlohmann::json& json, Pairs& pairs) {
    for (const auto& [key, value] : json.items()) pairs.emplace_back(key, value.get<std::string>());
  }
  static void read(const nlohmann::json& json, auto& value) { json.get_to(value); }
};

// The event of this name, its fields filled from the line; false when there is no such event.
template <std::size_t I = 0>
bool read_named(const std::string& name, const nlohmann::json& line, Event& event) {
  if constexpr (I == std::variant_size_v<Event>) {
    return false;
  } else {
    using E = std::variant_alternative_t<I, Event>;
    if (name != E::name) return read_named<I + 1>(name, line, event);
    E found;
    visit_fields(LineReader{line}, found);
    event = std::move(found);
    return true;
  }
}

Event read_line(std::string_view text, const std::string& place) {
  try {
    const nlohmann::json line = nlohmann::json::parse(text);
    const auto name = line.at("event").get<std::string>();
    Event event;
    if (!read_named(name, line, event))
      throw BadInput(place + ": expected an event, got one called \"" + name +
                     "\"; was this history written by a newer squall?");
    return event;
  } catch (const nlohmann::json::exception& e) {
    throw BadInput(place + ": expected an event as one line of JSON, got: " + e.what());
  }
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
    if (written <= 0) throw std::runtime_error("the history cannot be written: is the disk full?");
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

}  // namespace squall

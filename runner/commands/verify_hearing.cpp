// Plays a script without a wire, and compares two hearings byte by byte.
#include "runner/commands/verify_hearing.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace squall {
namespace {

constexpr std::size_t quoted_bytes = 48;

// Printable whatever it holds: everything but plain ASCII is escaped.
std::string quoted(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\"";
  for (const char c : bytes.substr(0, quoted_bytes)) {
    const auto value = static_cast<unsigned char>(c);
    if (c == '\n')
      text += "\\n";
    else if (c == '\r')
      text += "\\r";
    else if (c == '"' || c == '\\')
      (text += '\\') += c;
    else if (value >= 0x20 && value < 0x7f)
      text += c;
    else
      ((text += "\\x") += digits[value >> 4]) += digits[value & 15];
  }
  return text + (bytes.size() > quoted_bytes ? "\"..." : "\"");
}

// Goes through a hearing in stretches of one moment.
class Reader {
 public:
  explicit Reader(const Hearing& hearing) : pieces_(hearing.pieces) { skip_empty(); }
  bool at_end() const { return piece_ == pieces_.size(); }
  Instant moment() const { return pieces_[piece_].at; }
  std::string_view rest() const { return std::string_view(pieces_[piece_].bytes).substr(offset_); }
  void advance(std::size_t bytes) {
    offset_ += bytes;
    skip_empty();
  }

 private:
  void skip_empty() {
    while (!at_end() && offset_ == pieces_[piece_].bytes.size()) ++piece_, offset_ = 0;
  }
  const std::vector<Hearing::Piece>& pieces_;
  std::size_t piece_ = 0, offset_ = 0;
};

Left left_by(StepKind ending) {
  if (ending == StepKind::close) return Left::fin;
  if (ending == StepKind::reset) return Left::rst;
  return ending == StepKind::hold ? Left::silent : Left::kept;
}

}  // namespace

std::string_view name(Left left) {
  constexpr std::array<std::string_view, 4> names{"kept open", "FIN", "RST", "silence"};
  return names[static_cast<std::size_t>(left)];
}

void Hearing::hear(Instant at, std::string_view said) {
  if (said.empty()) return;
  if (pieces.empty() || pieces.back().at != at) pieces.push_back({at, {}});
  pieces.back().bytes += said;
}

std::uint64_t Hearing::bytes() const {
  std::uint64_t all = 0;
  for (const Piece& piece : pieces) all += piece.bytes.size();
  return all;
}

Hearing hearing_of(const Script& script, Instant begun, unsigned repeats) {
  Hearing hearing;
  Instant at = begun;
  for (const Step& step : script) {
    if (step.kind == StepKind::wait) {
      at = sum_of(at, step.lasting);
    } else if (step.kind == StepKind::send) {
      hearing.hear(at, step.bytes);
    } else {
      hearing.left = left_by(step.kind);
      hearing.ended = at;
      if (step.kind == StepKind::hold && !step.bytes.empty())
        for (unsigned i = 0; i < repeats; ++i) hearing.hear(at += step.lasting, step.bytes);
      break;
    }
  }
  return hearing;
}

Instant patience(const Script& script, const Hearing& hearing) {
  const Step& last = script.back();
  const Instant heard = hearing.pieces.empty() ? hearing.ended : hearing.pieces.back().at;
  if (last.kind != StepKind::hold) return std::max(heard, hearing.ended) + std::chrono::seconds(1);
  if (last.bytes.empty()) return hearing.ended + std::chrono::minutes(1);
  return heard + last.lasting / 2;
}

std::string difference_in_bytes(const Hearing& planned, const Hearing& heard) {
  Reader plan(planned), ear(heard);
  std::uint64_t at = 0;
  while (!plan.at_end() && !ear.at_end()) {
    const std::string_view wanted = plan.rest(), got = ear.rest();
    const std::size_t most = std::min(wanted.size(), got.size());
    const auto end = wanted.begin() + static_cast<std::ptrdiff_t>(most);
    const auto same = static_cast<std::size_t>(
        std::mismatch(wanted.begin(), end, got.begin()).first - wanted.begin());
    if (same == 0 || plan.moment() == ear.moment()) {
      if (same < most)
        return "byte " + std::to_string(at + same) + " differs: planned " +
               quoted(wanted.substr(same)) + ", came " + quoted(got.substr(same));
    }
    if (plan.moment() != ear.moment())
      return "byte " + std::to_string(at) + " was planned for " + print_moment(plan.moment()) +
             " and came at " + print_moment(ear.moment()) + ": " + quoted(got);
    plan.advance(same);
    ear.advance(same);
    at += same;
  }
  if (!plan.at_end())
    return "nothing came after byte " + std::to_string(at) + ", planned was " +
           quoted(plan.rest()) + " at " + print_moment(plan.moment());
  if (!ear.at_end())
    return "more came after byte " + std::to_string(at) +
           ", the planned end: " + quoted(ear.rest()) + " at " + print_moment(ear.moment());
  return "";
}

std::string difference_in_ending(const Hearing& planned, const Hearing& heard) {
  if (planned.left != heard.left)
    return "planned to end by " + std::string(name(planned.left)) + ", ended by " +
           std::string(name(heard.left));
  if (planned.left != Left::silent && planned.ended != heard.ended)
    return "its end (" + std::string(name(planned.left)) + ") was planned for " +
           print_moment(planned.ended) + " and came at " + print_moment(heard.ended);
  return "";
}

}  // namespace squall

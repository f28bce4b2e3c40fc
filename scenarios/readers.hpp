// Readers of the scenario language's scalars and small special forms.
#pragma once

#include "scenarios/scenario.hpp"
#include "scenarios/shape.hpp"

namespace squall {

#define SQUALL_READER(Type)                           \
  template <>                                         \
  struct Reader<Type> {                               \
    static Type read(const Yaml&, const Vocabulary&); \
    static Json schema(const Vocabulary&);            \
  }

SQUALL_READER(std::string);
SQUALL_READER(bool);
SQUALL_READER(std::uint64_t);
SQUALL_READER(Duration);       // never negative, at most `longest`; Moment below may be negative
SQUALL_READER(Ratio);          // a probability: at most 1
SQUALL_READER(Rate);           // from 1/365d to 1/us
SQUALL_READER(TimeWindow);     // `0..17min`, `..17min`, `17min..`
SQUALL_READER(CallWindow);     // `10..20`
SQUALL_READER(AttemptWindow);  // `1`, `2..4`, `2..`
SQUALL_READER(Per);
SQUALL_READER(Share);          // a ratio, or one of ramp, square, points
SQUALL_READER(EvidenceMarks);  // one mark for all, or marks by key
SQUALL_READER(Workload::Arrivals);

#undef SQUALL_READER

// A text with the constraint in its name.
struct Moment {
  static Instant read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct PositiveDuration {
  static Duration read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct UtcTime {
  static std::int64_t read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct Seconds {  // a distribution of durations
  static Distribution read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct Amount {  // a distribution of plain numbers
  static Distribution read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct OneOrMore {  // `a` or `[a, b]`, none of them empty
  static std::vector<std::string> read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct PlatformGlobs {  // one or more, each of which some platform matches
  static std::vector<std::string> read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct EndpointGlobs {  // one or more, each of which some platform's endpoint matches
  static std::vector<std::string> read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct Name {  // what may become part of a path, of a table and of a command line
  static std::string read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct HeaderGlobs {  // a mapping of header names to globs
  static std::vector<std::pair<std::string, std::string>> read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};
struct PositiveWhole {
  static std::uint64_t read(const Yaml&, const Vocabulary&);
  static Json schema(const Vocabulary&);
};

// Reads a mapping of settings against a catalog word's table; missing ones take their defaults.
Settings read_settings(const Yaml& yaml, const Word& word);
// All defaults; refused at `place` when a setting must be given.
Settings default_settings(const Yaml& place, const Word& word);
Json settings_schema(const Word& word);

// The catalog's word of this name, or a complaint with the nearest spelling.
const Word& find_word(const Yaml& place, std::string_view what, std::string_view name,
                      const std::vector<Word>& words);

// What a person may have meant by a text that is no such value: `30%` for 0.3, `90s` for 90, `true`
// for yes. "" where there is no telling.
std::string ratio_hint(std::string_view text);
std::string duration_hint(std::string_view text);
std::string flag_hint(std::string_view text);

// What an editor takes for a text or, where it is not quoted, for a number or a flag. `pattern`
// binds texts; numbers must be whole and within `least..most`, or are not allowed without `most`.
Json free_text_schema();
Json text_schema(std::string_view pattern);
Json number_schema(std::string_view pattern, std::uint64_t least, std::uint64_t most);
Json flag_schema();

inline constexpr std::string_view name_pattern = "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$";
inline constexpr std::string_view whole_pattern = "^[0-9]+$";
inline constexpr std::string_view size_pattern =
    "^([0-9]+|[0-9]+(\\.[0-9]+)?(B|KiB|MiB|GiB|kB|MB|GB))$";
inline constexpr std::string_view duration_pattern =
    "^(0|([0-9]+(\\.[0-9]+)?(d|h|min|s|ms|us|ns))+)$";
inline constexpr std::string_view rate_pattern =
    "^0*[1-9][0-9]*/([0-9]+(\\.[0-9]+)?)?(d|h|min|s|ms|us|ns)"
    "([0-9]+(\\.[0-9]+)?(d|h|min|s|ms|us|ns))*$";
inline constexpr std::string_view ratio_pattern =
    "^([0-9]+/0*[1-9][0-9]*|0*(100|[0-9]{1,2})%|0*[01])$";
inline constexpr std::string_view any_ratio_pattern = "^[0-9]+(/0*[1-9][0-9]*|%)?$";

inline constexpr std::string_view evidence_names[] = {"documented", "measured", "reported",
                                                      "doubtful", "assumed"};

}  // namespace squall

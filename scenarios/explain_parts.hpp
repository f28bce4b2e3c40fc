// The parts of an explanation and the text work they share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/explain.hpp"

namespace squall {

// Rules and status updates in the order of their moments, a table with wrapped cells.
std::string explain_timeline(const Scenario& scenario, const Vocabulary& words,
                             const ExplainStyle& style);

// One line of blocks per model, as high as the share of its calls that meet a fault.
std::string explain_picture(const Scenario& scenario, const ExplainStyle& style);

// `stall: lasting 30s, after_sends 5`: the settings that differ from the word's defaults, or all.
std::string settings_in_words(const Settings& settings, const std::vector<Word>& words,
                              std::string_view name, bool all);

// Columns that a text takes, counting one per character.
std::size_t columns_of(std::string_view text);
std::string padded(std::string text, std::size_t columns);

// Lines of at most `columns`, broken at spaces where there are any. At least one line. No-break
// spaces keep what they join together and become plain ones; control characters become `?`.
std::vector<std::string> wrapped_lines(std::string_view text, std::size_t columns);

// `30 %`, `0.5 %`: rounded down to tenths, with a no-break space, for texts that are wrapped.
std::string percent(Ratio ratio);

enum class Tint : std::uint8_t { strong, faint, page };
std::string tinted(std::string text, Tint tint, const ExplainStyle& style);

}  // namespace squall

// Reads a scenario file: a complete, checked plan, or BadInput and nothing.
#pragma once

#include <string>

#include "scenarios/scenario.hpp"
#include "scenarios/shape.hpp"

namespace squall {

// `file` names the text in complaints. Throws BadInput.
Scenario parse_scenario(const std::string& text, const std::string& file, const Vocabulary& words);

// Throws BadInput also when the file cannot be read or is larger than 1 MiB.
Scenario load_scenario(const std::string& path, const Vocabulary& words);

// The whole file as text, with BadInput for what cannot be read.
std::string read_text_file(const std::string& path);

// JSON Schema (draft 2020-12) of the same language, from the same tables.
Json scenario_schema(const Vocabulary& words);

}  // namespace squall

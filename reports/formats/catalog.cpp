// Every format a report can be written in. To add one: write its file, then list it here.
#include "reports/report.hpp"

namespace squall {

extern const Format json_format, text_format;

std::span<const Format* const> format_catalog() {
  static constexpr const Format* formats[] = {&text_format, &json_format};
  return formats;
}

}  // namespace squall

// Every platform the server can be. To add one: write its file, then list it here.
#include "mockserver/platform.hpp"

namespace squall {

extern const Platform anthropic;

std::span<const Platform* const> platform_catalog() {
  static constexpr const Platform* platforms[] = {&anthropic};
  return platforms;
}

const Platform* find_platform(std::string_view name) {
  for (const Platform* platform : platform_catalog())
    if (platform->name == name) return platform;
  return nullptr;
}

}  // namespace squall

// Makes and checks the marks in signatures.
#include "scenarios/signature.hpp"

#include "scenarios/text.hpp"

namespace squall {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view opening = "EqQB";
constexpr std::size_t letters_after_opening = 340;
constexpr std::size_t mark_size = 10;  // 60 bits

std::string mark_for(std::string_view signer, std::string_view rest) {
  std::uint64_t hash = fnv1a(rest, fnv1a(signer));
  hash = Random{hash}.next();
  std::string mark;
  for (; mark.size() < mark_size; hash >>= 6) mark += alphabet[hash & 63];
  return mark;
}

}  // namespace

std::string signature_of(std::string_view signer, Random& letters) {
  std::string rest;
  while (rest.size() < letters_after_opening - mark_size) rest += alphabet[letters.below(64)];
  return std::string(opening) + mark_for(signer, rest) + rest;
}

bool is_signed_by(std::string_view signer, std::string_view signature) {
  if (!signature.starts_with(opening) || signature.size() < opening.size() + mark_size)
    return false;
  signature.remove_prefix(opening.size());
  return signature.substr(0, mark_size) == mark_for(signer, signature.substr(mark_size));
}

}  // namespace squall

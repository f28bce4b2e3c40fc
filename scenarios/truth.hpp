// What the model means to say: generated from keys, so that anyone can know it afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace squall {

// The tokens of one answer, in order; joined they are the text. `key` stands for (seed, call,
// turn): a retry of the same call means the same text, another platform or model means another. The
// text begins with words that name the key, so that answers of different calls differ at once, and
// holds characters of two, three and four UTF-8 bytes, so that cuts inside a character can be made.
std::vector<std::string> true_answer(std::uint64_t key, std::string_view platform,
                                     std::string_view model, std::size_t tokens);

// About how many tokens a text costs: one per four bytes, rounded up, at least 1.
std::uint64_t count_tokens(std::string_view text);

}  // namespace squall

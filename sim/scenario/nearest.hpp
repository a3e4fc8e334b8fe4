// "Did you mean ...?": the known word that is closest to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firebreak::scenario {

/// Fewest insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

/// The word of `known` closest to `word`, or an empty string where none is close enough to be meant:
/// at most a third of the letters may differ. Words of one or two letters are never guessed.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// `did you mean "..."?`, or an empty string where nothing is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace firebreak::scenario

// The order in which people list numbered things: row-2 before row-10.
#pragma once

#include <string_view>

namespace firebreak {

/// Runs of digits compare as numbers, all else byte by byte; names that differ only in leading zeros compare
/// byte by byte. A strict total order of distinct names.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);

}  // namespace firebreak

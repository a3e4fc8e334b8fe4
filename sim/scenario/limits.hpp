// How large a document may be. A scenario is a few hundred kilobytes and less than 12 levels deep.
#pragma once

#include <cstddef>

namespace firebreak::scenario {

inline constexpr std::size_t text_size_max = std::size_t{16} << 20;
inline constexpr std::size_t nesting_max = 64;
inline constexpr std::size_t values_max = 1'000'000;

}  // namespace firebreak::scenario

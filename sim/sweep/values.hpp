// The measures of a run as text: how a store keeps them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::sweep {

/// A measure that the world of a point does not have: not a number.
[[nodiscard]] double no_such_measure();

/// A JSON array: numbers in the shortest form that reads back exactly, "censored" for what did not
/// happen before the horizon, "never" for what did not happen at all, null for `no_such_measure`.
[[nodiscard]] std::string values_text(std::span<const double> values);

/// Inverse of `values_text`, bit for bit. Throws FileError for another text.
[[nodiscard]] std::vector<double> parse_values(std::string_view text);

}  // namespace firebreak::sweep

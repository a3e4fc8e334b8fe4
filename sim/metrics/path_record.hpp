// A critical path as numbers and back: the form in which a child process sends it home.
#pragma once

#include <span>
#include <vector>

#include "metrics/critical_path.hpp"

namespace firebreak::metrics {

[[nodiscard]] std::vector<double> flatten(const CriticalPath& path);

/// The inverse. A record that `flatten` did not write is a bug of ours.
[[nodiscard]] CriticalPath path_of(std::span<const double> record);

}  // namespace firebreak::metrics

// What is lost in a run, in money.
#pragma once

#include "firebreak/metrics.hpp"

namespace firebreak::metrics {

/// What the outcome of one run is worth, in the currency of `world`'s economics.
[[nodiscard]] double loss_of(const World& world, const Measures& measures);

/// Whether `economics` puts a value on anything that is lost.
[[nodiscard]] bool values_losses(const WorldEconomics& economics);

/// Whether both sides value the same things alike; only then a difference in money means something.
[[nodiscard]] bool same_values(const World& base, const World& other);

}  // namespace firebreak::metrics

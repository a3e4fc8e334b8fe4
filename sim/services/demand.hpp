// Demand of a function over day and week: a curve of hourly steps, anchored to the local time of ignition.
#pragma once

#include "firebreak/world.hpp"

namespace firebreak::services {

/// From `from` (inclusive) to `to`; empty where `to` is not later.
struct Interval {
    Instant from{};
    Instant to{};
};

/// Demand at `at` as a share of the function's peak (dimensionless, not negative).
/// `ignition_local_hour`: local time of day at ignition in hours, [0, 24), read to the minute.
[[nodiscard]] double demand_share(const WorldFunction& function, double ignition_local_hour, Instant at);

/// The first full local hour after `at`, the next instant at which a demand curve can change. Exact.
[[nodiscard]] Instant next_hour(double ignition_local_hour, Instant at);

/// Integral of the demand share over `interval`, in share x hours. Times `users_peak`: user-hours.
[[nodiscard]] double demand_share_hours(const WorldFunction& function, double ignition_local_hour,
                                        Interval interval);

}  // namespace firebreak::services

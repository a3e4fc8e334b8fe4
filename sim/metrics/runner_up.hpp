// What a step of a critical path also had to wait for.
#pragma once

#include <optional>

#include "metrics/critical_path.hpp"
#include "metrics/log_index.hpp"

namespace firebreak::metrics {

/// Every other prerequisite of event `id` that had been missing and was there before the last one, the
/// latest first. `layer` and `common` are for the path to fill in.
[[nodiscard]] std::vector<RunnerUp> runners_up(const World& world, const LogIndex& index, EventId id);

/// The same among the components that a function needs, at the change `back` of its level to `level`.
[[nodiscard]] std::vector<RunnerUp> runners_up_of_function(const World& world, const LogIndex& index,
                                                           const ServiceLevel& back, Level level);

/// For a recovery by failover or rebuild: the first copy of the last component that moved to come back in
/// place, at or after the recovery.
[[nodiscard]] std::optional<OtherWay> other_way(const World& world, const ObservationLog& log,
                                                const CriticalPath& path);

}  // namespace firebreak::metrics

// What a step of a critical path also had to wait for.
#pragma once

#include <optional>

#include "metrics/critical_path.hpp"

namespace firebreak::metrics {

/// The prerequisite of event `id` that came last but one, where the world names more than one: the needs of
/// a component that turns available, the start needs of a copy that starts, the tools of a failover.
[[nodiscard]] std::optional<RunnerUp> runner_up(const World& world, const ObservationLog& log, EventId id);

/// The same among the components that a function needs, at the change `back` of its level.
[[nodiscard]] std::optional<RunnerUp> runner_up_of_function(const World& world, const ObservationLog& log,
                                                            FunctionId function, const ServiceLevel& back);

/// For a recovery by failover or rebuild: the first copy of the last component that moved to come back in
/// place, at or after the recovery.
[[nodiscard]] std::optional<OtherWay> other_way(const World& world, const ObservationLog& log,
                                                const CriticalPath& path);

}  // namespace firebreak::metrics

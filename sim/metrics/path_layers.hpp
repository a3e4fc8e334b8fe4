// Where the time of each step of a path went: by what was waited for, not by what came of it.
#pragma once

#include "metrics/critical_path.hpp"
#include "metrics/log_index.hpp"

namespace firebreak::metrics {

/// Model card. The time that a step took belongs to what was waited for in it:
///   a loss (a cut, darkness, damage, heat, a site cut off)   to what brought it: the fire and the order to
///   cut
///                                                            for an isolation, power for a battery that runs
///                                                            out
///   a turn for the better                                    to what turned: a row with power to power, a
///   rack
///                                                            to servers, a component to service or tooling
///   hands that were busy elsewhere                           to people: the work that freed them, where its
///                                                            component is no prerequisite of what came next
///   demand that has to fall below what is there              to service
/// Total over every kind and state (checked by tests/unit/metrics_path_layers_test.cpp). Left out:
/// technicians, who are counted with the racks that they start.
[[nodiscard]] Layer layer_of(const World& world, FunctionId function, const LogIndex& index,
                             const Event& event);

/// Gives the steps before an engineer was free to the people, whoever was worked on.
void give_busy_hands_to_people(const World& world, CriticalPath& path);

}  // namespace firebreak::metrics

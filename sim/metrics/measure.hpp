// From what happened in one run to its measures.
#pragma once

#include <span>
#include <vector>

#include "firebreak/metrics.hpp"
#include "firebreak/observation.hpp"
#include "metrics/step_curve.hpp"

namespace firebreak::metrics {

/// Share of demand served over time, one curve a function.
[[nodiscard]] Table<FunctionId, StepCurve> served_curves(const World& world, const ObservationLog& log);

/// Folds the log of one run. Total on any log an engine writes for `world`.
[[nodiscard]] Measures measure(const World& world, const ObservationLog& log);

/// Measures of the right size for `world`, all zero.
template <class T>
[[nodiscard]] MeasuresOf<T> shaped(const World& world) {
    MeasuresOf<T> measures;
    measures.functions.resize(world.functions.size());
    measures.sites.resize(world.sites.size());
    return measures;
}

/// The scalars in the order of `for_each_measure`: the record a child process sends home.
[[nodiscard]] std::vector<double> flatten(const World& world, const Measures& measures);

/// Inverse of `flatten`. A record of another length is a bug of ours.
[[nodiscard]] Measures unflatten(const World& world, std::span<const double> record);

}  // namespace firebreak::metrics

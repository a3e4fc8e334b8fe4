// A quantity that changes in steps, and the one question asked of it everywhere: since when has it
// been back at a level for good?
#pragma once

#include <algorithm>
#include <vector>

#include "firebreak/metrics.hpp"
#include "firebreak/units.hpp"

namespace firebreak::metrics {

/// From `at` on the curve has `value`, until the next step.
struct Step {
    Instant at{};
    double value = 0.0;
};

/// Steps in order of time. Of several values set at one instant only the last counts: a dip that
/// lasts no time is no dip.
class StepCurve {
  public:
    /// One before the first step: a run starts in a state where everything works.
    StepCurve() = default;
    /// `initial` holds before the first step.
    explicit StepCurve(double initial) : initial_{initial} {}

    /// From `at` on the value is `value`. `at` must not lie before the last step.
    void set(Instant at, double value);

    /// Only true changes: no step repeats the value before it.
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
    [[nodiscard]] double initial() const { return initial_; }
    /// The value at `at`, a step at that very instant included.
    [[nodiscard]] double value_at(Instant at) const;

    /// Calls `visit(from, to, value)` for each piece of constant value from ignition to `end`.
    template <class Visit>
    void for_each_piece(Instant end, Visit visit) const;

  private:
    double initial_ = 1.0;
    std::vector<Step> steps_;
};

/// What "back" means: at least `share`, or more than it.
struct Level {
    double share = 0.0;
    bool must_exceed = false;
};

/// The four levels of `LevelsOf`: above 0 %, at least 50 %, 90 % and 99 %.
inline constexpr LevelsOf<Level> levels{{0.0, true}, {0.50, false}, {0.90, false}, {0.99, false}};

/// Whether `value` is at `level`; a billionth is granted for rounding in sums of shares.
[[nodiscard]] bool reaches(double value, Level level);

/// Hours from ignition until `curve` is at `level` again and stays there to `end`: 0 where it never
/// left the level after ignition, `censored` where it is below it at `end`.
[[nodiscard]] double regained_h(const StepCurve& curve, Level level, Instant end);

/// `regained_h` for the four levels.
[[nodiscard]] LevelsOf<double> regained_levels_h(const StepCurve& curve, Instant end);

template <class Visit>
void StepCurve::for_each_piece(Instant end, Visit visit) const {
    Instant from = ignition_instant;
    double value = value_at(from);
    for (const Step& step : steps_) {
        if (step.at <= from) continue;
        if (step.at >= end) break;
        visit(from, step.at, value);
        from = step.at;
        value = step.value;
    }
    if (from < end) visit(from, end, value);
}

}  // namespace firebreak::metrics

// A quantity that changes in steps, and the one question asked of it everywhere: since when was it back at a
// level and stayed, and did it fall again?
#pragma once

#include <algorithm>
#include <optional>
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

/// How long a level must hold to count as reached again, and when the run ended.
struct Hold {
    Ticks sustained{};
    Instant end{};
};

/// How a curve left a level after ignition, and came back.
struct Passage {
    std::optional<Instant> lost;  ///< its first fall below the level; none: it never left it
    std::optional<Instant> back;  ///< since when it was first held for `sustained`; none: not before the end
    int relapses = 0;             ///< falls below the level from then on
    Ticks relapsed{};             ///< time below it from then on
    std::optional<Instant> last_fall;  ///< the latest fall of all
};

/// Model card
///   back = min t such that the level is reached at every s in [t, t + h), t + h <= T, after the first fall
///   relapses = falls below the level in (back, T]; relapsed = time below it in (back, T]
///   h: `sustained`, T: `end`. A horizon moved outwards changes no `back` that there was: what is not held for h
///   before T is not known to hold, and is censored. A fall below the level, however short, begins the hold
///   anew; one that lasts no time is none. Source: a recovery is said of service that lasts (ISO 22301: resumed
///   and kept); the length is the user's. Valid: any curve. Worked number: h = 2, down 1 to 4, 5 to 6 and 9 to
///   9.5: back at 6, one relapse of 0.5 h. Checked by verification row 43 and a slow second account of random
///   curves in tests/property/recovery_test.cpp.
[[nodiscard]] Passage passage(const StepCurve& curve, Level level, Hold hold);

/// Passages of a curve through the four levels of `levels`.
[[nodiscard]] LevelsOf<Passage> passages(const StepCurve& curve, Hold hold);

/// Hours from ignition: 0 where it never left the level, `censored` where it is not back.
[[nodiscard]] double recovery_h(const Passage& passage);

/// `of(passage)` for each of the four levels.
template <class Of>
[[nodiscard]] LevelsOf<double> each_level(const LevelsOf<Passage>& passages, Of of) {
    return {of(passages.first), of(passages.half), of(passages.most), of(passages.full)};
}

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

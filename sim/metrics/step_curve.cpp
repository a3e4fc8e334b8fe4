// Step curves and the definition of recovery.
#include "metrics/step_curve.hpp"

namespace firebreak::metrics {
namespace {

constexpr double rounding = 1e-9;

}  // namespace

void StepCurve::set(Instant at, double value) {
    FIREBREAK_ASSERT(steps_.empty() || at >= steps_.back().at, "a curve is written in order of time");
    if (!steps_.empty() && steps_.back().at == at) steps_.pop_back();
    const double before = steps_.empty() ? initial_ : steps_.back().value;
    if (value != before) steps_.push_back({at, value});
}

double StepCurve::value_at(Instant at) const {
    const auto later = std::upper_bound(steps_.begin(), steps_.end(), at,
                                        [](Instant instant, const Step& step) { return instant < step.at; });
    return later == steps_.begin() ? initial_ : std::prev(later)->value;
}

bool reaches(double value, Level level) {
    return level.must_exceed ? value > level.share + rounding : value >= level.share - rounding;
}

double regained_h(const StepCurve& curve, Level level, Instant end) {
    bool there = reaches(curve.initial(), level);
    Instant since = ignition_instant;
    for (const Step& step : curve.steps()) {
        if (step.at > end) break;
        const bool there_now = reaches(step.value, level);
        if (there_now && !there) since = step.at;
        there = there_now;
    }
    if (!there) return censored;
    return std::max(0.0, hours_of(since));
}

LevelsOf<double> regained_levels_h(const StepCurve& curve, Instant end) {
    return {regained_h(curve, levels.first, end), regained_h(curve, levels.half, end),
            regained_h(curve, levels.most, end), regained_h(curve, levels.full, end)};
}

}  // namespace firebreak::metrics

// Step curves and the definition of recovery and relapse.
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

Passage passage(const StepCurve& curve, Level level, Hold hold) {
    Passage found;
    bool there = true;
    Instant since{};  // the level is held, or missed, since then
    const auto held = [&](Instant until) {
        if (found.lost && !found.back && until - since >= hold.sustained) found.back = since;
    };
    const auto turn = [&](Instant at, double value) {
        const bool there_now = reaches(value, level);
        if (there_now == there) return;
        if (there_now) {
            if (found.back) found.relapsed += at - since;
        } else {
            held(at);
            found.last_fall = at;
            if (!found.lost) found.lost = at;
            if (found.back && at < hold.end) ++found.relapses;
        }
        there = there_now;
        since = at;
    };
    turn(ignition_instant, curve.value_at(ignition_instant));
    for (const Step& step : curve.steps()) {
        if (step.at > hold.end) break;
        if (step.at > ignition_instant) turn(step.at, step.value);
    }
    if (there) {
        held(hold.end);
    } else if (found.back) {
        found.relapsed += hold.end - since;
    }
    return found;
}

LevelsOf<Passage> passages(const StepCurve& curve, Hold hold) {
    return {passage(curve, levels.first, hold), passage(curve, levels.half, hold),
            passage(curve, levels.most, hold), passage(curve, levels.full, hold)};
}

double recovery_h(const Passage& passage) {
    if (!passage.lost) return 0.0;
    return passage.back ? hours_of(*passage.back) : censored;
}

}  // namespace firebreak::metrics

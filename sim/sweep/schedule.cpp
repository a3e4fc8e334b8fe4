// Bookkeeping of points and replications.
#include "sweep/schedule.hpp"

#include <cmath>
#include <limits>

#include "firebreak/error.hpp"
#include "metrics/statistics.hpp"

namespace firebreak::sweep {

Schedule::Schedule(const Plan& plan, const Shard& shard)
    : rule_{plan.replications}, horizon_h_{plan.horizon_h}, shard_{shard} {
    for (std::size_t point = 0; point < plan.points.size(); ++point) {
        if (shard.holds(point)) points_.emplace_back().target = rule_.min;
    }
    planned_ = points_.size() * static_cast<std::size_t>(rule_.min);
}

bool Schedule::narrow(const PointState& state) const {
    std::vector<double> values;
    for (int r = 0; r < state.target; ++r) {
        if (!std::isnan(state.decisive[r])) values.push_back(state.decisive[r]);
    }
    if (values.size() < 2) return false;
    const Summary summary = metrics::summarise(values, horizon_h_);
    return summary.ci_high - summary.ci_low <= rule_.width;
}

/// Raises the target as long as all that it asks for is there and does not suffice.
void Schedule::extend(std::size_t point, PointState& state) {
    if (rule_.fixed()) return;
    bool raised = false;
    while (state.counted == state.target && state.target < rule_.max && !narrow(state)) {
        const int target = std::min(state.target + rule_.step, rule_.max);
        for (int r = state.target; r < target; ++r) {
            if (static_cast<std::size_t>(r) < state.done.size() && state.done[r]) {
                ++state.counted;
                ++done_;
            }
        }
        planned_ += static_cast<std::size_t>(target - state.target);
        state.target = target;
        raised = true;
    }
    if (raised && state.counted < state.target) extended_.push_back(point);
    if (state.counted == state.target) state.decisive = {};
}

void Schedule::done(std::size_t point, int replication, std::optional<double> decisive) {
    PointState& state = state_of(point);
    const auto index = static_cast<std::size_t>(replication);
    if (state.done.size() <= index) state.done.resize(index + 1);
    if (state.done[index]) return;
    state.done[index] = true;
    if (!rule_.fixed()) {
        if (state.decisive.size() <= index)
            state.decisive.resize(index + 1, std::numeric_limits<double>::quiet_NaN());
        if (decisive) state.decisive[index] = *decisive;
    }
    if (replication >= state.target) return;  // ahead of what is known to be necessary
    ++state.counted;
    ++done_;
    extend(point, state);
}

void Schedule::again(std::size_t point, int replication) {
    again_.emplace_back(point, replication);
}

std::optional<Batch> Schedule::batch_of(std::size_t point, std::size_t count) {
    PointState& state = state_of(point);
    Batch batch{point, {}};
    while (state.handed_out < state.target && batch.replications.size() < count) {
        const int r = state.handed_out++;
        const bool is_done = static_cast<std::size_t>(r) < state.done.size() && state.done[r];
        if (!is_done) batch.replications.push_back(r);
    }
    if (batch.replications.empty()) return std::nullopt;
    return batch;
}

std::optional<Batch> Schedule::next(std::size_t count) {
    if (!again_.empty()) {
        const auto [point, replication] = again_.front();
        again_.pop_front();
        return Batch{point, {replication}};
    }
    while (!extended_.empty()) {
        if (auto batch = batch_of(extended_.front(), count)) return batch;
        extended_.pop_front();
    }
    for (; cursor_ < points_.size(); ++cursor_) {
        if (auto batch = batch_of(id_of(cursor_), count)) return batch;
    }
    return std::nullopt;
}

std::vector<std::pair<std::size_t, int>> Schedule::missing() const {
    std::vector<std::pair<std::size_t, int>> points;
    for (std::size_t slot = 0; slot < points_.size(); ++slot) {
        const int missing = points_[slot].target - points_[slot].counted;
        if (missing > 0) points.emplace_back(id_of(slot), missing);
    }
    return points;
}

}  // namespace firebreak::sweep

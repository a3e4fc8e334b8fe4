// Served shares become levels in the log, and events where a level of recovery is crossed.
#include "engine/function_levels.hpp"

#include <cmath>

#include "services/demand.hpp"

namespace firebreak::engine {
namespace {

State grade(double served) {
    if (served >= 0.99) return State::full;
    if (served >= 0.9) return State::most;
    if (served >= 0.5) return State::half;
    return served > 0.0 ? State::partial : State::down;
}

}  // namespace

FunctionLevels::FunctionLevels(const Stage& stage, const PlatformState& platform, Lost lost)
    : stage_{stage}, platform_{platform}, lost_{std::move(lost)}, loads_{services::load_matrix(stage.world)} {
    served_.assign(stage.world.functions.size(), -1.0);
    shown_.assign(stage.world.functions.size(), State::full);
    cause_.assign(stage.world.functions.size(), EventId{});
}

void FunctionLevels::begin() {
    update();
    follow_demand();
}

void FunctionLevels::follow_demand() {
    const Instant next = services::next_hour(stage_.world.ignition_local_hour, stage_.calendar.now());
    stage_.calendar.schedule(next, Phase::measure, [this] {
        update();
        follow_demand();
    });
}

/// The latest change of what its components offer; a change of demand alone keeps the old cause.
EventId FunctionLevels::cause_for(FunctionId id) const {
    EventId cause = cause_[id];
    const auto later = [&cause](EventId other) {
        if (other.valid() && (!cause.valid() || other > cause)) cause = other;
    };
    for (const ComponentId c : stage_.world.functions[id].needs) later(platform_.last_change(c));
    for (const WorldSoftNeed& need : stage_.world.functions[id].degraded_without) later(platform_.last_change(need.component));
    return cause;
}

void FunctionLevels::set(FunctionId id, double served) {
    if (std::abs(served - served_[id]) < 1e-12) return;
    const bool first = served_[id] < 0.0;
    served_[id] = served;
    cause_[id] = cause_for(id);
    stage_.recorder.level(id, served, cause_[id]);
    const State now = grade(served);
    if (now == shown_[id]) return;
    const EventId event = stage_.recorder.record(entity(EntityKind::function, id), shown_[id], now, cause_[id], served);
    shown_[id] = now;
    if (!first && now != State::full && stage_.calendar.now() >= ignition_instant) lost_(event);
}

void FunctionLevels::update() {
    const World& world = stage_.world;
    Table<ComponentId, services::Offer> offers;
    for (const ComponentId c : world.components.keys()) {
        offers.add(platform_.available(c) ? platform_.offer(c) : services::Offer{});
    }
    std::vector<double> demand;
    for (const WorldFunction& function : world.functions) {
        demand.push_back(services::demand_share(function, world.ignition_local_hour, stage_.calendar.now()));
    }
    const std::vector<double> served = services::served_shares(world, loads_, offers, demand);
    for (const FunctionId id : world.functions.keys()) set(id, served[id.value]);
    if (watch_) watch_(offers, demand, served);
}

}  // namespace firebreak::engine

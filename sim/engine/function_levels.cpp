// Served shares become levels in the log, and events where a level of recovery is crossed.
#include "engine/function_levels.hpp"

#include <algorithm>
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

bool same(double a, double b) { return std::abs(a - b) < 1e-12; }

bool same(const ServiceLevel& a, const ServiceLevel& b) {
    return same(a.served, b.served) && same(a.degraded, b.degraded) && same(a.remaining, b.remaining) && same(a.resent, b.resent);
}

bool later(EventId a, EventId b) { return a.valid() && (!b.valid() || a > b); }

bool share(const std::vector<ComponentId>& a, const std::vector<ComponentId>& b) {
    return std::any_of(a.begin(), a.end(), [&b](ComponentId c) { return std::find(b.begin(), b.end(), c) != b.end(); });
}

}  // namespace

FunctionLevels::FunctionLevels(const Stage& stage, const PlatformState& platform, Lost lost, Taken taken)
    : stage_{stage}, platform_{platform}, lost_{std::move(lost)}, taken_{std::move(taken)}, loads_{services::load_matrix(stage.world)},
      warm_ups_{stage, platform, [this] { update(); }}, admission_{stage, [this] { update(); }}, users_{stage, admission_} {
    ServiceLevel unknown;
    unknown.served = -1.0;
    levels_.assign(stage.world.functions.size(), unknown);
    shown_.assign(stage.world.functions.size(), State::full);
    shown_demand_.assign(stage.world.functions.size(), State::normal);
    last_demand_.assign(stage.world.functions.size(), EventId{});
    capacity_left_by_.assign(stage.world.functions.size(), EventId{});
}

void FunctionLevels::begin() {
    update();
    follow_demand();
}

void FunctionLevels::follow_demand() {
    const Instant next = services::next_hour(stage_.world.ignition_local_hour, stage_.calendar.now());
    stage_.calendar.schedule(next, Phase::measure, [this] {
        update(Occasion::full_hour);
        follow_demand();
    });
}

void FunctionLevels::follow_backlogs() {
    stage_.calendar.cancel(next_empty_);
    next_empty_ = 0;
    const Instant next = users_.next_empty();
    if (next != never) next_empty_ = stage_.calendar.schedule(next, Phase::measure, [this] { update(Occasion::drained); });
}

/// The latest change of what its components offer or of what is asked of them; the demand of the day is no part of it.
EventId FunctionLevels::cause_for(FunctionId id) const {
    const WorldFunction& function = stage_.world.functions[id];
    EventId cause = levels_[id].cause;
    const auto offer = [&](ComponentId c) {
        for (const EventId other : {platform_.last_change(c), warm_ups_.last_change(c), admission_.last_change(c)}) {
            if (later(other, cause)) cause = other;
        }
    };
    for (const ComponentId c : function.needs) offer(c);
    for (const WorldSoftNeed& need : function.degraded_without) offer(need.component);
    for (const FunctionId other : last_demand_.keys()) {
        if (!later(last_demand_[other], cause)) continue;
        if (share(stage_.world.functions[other].needs, function.needs)) cause = last_demand_[other];
    }
    return cause;
}

/// The cause of a level that turns `now`. Where nothing has happened at this hour but the hour itself, the demand of
/// the day crosses the capacity that an earlier event left: an event of its own, caused by that one.
EventId FunctionLevels::by_the_hour(FunctionId id, State now, double served) {
    const EventId cause = cause_for(id);
    if (cause != levels_[id].cause) capacity_left_by_[id] = cause;
    if (!cause.valid() || occasion_ != Occasion::full_hour || now == shown_[id]) return cause;
    if (stage_.recorder.log().events.at(cause.value).at == stage_.calendar.now()) return cause;
    return stage_.recorder.record(entity(EntityKind::demand, id), shown_[id], now, capacity_left_by_[id], served);
}

void FunctionLevels::set(FunctionId id, const ServiceLevel& level) {
    if (same(level, levels_[id])) return;
    const bool first = levels_[id].served < 0.0;
    const State now = grade(level.served);
    const EventId cause = by_the_hour(id, now, level.served);
    levels_[id] = level;
    levels_[id].function = id;
    levels_[id].cause = cause;
    stage_.recorder.level(levels_[id]);
    if (now == shown_[id]) return;
    const EventId event = stage_.recorder.record(entity(EntityKind::function, id), shown_[id], now, cause, level.served);
    shown_[id] = now;
    if (!first && now != State::full && stage_.calendar.now() >= ignition_instant) lost_(event);
}

void FunctionLevels::show_swamped() {
    const World& world = stage_.world;
    for (const ComponentId c : world.components.keys()) {
        if (users_.swamped(c) == admission_.swamped(c)) continue;
        EventId cause = platform_.last_change(c);
        for (const FunctionId f : world.functions.keys()) {
            const auto& needs = world.functions[f].needs;
            if (std::find(needs.begin(), needs.end(), c) == needs.end()) continue;
            const EventId other = cause_for(f);
            if (later(other, cause)) cause = other;
        }
        admission_.watch(c, users_.swamped(c), cause);
    }
}

/// Waiting requests begin to come back, or the last of them has been served, or the function is lost anew.
void FunctionLevels::show_demand(FunctionId id) {
    const bool was = shown_demand_[id] == State::resending;
    if (users_.resending(id) == was) return;
    State now = State::resending;
    if (was) now = users_.waiting_h(id) > 0.0 ? State::waiting : State::drained;
    last_demand_[id] = stage_.recorder.record(entity(EntityKind::demand, id), shown_demand_[id], now, cause_for(id));
    shown_demand_[id] = now;
}

/// A swamped component has only its goodput to offer: whoever gets through has queued.
void FunctionLevels::tell(Table<ComponentId, services::Offer> offers) const {
    for (const ComponentId c : offers.keys()) {
        if (users_.swamped(c)) offers[c].capacity *= stage_.world.components[c].overload_goodput.value();
    }
    std::vector<double> demand;
    std::vector<double> served;
    for (const FunctionId id : levels_.keys()) {
        demand.push_back(users_.outcome(id).asked);
        served.push_back(levels_[id].served);
    }
    watch_(offers, demand, served);
}

void FunctionLevels::update(Occasion occasion) {
    occasion_ = occasion;
    const World& world = stage_.world;
    warm_ups_.poke();
    Table<ComponentId, services::Offer> offers;
    for (const ComponentId c : world.components.keys()) {
        offers.add(platform_.available(c) ? warm_ups_.offer(c) : services::Offer{});
    }
    users_.advance(occasion);
    users_.serve(loads_, offers);
    show_swamped();
    for (const FunctionId id : world.functions.keys()) show_demand(id);
    for (const FunctionId id : world.functions.keys()) {
        const Outcome& outcome = users_.outcome(id);
        const double served = outcome.hard * services::whole_share(world.functions[id], offers);
        ServiceLevel level;
        level.served = served;
        level.degraded = outcome.hard - served;
        level.remaining = outcome.remaining;
        level.resent = outcome.resent;
        set(id, level);
    }
    std::vector<double> taken;
    for (const FunctionId id : levels_.keys()) taken.push_back(users_.outcome(id).taken);
    taken_(taken);
    follow_backlogs();
    if (watch_) tell(offers);
}

}  // namespace firebreak::engine

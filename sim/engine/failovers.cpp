// Each component's way to its other copies: automatic, by people with a tool, or by hand.
#include "engine/failovers.hpp"

#include <algorithm>

#include "services/demand.hpp"

namespace firebreak::engine {

Failovers::Failovers(const Stage& stage, PlatformState& platform, Reconciliations& reconciliations,
                     Engineers& engineers, Done done)
    : stage_{stage},
      platform_{platform},
      reconciliations_{reconciliations},
      engineers_{engineers},
      done_{std::move(done)},
      loads_{services::load_matrix(stage.world)} {
    jobs_.assign(stage.world.components.size(), Job{});
}

void Failovers::poke(EventId cause) {
    for (const ComponentId id : jobs_.keys()) consider(id, cause);
}

bool Failovers::tools(ComponentId id) const {
    return platform_.all_available(stage_.world.components[id].needs_to_fail_over);
}

State Failovers::shown(ComponentId id) const {
    return platform_.available(id) ? State::serving : State::unavailable;
}

bool Failovers::wanted(ComponentId id) const {
    if (stage_.world.components[id].failover == FailoverMode::none || platform_.closed(id)) return false;
    if (!platform_.any_usable(id)) return false;
    return platform_.offer(id).reach <= 1.0 - 1e-9 || too_small(id);
}

bool Failovers::begun(ComponentId id) const {
    return jobs_[id].people.stage != Work::Stage::idle || jobs_[id].automatic.stage != Work::Stage::idle;
}

/// What serves is too little, is less than in peace, and a copy could join it.
bool Failovers::too_small(ComponentId id) const {
    const WorldComponent& component = stage_.world.components[id];
    const double capacity = platform_.offer(id).capacity;
    const double least = begun(id) ? component.peak_utilisation : load(id);
    if (capacity >= least - 1e-9) return false;
    double in_peace = 0.0;
    bool could_join = false;
    for (const ReplicaId copy : component.replicas) {
        const WorldReplica& replica = stage_.world.replicas[copy];
        if (replica.role == ReplicaRole::active) in_peace += replica.capacity_ratio;
        could_join = could_join || (platform_.usable(copy) && !platform_.active(copy));
    }
    return could_join && capacity < in_peace - 1e-9;
}

/// What its functions ask of it now, in full copies.
double Failovers::load(ComponentId id) const {
    const World& world = stage_.world;
    double load = 0.0;
    bool asked = false;
    for (const FunctionId f : world.functions.keys()) {
        for (const services::LoadMatrix::Entry& entry : loads_.of_function[f.value]) {
            if (entry.component != id) continue;
            asked = true;
            load += entry.load *
                    services::demand_share(world.functions[f], world.ignition_local_hour, stage_.calendar.now());
        }
    }
    return asked ? load : world.components[id].peak_utilisation;
}

void Failovers::look_at_demand() {
    for (const ComponentId id : jobs_.keys()) {
        const EventId lost = platform_.last_change(id);
        if (lost.valid() && !begun(id) && wanted(id)) consider(id, lost);
    }
}

void Failovers::consider(ComponentId id, EventId cause) {
    Job& job = jobs_[id];
    if (!wanted(id)) {
        call_off(id, cause);
        return;
    }
    const bool automatic = stage_.world.components[id].failover == FailoverMode::automatic && tools(id) &&
                           platform_.has_majority(id);
    if (automatic) {
        if (job.automatic.stage == Work::Stage::idle) begin_automatic(id, cause);
        return;
    }
    stop(id, job.automatic, cause);
    if (!decision_.valid() || !platform_.has_majority(id)) return;
    if (job.people.stage == Work::Stage::idle) {
        begin_by_people(id, std::max(cause, decision_));
    } else if (job.people.stage == Work::Stage::running) {
        hasten(id);
    }
}

Ticks Failovers::draw(ComponentId id, bool with_tool) const {
    const RecoveryParameters& p = stage_.world.parameters.recovery;
    const std::string& name = stage_.world.components[id].name;
    if (with_tool) return stage_.draws.duration(p.failover_with_tool, "failover.with_tool", name);
    return stage_.draws.duration(by_hand(stage_.world), "failover.by_hand", name);
}

Ticks Failovers::traffic_switch(ComponentId id) const {
    return stage_.draws.duration(stage_.world.parameters.recovery.traffic_switch, "failover.traffic_switch",
                                 stage_.world.components[id].name);
}

void Failovers::begin_automatic(ComponentId id, EventId cause) {
    Work& work = jobs_[id].automatic;
    const WorldComponent& component = stage_.world.components[id];
    const RecoveryParameters& p = stage_.world.parameters.recovery;
    const Ticks agree =
        component.replication == Replication::quorum
            ? stage_.draws.duration(p.leader_election, "failover.election", component.name)
            : stage_.draws.duration(p.automatic_failover, "failover.automatic", component.name);
    work.stage = Work::Stage::running;
    work.started =
        stage_.recorder.record(entity(EntityKind::component, id), shown(id), State::failing_over, cause);
    work.begun = stage_.calendar.now();
    work.due = work.begun + agree + traffic_switch(id);
    work.finish = stage_.calendar.schedule(work.due, Phase::services,
                                           [this, id] { finish(id, Work{jobs_[id].automatic}); });
}

void Failovers::begin_by_people(ComponentId id, EventId cause) {
    Work& work = jobs_[id].people;
    work.stage = Work::Stage::queued;
    work.request = engineers_.platform(id).ask(
        {urgency(stage_.world.components[id]), cause, [this, id](EventId freed) { take_up(id, freed); }});
}

void Failovers::take_up(ComponentId id, EventId cause) {
    Work& work = jobs_[id].people;
    work.stage = Work::Stage::running;
    work.member = true;
    work.with_tool = tools(id);
    work.started =
        stage_.recorder.record(entity(EntityKind::component, id), shown(id), State::failing_over, cause);
    work.begun = stage_.calendar.now();
    work.due = work.begun + draw(id, work.with_tool) + traffic_switch(id);
    work.finish = stage_.calendar.schedule(work.due, Phase::services,
                                           [this, id] { finish(id, Work{jobs_[id].people}); });
}

void Failovers::hasten(ComponentId id) {
    Work& work = jobs_[id].people;
    if (work.with_tool || !tools(id)) return;
    work.with_tool = true;
    const Instant by_tool = stage_.calendar.now() + draw(id, true) + traffic_switch(id);
    if (by_tool >= work.due) return;
    stage_.calendar.cancel(work.finish);
    work.due = by_tool;
    EventId last_tool;
    for (const ComponentId tool : stage_.world.components[id].needs_to_fail_over) {
        const EventId change = platform_.last_change(tool);
        if (change.valid() && (!last_tool.valid() || change > last_tool)) last_tool = change;
    }
    work.started = stage_.recorder.record(entity(EntityKind::component, id), State::failing_over,
                                          State::failing_over, last_tool);
    work.finish = stage_.calendar.schedule(work.due, Phase::services,
                                           [this, id] { finish(id, Work{jobs_[id].people}); });
}

/// Ends one of the two ways as a loser; harmless where it is not under way.
void Failovers::stop(ComponentId id, Work& loser, EventId cause) {
    const Work was = loser;
    loser = Work{};
    stage_.calendar.cancel(was.finish);
    if (was.stage == Work::Stage::queued) engineers_.platform(id).withdraw(was.request);
    if (was.stage == Work::Stage::running)
        called_off(stage_, entity(EntityKind::component, id), State::failing_over, was, cause);
    if (was.member) engineers_.platform(id).release(cause);
}

void Failovers::call_off(ComponentId id, EventId cause) {
    stop(id, jobs_[id].automatic, cause);
    stop(id, jobs_[id].people, cause);
}

void Failovers::finish(ComponentId id, const Work& winner) {
    Job& job = jobs_[id];
    (winner.member ? job.people : job.automatic) = Work{};
    const EventId event = stage_.recorder.record(entity(EntityKind::component, id), State::failing_over,
                                                 State::serving, winner.started);
    call_off(id, event);  // automation and people may both be at it: the first wins
    const EventId last = platform_.promote_all(id, reconciliations_.take_over(id, event));
    reconciliations_.taken_over(id, last);
    if (winner.member) engineers_.platform(id).release(event);
    done_(last);
}

}  // namespace firebreak::engine

// too small -> tool or engineer -> data -> grown
#include "engine/scale_outs.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::engine {
namespace {

/// Growing what already serves comes after every failover.
constexpr int growing_priority = 10'000;

}  // namespace

ScaleOuts::ScaleOuts(const Stage& stage, PlatformState& platform, SpareServers& spare, Engineers& engineers, Done done)
    : stage_{stage}, platform_{platform}, spare_{spare}, engineers_{engineers}, done_{std::move(done)} {
    jobs_.assign(stage.world.components.size(), Work{});
}

void ScaleOuts::poke(EventId cause) {
    if (!decision_.valid()) return;
    for (const ComponentId id : jobs_.keys()) consider(id, cause);
}

bool ScaleOuts::tool_for(ComponentId id) const {
    const auto& tool = stage_.world.boots_servers;
    return tool && *tool != id && platform_.available(*tool);
}

int ScaleOuts::missing_servers(ComponentId id) const {
    const double missing = 1.0 - platform_.serving_capacity(id);
    return static_cast<int>(std::ceil(missing * stage_.world.components[id].servers - 1e-9));
}

/// The largest serving copy whose site has a server to give.
ReplicaId ScaleOuts::place_for(ComponentId id) const {
    ReplicaId best;
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        const WorldReplica& replica = stage_.world.replicas[copy];
        if (!platform_.serving(copy) || spare_.at(replica.site) == 0) continue;
        if (!best.valid() || replica.capacity_ratio > stage_.world.replicas[best].capacity_ratio) best = copy;
    }
    return best;
}

void ScaleOuts::consider(ComponentId id, EventId cause) {
    const WorldComponent& component = stage_.world.components[id];
    Work& work = jobs_[id];
    const double capacity = platform_.serving_capacity(id);
    const bool wanted = component.scale_out && capacity > 0.0 &&
                        capacity < component.peak_utilisation - 1e-9 && place_for(id).valid();
    if (!wanted) {
        if (work.stage != Work::Stage::idle) call_off(id, cause);
        return;
    }
    if (work.stage == Work::Stage::idle) {
        begin(id, std::max(cause, decision_));
        return;
    }
    if (work.with_tool || !tool_for(id)) return;
    const EventId tool_back = platform_.last_change(*stage_.world.boots_servers);
    if (work.stage == Work::Stage::queued) {
        engineers_.platform(id).withdraw(work.request);
        run(id, true, tool_back);
    } else if (stage_.calendar.now() + duration(id, true) < work.due) {
        stage_.calendar.cancel(work.finish);
        run(id, true, tool_back);
    }
}

Ticks ScaleOuts::duration(ComponentId id, bool with_tool) const {
    const WorldComponent& component = stage_.world.components[id];
    const RecoveryParameters& p = stage_.world.parameters.recovery;
    const Ticks work =
        with_tool ? stage_.draws.duration(p.automated_start, "scale_out.automated", component.name)
                  : stage_.draws.duration(by_hand(stage_.world), "scale_out.by_hand", component.name);
    const WorldReplica& copy = stage_.world.replicas[place_for(id)];
    const double racks = static_cast<double>(copy.racks.size()) * missing_servers(id) / copy.servers;
    const BytesPerSecond uplinks = stage_.world.sites[copy.site].rack_uplink * std::max(1.0, racks);
    return work + to_ticks(component.data * (static_cast<double>(missing_servers(id)) / component.servers) /
                           uplinks);
}

void ScaleOuts::begin(ComponentId id, EventId cause) {
    if (tool_for(id)) {
        run(id, true, cause);
        return;
    }
    Work& work = jobs_[id];
    work.stage = Work::Stage::queued;
    const int priority = growing_priority + stage_.world.components[id].priority;
    const Crew::Ticket request = engineers_.platform(id).ask(priority, cause, [this, id](EventId freed) {
        jobs_[id].member = true;
        run(id, false, freed);
    });
    if (work.stage == Work::Stage::queued) work.request = request;
}

void ScaleOuts::run(ComponentId id, bool with_tool, EventId cause) {
    Work& work = jobs_[id];
    const State was = work.stage == Work::Stage::running ? State::growing : State::serving;
    work.stage = Work::Stage::running;
    work.with_tool = with_tool;
    work.started = stage_.recorder.record(entity(EntityKind::component, id), was, State::growing, cause);
    work.begun = stage_.calendar.now();
    work.due = work.begun + duration(id, with_tool);
    work.finish = stage_.calendar.schedule(work.due, Phase::services, [this, id] { finish(id); });
}

void ScaleOuts::finish(ComponentId id) {
    const Work work = jobs_[id];
    jobs_[id] = Work{};
    const ReplicaId copy = place_for(id);
    if (!copy.valid() || missing_servers(id) <= 0) {  // it went, or came back, at this very instant
        jobs_[id] = work;
        call_off(id, work.started);
        return;
    }
    const int servers = spare_.take(stage_.world.replicas[copy].site, missing_servers(id));
    const EventId event = stage_.recorder.record(entity(EntityKind::component, id), State::growing,
                                                 State::serving, work.started, servers);
    platform_.grow(copy, static_cast<double>(servers) / stage_.world.components[id].servers, event);
    if (work.member) engineers_.platform(id).release(event);
    done_(event);
}

void ScaleOuts::call_off(ComponentId id, EventId cause) {
    const Work work = jobs_[id];
    jobs_[id] = Work{};
    stage_.calendar.cancel(work.finish);
    if (work.stage == Work::Stage::queued) engineers_.platform(id).withdraw(work.request);
    if (work.stage == Work::Stage::running)
        called_off(stage_, entity(EntityKind::component, id), State::growing, work, cause);
    if (work.member) engineers_.platform(id).release(cause);
}

}  // namespace firebreak::engine

// too small -> tool or engineer -> data -> grown
#include "engine/scale_outs.hpp"

#include <algorithm>
#include <cmath>

#include "engine/ports.hpp"

namespace firebreak::engine {
namespace {

/// Growing what already serves comes after every failover.
constexpr int growing_priority = 10'000;

}  // namespace

ScaleOuts::ScaleOuts(const Stage& stage, PlatformState& platform, SpareServers& spare, Engineers& engineers, Done done)
    : stage_{stage}, platform_{platform}, spare_{spare}, engineers_{engineers}, done_{std::move(done)} {
    jobs_.assign(stage.world.components.size(), Job{});
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

Urgency ScaleOuts::urgency_of(ComponentId id) const {
    return urgency(stage_.world.components[id]).after_all(growing_priority);
}

/// Servers that nobody has, or that it holds already.
int ScaleOuts::spare_for(ComponentId id, SiteId site) const {
    const Job& job = jobs_[id];
    return spare_.at(site) + (job.site == site ? job.held : 0);
}

/// The largest serving copy whose site has a server to give.
ReplicaId ScaleOuts::place_for(ComponentId id) const {
    ReplicaId best;
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        const WorldReplica& replica = stage_.world.replicas[copy];
        if (!platform_.serving(copy) || spare_for(id, replica.site) == 0) continue;
        if (!best.valid() || replica.capacity_ratio > stage_.world.replicas[best].capacity_ratio) best = copy;
    }
    return best;
}

void ScaleOuts::consider(ComponentId id, EventId cause) {
    const WorldComponent& component = stage_.world.components[id];
    Work& work = jobs_[id].work;
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
        if (work.member) engineers_.platform(id).release(tool_back);
        work.member = false;
        claim(id, true, tool_back);
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
    int running = 0;
    for (const RackShare& share : copy.racks) running += platform_.runs(share.rack) ? 1 : 0;
    const int added = std::min(missing_servers(id), spare_for(id, copy.site));
    const double racks = std::max(1, std::min(running, racks_for(stage_.world, copy.site, added)));
    const Bytes size = component.data * (static_cast<double>(added) / component.servers);
    return work + to_ticks(size / (stage_.world.sites[copy.site].rack_uplink * racks));
}

void ScaleOuts::begin(ComponentId id, EventId cause) {
    if (tool_for(id)) {
        claim(id, true, cause);
        return;
    }
    Work& work = jobs_[id].work;
    work.stage = Work::Stage::queued;
    const auto start = [this, id](EventId freed) {
        jobs_[id].work.member = true;
        claim(id, false, freed);
    };
    work.request = engineers_.platform(id).ask({urgency_of(id), cause, start});
}

/// Begins as soon as more urgent work of this instant has taken its servers.
void ScaleOuts::claim(ComponentId id, bool with_tool, EventId cause) {
    Job& job = jobs_[id];
    job.work.stage = Work::Stage::queued;
    job.work.with_tool = with_tool;
    spare_.ask(urgency_of(id), [this, id, with_tool, cause, epoch = ++job.epoch] {
        if (jobs_[id].epoch != epoch) return;
        const ReplicaId copy = place_for(id);
        if (!copy.valid()) {
            call_off(id, cause);
            return;
        }
        jobs_[id].site = stage_.world.replicas[copy].site;
        jobs_[id].held = spare_.take(jobs_[id].site, missing_servers(id));
        run(id, with_tool, cause);
    });
}

void ScaleOuts::run(ComponentId id, bool with_tool, EventId cause) {
    Work& work = jobs_[id].work;
    const State was = work.stage == Work::Stage::running ? State::growing : State::serving;
    work.stage = Work::Stage::running;
    work.with_tool = with_tool;
    work.started = stage_.recorder.record(entity(EntityKind::component, id), was, State::growing, cause);
    work.begun = stage_.calendar.now();
    work.due = work.begun + duration(id, with_tool);
    work.finish = stage_.calendar.schedule(work.due, Phase::services, [this, id] { finish(id); });
}

void ScaleOuts::finish(ComponentId id) {
    const Job& job = jobs_[id];
    const ReplicaId copy = place_for(id);
    if (!copy.valid() || missing_servers(id) <= 0) {  // it went, or came back, at this very instant
        call_off(id, job.work.started);
        return;
    }
    const Work work = job.work;
    spare_.give_back(job.site, job.held);  // what is missing now may be more or less, and elsewhere
    const int servers = spare_.take(stage_.world.replicas[copy].site, missing_servers(id));
    forget(id);
    const EventId event = stage_.recorder.record(entity(EntityKind::component, id), State::growing,
                                                 State::serving, work.started, servers);
    platform_.grow(copy, static_cast<double>(servers) / stage_.world.components[id].servers, event);
    if (work.member) engineers_.platform(id).release(event);
    done_(event);
}

void ScaleOuts::forget(ComponentId id) {
    const std::uint32_t epoch = jobs_[id].epoch + 1;
    jobs_[id] = Job{};
    jobs_[id].epoch = epoch;
}

void ScaleOuts::call_off(ComponentId id, EventId cause) {
    const Job job = jobs_[id];
    forget(id);
    stage_.calendar.cancel(job.work.finish);
    engineers_.platform(id).withdraw(job.work.request);
    EventId last = cause;
    if (job.work.stage == Work::Stage::running)
        last = called_off(stage_, entity(EntityKind::component, id), State::growing, job.work, cause);
    if (job.work.member) engineers_.platform(id).release(cause);
    if (job.held == 0) return;
    spare_.give_back(job.site, job.held);
    done_(last);  // others may be waiting for them
}

}  // namespace firebreak::engine

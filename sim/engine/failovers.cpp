// Each component's way elsewhere: automatic, by people with a tool, by hand, or rebuilt.
#include "engine/failovers.hpp"

#include <algorithm>

namespace firebreak::engine {

Failovers::Failovers(const Stage& stage, PlatformState& platform, Done done)
    : stage_{stage}, platform_{platform}, done_{std::move(done)}, crew_{stage.world.response.crews.platform} {
    jobs_.assign(stage.world.components.size(), Job{});
    for (const WorldSite& site : stage.world.sites) spare_.add(site.spare_servers);
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
    const WorldComponent& component = stage_.world.components[id];
    if (platform_.offer(id).reach > 1.0 - 1e-9) return false;
    if (platform_.any_usable(id)) return component.failover != FailoverMode::none;
    return component.rebuildable && site_for_rebuild(id).valid() && platform_.all_available(component.needs_to_start);
}

SiteId Failovers::site_for_rebuild(ComponentId id) const {
    const WorldComponent& component = stage_.world.components[id];
    for (const SiteId site : spare_.keys()) {
        const bool has_copy = std::any_of(component.replicas.begin(), component.replicas.end(), [&](ReplicaId copy) {
            return stage_.world.replicas[copy].site == site;
        });
        if (!has_copy && platform_.connected(site) && spare_[site] >= component.servers) return site;
    }
    return {};
}

void Failovers::consider(ComponentId id, EventId cause) {
    Job& job = jobs_[id];
    const bool rebuild = !platform_.any_usable(id);
    const bool busy = job.people.stage != Work::Stage::idle || job.automatic != 0;
    if (!wanted(id) || (busy && rebuild != job.rebuild)) {
        if (busy) call_off(id, cause);
        if (!wanted(id)) return;
    }
    job.rebuild = rebuild;
    const bool automatic = !rebuild && stage_.world.components[id].failover == FailoverMode::automatic &&
                           tools(id) && platform_.has_majority(id);
    if (automatic) {
        if (job.automatic == 0) begin_automatic(id, cause);
        return;
    }
    if (job.automatic != 0) {
        stage_.calendar.cancel(job.automatic);
        job.automatic = 0;
    }
    if (!decision_.valid() || (!rebuild && !platform_.has_majority(id))) return;
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
    Job& job = jobs_[id];
    job.automatic_cause = stage_.recorder.record(entity(EntityKind::component, id), shown(id), State::failing_over, cause);
    const Ticks delay = stage_.draws.duration(stage_.world.parameters.recovery.automatic_failover, "failover.automatic",
                                              stage_.world.components[id].name) + traffic_switch(id);
    job.automatic = stage_.calendar.after(delay, Phase::services, [this, id] {
        const EventId begun = jobs_[id].automatic_cause;
        jobs_[id].automatic = 0;
        if (jobs_[id].people.stage != Work::Stage::idle) call_off(id, begun);
        finish(id, begun);
    });
}

void Failovers::begin_by_people(ComponentId id, EventId cause) {
    Work& work = jobs_[id].people;
    work.stage = Work::Stage::queued;
    const Crew::Ticket request =
        crew_.ask(stage_.world.components[id].priority, cause, [this, id](EventId freed) { take_up(id, freed); });
    if (work.stage == Work::Stage::queued) work.request = request;
}

void Failovers::take_up(ComponentId id, EventId cause) {
    Job& job = jobs_[id];
    Work& work = job.people;
    work.stage = Work::Stage::running;
    work.with_tool = !job.rebuild && tools(id);
    work.started = stage_.recorder.record(entity(EntityKind::component, id), shown(id),
                                          job.rebuild ? State::rebuilding : State::failing_over, cause);
    work.due = stage_.calendar.now() + draw(id, work.with_tool) + traffic_switch(id);
    work.finish = stage_.calendar.schedule(work.due, Phase::services, [this, id] { finish(id, jobs_[id].people.started); });
}

void Failovers::hasten(ComponentId id) {
    Job& job = jobs_[id];
    Work& work = job.people;
    if (work.with_tool || job.rebuild || !tools(id)) return;
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
    work.started = stage_.recorder.record(entity(EntityKind::component, id), State::failing_over, State::failing_over, last_tool);
    work.finish = stage_.calendar.schedule(work.due, Phase::services, [this, id] { finish(id, jobs_[id].people.started); });
}

void Failovers::call_off(ComponentId id, EventId cause) {
    Job& job = jobs_[id];
    stage_.calendar.cancel(job.automatic);
    stage_.calendar.cancel(job.people.finish);
    const Work::Stage stage = job.people.stage;
    const Crew::Ticket request = job.people.request;
    job = Job{};
    if (stage == Work::Stage::queued) crew_.withdraw(request);
    if (stage == Work::Stage::running) crew_.release(cause);
}

void Failovers::lose_lag(ComponentId id) {
    const WorldComponent& component = stage_.world.components[id];
    if (component.write_rate.value() <= 0.0 || component.replication != Replication::async) return;
    const Ticks lag = stage_.draws.duration(stage_.world.parameters.recovery.replication_lag, "failover.replication_lag", component.name);
    stage_.recorder.loss(id, seconds_of(lag));
}

void Failovers::finish(ComponentId id, EventId cause) {
    const SiteId new_site = jobs_[id].rebuild ? site_for_rebuild(id) : SiteId{};
    if (jobs_[id].rebuild && !new_site.valid()) {  // another rebuild took the last spare servers
        call_off(id, cause);
        return;
    }
    const Job job = jobs_[id];
    jobs_[id] = Job{};
    stage_.calendar.cancel(job.automatic);  // automation and people may both be at it: the first wins
    const EventId event = stage_.recorder.record(entity(EntityKind::component, id),
                                                 job.rebuild ? State::rebuilding : State::failing_over, State::serving, cause);
    EventId last = event;
    if (job.rebuild) {
        spare_[new_site] -= stage_.world.components[id].servers;
        last = platform_.rebuild(id, new_site, event);
    } else {
        lose_lag(id);
        last = platform_.promote_all(id, event);
    }
    if (job.people.stage == Work::Stage::running) crew_.release(event);
    done_(last);
}

}  // namespace firebreak::engine

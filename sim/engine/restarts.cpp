// waiting for servers and needs -> work -> transfers (restart_data.cpp) -> recovery -> serving
#include "engine/restarts.hpp"

#include <utility>

#include "engine/bootstraps.hpp"

namespace firebreak::engine {

Restarts::Restarts(const Stage& stage, PlatformState& platform, Sources from, Engineers& engineers, Restarted restarted)
    : stage_{stage}, platform_{platform}, from_{from}, restarted_{std::move(restarted)},
      engineers_{engineers} {
    jobs_.assign(stage.world.replicas.size(), Job{});
}

void Restarts::poke(EventId cause) {
    for (const ReplicaId id : jobs_.keys()) consider(id, cause);
}

bool Restarts::tool_for(ComponentId component) const {
    const auto& tool = stage_.world.boots_servers;
    return tool && *tool != component && platform_.available(*tool);
}

void Restarts::consider(ReplicaId id, EventId cause) {
    Job& job = jobs_[id];
    if (platform_.started(id)) {
        job.down = false;
        return;
    }
    if (!std::exchange(job.down, true)) job.written = from_.writes.total(stage_.world.replicas[id].component);
    const auto busy = [&job] { return job.loading || job.work.stage != Work::Stage::idle; };
    if (!platform_.enough_servers(id)) {
        if (busy()) abandon(id, cause);
        return;
    }
    look_for_data(id, cause);
    const WorldReplica& replica = stage_.world.replicas[id];
    const WorldComponent& component = stage_.world.components[replica.component];
    const bool needs_there = platform_.all_available(component.needs_to_start);
    if (!busy()) {
        if (!platform_.connected(replica.site) || !has_way_back(id)) return;
        if (needs_there) {
            begin(id, cause);
        } else {
            consider_bootstrap(id, cause);
        }
    } else if (!job.loading && (needs_there || !job.bootstrap)) {
        hasten(id);
    }
}

/// The needs do not come: if they never will, an engineer goes without them.
void Restarts::consider_bootstrap(ReplicaId id, EventId cause) {
    if (!waits_in_vain(stage_.world, platform_, stage_.world.replicas[id].component)) return;
    jobs_[id].bootstrap = true;
    ask_for_engineer(id, cause);
}

/// Nobody starts what has no data and may not do without.
bool Restarts::has_way_back(ReplicaId id) const {
    const ComponentId component = stage_.world.replicas[id].component;
    return !has_data(stage_.world.components[component]) || platform_.data().may_return(component);
}

Ticks Restarts::draw(ReplicaId id, bool with_tool) const {
    const RecoveryParameters& p = stage_.world.parameters.recovery;
    const std::string& name = stage_.world.components[stage_.world.replicas[id].component].name;
    if (jobs_[id].bootstrap) return stage_.draws.duration(p.bootstrap_by_hand, "restart.bootstrap", name);
    if (with_tool) return stage_.draws.duration(p.automated_start, "restart.automated", name);
    return stage_.draws.duration(by_hand(stage_.world), "restart.by_hand", name);
}

void Restarts::begin(ReplicaId id, EventId cause) {
    if (tool_for(stage_.world.replicas[id].component)) {
        run(id, draw(id, true), true, cause);
        return;
    }
    ask_for_engineer(id, cause);
}

void Restarts::ask_for_engineer(ReplicaId id, EventId cause) {
    Job& job = jobs_[id];
    const ComponentId component = stage_.world.replicas[id].component;
    job.work.stage = Work::Stage::queued;
    const auto start = [this, id, cause, epoch = job.epoch](EventId freed) {
        if (jobs_[id].epoch != epoch) {
            crew_of(id).release(freed);
            return;
        }
        jobs_[id].work.member = true;
        run(id, draw(id, false), false, freed.valid() ? freed : cause);
    };
    job.work.request = crew_of(id).ask({urgency(stage_.world.components[component]), cause, start});
}

void Restarts::run(ReplicaId id, Ticks duration, bool with_tool, EventId cause) {
    Job& job = jobs_[id];
    job.work.stage = Work::Stage::running;
    job.work.with_tool = with_tool;
    job.work.begun = stage_.calendar.now();
    job.work.due = job.work.begun + duration;
    job.work.started = platform_.show(id, job.bootstrap ? State::bootstrapping : State::starting, cause);
    job.work.finish = stage_.calendar.schedule(job.work.due, Phase::services, [this, id] { worked(id); });
}

void Restarts::hasten(ReplicaId id) {
    Work& work = jobs_[id].work;
    const ComponentId component = stage_.world.replicas[id].component;
    if (jobs_[id].bootstrap) {  // what it needs to start has come: the usual way may be quicker now
        jobs_[id].bootstrap = false;
        const bool tool = tool_for(component);
        const Instant usual = stage_.calendar.now() + draw(id, tool);
        if (work.stage == Work::Stage::queued || usual >= work.due) return;
        EventId needs_back;
        for (const ComponentId need : stage_.world.components[component].needs_to_start) {
            const EventId change = platform_.last_change(need);
            if (change.valid() && (!needs_back.valid() || change > needs_back)) needs_back = change;
        }
        stage_.calendar.cancel(work.finish);
        run(id, draw(id, tool), tool, needs_back);
        return;
    }
    if (work.with_tool || !tool_for(component)) return;
    const EventId tool_back = platform_.last_change(*stage_.world.boots_servers);
    const Ticks by_tool = draw(id, true);
    if (work.stage == Work::Stage::queued) {
        crew_of(id).withdraw(work.request);
        run(id, by_tool, true, tool_back);
    } else if (stage_.calendar.now() + by_tool < work.due) {
        stage_.calendar.cancel(work.finish);
        work.with_tool = true;
        work.due = stage_.calendar.now() + by_tool;
        // The tool's return is now what lets this work end when it does.
        work.started = stage_.recorder.record(entity(EntityKind::replica, id), State::starting, State::starting, tool_back);
        work.finish = stage_.calendar.schedule(work.due, Phase::services, [this, id] { worked(id); });
    }
}

void Restarts::abandon(ReplicaId id, EventId cause) {
    Job& job = jobs_[id];
    ++job.epoch;
    stage_.calendar.cancel(job.work.finish);
    if (job.work.stage == Work::Stage::queued) crew_of(id).withdraw(job.work.request);
    if (job.work.member) crew_of(id).release(cause);
    const Bytes left = from_.transfers.stop(job.transfer);
    if (job.data == Data::copying || job.data == Data::restoring) {
        const Bytes all = stage_.world.components[stage_.world.replicas[id].component].data;
        if (!platform_.data().intact(id)) platform_.data().set_arrived(id, all - left);
    }
    job.transfer = 0;
    job.data = Data::none;
    job.work = Work{};
    job.loading = false;
    job.bootstrap = false;
    job.lost.reset();
    platform_.show(id, State::down, cause);
}

void Restarts::worked(ReplicaId id) {
    Job& job = jobs_[id];
    const EventId started = job.work.started;
    const bool member = job.work.member;
    job.work = Work{};
    job.work.started = started;
    job.loading = true;
    pull_image(id);
    if (member) crew_of(id).release(started);
}

void Restarts::recover(ReplicaId id) {
    const WorldComponent& component = stage_.world.components[stage_.world.replicas[id].component];
    Ticks recovery{0};
    if (component.write_rate.value() > 0.0) {
        recovery = stage_.draws.duration(stage_.world.parameters.recovery.crash_recovery, "restart.crash_recovery", component.name);
    }
    stage_.calendar.after(recovery, Phase::services, [this, id, epoch = jobs_[id].epoch] {
        Job& job = jobs_[id];
        if (job.epoch != epoch) return;
        const EventId started = job.work.started;
        const std::optional<Seconds> lost = job.lost;
        ++job.epoch;
        job.loading = false;
        job.bootstrap = false;
        job.work = Work{};
        job.lost.reset();
        job.transfer = 0;
        platform_.renew_data(id);
        restarted_(from_.reconciliations.copy_back(id, started, lost));
    });
}

}  // namespace firebreak::engine

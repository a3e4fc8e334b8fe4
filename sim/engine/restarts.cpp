// waiting for servers and needs -> work -> transfers -> recovery -> serving
#include "engine/restarts.hpp"

#include "engine/transfers.hpp"

namespace firebreak::engine {

Restarts::Restarts(const Stage& stage, PlatformState& platform, Backend& backend, Restarted restarted)
    : stage_{stage}, platform_{platform}, backend_{backend}, restarted_{std::move(restarted)},
      crew_{stage.world.response.crews.service} {
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
        job.down_since = never;
        return;
    }
    if (job.down_since == never) job.down_since = stage_.calendar.now();
    const bool busy = job.loading || job.work.stage != Work::Stage::idle;
    if (!platform_.enough_servers(id)) {
        if (busy) abandon(id, cause);
        return;
    }
    const WorldReplica& replica = stage_.world.replicas[id];
    const WorldComponent& component = stage_.world.components[replica.component];
    if (!busy) {
        if (platform_.connected(replica.site) && platform_.all_available(component.needs_to_start)) begin(id, cause);
    } else if (!job.loading) {
        hasten(id);
    }
}

Ticks Restarts::draw(ReplicaId id, bool with_tool) const {
    const RecoveryParameters& p = stage_.world.parameters.recovery;
    const std::string& name = stage_.world.components[stage_.world.replicas[id].component].name;
    if (with_tool) return stage_.draws.duration(p.automated_start, "restart.automated", name);
    return stage_.draws.duration(by_hand(stage_.world), "restart.by_hand", name);
}

void Restarts::begin(ReplicaId id, EventId cause) {
    Job& job = jobs_[id];
    const ComponentId component = stage_.world.replicas[id].component;
    if (tool_for(component)) {
        run(id, draw(id, true), true, cause);
        return;
    }
    job.work.stage = Work::Stage::queued;
    job.work.request = crew_.ask(stage_.world.components[component].priority, cause,
                                 [this, id, cause, epoch = job.epoch](EventId freed) {
        if (jobs_[id].epoch != epoch) {
            crew_.release(freed);
            return;
        }
        jobs_[id].work.member = true;
        run(id, draw(id, false), false, freed.valid() ? freed : cause);
    });
}

void Restarts::run(ReplicaId id, Ticks duration, bool with_tool, EventId cause) {
    Job& job = jobs_[id];
    job.work.stage = Work::Stage::running;
    job.work.with_tool = with_tool;
    job.work.due = stage_.calendar.now() + duration;
    job.work.started = platform_.show(id, State::starting, cause);
    job.work.finish = stage_.calendar.schedule(job.work.due, Phase::services, [this, id] { worked(id); });
}

void Restarts::hasten(ReplicaId id) {
    Work& work = jobs_[id].work;
    const ComponentId component = stage_.world.replicas[id].component;
    if (work.with_tool || !tool_for(component)) return;
    const EventId tool_back = platform_.last_change(*stage_.world.boots_servers);
    const Ticks by_tool = draw(id, true);
    if (work.stage == Work::Stage::queued) {
        crew_.withdraw(work.request);
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
    if (job.work.stage == Work::Stage::queued) crew_.withdraw(job.work.request);
    if (job.work.member) crew_.release(cause);
    job.work = Work{};
    job.loading = false;
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
    if (member) crew_.release(started);
}

void Restarts::pull_image(ReplicaId id) {
    const WorldReplica& replica = stage_.world.replicas[id];
    const auto& images = stage_.world.serves_images;
    const Bytes size = stage_.world.components[replica.component].image * static_cast<double>(replica.racks.size());
    transfer(stage_, backend_, {images ? platform_.source_rack(*images) : RackId{}, platform_.first_running_rack(id), size},
             [this, id, epoch = jobs_[id].epoch] { return jobs_[id].epoch == epoch; }, [this, id] { catch_up(id); });
}

void Restarts::catch_up(ReplicaId id) {
    const ComponentId component = stage_.world.replicas[id].component;
    const Seconds missed = seconds_of(stage_.calendar.now() - jobs_[id].down_since);
    transfer(stage_, backend_,
             {platform_.source_rack(component), platform_.first_running_rack(id),
              stage_.world.components[component].write_rate * missed},
             [this, id, epoch = jobs_[id].epoch] { return jobs_[id].epoch == epoch; }, [this, id] { recover(id); });
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
        ++job.epoch;
        job.loading = false;
        job.work = Work{};
        restarted_(platform_.start(id, started));
    });
}

}  // namespace firebreak::engine

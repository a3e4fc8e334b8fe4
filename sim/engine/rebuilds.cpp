// wanted -> engineer -> set up -> data -> serving
#include "engine/rebuilds.hpp"

#include <algorithm>

namespace firebreak::engine {

Rebuilds::Rebuilds(const Stage& stage, PlatformState& platform, Restores& restores,
                   Reconciliations& reconciliations, SpareServers& spare, Engineers& engineers, Done done)
    : stage_{stage},
      platform_{platform},
      restores_{restores},
      reconciliations_{reconciliations},
      spare_{spare},
      engineers_{engineers},
      done_{std::move(done)} {
    jobs_.assign(stage.world.components.size(), Job{});
}

void Rebuilds::poke(EventId cause) {
    for (const ComponentId id : jobs_.keys()) consider(id, cause);
}

bool Rebuilds::all_scrap(ComponentId id) const {
    const auto& copies = stage_.world.components[id].replicas;
    return std::none_of(copies.begin(), copies.end(),
                        [this](ReplicaId copy) { return platform_.data_intact(copy); });
}

SiteId Rebuilds::site_for(ComponentId id) const {
    const WorldComponent& component = stage_.world.components[id];
    for (const SiteId site : stage_.world.sites.keys()) {
        const bool has_copy =
            std::any_of(component.replicas.begin(), component.replicas.end(),
                        [&](ReplicaId copy) { return stage_.world.replicas[copy].site == site; });
        if (!has_copy && platform_.connected(site) && spare_.at(site) >= component.servers) return site;
    }
    return {};
}

bool Rebuilds::wanted(ComponentId id) const {
    const WorldComponent& component = stage_.world.components[id];
    if (platform_.any_usable(id) || platform_.offer(id).reach > 1.0 - 1e-9) return false;
    if (jobs_[id].site.valid()) return platform_.connected(jobs_[id].site);
    if (platform_.closed(id)) return false;
    const bool worth_it = component.rebuildable || (all_scrap(id) && has_data(component));
    return worth_it && site_for(id).valid() && platform_.all_available(component.needs_to_start);
}

void Rebuilds::consider(ComponentId id, EventId cause) {
    Job& job = jobs_[id];
    if (platform_.any_usable(id)) {
        job.lost_since = never;
    } else if (job.lost_since == never) {
        job.lost_since = stage_.calendar.now();
    }
    const bool busy = job.work.stage != Work::Stage::idle;
    if (!wanted(id)) {
        if (busy) call_off(id, cause);
        return;
    }
    if (busy || !decision_.valid()) return;
    job.work.stage = Work::Stage::queued;
    const Crew::Ticket request = engineers_.platform(id).ask(stage_.world.components[id].priority, std::max(cause, decision_),
                                           [this, id](EventId freed) { take_up(id, freed); });
    if (job.work.stage == Work::Stage::queued) job.work.request = request;
}

void Rebuilds::take_up(ComponentId id, EventId cause) {
    const RecoveryParameters& p = stage_.world.parameters.recovery;
    const std::string& name = stage_.world.components[id].name;
    Work& work = jobs_[id].work;
    work.stage = Work::Stage::running;
    work.started = stage_.recorder.record(entity(EntityKind::component, id), State::unavailable,
                                          State::rebuilding, cause);
    work.begun = stage_.calendar.now();
    work.due = work.begun + stage_.draws.duration(by_hand(stage_.world), "failover.by_hand", name) +
               stage_.draws.duration(p.traffic_switch, "failover.traffic_switch", name);
    work.finish = stage_.calendar.schedule(work.due, Phase::services, [this, id] { set_up(id); });
}

void Rebuilds::set_up(ComponentId id) {
    Job& job = jobs_[id];
    const WorldComponent& component = stage_.world.components[id];
    const SiteId site = site_for(id);
    if (!site.valid()) {  // another rebuild took the last spare servers
        call_off(id, job.work.started);
        return;
    }
    spare_.take(site, component.servers);
    job.site = site;
    if (!has_data(component) || !all_scrap(id)) {
        finish(id, State::rebuilding, Seconds{0.0});
        return;
    }
    job.work.started = stage_.recorder.record(entity(EntityKind::component, id), State::rebuilding,
                                              State::restoring, job.work.started);
    restores_.bring(
        id, site, [this, id, epoch = job.epoch] { return jobs_[id].epoch == epoch; },
        [this, id](Seconds age) { finish(id, State::restoring, age); });
}

void Rebuilds::finish(ComponentId id, State was, Seconds age) {
    const Job job = jobs_[id];
    jobs_[id] = Job{};
    jobs_[id].epoch = job.epoch + 1;
    const EventId event =
        stage_.recorder.record(entity(EntityKind::component, id), was, State::serving, job.work.started);
    const EventId last = reconciliations_.replaced(id, age, job.lost_since, event);
    platform_.rebuild(id, job.site, last);
    engineers_.platform(id).release(event);
    done_(last);
}

void Rebuilds::call_off(ComponentId id, EventId cause) {
    Job& job = jobs_[id];
    stage_.calendar.cancel(job.work.finish);
    const Work work = job.work;
    if (work.stage == Work::Stage::running) {
        called_off(stage_, entity(EntityKind::component, id),
                   job.site.valid() ? State::restoring : State::rebuilding, work, cause);
    }
    const std::uint32_t next = job.epoch + 1;
    const Instant lost_since = job.lost_since;
    job = Job{};
    job.epoch = next;
    job.lost_since = lost_since;
    if (work.stage == Work::Stage::queued) engineers_.platform(id).withdraw(work.request);
    if (work.stage == Work::Stage::running) engineers_.platform(id).release(cause);
}

}  // namespace firebreak::engine

// wanted -> engineer -> set up -> data -> serving
#include "engine/rebuilds.hpp"

#include <algorithm>

namespace firebreak::engine {

Rebuilds::Rebuilds(const Stage& stage, PlatformState& platform, Transfers& transfers, Restores& restores,
                   Reconciliations& reconciliations, SpareServers& spare, Engineers& engineers, Done done)
    : stage_{stage},
      platform_{platform},
      transfers_{transfers},
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

bool Rebuilds::no_data_left(ComponentId id) const {
    return has_data(stage_.world.components[id]) && !platform_.data().any_intact(id);
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
    const Job& job = jobs_[id];
    if (begun(id) && !platform_.connected(job.site)) return false;
    if (job.restoring) return platform_.data().backup_left(id);
    if (platform_.closed(id)) return false;
    const bool worth_it = component.rebuildable || (no_data_left(id) && platform_.data().backup_left(id));
    const bool place = begun(id) || site_for(id).valid();
    return worth_it && place && platform_.all_available(component.needs_to_start);
}

void Rebuilds::consider(ComponentId id, EventId cause) {
    Job& job = jobs_[id];
    const bool busy = job.work.stage != Work::Stage::idle;
    if (!wanted(id)) {
        if (busy) call_off(id, cause);
        return;
    }
    if (busy || !decision_.valid()) return;
    job.work.stage = Work::Stage::queued;
    job.work.request =
        engineers_.platform(id).ask({urgency(stage_.world.components[id]), std::max(cause, decision_),
                                     [this, id](EventId freed) { take_up(id, freed); }});
}

/// An engineer is there; now for the servers, if they are not given to more urgent work of this instant.
void Rebuilds::take_up(ComponentId id, EventId cause) {
    jobs_[id].work.member = true;
    spare_.ask(urgency(stage_.world.components[id]), [this, id, cause, epoch = jobs_[id].epoch] {
        if (jobs_[id].epoch == epoch) begin(id, cause);
    });
}

void Rebuilds::begin(ComponentId id, EventId cause) {
    const SiteId site = site_for(id);
    if (!site.valid()) {
        call_off(id, cause);
        return;
    }
    spare_.take(site, stage_.world.components[id].servers);
    jobs_[id].site = site;
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
    if (!no_data_left(id) || !platform_.data().backup_left(id)) {
        finish(id, State::rebuilding, no_data_left(id) ? component.data_history : Seconds{0.0});
        return;
    }
    job.restoring = true;
    job.work.started = stage_.recorder.record(entity(EntityKind::component, id), State::rebuilding,
                                              State::restoring, job.work.started);
    restores_.bring(job.transfer, id, transfers_.ports().anew(id, job.site), component.data,
                    [this, id](std::optional<Seconds> age) {
                        const WorldComponent& of = stage_.world.components[id];
                        if (!age && !of.rebuildable) {
                            call_off(id, jobs_[id].work.started);
                        } else {
                            finish(id, State::restoring, age.value_or(of.data_history));
                        }
                    });
}

void Rebuilds::finish(ComponentId id, State was, Seconds age) {
    const Job job = jobs_[id];
    jobs_[id] = Job{};
    jobs_[id].epoch = job.epoch + 1;
    if (no_data_left(id)) platform_.data().moved(id);
    const EventId event =
        stage_.recorder.record(entity(EntityKind::component, id), was, State::serving, job.work.started);
    const EventId last = reconciliations_.replaced(id, age, event);
    platform_.rebuild(id, job.site, last);
    engineers_.platform(id).release(event);
    done_(last);
}

void Rebuilds::call_off(ComponentId id, EventId cause) {
    const Job job = jobs_[id];
    jobs_[id] = Job{};
    jobs_[id].epoch = job.epoch + 1;
    stage_.calendar.cancel(job.work.finish);
    engineers_.platform(id).withdraw(job.work.request);
    EventId last = cause;
    if (job.work.stage == Work::Stage::running) {
        last = called_off(stage_, entity(EntityKind::component, id),
                          job.restoring ? State::restoring : State::rebuilding, job.work, cause);
    }
    transfers_.stop(job.transfer);
    if (job.work.member) engineers_.platform(id).release(cause);
    if (!job.site.valid()) return;
    spare_.give_back(job.site, stage_.world.components[id].servers);
    done_(last);  // others may be waiting for them
}

}  // namespace firebreak::engine

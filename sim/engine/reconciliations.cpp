// Closes, compares, opens.
#include "engine/reconciliations.hpp"

#include <utility>

namespace firebreak::engine {

Reconciliations::Reconciliations(const Stage& stage, PlatformState& platform, ReplicationStreams& streams,
                                 const Writes& writes, Done done)
    : stage_{stage}, platform_{platform}, streams_{streams}, writes_{writes}, done_{std::move(done)} {
    counts_.assign(stage.world.components.size(), Count{});
    gone_.assign(stage.world.replicas.size(), 0);
    closings_.assign(stage.world.components.size(), 0);
    comparing_.assign(stage.world.replicas.size(), 0);
}

Ticks Reconciliations::draw(ComponentId id, const std::string& side) const {
    return stage_.draws.duration(stage_.world.parameters.recovery.reconciliation, "reconciliation." + side,
                                 stage_.world.components[id].name);
}

/// It runs where nobody sees it, and neither a majority nor a partner is asked.
bool Reconciliations::writes_alone(ReplicaId copy) const {
    const WorldReplica& replica = stage_.world.replicas[copy];
    const WorldComponent& component = stage_.world.components[replica.component];
    const bool asks =
        component.replication == Replication::quorum ||
        (component.replication == Replication::sync && component.on_partner_loss == PartnerLoss::stall);
    return component.write_rate.value() > 0.0 && !asks && platform_.active(copy) && platform_.started(copy) &&
           platform_.enough_servers(copy) && !platform_.connected(replica.site);
}

void Reconciliations::count_losses() {
    if (platform_.data().version() == counted_) return;
    counted_ = platform_.data().version();
    for (const ComponentId id : counts_.keys()) {
        if (!has_data(stage_.world.components[id])) continue;
        if (platform_.data().any_intact(id)) {
            counts_[id].whole.reset();
            count_copies(id);
        } else {
            count_whole(id);
        }
    }
}

void Reconciliations::count_copies(ComponentId id) {
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        const bool gone = !platform_.data().intact(copy);
        const bool counted = std::exchange(gone_[copy], gone ? 1 : 0) != 0;
        if (!gone || counted) continue;
        const auto lost = streams_.scrapped(copy);
        if (!lost) continue;
        stage_.recorder.loss(id, lost->age, lost->until, lost->share);
        counts_[id].doubtful = true;
    }
}

void Reconciliations::count_whole(ComponentId id) {
    const Seconds history = stage_.world.components[id].data_history;
    for (const ReplicaId copy : stage_.world.components[id].replicas) gone_[copy] = 1;
    const bool backed_up = platform_.data().backup_left(id);
    std::optional<std::size_t>& whole = counts_[id].whole;
    if (whole) {
        if (!backed_up) stage_.recorder.log().losses[*whole].age = history;
        return;
    }
    const Seconds age = backed_up ? age_of_good_backup(stage_, id).value_or(history) : history;
    if (history.count() <= 0.0) return;  // nothing that is worth keeping
    whole = stage_.recorder.log().losses.size();
    stage_.recorder.loss(id, age, writes_.last(id), 1.0);
}

EventId Reconciliations::take_over(ComponentId id, EventId cause) {
    bool doubtful = std::exchange(counts_[id].doubtful, false);
    for (const LostWrites& lost : streams_.lost_without(id)) {
        stage_.recorder.loss(id, lost.age, lost.until, lost.share);
        doubtful = true;
    }
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        if (!writes_alone(copy)) continue;
        platform_.set_diverged(copy, true);
        doubtful = true;
    }
    return doubtful && stage_.world.components[id].ledger ? close(id, cause) : cause;
}

EventId Reconciliations::copy_back(ReplicaId copy, EventId cause, std::optional<Seconds> age) {
    const ComponentId id = stage_.world.replicas[copy].component;
    const bool first = !platform_.any_usable(id);
    EventId last = platform_.start(copy, cause);
    if (age) return replaced(id, *age, last);
    if (!first || !platform_.serving(copy)) return last;
    last = take_over(id, last);
    streams_.taken_over(id, last);
    return last;
}

EventId Reconciliations::replaced(ComponentId id, Seconds age, EventId cause) {
    if (age.count() <= 0.0) return cause;
    return stage_.world.components[id].ledger ? close(id, cause) : cause;
}

EventId Reconciliations::close(ComponentId id, EventId cause) {
    const EventId closed = stage_.recorder.record(entity(EntityKind::component, id), State::failing_over,
                                                  State::reconciling, cause);
    platform_.set_closed(id, true, closed);
    stage_.calendar.after(draw(id, "ledger"), Phase::services, [this, id, closed, closing = ++closings_[id]] {
        if (closings_[id] != closing) return;
        const EventId open = stage_.recorder.record(entity(EntityKind::component, id), State::reconciling,
                                                    State::normal, closed);
        platform_.set_closed(id, false, open);
        done_(open);
    });
    return closed;
}

void Reconciliations::poke(EventId cause) {
    for (const ReplicaId copy : comparing_.keys()) {
        if (!platform_.diverged(copy)) continue;
        const WorldReplica& replica = stage_.world.replicas[copy];
        const bool can =
            platform_.started(copy) && platform_.enough_servers(copy) && platform_.connected(replica.site);
        if (!can) {
            stage_.calendar.cancel(comparing_[copy]);
            comparing_[copy] = 0;
        } else if (comparing_[copy] == 0) {
            const EventId begun = platform_.show(copy, State::reconciling, cause);
            comparing_[copy] =
                stage_.calendar.after(draw(replica.component, stage_.world.sites[replica.site].name),
                                      Phase::services, [this, copy, begun] {
                                          comparing_[copy] = 0;
                                          done_(platform_.reconcile(copy, begun));
                                      });
        }
    }
}

}  // namespace firebreak::engine

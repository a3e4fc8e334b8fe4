// Closes, compares, opens.
#include "engine/reconciliations.hpp"

namespace firebreak::engine {

Reconciliations::Reconciliations(const Stage& stage, PlatformState& platform, ReplicationStreams& streams,
                                 Done done)
    : stage_{stage}, platform_{platform}, streams_{streams}, done_{std::move(done)} {
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

EventId Reconciliations::take_over(ComponentId id, EventId cause) {
    bool doubtful = false;
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

EventId Reconciliations::copy_back(ReplicaId copy, EventId cause, std::optional<Seconds> age,
                                   Instant down_since) {
    const ComponentId id = stage_.world.replicas[copy].component;
    const bool first = !platform_.any_usable(id);
    EventId last = platform_.start(copy, cause);
    if (age) return replaced(id, *age, down_since, last);
    if (!first || !platform_.serving(copy)) return last;
    last = take_over(id, last);
    streams_.taken_over(id, last);
    return last;
}

EventId Reconciliations::replaced(ComponentId id, Seconds age, Instant until, EventId cause) {
    if (age.count() <= 0.0) return cause;
    stage_.recorder.loss(id, age, until, 1.0);
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

// What a starting copy pulls: software, then data from another copy or a backup, then the writes it missed.
#include "engine/restarts.hpp"

namespace firebreak::engine {

void Restarts::pull_image(ReplicaId id) {
    const WorldReplica& replica = stage_.world.replicas[id];
    const PortId to = from_.transfers.ports().copy(id);
    const auto server = [this] {
        const auto& images = stage_.world.serves_images;
        const ReplicaId copy = images ? platform_.source(*images) : ReplicaId{};
        return copy.valid() ? from_.transfers.ports().copy(copy) : PortId{};
    };
    double racks = 0.0;
    for (const RackId rack : from_.transfers.ports().all()[to].racks) racks += platform_.runs(rack) ? 1.0 : 0.0;
    const Bytes size = server().valid() ? stage_.world.components[replica.component].image * racks : Bytes{0.0};
    from_.transfers.move(jobs_[id].transfer, size, Transfers::Kind::begins_anew,
                         [server, to] { return Transfers::Way{server(), to}; }, [this, id] { bring_data(id); });
}

/// Where data can be had from now: another copy, or the component that was set up anew.
PortId Restarts::source(ReplicaId id) const {
    const ComponentId component = stage_.world.replicas[id].component;
    const ReplicaId copy = platform_.source(component);
    if (copy.valid()) return from_.transfers.ports().copy(copy);
    const SiteId anew = platform_.rebuilt_at(component);
    return anew.valid() && platform_.connected(anew) ? from_.transfers.ports().anew(component, anew) : PortId{};
}

Transfers::Way Restarts::way_to(ReplicaId id) const { return {source(id), from_.transfers.ports().copy(id)}; }

void Restarts::bring_data(ReplicaId id) {
    const ComponentId component = stage_.world.replicas[id].component;
    const Holdings& data = platform_.data();
    jobs_[id].data = Data::none;
    if (!has_data(stage_.world.components[component]) || data.intact(id)) {
        catch_up(id);
    } else if (source(id).valid()) {
        copy_all(id);
    } else if (data.any_intact(component)) {
        jobs_[id].data = Data::waiting;
    } else if (data.backup_left(component)) {
        restore(id);
    } else {
        do_without(id, jobs_[id].work.started);
    }
}

/// Something changed for a copy that waits for data, or whose backup may have gone.
void Restarts::look_for_data(ReplicaId id, EventId cause) {
    const ComponentId component = stage_.world.replicas[id].component;
    if (jobs_[id].data == Data::waiting) bring_data(id);
    if (jobs_[id].data != Data::restoring || platform_.data().backup_left(component)) return;
    from_.transfers.stop(jobs_[id].transfer);
    do_without(id, cause);
}

void Restarts::copy_all(ReplicaId id) {
    const ComponentId component = stage_.world.replicas[id].component;
    const Bytes arrived = platform_.data().arrived(id);
    jobs_[id].data = Data::copying;
    if (arrived.value() <= 0.0) {  // what it has missed so far is in what is copied
        from_.streams.received(id, from_.streams.missing(id));
        jobs_[id].written = from_.writes.total(component);
    }
    from_.transfers.move(jobs_[id].transfer, stage_.world.components[component].data - arrived, Transfers::Kind::resumes,
                         [this, id] { return way_to(id); },
                         [this, id] {
                             jobs_[id].data = Data::none;
                             catch_up(id);
                         });
}

void Restarts::restore(ReplicaId id) {
    const ComponentId component = stage_.world.replicas[id].component;
    const Bytes missing = stage_.world.components[component].data - platform_.data().arrived(id);
    jobs_[id].data = Data::restoring;
    from_.restores.bring(jobs_[id].transfer, component, from_.transfers.ports().copy(id), missing,
                         [this, id](std::optional<Seconds> age) {
                             if (!age) {
                                 do_without(id, jobs_[id].work.started);
                                 return;
                             }
                             jobs_[id].data = Data::none;
                             jobs_[id].lost = age;
                             recover(id);
                         });
}

/// No copy and no backup is left.
void Restarts::do_without(ReplicaId id, EventId cause) {
    const WorldComponent& component = stage_.world.components[stage_.world.replicas[id].component];
    jobs_[id].data = Data::none;
    if (!component.rebuildable) {
        abandon(id, cause);
        return;
    }
    jobs_[id].lost = component.data_history;
    recover(id);
}

/// Bytes that the copy has missed: what its streams know, else all writes to the component while it was down.
Bytes Restarts::missed(ReplicaId id) const {
    const ComponentId component = stage_.world.replicas[id].component;
    const WorldComponent& described = stage_.world.components[component];
    if (replicates(described) && !platform_.rebuilt(component)) return from_.streams.missing(id);
    return described.write_rate * (from_.writes.total(component) - jobs_[id].written);
}

void Restarts::catch_up(ReplicaId id) {
    const bool from_somebody = source(id).valid();
    const Bytes size = from_somebody ? missed(id) : Bytes{0.0};
    from_.transfers.move(jobs_[id].transfer, size, Transfers::Kind::resumes, [this, id] { return way_to(id); },
                         [this, id, from_somebody, size] {
                             if (from_somebody) from_.streams.received(id, size);
                             recover(id);
                         });
}

}  // namespace firebreak::engine

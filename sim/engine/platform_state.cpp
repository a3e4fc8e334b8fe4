// Bookkeeping of copies; decisions stand in restarts.cpp and failovers.cpp.
#include "engine/platform_state.hpp"

#include <algorithm>

namespace firebreak::engine {
namespace {

/// Components in an order in which each comes after its needs (the reader refuses cycles).
std::vector<ComponentId> sorted_by_needs(const World& world) {
    std::vector<ComponentId> order;
    Table<ComponentId, char> placed;
    placed.assign(world.components.size(), 0);
    while (order.size() < world.components.size()) {
        const std::size_t before = order.size();
        for (const ComponentId c : world.components.keys()) {
            const auto& needs = world.components[c].needs;
            if (placed[c] || !std::all_of(needs.begin(), needs.end(), [&](ComponentId n) { return placed[n]; })) continue;
            placed[c] = 1;
            order.push_back(c);
        }
        FIREBREAK_ASSERT(order.size() > before, "needs have no cycle");
    }
    return order;
}

}  // namespace

PlatformState::PlatformState(const Stage& stage)
    : stage_{stage}, needs_first_{sorted_by_needs(stage.world)}, data_{stage} {
    const World& world = stage.world;
    connected_.assign(world.sites.size(), 1);
    on_rack_.assign(world.racks.size(), {});
    rack_up_.assign(world.racks.size(), 1.0);
    for (const ReplicaId id : world.replicas.keys()) {
        Replica replica;
        replica.active = world.replicas[id].role == ReplicaRole::active;
        replica.shown = replica.active ? State::serving : State::standby;
        replicas_.add(replica);
        for (const RackShare& share : world.replicas[id].racks) on_rack_[share.rack].push_back(id);
    }
    components_.assign(world.components.size(), Component{});
    for (const ComponentId id : world.components.keys()) rebalance(id);
}

bool PlatformState::enough_servers(ReplicaId id) const {
    const WorldReplica& described = stage_.world.replicas[id];
    // A hair of tolerance: shares are sums of fractions. Without any server there is no copy, whatever the ratio.
    return replicas_[id].up_share > 0.0 && replicas_[id].up_share + 1e-9 >= stage_.world.components[described.component].min_servers.value();
}

bool PlatformState::usable(ReplicaId id) const {
    const Replica& replica = replicas_[id];
    return replica.started && !replica.diverged && enough_servers(id) && connected_[stage_.world.replicas[id].site];
}

bool PlatformState::any_usable(ComponentId id) const {
    const auto& copies = stage_.world.components[id].replicas;
    return std::any_of(copies.begin(), copies.end(), [this](ReplicaId copy) { return usable(copy); });
}

bool PlatformState::all_available(const std::vector<ComponentId>& list) const {
    return std::all_of(list.begin(), list.end(), [this](ComponentId c) { return available(c); });
}

/// Copies that decide by majority do not answer without one.
bool PlatformState::has_majority(ComponentId id) const {
    const WorldComponent& component = stage_.world.components[id];
    if (component.replication != Replication::quorum) return true;
    return 2 * largest_group(id) > component.replicas.size();
}

std::size_t PlatformState::largest_group(ComponentId id) const {
    const auto& copies = stage_.world.components[id].replicas;
    std::size_t largest = 0;
    for (const ReplicaId a : copies) {
        if (!usable(a)) continue;
        const auto group = std::count_if(copies.begin(), copies.end(), [&](ReplicaId b) {
            return usable(b) && see_each_other(stage_.world.replicas[a].site, stage_.world.replicas[b].site);
        });
        largest = std::max(largest, static_cast<std::size_t>(group));
    }
    return largest;
}

/// Over WAN links between sites that are connected. Sites between which the layout has no way at all see each other
/// by means outside the model.
bool PlatformState::see_each_other(SiteId a, SiteId b) const {
    if (a == b || std::ranges::all_of(connected_, [](char up) { return up != 0; })) return true;
    const auto reached_over = [&](const auto& up) {
        Table<SiteId, char> reached;
        reached.assign(connected_.size(), 0);
        reached[a] = 1;
        for (bool again = true; again;) {
            again = false;
            for (const WorldWanLink& link : stage_.world.wan) {
                if (!up(link.from) || !up(link.to) || reached[link.from] == reached[link.to]) continue;
                reached[link.from] = reached[link.to] = 1;
                again = true;
            }
        }
        return reached[b] != 0;
    };
    return reached_over([this](SiteId site) { return connected_[site] != 0; }) || !reached_over([](SiteId) { return true; });
}

double PlatformState::capacity(ReplicaId id) const {
    return stage_.world.replicas[id].capacity_ratio * replicas_[id].up_share + replicas_[id].grown;
}

double PlatformState::serving_capacity(ComponentId id) const {
    double total = 0.0;
    for (const ReplicaId copy : stage_.world.components[id].replicas) total += serving(copy) ? capacity(copy) : 0.0;
    return total;
}

bool PlatformState::takes_writes(ReplicaId id) const {
    const Component& component = components_[stage_.world.replicas[id].component];
    return serving(id) && replicas_[id].weight > 0.0 && !component.stalled && !component.closed;
}

services::Offer PlatformState::offer(ComponentId id) const {
    const SiteId rebuilt_at = components_[id].rebuilt_at;
    services::Offer offer;
    if (components_[id].stalled || components_[id].closed) return offer;
    if (!has_majority(id) && !rebuilt_at.valid()) return offer;
    if (rebuilt_at.valid() && connected_[rebuilt_at]) offer = {1.0, 1.0};
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        if (!serving(copy)) continue;
        offer.capacity += capacity(copy);
        offer.reach = std::min(1.0, offer.reach + replicas_[copy].weight);
    }
    return offer;
}

bool PlatformState::answers(ComponentId id) const {
    const services::Offer now = offer(id);
    return now.capacity > 0.0 && now.reach > 0.0;
}

ReplicaId PlatformState::source(ComponentId id) const {
    ReplicaId running;
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        if (serving(copy)) return copy;
        if (!running.valid() && usable(copy)) running = copy;
    }
    return running;
}

/// Traffic is sent to serving copies in proportion to their servers.
void PlatformState::rebalance(ComponentId id) {
    const auto& copies = stage_.world.components[id].replicas;
    double total = 0.0;
    for (const ReplicaId copy : copies) total += serving(copy) ? capacity(copy) : 0.0;
    for (const ReplicaId copy : copies) {
        replicas_[copy].weight = total > 0.0 && serving(copy) ? capacity(copy) / total : 0.0;
    }
}

EventId PlatformState::show(ReplicaId id, State state, EventId cause) {
    Replica& replica = replicas_[id];
    if (replica.shown == state) return cause;
    const EventId event = stage_.recorder.record(entity(EntityKind::replica, id), replica.shown, state, cause, replica.up_share);
    replica.shown = state;
    return event;
}

void PlatformState::set_rack(RackId rack, double up_share, EventId cause) {
    rack_up_[rack] = up_share;
    for (const ReplicaId id : on_rack_[rack]) {
        const WorldReplica& described = stage_.world.replicas[id];
        double up = 0.0;
        for (const RackShare& share : described.racks) up += rack_up_[share.rack] * share.servers;
        replicas_[id].up_share = up / described.servers;
        if (!replicas_[id].started) continue;  // a stopped copy offers nothing, whatever its racks do
        EventId last = cause;
        if (!enough_servers(id)) {
            replicas_[id].started = false;
            last = show(id, State::down, cause);
        } else {
            data_.fill(id, rack_up_);  // new servers among old ones
        }
        if (replicas_[id].active) components_[described.component].last_change = last;
    }
}

void PlatformState::set_connected(SiteId site, bool connected, EventId cause) {
    connected_[site] = connected;
    for (const ReplicaId id : stage_.world.replicas.keys()) {
        if (stage_.world.replicas[id].site == site) components_[stage_.world.replicas[id].component].last_change = cause;
    }
}

EventId PlatformState::start(ReplicaId id, EventId cause) {
    const WorldReplica& described = stage_.world.replicas[id];
    Replica& replica = replicas_[id];
    replica.started = true;
    replica.active = described.role == ReplicaRole::active || !answers(described.component);
    const EventId event = show(id, replica.active ? State::serving : State::standby, cause);
    rebalance(described.component);
    components_[described.component].last_change = event;
    return event;
}

void PlatformState::scrap_rack(RackId rack) {
    for (const ReplicaId id : on_rack_[rack]) data_.scrap(id, rack);
}

EventId PlatformState::reconcile(ReplicaId id, EventId cause) {
    replicas_[id].diverged = false;
    return start(id, cause);
}

void PlatformState::set_stalled(ComponentId id, bool stalled, EventId cause) {
    components_[id].stalled = stalled;
    components_[id].last_change = cause;
}

void PlatformState::set_closed(ComponentId id, bool closed, EventId cause) {
    components_[id].closed = closed;
    components_[id].last_change = cause;
}

EventId PlatformState::grow(ReplicaId id, double full_copies, EventId cause) {
    const ComponentId component = stage_.world.replicas[id].component;
    replicas_[id].grown += full_copies;
    rebalance(component);
    components_[component].last_change = cause;
    return cause;
}

EventId PlatformState::promote_all(ComponentId id, EventId cause) {
    EventId last = cause;
    for (const ReplicaId copy : stage_.world.components[id].replicas) {
        if (!usable(copy)) continue;
        replicas_[copy].active = true;
        last = show(copy, State::serving, cause);
    }
    rebalance(id);
    components_[id].last_change = last;
    return last;
}

EventId PlatformState::rebuild(ComponentId id, SiteId site, EventId cause) {
    components_[id].rebuilt_at = site;
    components_[id].last_change = cause;
    return cause;
}

/// What turned a component: itself if it no longer answers, else the needs that are missing; and for its
/// return the last of all that it waited for.
EventId PlatformState::cause_of_turn(ComponentId id, bool now_available) const {
    EventId cause;
    const auto later = [&cause](EventId other) {
        if (other.valid() && (!cause.valid() || other > cause)) cause = other;
    };
    if (now_available || !answers(id)) later(components_[id].last_change);
    if (!now_available && cause.valid()) return cause;
    for (const ComponentId need : stage_.world.components[id].needs) {
        if (now_available || !components_[need].available) later(components_[need].last_change);
    }
    return cause;
}

bool PlatformState::update_availability() {
    bool changed = false;
    for (const ComponentId id : needs_first_) {
        Component& component = components_[id];
        const bool now = answers(id) && all_available(stage_.world.components[id].needs);
        if (now == component.available) continue;
        const EventId cause = cause_of_turn(id, now);
        component.available = now;
        component.last_change = stage_.recorder.record(entity(EntityKind::component, id), now ? State::unavailable : State::serving,
                                                       now ? State::serving : State::unavailable, cause);
        changed = true;
    }
    return changed;
}

}  // namespace firebreak::engine

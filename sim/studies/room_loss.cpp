// Play, then read the end of the log.
#include "studies/room_loss.hpp"

#include <algorithm>

#include "engine/analytic_backend.hpp"
#include "engine/execute.hpp"
#include "facility/shared_fate.hpp"
#include "services/served_share.hpp"

namespace firebreak::studies {
namespace {

template <class List, class Item>
bool contains(const List& list, const Item& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// States at the end, from the events that turned them.
struct Ending {
    Table<ComponentId, char> available;
    Table<ReplicaId, char> running;
    Table<SiteId, char> connected;

    Ending(const World& world, const ObservationLog& log) {
        available.assign(world.components.size(), 1);
        running.assign(world.replicas.size(), 1);
        connected.assign(world.sites.size(), 1);
        for (const Event& event : log.events) note(event);
    }

    void note(const Event& event) {
        const std::uint32_t index = event.entity.index;
        if (event.entity.kind == EntityKind::component) {
            if (event.from == State::serving && event.to == State::unavailable) available[ComponentId{index}] = 0;
            if (event.from == State::unavailable && event.to == State::serving) available[ComponentId{index}] = 1;
        } else if (event.entity.kind == EntityKind::replica) {
            running[ReplicaId{index}] = event.to == State::serving || event.to == State::standby;
        } else if (event.entity.kind == EntityKind::site) {
            if (event.to == State::island) connected[SiteId{index}] = 0;
            if (event.to == State::connected) connected[SiteId{index}] = 1;
        }
    }

    [[nodiscard]] bool usable(const World& world, ReplicaId id) const {
        return running[id] && connected[world.replicas[id].site];
    }

    /// It has lost a copy that served, and has another.
    [[nodiscard]] bool moves(const World& world, const WorldComponent& component) const {
        bool lost = false, left = false;
        for (const ReplicaId id : component.replicas) {
            const bool stands = usable(world, id);
            left = left || stands;
            lost = lost || (!stands && world.replicas[id].role == ReplicaRole::active);
        }
        return lost && left && component.failover != FailoverMode::none;
    }

    [[nodiscard]] Barred why(const World& world, const WorldComponent& component) const {
        const auto alive = static_cast<std::size_t>(
            std::count_if(component.replicas.begin(), component.replicas.end(),
                          [&](ReplicaId id) { return usable(world, id); }));
        if (alive == 0) return Barred::no_copy;
        if (component.replication == Replication::quorum && 2 * alive <= component.replicas.size())
            return Barred::no_majority;
        const bool waits = component.replication == Replication::sync && component.on_partner_loss == PartnerLoss::stall;
        if (waits && component.failover == FailoverMode::none) return Barred::stalled;
        return component.failover == FailoverMode::none ? Barred::no_failover : Barred::stays_down;
    }
};

/// Least and most that was served in the last day.
struct LastDay {
    double least = 1.0;
    double most = 0.0;
};

std::vector<LastDay> last_days(const World& world, const ObservationLog& log) {
    std::vector<LastDay> days(world.functions.size());
    std::vector<double> before(world.functions.size(), 1.0);
    const Instant since = log.end - std::chrono::hours{24};
    const auto take = [](LastDay& day, double served) {
        day.least = std::min(day.least, served);
        day.most = std::max(day.most, served);
    };
    for (const ServiceLevel& level : log.levels) {
        if (level.at <= since) {
            before[level.function.value] = level.served;
        } else {
            take(days[level.function.value], level.served);
        }
    }
    for (std::size_t f = 0; f < days.size(); ++f) take(days[f], before[f]);
    return days;
}

}  // namespace

World without_bad_luck(World world) {
    world.horizon = std::max(world.horizon, room_loss_horizon);
    world.latency.samples_per_segment = 0;
    world.observed = {};
    FacilityParameters& facility = world.parameters.facility;
    facility.generator_fails_to_start = UncertainRatio{{Shape::constant, 0.0, 0.0, 0.0}};
    facility.generator_run = UncertainDuration{{Shape::constant, Seconds{Hours{1e6}}.count(), 0.0, 0.0}};
    for (WorldComponent& component : world.components) {
        if (component.backup) component.backup->restore_failure = Probability{0.0};
    }
    return world;
}

RoomLoss outcome_of(const World& world, RoomId room, const ObservationLog& log) {
    RoomLoss loss{room, {}, {}, {}, {}};
    const std::vector<LastDay> days = last_days(world, log);
    for (const FunctionId id : world.functions.keys()) {
        const LastDay& day = days[id.value];
        if (day.most <= 0.0) {
            loss.lost.push_back(id);
        } else if (day.least < 0.99) {
            loss.short_of.push_back({id, static_cast<int>(100.0 * day.least)});
        }
    }
    const Ending ending{world, log};
    for (const ComponentId id : world.components.keys()) {
        const WorldComponent& component = world.components[id];
        const bool needed = std::any_of(loss.lost.begin(), loss.lost.end(), [&](FunctionId f) {
            return contains(world.functions[f].needs, id);
        });
        const bool by_itself = std::all_of(component.needs.begin(), component.needs.end(),
                                           [&](ComponentId need) { return ending.available[need]; });
        if (needed && by_itself && !ending.available[id])
            loss.components.push_back({id, ending.why(world, component)});
        if (!ending.moves(world, component)) continue;
        for (const ComponentId tool : component.needs_to_fail_over) {
            if (!ending.available[tool]) loss.by_hand.push_back({id, tool});
        }
    }
    return loss;
}

std::vector<RoomLoss> lose_each_room(const World& described, const Draws& luck) {
    const World world = without_bad_luck(described);
    const std::vector<FunctionId> always_short = services::overloaded_in_peace(world);
    std::vector<RoomLoss> losses;
    for (const RoomId room : world.rooms.keys()) {
        const HazardTimeline timeline = facility::lose_room(world, room, luck);
        const bool felt = std::any_of(timeline.changes.begin(), timeline.changes.end(), [](const StateChange& change) {
            return change.entity.kind == EntityKind::row || change.entity.kind == EntityKind::rack ||
                   change.entity.kind == EntityKind::site;
        });
        if (!felt) continue;
        const auto backend = engine::make_analytic_backend(world);
        RoomLoss loss = outcome_of(world, room, engine::execute(world, timeline, luck, *backend));
        std::erase_if(loss.short_of, [&](const ShortFunction& s) { return contains(always_short, s.function); });
        if (!loss.harmless()) losses.push_back(std::move(loss));
    }
    return losses;
}

}  // namespace firebreak::studies

// Changes written by hand for the facility's response, and questions to what it adds.
#pragma once

#include "facility/response.hpp"
#include "world_fixture.hpp"

namespace firebreak::test {

/// What happens to power and cooling from outside. Ignition comes first, in room 0.
class Mishap {
  public:
    explicit Mishap(const World& world) : world_{world} {
        ignition_ = builder_.add(
            {ignition_instant, {EntityKind::fire, 0}, State::normal, State::burning, StateChange::no_cause});
    }
    template <class Tag>
    Mishap& hit(double minutes, EntityKind kind, Id<Tag> id, State to) {
        builder_.add({at_min(minutes), entity(kind, id), State::normal, to, ignition_});
        return *this;
    }
    template <class Tag>
    Mishap& back(double minutes, EntityKind kind, Id<Tag> id, State from) {
        builder_.add({at_min(minutes), entity(kind, id), from, State::normal, ignition_});
        return *this;
    }
    Mishap& damage(double minutes, PowerNodeId node) {
        return hit(minutes, EntityKind::power_node, node, State::damaged);
    }
    Mishap& mend(double minutes, PowerNodeId node) {
        return back(minutes, EntityKind::power_node, node, State::damaged);
    }
    Mishap& inhibit(double minutes, CoolingId unit) {
        return hit(minutes, EntityKind::cooling, unit, State::stopped);
    }
    Mishap& release(double minutes, CoolingId unit) {
        return back(minutes, EntityKind::cooling, unit, State::stopped);
    }

    /// Lets the facility respond, once.
    HazardTimeline play(std::uint32_t replication = 0) {
        facility::respond(world_, Draws{1, replication}, builder_);
        return {builder_.sorted(), {}};
    }

  private:
    const World& world_;
    TimelineBuilder builder_;
    ChangeRef ignition_;
};

/// Seconds after ignition of each change of `id` from another state to `to`.
template <class Tag>
std::vector<double> seconds_when(const HazardTimeline& timeline, EntityKind kind, Id<Tag> id, State to) {
    std::vector<double> seconds;
    for (const StateChange& change : timeline.changes) {
        if (change.entity != entity(kind, id) || change.to != to) continue;
        seconds.push_back(static_cast<double>(change.at.time_since_epoch().count()) / 1e6);
    }
    return seconds;
}

inline std::vector<double> dark_s(const HazardTimeline& timeline, RowId row) {
    return seconds_when(timeline, EntityKind::row, row, State::dark);
}
inline std::vector<double> lit_s(const HazardTimeline& timeline, RowId row) {
    return seconds_when(timeline, EntityKind::row, row, State::energised);
}

/// Server hours without power until the horizon, racks on one feed told apart from their rows.
inline double dark_server_hours(const World& world, const HazardTimeline& timeline) {
    Table<RowId, char> row_on;
    Table<RackId, char> cord_on;
    row_on.assign(world.rows.size(), 1);
    cord_on.assign(world.racks.size(), 1);
    double hours = 0.0;
    Instant since = ignition_instant;
    const auto pass = [&](Instant until) {
        int dark = 0;
        for (const WorldRack& rack : world.racks) {
            const RackId id{static_cast<std::uint32_t>(&rack - &*world.racks.begin())};
            dark += row_on[rack.row] && cord_on[id] ? 0 : rack.servers;
        }
        hours += dark * hours_of(until - since);
        since = until;
    };
    const Instant end = ignition_instant + world.horizon;
    for (const StateChange& change : timeline.changes) {
        if (change.at > end) break;
        pass(change.at);
        const bool on = change.to == State::energised;
        if (change.entity.kind == EntityKind::row) row_on[RowId{change.entity.index}] = on;
        if (change.entity.kind == EntityKind::rack) cord_on[RackId{change.entity.index}] = on;
    }
    pass(end);
    return hours;
}

}  // namespace firebreak::test

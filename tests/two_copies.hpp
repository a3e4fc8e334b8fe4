// A store with an active copy in the north and a standby in the south, joined by one link.
#pragma once

#include <utility>
#include <vector>

#include "world_fixture.hpp"

namespace firebreak::test {

struct TwoCopies {
    WorldBuilder build;
    SiteId north, south;
    RoomId north_hall, south_hall;
    RowId north_row, south_row;
    WanLinkId link;
    ComponentId store;
    FunctionId function;

    /// The store writes 100 MB/s and fails over by itself: 11 min after its loss.
    explicit TwoCopies(Replication replication, BytesPerSecond bandwidth = gbps(10.0)) {
        north = build.site("north");
        south = build.site("south");
        north_hall = build.room(north, "hall");
        south_hall = build.room(south, "hall");
        north_row = build.row(north_hall, "row", {2, 10});
        south_row = build.row(south_hall, "row", {2, 10});
        link = build.link(north, south, bandwidth);
        store = build.component("store", 20, 30);
        build.copy(store, north_row);
        build.copy(store, south_row, {ReplicaRole::standby});
        component().failover = FailoverMode::automatic;
        component().replication = replication;
        component().write_rate = BytesPerSecond{1e8};
        function = build.function("store", {store});
    }
    WorldComponent& component() { return build.world.components[store]; }
    [[nodiscard]] Script script() const { return Script{build.world}; }
    [[nodiscard]] ObservationLog run(const Script& script, std::uint64_t seed = 1) const {
        return play(build.world, script.timeline(), seed);
    }
    [[nodiscard]] std::vector<std::pair<double, double>> served(const ObservationLog& log) const {
        return served_steps(log, function);
    }
};

}  // namespace firebreak::test

// Every flow passes the uplinks of the racks at its ends; what is cut off goes on where its tool would.
// Constants of the fixture: boot 5 min, by hand 660 min, decision 116 min after the loss, 10 min of switch.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr double loss = 10.0;
constexpr double set_up = loss + 116.0 + 670.0;

/// A store of 1 TB on `racks` racks in the north, whose hall burns; its backups lie in the west, and the south has
/// as many racks to spare; uplinks of 1 Gb/s there.
struct Burnt {
    WorldBuilder build;
    SiteId north, south, west;
    RoomId hall;
    ComponentId store;
    FunctionId function;

    explicit Burnt(int racks) {
        north = build.site("north");
        south = build.site("south", gbps(1.0));
        west = build.site("west");
        hall = build.room(north, "hall");
        build.link(west, south, gbps(100.0));
        store = build.component("store", 10 * racks);
        build.copy(store, build.row(hall, "row", {racks, 10}));
        build.row(build.room(south, "hall"), "spare", {racks, 10});
        WorldComponent& c = build.world.components[store];
        c.data = Bytes{1e12};
        c.data_history = Hours{100.0};
        c.backup = WorldBackup{west, Hours{24.0}, Hours{2.0}, Probability{0.0}, 3, BytesPerSecond{2.4e9}};
        function = build.function("store", {store});
    }
    [[nodiscard]] Script script() const { return Script{build.world}.damaged(loss, hall); }
    [[nodiscard]] double back_min(const Script& script) const {
        return served_steps(play(build.world, script.timeline()), function).back().first;
    }
};

TEST_CASE("uplinks: a restore is no faster than the racks that it fills, the backup or the link") {
    const Burnt one{1}, four{4};
    CHECK(one.back_min(one.script()) == Approx(set_up + 8000.0 / 60.0));
    CHECK(four.back_min(four.script()) == Approx(set_up + 2000.0 / 60.0));
    Burnt slow{4};
    slow.build.world.components[slow.store].backup->rate = BytesPerSecond{1e8};
    CHECK(slow.back_min(slow.script()) == Approx(set_up + 10000.0 / 60.0));
    Burnt narrow{4};
    narrow.build.world.wan[WanLinkId{0}].bandwidth = gbps(2.0);
    CHECK(narrow.back_min(narrow.script()) == Approx(set_up + 4000.0 / 60.0));
}

TEST_CASE("uplinks: a restore that is cut goes on at the byte") {
    const Burnt w{1};
    // Cut 50 min after its begin, joined 30.5 min later, and tried each minute: 31 min lost.
    Script cut = w.script();
    cut.island(set_up + 50.0, w.west).connected(set_up + 80.5, w.west);
    CHECK(w.back_min(cut) == Approx(set_up + 8000.0 / 60.0 + 31.0));
}

TEST_CASE("uplinks: a copy from a live one goes out of all its racks and into all that run") {
    WorldBuilder build;
    const SiteId north = build.site("north", gbps(1.0)), south = build.site("south", gbps(2.0));
    build.link(north, south, gbps(100.0));
    const RoomId hall = build.room(north, "hall");
    const RowId row = build.row(hall, "row", {4, 10});
    const ComponentId store = build.component("store", 40);
    const ReplicaId back = build.copy(store, row);
    build.copy(store, build.row(build.room(south, "hall"), "row", {4, 10}));
    build.world.components[store].data = Bytes{1e12};
    build.world.horizon = to_ticks(Hours{1000.0});
    build.world.response.crews.technicians = 4;
    build.function("store", {store});
    const double racked = 700.0 + 30000.0 + 150.0;
    const auto log = play(build.world, Script{build.world}
                                           .damaged(loss, hall)
                                           .cleared(700.0)
                                           .room(800.0, hall, State::damaged, State::normal)
                                           .timeline());
    // 4 racks at 1 Gb/s take in what 4 at 2 Gb/s could send: 2,000 s.
    const auto serving = minutes_when(log, EntityKind::replica, back, State::serving);
    REQUIRE(serving.size() == 1);
    CHECK(serving[0] == Approx(racked + 5.0 + 660.0 + 2000.0 / 60.0));
}

TEST_CASE("uplinks: servers that are lost in a restore and come back keep what has arrived") {
    Burnt w{1};
    w.build.world.sites[w.south].spare_servers = 0;  // only in place, on new servers
    w.build.world.sites[w.north].rack_uplink = gbps(1.0);
    w.build.link(w.north, w.west, gbps(100.0));
    w.build.world.horizon = to_ticks(Hours{1000.0});
    const RowId row{0};
    const double begun = 700.0 + 30000.0 + 150.0 + 5.0 + 660.0;
    Script script = w.script();
    script.cleared(700.0).room(800.0, w.hall, State::damaged, State::normal);
    CHECK(w.back_min(script) == Approx(begun + 8000.0 / 60.0));
    script.dark(begun + 100.0, row).energised(begun + 200.0, row);
    // Boot and hands again, and the third that was missing.
    CHECK(w.back_min(script) == Approx(begun + 200.0 + 665.0 + 2000.0 / 60.0));
}

}  // namespace
}  // namespace firebreak

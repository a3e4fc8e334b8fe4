// Given timelines: what is refused, and where.
#include "facility/given_timeline.hpp"

#include "hazard/timeline.hpp"
#include "world_fixture.hpp"

namespace firebreak::facility {
namespace {

using namespace test;

/// One site: grid > board > row, border and core, and a unit that cools the hall; the store burns.
struct House {
    WorldBuilder build;
    SiteId site;
    ZoneId zone;
    RoomId store, hall;
    PowerNodeId grid, board;
    RowId row;
    CoolingId unit;

    House() {
        build.world.horizon = to_ticks(Hours{100.0});
        site = build.site("a");
        zone = build.zone(site, "b");
        store = build.room(site, zone, "store", RoomKind::other);
        hall = build.room(site, zone, "hall", RoomKind::data_hall);
        grid = build.power(store, "grid", PowerKind::utility, {});
        board = build.power(hall, "pdu", PowerKind::pdu, {{grid}});
        row = build.row(hall, "r1", {2, 10}, {{board}});
        unit = build.cooling(hall, "crah", {hall}, {{board}});
        build.device(hall, "border", DeviceKind::border, {{board}});
        build.device(hall, "core", DeviceKind::core, {{board}});
        build.world.ignition_room = store;
    }
    [[nodiscard]] StateChange change(double at_h, EntityKind kind, std::uint32_t index, State from, State to, std::uint32_t cause = 0) const {
        return {ignition_instant + to_ticks(Hours{at_h}), {kind, index}, from, to, cause, 0.0};
    }
    [[nodiscard]] StateChange fire() const {
        return change(0.0, EntityKind::fire, store.value, State::normal, State::burning, StateChange::no_cause);
    }
    /// The problems of the fire followed by `changes`, without what only that explains.
    [[nodiscard]] std::vector<std::string> problems(std::vector<StateChange> changes) const {
        changes.insert(changes.begin(), fire());
        std::vector<std::string> list;
        for (const TimelineFault& fault : faults_of(build.world, {changes, {}})) {
            list.push_back(std::to_string(fault.change) + (fault.key.empty() ? "" : "/" + fault.key) + ": " + fault.problem);
        }
        return list;
    }
    /// All that a dark board takes with it, in the order of a run.
    [[nodiscard]] std::vector<StateChange> dark_board(double at_h) const {
        return {change(at_h, EntityKind::power_node, board.value, State::normal, State::damaged, 0),
                change(at_h, EntityKind::power_node, board.value, State::energised, State::dark, 1),
                change(at_h, EntityKind::device, 0, State::running, State::stopped, 2),
                change(at_h, EntityKind::site, site.value, State::connected, State::island, 3),
                change(at_h, EntityKind::device, 1, State::running, State::stopped, 2),
                change(at_h, EntityKind::cooling, unit.value, State::running, State::stopped, 2),
                change(at_h, EntityKind::row, row.value, State::energised, State::dark, 2)};
    }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("given timeline: with all its consequences it is accepted", "[given]") {
    const House house;
    CHECK(house.problems({}).empty());
    CHECK(house.problems(house.dark_board(2.0)).empty());
    CHECK(house.problems(house.dark_board(-0.5)).size() == 1);  // it would come before the fire
}

TEST_CASE("given timeline: a change that nothing follows is refused", "[given]") {
    const House house;
    const auto node = [&](PowerNodeId id) { return house.change(1.0, EntityKind::power_node, id.value, State::energised, State::dark); };
    CHECK(house.problems({node(house.board)}).front() ==
          "1: power_node a/pdu stays dark although its inputs are live and nothing is wrong with it");
    CHECK(house.problems({node(house.grid)}).front() == "1: power_node a/grid is dark although nothing is wrong with it");
    // Damaged and dark, but all behind it goes on.
    const std::vector<StateChange> all = house.dark_board(1.0);
    CHECK(house.problems({all[0]}) == Lines{"1: power_node a/pdu stays energised although it is cut off or damaged"});
    const Lines lit = house.problems({all[0], all[1]});
    CHECK(lit == Lines{"2: row a/r1 stays energised without a live feed from here on", "2: cooling a/crah stays running without a live feed from here on",
                       "2: device a/border stays running without a live feed from here on", "2: device a/core stays running without a live feed from here on"});
    CHECK(house.problems({house.change(1.0, EntityKind::device, 0, State::running, State::stopped)}).size() == 2);
    CHECK(house.problems({house.change(1.0, EntityKind::site, 0, State::connected, State::island)}) ==
          Lines{"1: site a is an island although a border and a core run"});
    CHECK(house.problems({house.change(1.0, EntityKind::row, 0, State::energised, State::dark)}) ==
          Lines{"1: row a/r1 stays dark although a feed is live and nothing is wrong with it"});
    CHECK(house.problems({house.change(1.0, EntityKind::cable, 0, State::normal, State::damaged)}).front() ==
          "1: power_node a/pdu stays energised without a live input from here on");
    CHECK(house.problems({house.change(1.0, EntityKind::zone, 0, State::energised, State::isolated)}) ==
          Lines{"1: zone a/b is isolated, and nothing in it is switched off"});
    CHECK(house.problems({house.change(1.0, EntityKind::room, 1, State::normal, State::too_hot)}) ==
          Lines{"1: room a/hall is too hot, and none of its rows is switched off"});
}

TEST_CASE("given timeline: a hall without cooling heats up", "[given]") {
    const House house;
    const auto off = house.change(1.0, EntityKind::cooling, 0, State::normal, State::stopped);
    const auto stops = house.change(1.0, EntityKind::cooling, 0, State::running, State::stopped, 1);
    CHECK(house.problems({stops}).front() == "1/cause: does not come before its effect");
    CHECK(house.problems({off, stops}) == Lines{"2: room a/hall has had no cooling since, and its rows stay lit for longer than they can stand"});
    CHECK(house.problems({off, stops, house.change(1.05, EntityKind::cooling, 0, State::stopped, State::normal, 1),
                          house.change(1.05, EntityKind::cooling, 0, State::stopped, State::running, 3)}).empty());
    CHECK(house.problems({off, stops, house.change(1.05, EntityKind::room, 1, State::normal, State::too_hot, 2),
                          house.change(1.05, EntityKind::row, 0, State::energised, State::dark, 3)}).empty());
}

TEST_CASE("given timeline: kinds, states, values and causes", "[given]") {
    const House house;
    const auto one = [&](StateChange change) { return house.problems({change}); };
    StateChange odd = house.change(1.0, EntityKind::rack, 0, State::burning, State::extinguished, StateChange::no_cause);
    odd.value = 5000.0;
    CHECK(one(odd) == Lines{"1: has no cause: only a fire begins by itself", "1/value: is only for rows: their load",
                            "1/from: \"burning\" is no state that a rack goes on from"});
    StateChange heavy = house.dark_board(1.0).back();
    heavy.cause = 0;
    heavy.value = 2.0 * house.build.world.rows[house.row].load.value();
    CHECK(one(heavy) == Lines{"1/value: is no load of the row, in watts"});
    heavy.value = -1.0;
    CHECK(one(heavy) == Lines{"1/value: is no load of the row, in watts"});
    CHECK(one(house.change(1.0, EntityKind::row, 0, State::dark, State::energised)) == Lines{"1/from: is not what it was before: \"energised\""});
    CHECK(one(house.change(1.0, EntityKind::room, 0, State::damaged, State::normal)) == Lines{"1/from: is not what it was before: \"normal\""});
    CHECK(one(house.change(1.0, EntityKind::row, 0, State::normal, State::soiled)) == Lines{"1/to: \"soiled\" is nothing that comes to a row"});
    CHECK(one(house.change(1.0, EntityKind::function, 0, State::full, State::down)) == Lines{"1/kind: a function has no changes of its own: a run makes them"});
    CHECK(one(house.change(1.0, EntityKind::fire, 0, State::burning, State::dark)) == Lines{"1/to: \"dark\" is no state of a fire"});
    CHECK(one(house.change(1.0, EntityKind::fire, 1, State::burning, State::detected)) == Lines{"1/entity: does not burn yet"});
    CHECK(one(house.change(1.0, EntityKind::fire, 0, State::burning, State::cleared)) == Lines{"1/to: \"cleared\" before the fire is extinguished"});
    CHECK(one(house.change(-0.1, EntityKind::fire, 0, State::burning, State::detected)) == Lines{"1/time_us: is earlier than the change before it"});
    StateChange early = house.fire();
    early.at = ignition_instant - lead_time - Ticks{1};
    CHECK(faults_of(house.build.world, {{early}, {}}).front().key == "time_us");
    early.at += Ticks{1};
    CHECK(faults_of(house.build.world, {{early}, {}}).empty());
}

}  // namespace firebreak::facility

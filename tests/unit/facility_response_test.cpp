// What the facility does by itself: batteries run empty, rooms heat up, sites become islands.
#include "facility/response.hpp"

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::facility {
namespace {

using namespace test;
using Times = std::vector<double>;

/// Changes from outside written by hand; then what follows.
struct Play {
    Building& b;
    TimelineBuilder timeline;
    std::vector<StateChange> all;

    explicit Play(Building& building) : b{building} {}
    Play& node(double minutes, PowerNodeId id, State from, State to) {
        timeline.add({at_min(minutes), entity(EntityKind::power_node, id), from, to, StateChange::no_cause});
        return *this;
    }
    Play& off(double minutes, PowerNodeId id) { return node(minutes, id, State::normal, State::isolated); }
    Play& on(double minutes, PowerNodeId id) { return node(minutes, id, State::isolated, State::normal); }
    Play& burn(double minutes, RoomId room) {
        timeline.add({at_min(minutes), entity(EntityKind::fire, room), State::normal, State::burning,
                      StateChange::no_cause});
        return *this;
    }
    Play& respond() {
        facility::respond(b.world(), Draws{1, 0}, timeline);
        all = timeline.sorted();
        return *this;
    }
    template <class Tag>
    [[nodiscard]] Times when(EntityKind kind, Id<Tag> id, State to) const {
        Times minutes;
        for (const StateChange& change : all) {
            if (change.entity == entity(kind, id) && change.to == to)
                minutes.push_back(minutes_of(change.at));
        }
        return minutes;
    }
    [[nodiscard]] const StateChange& first(Entity what, State to) const {
        for (const StateChange& change : all) {
            if (change.entity == what && change.to == to) return change;
        }
        FAIL("no such change");
        return all.front();
    }
};

TEST_CASE("response: a UPS on battery runs empty after its autonomy, and says what began it") {
    Building b;
    const Play p = Play{b}.off(40.0, b.grid).respond();
    CHECK(p.when(EntityKind::power_node, b.ups_a, State::on_battery) == Times{40.0});
    CHECK(p.when(EntityKind::power_node, b.ups_a, State::dark) == Times{55.0});
    CHECK(p.when(EntityKind::row, b.row_1, State::dark) == Times{55.0});
    const StateChange& empty = p.first(entity(EntityKind::power_node, b.ups_a), State::dark);
    CHECK(p.all.at(empty.cause).to == State::on_battery);
    const StateChange& row = p.first(entity(EntityKind::row, b.row_2), State::dark);
    CHECK(row.value == 7000.0);
    CHECK(p.all.at(row.cause).entity.kind == EntityKind::power_node);
}

TEST_CASE("response: mains that return in time stop the discharge, and a second failure finds what is left") {
    Building b;
    const Play p = Play{b}.off(40.0, b.grid).on(50.0, b.grid).off(60.0, b.grid).respond();
    CHECK(p.when(EntityKind::power_node, b.ups_b, State::on_battery) == Times{40.0, 60.0});
    // 10 of 15 minutes used, 10 of 480 minutes charged: 1/3 + 1/48 of 15 minutes.
    CHECK(p.when(EntityKind::power_node, b.ups_b, State::dark) == Times{65.3125});
}

TEST_CASE("response: a fire in the battery room takes the battery, not the UPS") {
    Building b;
    const Play p = Play{b}.burn(0.0, b.battery).off(40.0, b.grid).respond();
    CHECK(p.when(EntityKind::power_node, b.ups_a, State::dark) == Times{40.0});
    CHECK(p.when(EntityKind::power_node, b.ups_a, State::on_battery).empty());
    CHECK(p.when(EntityKind::power_node, b.ups_b, State::dark) == Times{55.0});
}

/// Racks of 5 kW reach the shutdown temperature, 22 K above the supply air, after 179.811087 s; fans need 35 s.
constexpr double ride_through_min = 179.811087 / 60.0;
constexpr double fans_min = 35.0 / 60.0;

void check_once(const Times& found, double expected) {
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Approx(expected).margin(1e-5));
}

/// Rows that stay powered while their cooling is lost: cooling on a feed of its own.
struct Cooled : Building {
    PowerNodeId chiller_feed;
    CoolingId spare;

    explicit Cooled(bool with_spare) {
        chiller_feed = build.power(electrical, "chiller-feed", PowerKind::pdu, {{grid}});
        for (const CoolingId unit : {crah_1, crah_2}) {
            for (const CableId cable : world().cooling[unit].feeds) world().cables[cable].from = chiller_feed;
        }
        for (const RowId row : {row_1, row_2}) {
            world().rows[row].load = Watts{5000.0 * static_cast<double>(world().rows[row].racks.size())};
        }
        if (with_spare) spare = build.cooling(hall_2, "spare", {hall_2}, {{ups_b}});
    }
};

TEST_CASE("response: a powered row trips when its room has warmed up without cooling") {
    Cooled b{true};
    const Play p = Play{b}.off(100.0, b.chiller_feed).on(250.0, b.chiller_feed).respond();
    CHECK(p.when(EntityKind::cooling, b.crah_1, State::stopped) == Times{100.0});
    check_once(p.when(EntityKind::room, b.hall_1, State::too_hot), 100.0 + ride_through_min);
    check_once(p.when(EntityKind::row, b.row_1, State::dark), 100.0 + ride_through_min);
    check_once(p.when(EntityKind::row, b.row_1, State::energised), 250.0 + fans_min);
    CHECK(p.when(EntityKind::row, b.row_2, State::dark).empty());  // another unit cools that hall
    const StateChange& hot = p.first(entity(EntityKind::room, b.hall_1), State::too_hot);
    CHECK(p.all.at(hot.cause).entity == entity(EntityKind::cooling, b.crah_1));
    const StateChange& dark = p.first(entity(EntityKind::row, b.row_1), State::dark);
    CHECK(p.all.at(dark.cause).to == State::too_hot);
}

TEST_CASE("response: cooling that is back in time averts the trip, and the next loss counts anew") {
    Cooled b{false};
    const Play p =
        Play{b}.off(100.0, b.chiller_feed).on(101.5, b.chiller_feed).off(102.5, b.chiller_feed).respond();
    check_once(p.when(EntityKind::row, b.row_1, State::dark), 102.5 + ride_through_min);
    check_once(p.when(EntityKind::row, b.row_2, State::dark), 102.5 + ride_through_min);
}

TEST_CASE("response: a dark room does not overheat") {
    Building b;
    const Play p = Play{b}.off(100.0, b.pdu_1a).off(100.0, b.pdu_1b).respond();
    CHECK(p.when(EntityKind::row, b.row_1, State::dark) == Times{100.0});
    CHECK(p.when(EntityKind::room, b.hall_1, State::too_hot).empty());
}

TEST_CASE("response: a site is an island without its last border router or core switch") {
    Building b;
    const Play p = Play{b}
                       .off(20.0, b.pdu_2a)
                       .off(30.0, b.pdu_2b)
                       .off(31.0, b.pdu_1a)
                       .off(31.0, b.pdu_1b)
                       .on(60.0, b.pdu_2a)
                       .on(71.0, b.pdu_1b)
                       .respond();
    CHECK(p.when(EntityKind::site, b.north, State::island) == Times{30.0});     // the core switch
    CHECK(p.when(EntityKind::site, b.north, State::connected) == Times{71.0});  // the border router, last
    CHECK(p.when(EntityKind::site, b.south, State::island).empty());
    const StateChange& island = p.first(entity(EntityKind::site, b.north), State::island);
    CHECK(p.all.at(island.cause).entity == entity(EntityKind::device, b.core));
}

}  // namespace
}  // namespace firebreak::facility

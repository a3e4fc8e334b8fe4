// From a fire to dark rows and back: what is taken, when, and by which chain of causes.
#include "hazard/timeline.hpp"

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::hazard {
namespace {

using namespace test;
using Times = std::vector<double>;

HazardTimeline timeline_of(const Building& b) {
    return build_timeline(b.world(), Draws{1, 0});
}

template <class Tag>
Times when(const HazardTimeline& timeline, EntityKind kind, Id<Tag> id, State to) {
    Times minutes;
    for (const StateChange& change : timeline.changes) {
        if (change.entity == entity(kind, id) && change.to == to) minutes.push_back(minutes_of(change.at));
    }
    return minutes;
}

void check_once(const Times& found, double expected) {
    REQUIRE(found.size() == 1);
    CHECK(found[0] == Approx(expected));
}

TEST_CASE("timeline: nothing burns, nothing happens") {
    Building b;
    b.world().ignition_room.reset();
    CHECK(timeline_of(b).changes.empty());
}

TEST_CASE("timeline: a building of one zone goes dark at isolation") {
    const Building b;
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::zone, b.world().rooms[b.battery].zone, State::isolated) == Times{103.0});
    CHECK(when(t, EntityKind::row, b.row_1, State::dark) == Times{103.0});
    CHECK(when(t, EntityKind::row, b.row_2, State::dark) == Times{103.0});
    CHECK(when(t, EntityKind::row, b.south_row, State::dark).empty());
    // Cleared at 682; pdu-1b first (path a is cut), then pdu-2b; each row with it.
    CHECK(when(t, EntityKind::power_node, b.pdu_1b, State::energised) == Times{692.0});
    check_once(when(t, EntityKind::row, b.row_1, State::energised), 692.0);
    check_once(when(t, EntityKind::row, b.row_2, State::energised), 702.0);
    CHECK(when(t, EntityKind::power_node, b.pdu_1a, State::energised) == Times{2512.0});
}

TEST_CASE("timeline: heat and cables take path a long before the power is cut") {
    const Building b;
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::room, b.ups_room, State::heated) == Times{9.0});
    CHECK(when(t, EntityKind::power_node, b.ups_a, State::damaged) == Times{9.0});
    CHECK(when(t, EntityKind::power_node, b.ups_b, State::damaged).empty());
    CHECK(when(t, EntityKind::cable, b.world().power[b.pdu_1a].inputs[0], State::damaged) == Times{17.0});
    CHECK(when(t, EntityKind::cable, b.world().power[b.pdu_1b].inputs[0], State::damaged).empty());
}

TEST_CASE("timeline: with zones room by room, and cables apart, the halls stay on") {
    const Building b{{.one_zone = false, .emergency_power_off = true}};
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::row, b.row_1, State::dark).empty());
    CHECK(when(t, EntityKind::row, b.row_2, State::dark).empty());
}

TEST_CASE("timeline: cables that share the room's ceiling take both halls at once") {
    const Building b{{.one_zone = false, .emergency_power_off = true, .cables_apart = false}};
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::row, b.row_1, State::dark) == Times{17.0});
    CHECK(when(t, EntityKind::row, b.row_2, State::dark) == Times{17.0});
    check_once(when(t, EntityKind::row, b.row_1, State::energised), 2502.0);
}

TEST_CASE("timeline: changes are sorted and caused by earlier ones, but for ignition") {
    Building b;
    b.world().observed.isolation = always(Minutes{30.0});
    b.world().observed.controlled = always(Minutes{12.0});  // contradicts the isolation: told in order all the same
    const HazardTimeline t = timeline_of(b);
    REQUIRE(t.changes.size() > 30);
    for (std::uint32_t i = 0; i < t.changes.size(); ++i) {
        const StateChange& change = t.changes[i];
        if (i > 0) CHECK(t.changes[i - 1].at <= change.at);
        if (i == 0) {
            CHECK(change.cause == StateChange::no_cause);
            CHECK(change.to == State::burning);
        } else {
            CHECK(change.cause < i);
        }
    }
    CHECK(t.pinned_steps == std::vector<std::string>{"isolation", "controlled", "feeds_lost", "cables_lost"});
}

TEST_CASE("timeline: the water decision names what it waited for") {
    Building b;
    const auto cause_of_decision = [&] {
        const HazardTimeline t = timeline_of(b);
        for (const StateChange& change : t.changes) {
            if (change.to == State::water_decided) return t.changes.at(change.cause).to;
        }
        return State::normal;
    };
    CHECK(cause_of_decision() == State::detected);  // hesitation lasted longer than the drive
    b.world().parameters.fire.brigade_travel = always(Minutes{90.0});
    CHECK(cause_of_decision() == State::brigade_on_site);
}

TEST_CASE("timeline: gas that works leaves everything on") {
    Building b{{.gas = true}};
    b.world().parameters.suppression.agent_stops_battery_fire = Probability{1.0};
    const HazardTimeline t = timeline_of(b);
    for (const StateChange& change : t.changes) CHECK(change.entity.kind == EntityKind::fire);
    CHECK(t.changes.back().to == State::cleared);
}

TEST_CASE("timeline: without a power-off the whole site is cut by hand, and says so") {
    const Building b{{.one_zone = false}};
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::site, b.north, State::isolated) == Times{103.0});
    CHECK(when(t, EntityKind::site, b.south, State::isolated).empty());
    for (const RoomId room : {b.battery, b.electrical, b.hall_2}) {
        CHECK(when(t, EntityKind::zone, b.world().rooms[room].zone, State::isolated) == Times{103.0});
    }
    CHECK(when(t, EntityKind::power_node, b.grid, State::isolated) == Times{103.0});
    CHECK(when(t, EntityKind::row, b.row_2, State::dark) == Times{103.0});
}

/// Racks of hall 1 burn, too weakly to harm the room; its other row has eight racks of its ten.
struct RackFire {
    Building b{{.one_zone = false}};
    RowId long_row;

    RackFire() {
        long_row = b.build.row(b.hall_1, "row-1b", {8, 10, Watts{5000.0}}, {{b.pdu_1a}, {b.pdu_1b}});
        WorldRoom& hall = b.world().rooms[b.hall_1];
        hall.row_power_off = true;
        hall.area = SquareMetres{2000.0};
        hall.fuel = {.kind = Fuel::it_rack, .units = 10, .units_per_group = 10};
        b.world().ignition_room = b.hall_1;
        b.world().observed = {};
        b.world().observed.detection = always(Minutes{2.0});
        b.world().parameters.fuels.it_rack.peak_w = always_number(40e3);
    }
    /// Over many fires: how often each row was cut alone, and that the other then stayed on.
    std::pair<int, int> cuts(int replications) const {
        int first = 0, second = 0;
        for (int i = 0; i < replications; ++i) {
            const HazardTimeline t = build_timeline(b.world(), Draws{1, static_cast<std::uint32_t>(i)});
            const Times cut_1 = when(t, EntityKind::row, b.row_1, State::isolated);
            const Times cut_2 = when(t, EntityKind::row, long_row, State::isolated);
            CHECK(cut_1.size() + cut_2.size() == 1);
            const RowId cut = cut_1.empty() ? long_row : b.row_1;
            const RowId other = cut_1.empty() ? b.row_1 : long_row;
            CHECK(when(t, EntityKind::row, cut, State::isolated) == Times{67.0});
            CHECK(when(t, EntityKind::row, cut, State::dark) == Times{67.0});
            CHECK(when(t, EntityKind::row, cut, State::energised).size() == 1);
            CHECK(when(t, EntityKind::row, other, State::dark).empty());
            (cut_1.empty() ? second : first) += 1;
        }
        return {first, second};
    }
};

TEST_CASE("timeline: only the row that burns is cut where rows can be switched off") {
    const RackFire fire;
    const auto [first, second] = fire.cuts(100);
    CHECK(first == Approx(20).margin(12));  // two racks of ten
    CHECK(first + second == 100);
}

TEST_CASE("timeline: rows that take fire later are cut when they do, and come back one after the other") {
    RackFire fire;
    fire.b.world().parameters.propagation.other_spread = Probability{1.0};
    fire.b.world().parameters.propagation.other_delay = always(Minutes{20.0});
    fire.b.world().parameters.fuels.it_rack.peak_w = always_number(4e3);
    const HazardTimeline t = timeline_of(fire.b);
    const Times cut_1 = when(t, EntityKind::row, fire.b.row_1, State::isolated);
    const Times cut_2 = when(t, EntityKind::row, fire.long_row, State::isolated);
    REQUIRE(cut_1.size() == 1);
    REQUIRE(cut_2.size() == 1);
    CHECK(std::min(cut_1[0], cut_2[0]) == 67.0);
    const Times on_1 = when(t, EntityKind::row, fire.b.row_1, State::energised);
    const Times on_2 = when(t, EntityKind::row, fire.long_row, State::energised);
    REQUIRE(on_1.size() == 1);
    REQUIRE(on_2.size() == 1);
    CHECK(std::abs(on_1[0] - on_2[0]) == Approx(10.0));  // one crew, one step
    CHECK(when(t, EntityKind::power_node, fire.b.pdu_1a, State::isolated).empty());
}

TEST_CASE("timeline: a fire that stays in its first cells is out by itself") {
    Building b;
    b.world().first_to_burn = FirstToBurn::cell;
    b.world().parameters.propagation.cells_until_module = 2;  // and no cell passes it on
    b.world().parameters.propagation.off_gas = always(Minutes{9.0});
    const HazardTimeline t = timeline_of(b);
    for (const StateChange& change : t.changes) CHECK(change.entity.kind == EntityKind::fire);
    CHECK(when(t, EntityKind::fire, b.battery, State::controlled) == Times{9.0});
    CHECK(when(t, EntityKind::zone, b.world().rooms[b.battery].zone, State::isolated).empty());
}

}  // namespace
}  // namespace firebreak::hazard

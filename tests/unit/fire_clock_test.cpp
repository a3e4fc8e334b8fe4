// The fire's clock: each step after its prerequisites; pins replace draws and are listed.
#include "hazard/fire_clock.hpp"

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::hazard {
namespace {

using namespace test;

FireClock clock_of(const Building& b) {
    return draw_fire_clock(b.world(), Draws{1, 0});
}

// Constants of the fixture: detection 2, call + 5, travel + 7, water 61 after detection, by hand 101 after
// detection, set-up 6, knock-down 150 and burn-out of a battery 500 after
// detection, clearance 180, repair 2000 min.

TEST_CASE("fire clock: power cut by hand") {
    const FireClock clock = clock_of(Building{});
    CHECK(clock.detection == at_min(2.0));
    CHECK_FALSE(clock.agent_release.has_value());
    CHECK(clock.emergency_call == at_min(7.0));
    CHECK(clock.brigade_arrival == at_min(14.0));
    CHECK(clock.water_decision == at_min(63.0));
    CHECK(clock.isolation == at_min(103.0));
    CHECK(clock.controlled == at_min(152.0));
    CHECK(clock.extinguished == at_min(502.0));
    CHECK(clock.cleared == at_min(682.0));
    CHECK(clock.supply_repaired == at_min(2502.0));
    CHECK(clock.void_heated == at_min(9.0));
    CHECK(clock.cables_lost == at_min(17.0));
    CHECK(clock.pinned_steps == std::vector<std::string>{"feeds_lost", "cables_lost"});
}

TEST_CASE("fire clock: an emergency power-off follows the decision") {
    CHECK(clock_of(Building{{.emergency_power_off = true}}).isolation == at_min(67.0));
}

TEST_CASE("fire clock: a late brigade delays the decision, a late cut the fire's end") {
    Building b;
    b.world().parameters.fire.brigade_travel = always(Minutes{300.0});
    const FireClock clock = clock_of(b);
    CHECK(clock.water_decision == at_min(307.0));
    CHECK(clock.isolation == at_min(307.0));   // hands have found the feeders by then
    CHECK(clock.controlled == at_min(313.0));  // not before water
    b.world().parameters.fire.burn_out_battery = always(Minutes{200.0});
    CHECK(clock_of(b).extinguished == at_min(313.0));
}

TEST_CASE("fire clock: rooms without batteries burn out sooner") {
    Building b;
    b.world().ignition_room = b.electrical;
    CHECK(clock_of(b).extinguished == at_min(242.0));
}

TEST_CASE("fire clock: gas that works ends the fire at its release") {
    Building b{{.gas = true}};
    b.world().parameters.suppression.agent_stops_battery_fire = Probability{1.0};
    const FireClock clock = clock_of(b);
    CHECK(clock.agent_release == at_min(3.0));
    CHECK(clock.early_end == EarlyEnd::gas);
    CHECK(clock.controlled == at_min(3.0));
    CHECK(clock.extinguished == at_min(3.0));
    CHECK(clock.cleared == at_min(183.0));
    CHECK(clock.emergency_call == at_min(7.0));
    CHECK_FALSE(clock.isolation.has_value());
    CHECK_FALSE(clock.brigade_arrival.has_value());
    CHECK_FALSE(clock.void_heated.has_value());
    CHECK_FALSE(clock.cables_lost.has_value());
}

TEST_CASE("fire clock: what failed before the gas stays failed") {
    Building b{{.gas = true}};
    b.world().parameters.suppression.agent_stops_battery_fire = Probability{1.0};
    b.world().parameters.suppression.agent_predischarge = always(Minutes{12.0});
    const FireClock clock = clock_of(b);
    CHECK(clock.void_heated == at_min(9.0));     // before 14
    CHECK_FALSE(clock.cables_lost.has_value());  // 17 is after
}

TEST_CASE("fire clock: gas that fails changes nothing but the record") {
    Building b{{.gas = true}};
    const FireClock clock = clock_of(b);
    CHECK(clock.agent_release == at_min(3.0));
    CHECK_FALSE(clock.early_end.has_value());
    CHECK(clock.isolation == at_min(103.0));
}

TEST_CASE("fire clock: each kind of fuel has its own chance with gas") {
    Building b{{.gas = true}};
    b.world().parameters.suppression.agent_stops_other_fire = Probability{1.0};
    CHECK_FALSE(clock_of(b).early_end.has_value());
    b.world().rooms[b.battery].fuel.kind = Fuel::electrical_cabinet;
    CHECK(clock_of(b).early_end == EarlyEnd::gas);
}

TEST_CASE("fire clock: pins replace draws, move what follows, and are listed in the order of use") {
    Building b{{.gas = true}};
    Observed& o = b.world().observed;
    o.isolation = always(Minutes{93.0});
    o.detection = always(Minutes{1.0});
    o.extinguished = always(Minutes{508.0});
    o.agent_extinguishes = false;
    const FireClock clock = clock_of(b);
    CHECK(clock.detection == at_min(1.0));
    CHECK(clock.emergency_call == at_min(6.0));  // still 5 min after detection
    CHECK(clock.isolation == at_min(93.0));
    CHECK(clock.water_decision == at_min(62.0));
    CHECK(clock.extinguished == at_min(508.0));
    CHECK(clock.cleared == at_min(688.0));
    CHECK(clock.pinned_steps == std::vector<std::string>{"detection", "agent_extinguishes", "isolation",
                                                         "extinguished", "feeds_lost", "cables_lost"});
}

TEST_CASE("fire clock: a pinned isolation was decided before it") {
    Building b;
    b.world().observed.isolation = always(Minutes{50.0});
    CHECK(clock_of(b).water_decision == at_min(50.0));
}

TEST_CASE("fire clock: a pin for a step that the layout rules out is not used") {
    Building b;  // no gas in the room
    b.world().observed.agent_release = always(Minutes{4.0});
    b.world().observed.agent_extinguishes = true;
    const FireClock clock = clock_of(b);
    CHECK_FALSE(clock.agent_release.has_value());
    CHECK(clock.pinned_steps == std::vector<std::string>{"feeds_lost", "cables_lost"});
}

TEST_CASE("fire clock: two layouts share the luck of a room by its name") {
    Building one, other{{.one_zone = false}};
    for (Building* b : {&one, &other}) b->world().parameters.fire.knock_down = around(Minutes{900.0}, 0.6);
    CHECK(clock_of(one).controlled == clock_of(other).controlled);
    CHECK(draw_fire_clock(one.world(), Draws{1, 1}).controlled != clock_of(one).controlled);
}

/// Gas for 9 min, a minute from cell to cell, sensors that take half a minute.
Building cell_fire(int cells_until_module) {
    Building b;
    b.world().first_to_burn = FirstToBurn::cell;
    b.world().parameters.detection.gas_response = always(Seconds{30.0});
    PropagationParameters& p = b.world().parameters.propagation;
    p.off_gas = always(Minutes{9.0});
    p.cell_delay = always(Minutes{1.0});
    p.cells_until_module = cells_until_module;
    return b;
}

TEST_CASE("fire clock: from the first cell, flames come after venting and the chain of cells") {
    Building b = cell_fire(4);
    b.world().observed = {};
    b.world().parameters.propagation.cell_spread = Probability{1.0};
    const Instant module_first = clock_of(Building{}).detection;
    CHECK(clock_of(b).detection ==
          module_first + std::chrono::minutes{9 + 3});  // 9 min of gas, three hops of 1 min
    const FireClock clock = clock_of(b);
    CHECK(clock.rooms.front().fire.flames == Minutes{12.0});
    CHECK(clock.rooms.front().fire.units.front().lit == Minutes{12.0});
    b.world().ignition_room = b.electrical;  // has no cells
    CHECK(clock_of(b).rooms.front().fire.flames == Seconds{0.0});
}

TEST_CASE("fire clock: a gas sensor answers to the first cell, and to nothing but batteries") {
    Building b = cell_fire(4);
    b.world().parameters.propagation.cell_spread = Probability{1.0};
    b.world().rooms[b.battery].detection = Detection::gas;
    CHECK(clock_of(b).detection == at_s(30.0));
    b.world().rooms[b.battery].fuel.kind = Fuel::vrla_string;
    CHECK(clock_of(b).detection == at_min(5.0));  // somebody smells it
}

TEST_CASE("fire clock: cells that go no further end the fire, unless the brigade's work is known") {
    Building b = cell_fire(2);
    CHECK(clock_of(b).early_end == EarlyEnd::cells);
    CHECK(clock_of(b).controlled == at_min(9.0));
    CHECK(clock_of(b).rooms.front().fire.units.empty());
    b.world().observed.isolation = always(Minutes{93.0});
    CHECK_FALSE(clock_of(b).early_end.has_value());
    CHECK(clock_of(b).isolation == at_min(93.0));
}

/// A fire in a hall without detectors that people have to see and put out.
struct Manned {
    Building b;

    Manned() {
        b.world().ignition_room = b.hall_1;
        b.world().rooms[b.hall_1].detection = Detection::none;
        b.world().rooms[b.hall_1].fuel.kind = Fuel::it_rack;
        b.world().observed = {};
        b.world().parameters.people.travel = always(Minutes{45.0});
        b.world().parameters.suppression.manual_rate_per_min = 1e6;  // whoever is there puts it out
        b.world().response.crews.technicians = 6;
        b.world().response.crews.technicians_on_site = Ratio{0.5};
        b.world().ignition_local_hour = 12.0;
    }
    /// When it is seen, min: the same as when it is over.
    [[nodiscard]] double seen(std::uint32_t replication = 0) const {
        const FireClock clock = draw_fire_clock(b.world(), Draws{1, replication});
        CHECK(clock.early_end == EarlyEnd::staff);
        CHECK(minutes_of(clock.controlled) == Approx(minutes_of(clock.detection)).margin(0.001));
        return minutes_of(clock.detection);
    }
};

TEST_CASE("fire clock: a fire is seen and fought by whoever is on site") {
    CHECK(Manned{}.seen() == 5.0);
}

TEST_CASE("fire clock: with nobody on site somebody comes first") {
    Manned m;
    m.b.world().response.crews.technicians_on_site = Ratio{0.0};
    CHECK(m.seen() == 50.0);
    // An alarm is heard elsewhere: its time stays, and hands come after the way.
    m.b.world().rooms[m.b.hall_1].detection = Detection::aspirating;
    const FireClock clock = clock_of(m.b);
    CHECK(clock.detection == at_min(2.0));
    CHECK(minutes_of(clock.controlled) == Approx(47.0).margin(0.001));
}

TEST_CASE("fire clock: at night a third of the day's people are there") {
    Manned m;
    const auto share_there = [&](double hour, double ratio) {
        m.b.world().ignition_local_hour = hour;
        m.b.world().response.crews.technicians_on_site = Ratio{ratio};
        int there = 0;
        for (std::uint32_t r = 0; r < 600; ++r) there += m.seen(r) == 5.0 ? 1 : 0;
        return there / 600.0;
    };
    CHECK(share_there(21.9, 0.2) == 1.0);  // 1.2 people are one
    CHECK(share_there(23.0, 0.2) == Approx(1.0 / 3.0).margin(0.08));
    CHECK(share_there(3.0, 0.35) == Approx(2.0 / 3.0).margin(0.08));
    CHECK(share_there(3.0, 0.5) == 1.0);
    CHECK(share_there(7.0, 0.2) == 1.0);
}

TEST_CASE("fire clock: where nobody puts fires out, at either end of the rate, the brigade does") {
    Manned m;
    for (const double rate : {0.0, 1e-300}) {
        m.b.world().parameters.suppression.manual_rate_per_min = rate;
        CHECK_FALSE(clock_of(m.b).early_end.has_value());
    }
}

}  // namespace
}  // namespace firebreak::hazard

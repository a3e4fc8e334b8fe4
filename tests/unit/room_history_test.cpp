// A room's fire followed over time: thresholds, air, barriers, smoke.
#include "hazard/room_history.hpp"

#include "catch_compat.hpp"
#include "hazard/ceiling_jet.hpp"
#include "hazard/smoke.hpp"

namespace firebreak::hazard {
namespace {

UncertainNumber always(double value) { return {{Shape::constant, value}}; }

/// Two rooms of 100 m2 and 3 m with a wall of 30 min between them.
World two_rooms() {
    World world;
    const SiteId site = world.sites.add({"s", {}, 0});
    const ZoneId zone = world.zones.add({"s/z", site});
    for (const char* name : {"s/a", "s/b"}) {
        WorldRoom room{};
        room.name = name;
        room.site = site;
        room.zone = zone;
        room.area = SquareMetres{100.0};
        room.height = Metres{3.0};
        room.opening_area = SquareMetres{2.0};
        room.opening_height = Metres{2.0};
        world.rooms.add(room);
    }
    world.rooms[RoomId{0}].barriers = {{RoomId{1}, Minutes{30.0}, false}};
    world.rooms[RoomId{1}].barriers = {{RoomId{0}, Minutes{30.0}, false}};
    DamageParameters& damage = world.parameters.damage;
    damage.cable_damage_c = always(205.0);
    damage.electronics_damage_c = always(65.0);
    damage.void_distance_m = always(10.0);
    damage.flashover_c = always(550.0);
    damage.barrier_strength = always(1.0);
    world.parameters.smoke.alarm_g_per_m3 = always(0.01);
    return world;
}

RoomFire steady(double megawatts, Seconds duration) {
    return {{{Seconds{0.0}, {.peak = Watts{megawatts * 1e6}, .to_peak = Seconds{60.0}, .steady = duration, .decay = Seconds{60.0}}}}};
}

const Draws draws{1, 0};

TEST_CASE("cables above a fire fail when the ceiling jet reaches their temperature") {
    const World world = two_rooms();
    const RoomFire fire = steady(2.0, Minutes{60.0});
    const RoomHistory history = follow_fire(world, RoomId{0}, fire, {.end = Hours{2.0}, .sprayed = {}}, draws);
    REQUIRE(history.cables_lost);
    // Alpert at the axis: 16.9 Q^(2/3) / 3^(5/3) = 180 K at Q = 542 kW, reached after 60 s sqrt(542 / 2000) = 31.2 s.
    CHECK(history.cables_lost->count() == Approx(31.2).margin(0.3));
    CHECK(jet_rise(Watts{541.9e3}, {Metres{0.1}, Metres{3.0}}).value() == Approx(180.0).epsilon(0.001));
}

TEST_CASE("a small fire breaks nothing") {
    const World world = two_rooms();
    const RoomHistory history = follow_fire(world, RoomId{0}, steady(0.02, Minutes{10.0}), {.end = Hours{2.0}, .sprayed = {}}, draws);
    CHECK_FALSE(history.cables_lost);
    CHECK_FALSE(history.flashover);
    CHECK(history.breaches.empty());
}

TEST_CASE("halving the step moves threshold times by less than 1 %") {
    const World world = two_rooms();
    const RoomFire fire = steady(3.0, Hours{3.0});
    const Hindrance free{.end = Hours{4.0}, .sprayed = {}};
    const RoomHistory full = follow_fire(world, RoomId{0}, fire, free, draws);
    const RoomHistory half = follow_fire(world, RoomId{0}, fire, free, draws, 0.5);
    REQUIRE(full.equipment_lost);
    REQUIRE(full.breaches.size() == 1);
    REQUIRE(half.breaches.size() == 1);
    CHECK(half.equipment_lost->count() == Approx(full.equipment_lost->count()).epsilon(0.01));
    CHECK(half.breaches[0].at.count() == Approx(full.breaches[0].at.count()).epsilon(0.01));
}

TEST_CASE("without openings the air of the room ends the fire") {
    World world = two_rooms();
    world.rooms[RoomId{0}].opening_area = SquareMetres{0.0};
    const RoomHistory history = follow_fire(world, RoomId{0}, steady(2.0, Hours{1.0}), {.end = Hours{2.0}, .sprayed = {}}, draws);
    // Usable energy of 300 m3 is about 310 MJ: some 3 min of 2 MW.
    Seconds last{};
    for (const HeatSample& sample : history.heat) {
        if (sample.heat.value() > 1e3) last = sample.at;
    }
    CHECK(last.count() > 150.0);
    CHECK(last.count() < 260.0);
}

TEST_CASE("sprinklers make the heat decay and keep the wall standing") {
    const World world = two_rooms();
    const RoomFire fire = steady(3.0, Hours{3.0});
    const RoomHistory wet = follow_fire(world, RoomId{0}, fire, {.end = Hours{4.0}, .sprayed = Minutes{2.0}, .decay = Minutes{6.0}}, draws);
    CHECK(wet.breaches.empty());
    for (const HeatSample& sample : wet.heat) {
        if (sample.at > Minutes{20.0}) CHECK(sample.heat.value() < 3e6 * std::exp(-2.9));
    }
}

TEST_CASE("smoke of two joined rooms ends half and half") {
    // Verification row 8 of the parameter sheet: an exchange without loss shares a trace species equally.
    World world = two_rooms();
    world.parameters.smoke.yield_kg_per_mj = 0.001;
    world.parameters.smoke.leakage_per_hour = 20.0;
    world.parameters.smoke.alarm_g_per_m3 = always(0.5);
    RoomHistory history;
    for (int minute = 1; minute <= 10; ++minute) history.heat.push_back({Minutes{minute}, Watts{1e6}});
    const std::vector<BurningRoom> fire{{RoomId{0}, ignition_instant, 0, {}, history}};
    const auto early = spread_smoke(world, fire, ignition_instant + std::chrono::hours{5}, draws);
    const auto late = spread_smoke(world, fire, ignition_instant + std::chrono::hours{6}, draws);
    const double a = late[RoomId{0}].dose_g_s_per_m3 - early[RoomId{0}].dose_g_s_per_m3;
    const double b = late[RoomId{1}].dose_g_s_per_m3 - early[RoomId{1}].dose_g_s_per_m3;
    CHECK(b == Approx(a).epsilon(0.001));
    // 600 MJ x 1 g/MJ in 600 m3: 1 g/m3 for an hour.
    CHECK(a == Approx(3600.0).epsilon(0.01));
    REQUIRE(late[RoomId{1}].alarm);
    CHECK(*late[RoomId{1}].alarm > *late[RoomId{0}].alarm);
}

}  // namespace
}  // namespace firebreak::hazard

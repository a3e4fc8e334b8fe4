// Power: batteries under load, k of n, generators, overloads that cascade, racks on one cord.
#include "catch_compat.hpp"
#include "facility/generators.hpp"
#include "facility/rack_cords.hpp"
#include "facility_fixture.hpp"
#include "metrics/facility_curve.hpp"

namespace firebreak::test {
namespace {

using Times = std::vector<double>;

void check_times(const Times& found, const Times& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Approx(expected[i]).margin(0.01));
}

Watts kilowatts(double value) {
    return Watts{value * 1e3};
}

/// A site of one hall on a grid.
struct Hall {
    WorldBuilder build;
    SiteId site = build.site("north");
    RoomId room = build.room(site, "hall");
    PowerNodeId grid = build.power(room, "grid", PowerKind::utility, {});

    PowerNodeId node(const std::string& name, PowerKind kind, const std::vector<Feed>& inputs,
                     double capacity_kw = 0.0) {
        const PowerNodeId id = build.power(room, name, kind, inputs);
        build.world.power[id].capacity = kilowatts(capacity_kw);
        return id;
    }
    PowerNodeId ups(const std::string& name, Ticks autonomy, double capacity_kw) {
        const PowerNodeId id = build.power(room, name, PowerKind::ups, {{grid}}, {autonomy, room});
        build.world.power[id].capacity = kilowatts(capacity_kw);
        build.world.power[id].battery_room = {};
        return id;
    }
    RowId row(const std::string& name, double load_kw, const std::vector<Feed>& feeds, int racks = 10) {
        return build.row(room, name, {racks, 10, kilowatts(load_kw)}, feeds);
    }
    World& world() { return build.world; }
};

}  // namespace

TEST_CASE("facility: a UPS at half load lasts longer than twice as long, by Peukert") {
    Hall hall;
    const PowerNodeId lead = hall.ups("lead", std::chrono::minutes{10}, 100.0);
    const PowerNodeId lithium = hall.ups("lithium", std::chrono::minutes{10}, 100.0);
    hall.world().power[lithium].battery_chemistry = BatteryChemistry::li_ion;
    const RowId on_lead = hall.row("row-1", 50.0, {{lead}});
    const RowId on_lithium = hall.row("row-2", 50.0, {{lithium}});
    const HazardTimeline timeline = Mishap{hall.world()}.damage(1.0, hall.grid).play();
    check_times(dark_s(timeline, on_lead), {60.0 + 600.0 * 2.2973967});     // 2^1.2
    check_times(dark_s(timeline, on_lithium), {60.0 + 600.0 * 2.0705298});  // 2^1.05
}

TEST_CASE("facility: charge is a state that the load of the moment uses up, and input restores") {
    Hall hall;
    const PowerNodeId ups = hall.ups("ups", std::chrono::minutes{10}, 100.0);
    const PowerNodeId pdu = hall.node("pdu", PowerKind::pdu, {{ups}});
    const RowId stays = hall.row("row-1", 50.0, {{ups}});
    const RowId leaves = hall.row("row-2", 50.0, {{pdu}});

    SECTION("half the charge at full load, the rest at half load") {
        const HazardTimeline timeline = Mishap{hall.world()}.damage(1.0, hall.grid).damage(6.0, pdu).play();
        check_times(dark_s(timeline, leaves), {360.0});
        check_times(dark_s(timeline, stays), {360.0 + 0.5 * 600.0 * 2.2973967});
    }
    SECTION("a second outage finds the charge of 48 minutes at 8 hours to full") {
        const HazardTimeline timeline =
            Mishap{hall.world()}.damage(1.0, hall.grid).mend(30.0, hall.grid).damage(78.0, hall.grid).play();
        check_times(dark_s(timeline, stays), {660.0, 78.0 * 60.0 + 60.0});
        check_times(lit_s(timeline, stays), {1800.0});
    }
    SECTION("without a capacity the time is as given, whatever the load") {
        hall.world().power[ups].capacity = Watts{0.0};
        hall.world().parameters.facility.battery_health = always_share(0.8);
        const HazardTimeline timeline = Mishap{hall.world()}.damage(1.0, hall.grid).play();
        check_times(dark_s(timeline, stays), {60.0 + 480.0});
    }
}

TEST_CASE("facility: a bus that needs two of three inputs bears the loss of one") {
    Hall hall;
    const PowerNodeId second = hall.node("grid-2", PowerKind::utility, {});
    const PowerNodeId third = hall.node("grid-3", PowerKind::utility, {});
    const PowerNodeId bus = hall.node("bus", PowerKind::switchgear, {{hall.grid}, {second}, {third}});
    hall.world().power[bus].inputs_needed = 2;
    const RowId row = hall.row("row", 50.0, {{bus}});
    const HazardTimeline timeline =
        Mishap{hall.world()}.damage(3.0, second).damage(5.0, hall.grid).mend(9.0, second).play();
    check_times(dark_s(timeline, row), {300.0});
    check_times(lit_s(timeline, row), {540.0});
}

TEST_CASE("facility: a generator starts when the grid is dead, and hands back without a break") {
    Hall hall;
    const PowerNodeId set = hall.node("set", PowerKind::generator, {});
    const PowerNodeId bus = hall.node("bus", PowerKind::switchgear, {{hall.grid}, {set}});
    const PowerNodeId ups =
        hall.build.power(hall.room, "ups", PowerKind::ups, {{bus}}, {std::chrono::minutes{5}, {}});
    const RowId bridged = hall.row("row-1", 50.0, {{ups}});
    const RowId bare = hall.row("row-2", 50.0, {{bus}});
    SECTION("12 s to start, 2 s to transfer") {
        const HazardTimeline timeline =
            Mishap{hall.world()}.damage(1.0, hall.grid).mend(20.0, hall.grid).play();
        CHECK(dark_s(timeline, bridged).empty());
        check_times(dark_s(timeline, bare), {60.0});
        check_times(lit_s(timeline, bare), {74.0});
        check_times(seconds_when(timeline, EntityKind::power_node, set, State::starting), {60.0});
        check_times(seconds_when(timeline, EntityKind::power_node, set, State::energised), {74.0});
        check_times(seconds_when(timeline, EntityKind::power_node, set, State::standby), {1200.0});
    }
    SECTION("one that fails to start leaves the battery alone") {
        hall.world().parameters.facility.generator_fails_to_start = always_share(1.0);
        const HazardTimeline timeline =
            Mishap{hall.world()}.damage(1.0, hall.grid).mend(20.0, hall.grid).play();
        check_times(seconds_when(timeline, EntityKind::power_node, set, State::stopped), {74.0});
        check_times(dark_s(timeline, bridged), {360.0});
        check_times(lit_s(timeline, bridged), {1200.0});
    }
    SECTION("nobody calls it while its bus is isolated") {
        const HazardTimeline timeline = Mishap{hall.world()}
                                            .hit(1.0, EntityKind::power_node, bus, State::isolated)
                                            .damage(2.0, hall.grid)
                                            .play();
        CHECK(seconds_when(timeline, EntityKind::power_node, set, State::starting).empty());
    }
}

TEST_CASE("facility: sets of a site fail together by the common cause") {
    Hall hall;
    const PowerNodeId set_1 = hall.node("set-1", PowerKind::generator, {});
    const PowerNodeId set_2 = hall.node("set-2", PowerKind::generator, {});
    hall.node("bus", PowerKind::switchgear, {{hall.grid}, {set_1}, {set_2}});
    auto& parameters = hall.world().parameters.facility;
    const auto both_fail = [&](double q, double beta) {
        parameters.generator_fails_to_start = always_share(q);
        parameters.generator_common_cause = always_share(beta);
        int both = 0, one = 0;
        constexpr int runs = 4000;
        for (std::uint32_t i = 0; i < runs; ++i) {
            const Draws draws{7, i};
            const facility::Generators sets{hall.world(), draws};
            const int failed = (sets.starts(set_1) ? 0 : 1) + (sets.starts(set_2) ? 0 : 1);
            both += failed == 2;
            one += failed == 1;
        }
        return std::pair{both / double{runs}, one / double{runs}};
    };
    const auto [both, one] = both_fail(0.4, 0.25);
    CHECK(both == Approx(0.1 + 0.9 * 0.3 * 0.3).margin(0.02));  // three standard errors
    CHECK(one == Approx(0.9 * 2.0 * 0.3 * 0.7).margin(0.025));
    CHECK(both_fail(0.4, 1.0).second == 0.0);
    CHECK(both_fail(0.4, 0.0).first == Approx(0.16).margin(0.02));
}

TEST_CASE("facility: an overload trips one node after another, and both are reset when it fits") {
    Hall hall;
    const PowerNodeId a = hall.node("a", PowerKind::ups, {{hall.grid}}, 60.0);
    const PowerNodeId b = hall.node("b", PowerKind::ups, {{hall.grid}}, 60.0);
    const PowerNodeId c = hall.node("c", PowerKind::ups, {{hall.grid}}, 30.0);
    const RowId first = hall.row("row-1", 80.0, {{a}, {b}});   // 40 each
    const RowId second = hall.row("row-2", 40.0, {{b}, {c}});  // 20 each
    SECTION("a lost: b bears 100 of 66, then c 40 of 33") {
        const HazardTimeline timeline = Mishap{hall.world()}.damage(1.0, a).mend(60.0, a).play();
        check_times(seconds_when(timeline, EntityKind::power_node, b, State::stopped), {110.0});
        check_times(seconds_when(timeline, EntityKind::power_node, c, State::stopped), {160.0});
        check_times(dark_s(timeline, first), {110.0});
        check_times(dark_s(timeline, second), {160.0});
        // The crew is there 40 minutes after each trip, and waits for a: neither b nor c bears its load.
        check_times(lit_s(timeline, first), {3600.0});
        check_times(lit_s(timeline, second), {3600.0});
        CHECK(seconds_when(timeline, EntityKind::power_node, b, State::energised) == Times{3600.0});
    }
    SECTION("c of twice the size stops the cascade") {
        hall.world().power[c].capacity = kilowatts(60.0);
        const HazardTimeline timeline = Mishap{hall.world()}.damage(1.0, a).play();
        check_times(dark_s(timeline, first), {110.0});
        CHECK(dark_s(timeline, second).empty());
    }
    SECTION("an overload that ends in time trips nothing") {
        const HazardTimeline timeline = Mishap{hall.world()}.damage(1.0, a).mend(1.8, a).play();
        CHECK(dark_s(timeline, first).empty());
    }
    SECTION("what is overloaded before the fire is taken to bear it") {
        hall.world().power[c].capacity = kilowatts(5.0);
        const HazardTimeline timeline = Mishap{hall.world()}.play();
        CHECK(timeline.changes.size() == 1);
    }
}

TEST_CASE("facility: a rack on one cord is dark while its row is up") {
    Hall hall;
    const PowerNodeId a = hall.node("a", PowerKind::pdu, {{hall.grid}});
    const PowerNodeId b = hall.node("b", PowerKind::pdu, {{hall.grid}});
    const RowId row = hall.row("row", 60.0, {{a}, {b}}, 20);
    hall.world().rows[row].single_corded = Ratio{0.3};
    hall.world().rows[row].swapped_feeds = Ratio{0.2};
    const auto cords = facility::draw_cords(hall.world(), Draws{1, 0});
    std::vector<RackId> on_a;
    for (const auto& group : cords[row]) {
        if (hall.world().cables[group.feed].from == a) on_a = group.racks;
    }
    REQUIRE(!on_a.empty());
    REQUIRE(on_a.size() < 20);

    // a lost, then b as well, then b back, then a.
    const HazardTimeline timeline =
        Mishap{hall.world()}.damage(10.0, a).damage(20.0, b).mend(30.0, b).mend(40.0, a).play();
    check_times(dark_s(timeline, row), {1200.0});
    check_times(lit_s(timeline, row), {1800.0});
    for (const RackId rack : on_a) {
        check_times(seconds_when(timeline, EntityKind::rack, rack, State::dark), {600.0});
        check_times(seconds_when(timeline, EntityKind::rack, rack, State::energised), {2400.0});
    }
    const ObservationLog log = play(hall.world(), timeline);
    const RackId solo = on_a.front();
    CHECK(minutes_when(log, EntityKind::rack, solo, State::up) == std::vector<double>{45.0});
    CHECK(minutes_when(log, EntityKind::rack, solo, State::booting) == std::vector<double>{40.0});

    const auto curves = metrics::site_curves(hall.world(), metrics::facility_curve(hall.world(), log));
    const double share_on_a = static_cast<double>(on_a.size()) / 20.0;
    CHECK(curves[hall.site].power.value_at(at_min(15.0)) == Approx(1.0 - share_on_a));
    CHECK(curves[hall.site].power.value_at(at_min(25.0)) == 0.0);
    CHECK(curves[hall.site].power.value_at(at_min(35.0)) == Approx(1.0 - share_on_a));
    CHECK(curves[hall.site].power.value_at(at_min(45.0)) == 1.0);
    CHECK(curves[hall.site].servers.value_at(at_min(15.0)) == Approx(1.0 - share_on_a));
}

TEST_CASE("facility: fewer single-corded racks are a subset of the same racks") {
    Hall hall;
    const PowerNodeId a = hall.node("a", PowerKind::pdu, {{hall.grid}});
    const PowerNodeId b = hall.node("b", PowerKind::pdu, {{hall.grid}});
    const RowId row = hall.row("row", 60.0, {{a}, {b}}, 200);
    const auto racks = [&](double share) {
        hall.world().rows[row].single_corded = Ratio{share};
        std::vector<std::uint32_t> all;
        const auto cords = facility::draw_cords(hall.world(), Draws{1, 0});
        for (const auto& group : cords[row]) {
            for (const RackId rack : group.racks) all.push_back(rack.value);
        }
        std::sort(all.begin(), all.end());
        return all;
    };
    const auto few = racks(0.1), many = racks(0.4);
    CHECK(few.size() > 5);
    CHECK(many.size() > 50);
    CHECK(std::includes(many.begin(), many.end(), few.begin(), few.end()));
    CHECK(racks(0.0).empty());
}

}  // namespace firebreak::test

// Metamorphic rules under common random numbers: what should help, never hurts.
#include "catch_compat.hpp"
#include "facility_fixture.hpp"

namespace firebreak::test {
namespace {

struct Design {
    double capacity = 1.0;  ///< of the UPS, as a factor; 0: unlimited
    Ticks autonomy = std::chrono::minutes{6};
    int sets = 1;   ///< generators
    int units = 2;  ///< cooling units of each hall
    double single_corded = 0.2;
    bool cooled = true;  ///< false: by means outside the model
};

/// Two halls of 80 and 60 kW on lineups of three UPS, each good for the load of two, behind a bus with a
/// grid and generators; cooling on the bus, without UPS.
struct Campus {
    WorldBuilder build;
    std::vector<PowerNodeId> nodes;  ///< that may break

    explicit Campus(const Design& design) {
        World& world = build.world;
        auto& parameters = world.parameters.facility;
        parameters.battery_health = {{Shape::uniform, 0.6, 1.0, 0.0}};
        parameters.generator_fails_to_start = always_share(0.3);
        parameters.generator_common_cause = always_share(0.2);
        parameters.overload_trip = around(Seconds{60.0}, 1.0);
        parameters.trip_reset = around(Minutes{45.0}, 0.6);
        parameters.shutdown_inlet_c = {{Shape::triangular, 40.0, 47.0, 55.0}};
        parameters.fan_restart = {{Shape::uniform, 10.0, 60.0, 0.0}};
        const SiteId site = build.site("north");
        const RoomId room = build.room(site, "electrical", RoomKind::electrical);
        const PowerNodeId grid = build.power(room, "grid", PowerKind::utility, {});
        std::vector<Feed> sources{{grid}};
        for (int i = 1; i <= design.sets; ++i) {
            sources.push_back({build.power(room, "set-" + std::to_string(i), PowerKind::generator, {})});
        }
        const PowerNodeId bus = build.power(room, "bus", PowerKind::switchgear, sources);
        std::vector<PowerNodeId> ups;
        for (int i = 1; i <= 3; ++i) {
            ups.push_back(build.power(room, "ups-" + std::to_string(i), PowerKind::ups, {{bus}},
                                      {design.autonomy, {}}));
            world.power[ups.back()].capacity = Watts{62e3 * design.capacity};
        }
        const RoomId hall_1 = build.room(site, "hall-1");
        const RoomId hall_2 = build.room(site, "hall-2");
        add_hall(design, hall_1, "1", {{ups[0]}, {ups[1]}}, bus, 20e3);
        add_hall(design, hall_2, "2", {{ups[1]}, {ups[2]}}, bus, 15e3);
        nodes = {grid, ups[0], ups[1], ups[2]};
    }

    void add_hall(const Design& design, RoomId hall, const std::string& name, const std::vector<Feed>& feeds,
                  PowerNodeId bus, double row_w) {
        for (int i = 1; i <= 4; ++i) {
            const RowId row =
                build.row(hall, "row-" + name + std::to_string(i), {4, 10, Watts{row_w}}, feeds);
            build.world.rows[row].single_corded = Ratio{design.single_corded};
        }
        for (int i = 1; i <= design.units && design.cooled; ++i) {
            const CoolingId unit = build.cooling(hall, "crah-" + name + std::to_string(i), {hall}, {{bus}});
            build.world.cooling[unit].capacity = Watts{2.2 * row_w};
        }
    }
};

/// Server hours dark after an accident that depends on the luck only: one to three nodes break for a while,
/// and now and then the fans of one hall are stopped.
double dark_hours(const Design& design, std::uint32_t luck) {
    const Campus campus{design};
    const World& world = campus.build.world;
    const Draws draws{3, luck};
    Mishap mishap{world};
    const int breaks = 1 + static_cast<int>(draws.uniform("test.breaks", "") * 3.0);
    for (std::uint32_t i = 0; i < campus.nodes.size() && static_cast<int>(i) < breaks; ++i) {
        const auto which = static_cast<std::size_t>(draws.uniform("test.node", "", i) * 4.0);
        const double from = draws.uniform("test.from", "", i) * 100.0 + 200.0 * i;
        mishap.damage(from, campus.nodes[which]);
        mishap.mend(from + 1.0 + draws.uniform("test.for", "", i) * 150.0, campus.nodes[which]);
    }
    if (design.cooled && draws.uniform("test.smoke", "") < 0.3)
        mishap.inhibit(50.0, CoolingId{0}).release(250.0, CoolingId{0});
    return dark_server_hours(world, mishap.play(luck));
}

/// Sums over the lucks, and how often `better` was worse.
struct Comparison {
    double base_h = 0.0;
    double better_h = 0.0;
    int worse = 0;
};

Comparison compare(const Design& base, const Design& better) {
    Comparison result;
    for (std::uint32_t luck = 0; luck < 300; ++luck) {
        const double a = dark_hours(base, luck);
        const double b = dark_hours(better, luck);
        result.base_h += a;
        result.better_h += b;
        result.worse += b > a + 1e-9 ? 1 : 0;
    }
    return result;
}

/// Never worse, and better on the whole: designs in which one mechanism acts.
void check_never_worse(const Design& base, const Design& better) {
    const Comparison found = compare(base, better);
    CAPTURE(found.base_h, found.better_h);
    CHECK(found.worse == 0);
    CHECK(found.better_h < found.base_h);
}

/// Better in expectation: where all mechanisms act, a row that stays on may be lost to heat a moment before
/// the power comes back, and a rack that stays on may be the load that trips its feed.
void check_better(const Design& base, const Design& better) {
    const Comparison found = compare(base, better);
    CAPTURE(found.worse);
    CHECK(found.better_h < found.base_h);
}

}  // namespace

TEST_CASE("rule: more capacity never darkens more servers") {
    check_never_worse({.capacity = 1.0, .cooled = false}, {.capacity = 1.2, .cooled = false});
    check_never_worse({.capacity = 1.2, .cooled = false}, {.capacity = 2.5, .cooled = false});
    check_better({.capacity = 1.0}, {.capacity = 2.0});
}

TEST_CASE("rule: a battery that lasts longer never darkens more servers") {
    using std::chrono::minutes;
    // Three times the capacity: nothing trips, and the batteries carry a third of what they are rated for.
    check_never_worse({.capacity = 3.0, .autonomy = minutes{2}, .cooled = false},
                      {.capacity = 3.0, .autonomy = minutes{4}, .cooled = false});
    check_never_worse({.capacity = 3.0, .autonomy = minutes{4}, .cooled = false},
                      {.capacity = 3.0, .autonomy = minutes{20}, .cooled = false});
    check_better({.autonomy = minutes{2}}, {.autonomy = minutes{20}});
}

TEST_CASE("rule: redundancy never darkens more servers") {
    check_never_worse({.capacity = 0.0, .sets = 1, .cooled = false},
                      {.capacity = 0.0, .sets = 2, .cooled = false});
    check_never_worse({.capacity = 0.0, .single_corded = 0.2, .cooled = false},
                      {.capacity = 0.0, .single_corded = 0.05, .cooled = false});
    check_never_worse({.capacity = 0.0, .units = 2}, {.capacity = 0.0, .units = 3});
    check_better({.sets = 1}, {.sets = 2});
}

TEST_CASE("rule: without an accident nothing goes dark") {
    const Campus campus{Design{}};
    CHECK(dark_server_hours(campus.build.world, Mishap{campus.build.world}.play()) == 0.0);
}

}  // namespace firebreak::test

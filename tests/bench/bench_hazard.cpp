// What one hazard timeline costs: a building of 20 rooms, and the Pangyo layout with nothing pinned. Each
// line says how many lognormal draws of the same run would have taken as long (`draws`), which holds on any
// machine, and which part of a millisecond it is (`of_1ms`), which is the budget for the 20 rooms at -O2.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <ctime>
#include <stdexcept>

#include "hazard/timeline.hpp"
#include "scenario/reader.hpp"
#include "world/world.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

World pangyo() {
    const auto loaded =
        scenario::read_scenario(FIREBREAK_SOURCE_DIR "/scenarios/incidents/pangyo-2022-unpinned.json");
    std::vector<Finding> findings;
    World world = world::build(loaded.scenario, findings);
    if (!findings.empty()) throw std::runtime_error{findings.front().problem};
    return world;
}

/// Two floors of ten rooms in a row, each walled from its neighbours: batteries and UPS below, halls above,
/// two paths, four rows a hall, generic parameters.
World twenty_rooms(const Parameters& generic) {
    test::WorldBuilder build;
    World& world = build.world;
    world.parameters = generic;
    const SiteId site = build.site("north");
    const ZoneId whole = build.zone(site, "building");
    std::vector<RoomId> below, halls;
    for (int i = 0; i < 10; ++i) {
        const RoomKind kind = i < 2 ? RoomKind::battery : i < 6 ? RoomKind::ups : RoomKind::electrical;
        below.push_back(build.room(site, whole, "plant-" + std::to_string(i), kind));
        halls.push_back(build.room(site, whole, "hall-" + std::to_string(i)));
    }
    const auto wall = [&](RoomId a, RoomId b) {
        world.rooms[a].barriers.push_back({b, Minutes{60.0}, true});
        world.rooms[b].barriers.push_back({a, Minutes{60.0}, true});
    };
    for (std::size_t i = 0; i < 10; ++i) {
        world.rooms[below[i]].fuel.units = world.rooms[below[i]].fuel.units_per_group = 10;
        world.rooms[halls[i]].fuel = {.kind = Fuel::it_rack, .units = 10, .units_per_group = 10};
        if (i > 0) wall(below[i - 1], below[i]);
        if (i > 0) wall(halls[i - 1], halls[i]);
        wall(below[i], halls[i]);
    }
    build.share_void(below[0], below[2]);
    const PowerNodeId grid = build.power(below[9], "grid", PowerKind::utility, {});
    const PowerNodeId path_a =
        build.power(below[2], "ups-a", PowerKind::ups, {{grid}}, {std::chrono::minutes{15}, below[0]});
    const PowerNodeId path_b =
        build.power(below[3], "ups-b", PowerKind::ups, {{grid}}, {std::chrono::minutes{15}, below[1]});
    for (std::size_t i = 0; i < 10; ++i) {
        const std::string name = std::to_string(i);
        const PowerNodeId a = build.power(halls[i], "pdu-a" + name, PowerKind::pdu, {{path_a, {below[0]}}});
        const PowerNodeId b = build.power(halls[i], "pdu-b" + name, PowerKind::pdu, {{path_b}});
        for (int row = 0; row < 4; ++row)
            build.row(halls[i], "row-" + name + std::to_string(row), {10, 40, Watts{6e4}}, {{a}, {b}});
        build.cooling(halls[i], "crah-" + name, {halls[i]}, {{a}, {b}});
    }
    world.ignition_room = below[0];
    return world;
}

double draw(std::uint32_t replication) {
    static const UncertainNumber number{{Shape::lognormal, 100.0, 0.4, 0.0}};
    return Draws{1, replication}.number(number, "fire.power_off_by_hand", "north/plant-0");
}

/// CPU seconds of one draw, over a million of them.
double draw_seconds() {
    constexpr std::uint32_t count = 1'000'000;
    double sum = 0.0;
    const std::clock_t begin = std::clock();
    for (std::uint32_t i = 0; i < count; ++i) sum += draw(i);
    benchmark::DoNotOptimize(sum);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / count;
}

void one_draw(benchmark::State& state) {
    std::uint32_t replication = 0;
    for (auto _ : state) benchmark::DoNotOptimize(draw(replication++));
}

void timeline(benchmark::State& state, const World& world, double per_draw) {
    std::uint32_t replication = 0;
    std::size_t changes = 0;
    const std::clock_t begin = std::clock();
    for (auto _ : state) {
        const HazardTimeline fire = hazard::build_timeline(world, Draws{1, replication++});
        changes += fire.changes.size();
    }
    const double each =
        static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / static_cast<double>(state.iterations());
    state.counters["draws"] = each / per_draw;
    state.counters["of_1ms"] = each / 1e-3;
    state.counters["changes"] = static_cast<double>(changes) / static_cast<double>(state.iterations());
}

}  // namespace
}  // namespace firebreak

int main(int argc, char** argv) {
    using namespace firebreak;
    try {
        const World real = pangyo();
        const World twenty = twenty_rooms(real.parameters);
        const double per_draw = draw_seconds();
        benchmark::RegisterBenchmark("one draw", one_draw);
        benchmark::RegisterBenchmark("timeline, 20 rooms",
                                     [&](benchmark::State& state) { timeline(state, twenty, per_draw); });
        benchmark::RegisterBenchmark("timeline, Pangyo",
                                     [&](benchmark::State& state) { timeline(state, real, per_draw); });
        benchmark::Initialize(&argc, argv);
        if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
        benchmark::RunSpecifiedBenchmarks();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_hazard: %s\n", error.what());
        return 3;
    }
}

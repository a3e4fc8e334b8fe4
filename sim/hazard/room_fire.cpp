// A line of units, a chain of hops, a curve for each.
#include "hazard/room_fire.hpp"

#include <algorithm>
#include <string>

#include "hazard/battery_chain.hpp"

namespace firebreak::hazard {
namespace {

bool is_battery(Fuel fuel) { return fuel == Fuel::li_ion_cabinet; }

/// Lead acid, cabinets, trays and racks pass fire on as wholes, across any gap alike.
BatteryParameters hops_of(const PropagationParameters& p, Fuel fuel, double slowdown) {
    if (!is_battery(fuel)) {
        return {.cell = {},
                .cells_until_module = 1,
                .module = {},
                .across_tested_gap = p.other_spread,
                .across_adjacent = p.other_spread,
                .across_no_gap = p.other_spread,
                .cabinet_delay = p.other_delay,
                .slowdown = slowdown};
    }
    // Time zero is a burning module: what its cells did before is not part of the outage.
    return {.cell = {},
            .cells_until_module = 1,
            .module = {p.module_spread, p.module_delay},
            .across_tested_gap = p.across_tested_gap,
            .across_adjacent = p.across_adjacent,
            .across_no_gap = p.across_no_gap,
            .cabinet_delay = p.cabinet_delay,
            .slowdown = slowdown};
}

CabinetLine line_of(const FuelLoad& load, double place) {
    CabinetLine line;
    line.modules_per_cabinet = is_battery(load.kind) ? load.modules_per_unit : 1;
    for (int i = 1; i < load.units; ++i) {
        line.gaps.push_back(i % load.units_per_group == 0 ? load.group_gap : load.gap);
    }
    line.origin = std::min(static_cast<std::size_t>(load.units - 1), static_cast<std::size_t>(place * load.units));
    return line;
}

}  // namespace

RoomFire draw_room_fire(const World& world, RoomId room, const Draws& draws, double slowdown) {
    const WorldRoom& where = world.rooms[room];
    const CabinetLine line = line_of(where.fuel, draws.uniform("fire.origin_unit", where.name));
    const BatteryFire spread =
        draw_battery_fire(hops_of(world.parameters.propagation, where.fuel.kind, slowdown), line, draws, where.name);
    RoomFire fire;
    for (std::size_t i = 0; i < spread.size(); ++i) {
        if (!spread[i] || spread[i]->modules.empty()) continue;
        FuelLoad burning = where.fuel;
        burning.amount_per_unit *= static_cast<double>(spread[i]->modules.size()) / line.modules_per_cabinet;
        fire.units.push_back({spread[i]->modules.front(), draw_curve(world.parameters.fuels, burning, draws,
                                                                     where.name + "/unit-" + std::to_string(i))});
    }
    return fire;
}

Watts heat_release(const RoomFire& fire, Seconds time) {
    Watts sum{};
    for (const BurningUnit& unit : fire.units) sum += heat_release(unit.curve, time - unit.lit);
    return sum;
}

Watts hottest_unit(const RoomFire& fire, Seconds time) {
    Watts most{};
    for (const BurningUnit& unit : fire.units) most = std::max(most, heat_release(unit.curve, time - unit.lit));
    return most;
}

Seconds burnt_out(const RoomFire& fire) {
    Seconds last{};
    for (const BurningUnit& unit : fire.units) last = std::max(last, unit.lit + burning_time(unit.curve));
    return last;
}

}  // namespace firebreak::hazard

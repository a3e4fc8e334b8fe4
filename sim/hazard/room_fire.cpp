// A line of units, a chain of hops, a curve for each.
#include "hazard/room_fire.hpp"

#include <algorithm>
#include <string>

#include "hazard/battery_chain.hpp"

namespace firebreak::hazard {
namespace {

bool is_battery(Fuel fuel) {
    return fuel == Fuel::li_ion_cabinet;
}

/// Lead acid, cabinets, trays and racks pass fire on as wholes, across any gap alike.
BatteryParameters hops_of(const PropagationParameters& p, Fuel fuel, bool from_cell, double slowdown) {
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
    return {.cell = {p.cell_spread, p.cell_delay},
            .cells_until_module = from_cell ? p.cells_until_module : 1,
            .module = {p.module_spread, p.module_delay},
            .across_tested_gap = p.across_tested_gap,
            .across_adjacent = p.across_adjacent,
            .across_no_gap = p.across_no_gap,
            .cabinet_delay = p.cabinet_delay,
            .slowdown = slowdown};
}

/// Only the first fire may start in a cell; other rooms are lit by flames.
bool starts_in_cell(const World& world, RoomId room) {
    return world.first_to_burn == FirstToBurn::cell && world.ignition_room == room &&
           is_battery(world.rooms[room].fuel.kind);
}

HeatReleaseCurve curve_of(const World& world, const WorldRoom& room, const FuelLoad& burning,
                          std::size_t place, const Draws& draws) {
    return draw_curve(world.parameters.fuels, burning, draws, room.name + "/unit-" + std::to_string(place));
}

CabinetLine line_of(const FuelLoad& load, double place) {
    CabinetLine line;
    line.modules_per_cabinet = is_battery(load.kind) ? load.modules_per_unit : 1;
    for (int i = 1; i < load.units; ++i) {
        line.gaps.push_back(i % load.units_per_group == 0 ? load.group_gap : load.gap);
    }
    line.origin =
        std::min(static_cast<std::size_t>(load.units - 1), static_cast<std::size_t>(place * load.units));
    return line;
}

}  // namespace

RoomFire draw_room_fire(const World& world, RoomId room, const Draws& draws, double slowdown) {
    const WorldRoom& where = world.rooms[room];
    const PropagationParameters& p = world.parameters.propagation;
    const bool from_cell = starts_in_cell(world, room);
    const CabinetLine line = line_of(where.fuel, draws.uniform("fire.origin_unit", where.name));
    const BatteryFire spread =
        draw_battery_fire(hops_of(p, where.fuel.kind, from_cell, slowdown), line, draws, where.name);
    const Seconds off_gas =
        from_cell ? seconds_of(draws.duration(p.off_gas, "battery.off_gas", where.name)) : Seconds{0.0};
    RoomFire fire;
    for (std::size_t i = 0; i < spread.size(); ++i) {
        if (!spread[i]) continue;
        if (i == line.origin) fire.flames = off_gas + spread[i]->cells;
        if (spread[i]->modules.empty()) continue;
        FuelLoad burning = where.fuel;
        burning.amount_per_unit *= static_cast<double>(spread[i]->modules.size()) / line.modules_per_cabinet;
        fire.units.push_back(
            {off_gas + spread[i]->modules.front(), curve_of(world, where, burning, i, draws), i});
    }
    return fire;
}

RoomFire engulfed(const World& world, RoomId room, const RoomFire& fire, Seconds time, const Draws& draws) {
    const WorldRoom& where = world.rooms[room];
    RoomFire all{{}, fire.flames};
    auto known = fire.units.begin();
    for (std::size_t i = 0; i < static_cast<std::size_t>(where.fuel.units); ++i) {
        if (known != fire.units.end() && known->place == i) {
            all.units.push_back(*known++);
            all.units.back().lit = std::min(all.units.back().lit, time);
        } else {
            all.units.push_back({time, curve_of(world, where, where.fuel, i, draws), i});
        }
    }
    return all;
}

const BurningUnit& first_unit(const RoomFire& fire) {
    FIREBREAK_ASSERT(!fire.units.empty(), "something burns first only where something burns");
    return *std::min_element(fire.units.begin(), fire.units.end(),
                             [](const BurningUnit& a, const BurningUnit& b) { return a.lit < b.lit; });
}

Watts heat_release(const RoomFire& fire, Seconds time) {
    Watts sum{};
    for (const BurningUnit& unit : fire.units) sum += heat_release(unit.curve, time - unit.lit);
    return sum;
}

Watts hottest_unit(const RoomFire& fire, Seconds time) {
    Watts most{};
    for (const BurningUnit& unit : fire.units)
        most = std::max(most, heat_release(unit.curve, time - unit.lit));
    return most;
}

Seconds burnt_out(const RoomFire& fire) {
    Seconds last{};
    for (const BurningUnit& unit : fire.units) last = std::max(last, unit.lit + burning_time(unit.curve));
    return last;
}

}  // namespace firebreak::hazard

// Waves of lineups and rows under an inrush cap.
#include "facility/inrush.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firebreak::facility {

int simultaneous_starts(const StagedStart& start) {
    FIREBREAK_ASSERT(start.lineup_load.value() > 0.0 && start.inrush_factor >= 1.0,
                     "a lineup draws power, and most at first");
    const double spare = (start.supply_limit - start.running) / (start.lineup_load * start.inrush_factor);
    // The margin lets loads that fill the supply exactly do so in spite of rounding.
    const double whole = std::floor(spare * (1.0 + 1e-12));
    return static_cast<int>(std::clamp(whole, 0.0, double{std::numeric_limits<int>::max()}));
}

std::vector<int> start_waves(StagedStart start, int lineups) {
    std::vector<int> waves;
    while (lineups > 0) {
        const int wave = std::min(lineups, simultaneous_starts(start));
        if (wave == 0) break;
        waves.push_back(wave);
        lineups -= wave;
        start.running += start.lineup_load * wave;
    }
    return waves;
}

InrushCap::InrushCap(const World& world, const Draws& draws, const std::vector<PowerNodeId>& off)
    : world_{world}, draws_{draws} {
    limited_ = std::any_of(world.power.begin(), world.power.end(),
                           [](const WorldPowerNode& node) { return node.capacity.value() > 0.0; });
    if (!limited_) return;
    factor_ = std::max(
        1.0, draws.number(world.parameters.restoration.inrush_factor, "restoration.inrush", "building"));
    supplies_.assign(world.power.size(), {});
    rows_.assign(world.power.size(), {});
    running_w_.assign(world.power.size(), 0.0);
    row_on_.assign(world.rows.size(), 0);
    for (const RowId row : world.rows.keys()) {
        for (const CableId feed : world.rows[row].feeds) rows_[world.cables[feed].from].push_back(row);
    }
    for (const PowerNodeId lineup : world.power.keys()) {
        if (world.power[lineup].kind != PowerKind::pdu) continue;
        std::vector<PowerNodeId> way{lineup};
        for (std::size_t i = 0; i < way.size(); ++i) {
            if (world.power[way[i]].capacity.value() > 0.0) supplies_[lineup].push_back(way[i]);
            for (const CableId cable : world.power[way[i]].inputs) {
                const PowerNodeId from = world.cables[cable].from;
                if (std::find(way.begin(), way.end(), from) == way.end()) way.push_back(from);
            }
        }
    }
    for (const PowerNodeId lineup : world.power.keys()) {
        if (std::find(off.begin(), off.end(), lineup) == off.end()) static_cast<void>(close(lineup));
    }
}

std::size_t InrushCap::rows_at_once(PowerNodeId lineup, Watts rack) const {
    int rows = std::numeric_limits<int>::max();
    const double margin = 1.0 + world_.parameters.facility.overload_margin.value();
    for (const PowerNodeId supply : supplies_[lineup]) {
        rows = std::min(rows, simultaneous_starts({.supply_limit = world_.power[supply].capacity * margin,
                                                   .running = Watts{running_w_[supply]},
                                                   .lineup_load = rack,
                                                   .inrush_factor = factor_}));
    }
    return static_cast<std::size_t>(std::max(1, rows));
}

void InrushCap::run(PowerNodeId lineup, Watts load) {
    for (const PowerNodeId supply : supplies_[lineup]) running_w_[supply] += load.value();
}

Ticks InrushCap::close(PowerNodeId lineup) {
    if (!limited_) return Ticks{0};
    run(lineup, world_.power[lineup].other_load);
    std::vector<Watts> rows;
    Watts rack{0.0};
    Ticks row_takes{0};
    for (const RowId id : rows_[lineup]) {
        const WorldRow& row = world_.rows[id];
        if (row_on_[id] || row.racks.empty() || row.load.value() <= 0.0) continue;
        row_on_[id] = 1;
        rows.push_back(row.load);
        rack = std::max(rack, row.load * (1.0 / static_cast<double>(row.racks.size())));
        const Ticks delay =
            draws_.duration(world_.parameters.servers.outlet_delay, "servers.outlet_delay", row.name);
        row_takes = std::max(row_takes, delay * static_cast<Ticks::rep>(row.racks.size() - 1));
    }
    Ticks passed{0};
    for (std::size_t closed = 0; closed < rows.size();) {
        const std::size_t wave = std::min(rows.size() - closed, rows_at_once(lineup, rack));
        for (const std::size_t end = closed + wave; closed < end; ++closed) run(lineup, rows[closed]);
        // Thousands of racks at a documented delay reach past the end of the calendar; 11 years are past every horizon.
        if (closed < rows.size()) passed = std::min<Ticks>(passed + row_takes, to_ticks(Hours{1e5}));
    }
    return passed;
}

}  // namespace firebreak::facility

// The fold: a ledger of what is live in each zone, moved on by one event at a time.
#include "metrics/facility_curve.hpp"

#include <algorithm>
#include <optional>

namespace firebreak::metrics {
namespace {

std::int64_t whole_watts(Watts load) {
    return std::llround(load.value());
}

/// Whether a row or power node in `state` carries its load. Nothing where the state does not say: being
/// isolated, damaged or mended shows in the turn to dark or energised that follows.
std::optional<bool> carries_load(State state) {
    if (state == State::energised || state == State::on_battery) return true;
    if (state == State::dark || state == State::stopped) return false;
    return std::nullopt;
}

class Ledger {
  public:
    Ledger(const World& world, std::vector<ZonePoint>& points) : world_{world}, points_{points} {
        zones_.assign(world.zones.size(), {});
        changed_.assign(world.zones.size(), true);
        row_live_.assign(world.rows.size(), 1);
        node_live_.assign(world.power.size(), 1);
        cooling_runs_.assign(world.cooling.size(), 1);
        rack_load_w_.assign(world.racks.size(), 0);
        rack_cord_live_.assign(world.racks.size(), 1);
        for (const WorldRow& row : world.rows) {
            add_load(row.zone, whole_watts(row.load));
            // Whole watts that add up to the row's.
            std::int64_t given_w = 0;
            for (std::size_t i = 0; i < row.racks.size(); ++i) {
                const auto until_w = whole_watts(row.load) * static_cast<std::int64_t>(i + 1) /
                                     static_cast<std::int64_t>(row.racks.size());
                rack_load_w_[row.racks[i]] = until_w - given_w;
                given_w = until_w;
            }
        }
        for (const WorldPowerNode& node : world.power) {
            if (node.other_load.value() > 0.0) add_load(zone_of(node.room), whole_watts(node.other_load));
        }
        for (const WorldRack& rack : world.racks) {
            rack_up_.add(rack.servers);
            zones_[zone_of(rack)].servers_total += rack.servers;
            zones_[zone_of(rack)].servers_up += rack.servers;
        }
        for (const WorldCooling& unit : world.cooling) {
            for (const ZoneId zone : zones_served(unit)) {
                ++zones_[zone].cooling_units;
                ++zones_[zone].cooling_running;
            }
        }
    }

    void apply(const Event& event) {
        switch (event.entity.kind) {
            case EntityKind::row:
                apply_row(RowId{event.entity.index}, event.to);
                break;
            case EntityKind::power_node:
                apply_node(PowerNodeId{event.entity.index}, event.to);
                break;
            case EntityKind::rack:
                apply_cord(RackId{event.entity.index}, event);
                apply_rack(RackId{event.entity.index}, event.value);
                break;
            case EntityKind::cooling:
                apply_cooling(CoolingId{event.entity.index}, event.to);
                break;
            case EntityKind::site:
                apply_site(SiteId{event.entity.index}, event.to);
                break;
            default:
                break;
        }
    }

    /// Writes down the zones that have changed since the last call.
    void close(Instant at) {
        for (const ZoneId zone : world_.zones.keys()) {
            if (!changed_[zone]) continue;
            changed_[zone] = 0;
            if (last_.empty()) last_.assign(world_.zones.size(), no_point);
            const bool same = last_[zone] != no_point && points_[last_[zone]].state == zones_[zone];
            if (same) continue;
            last_[zone] = points_.size();
            points_.push_back({at, zone, zones_[zone]});
        }
    }

  private:
    static constexpr std::size_t no_point = static_cast<std::size_t>(-1);

    ZoneId zone_of(RoomId room) const { return world_.rooms[room].zone; }
    ZoneId zone_of(const WorldRack& rack) const { return world_.rows[rack.row].zone; }

    std::vector<ZoneId> zones_served(const WorldCooling& unit) const {
        std::vector<ZoneId> zones;
        for (const RoomId room : unit.serves) {
            if (std::find(zones.begin(), zones.end(), zone_of(room)) == zones.end())
                zones.push_back(zone_of(room));
        }
        return zones;
    }

    void add_load(ZoneId zone, std::int64_t load_w) {
        zones_[zone].load_w += load_w;
        zones_[zone].energised_w += load_w;
    }

    /// Moves `load_w` in or out of the energised load where `live` differs from `now`.
    void switch_load(char& live, bool now, ZoneId zone, std::int64_t load_w) {
        if (static_cast<bool>(live) == now) return;
        live = static_cast<char>(now);
        zones_[zone].energised_w += now ? load_w : -load_w;
        changed_[zone] = 1;
    }

    void apply_row(RowId id, State to) {
        const WorldRow& row = world_.rows[id];
        const auto live = carries_load(to);
        if (!live) return;
        std::int64_t load_w = whole_watts(row.load);
        for (const RackId rack : row.racks) load_w -= rack_cord_live_[rack] ? 0 : rack_load_w_[rack];
        switch_load(row_live_[id], *live, row.zone, load_w);
    }

    /// A rack whose supply differs from its row's. Servers that stop and start are rack events too, but of
    /// other states.
    void apply_cord(RackId id, const Event& event) {
        if (event.from != State::energised && event.to != State::energised) return;
        const bool now = event.to == State::energised;
        const RowId row = world_.racks[id].row;
        if (row_live_[row]) {
            switch_load(rack_cord_live_[id], now, world_.rows[row].zone, rack_load_w_[id]);
        } else {
            rack_cord_live_[id] = static_cast<char>(now);
        }
    }

    void apply_node(PowerNodeId id, State to) {
        const WorldPowerNode& node = world_.power[id];
        const auto live = carries_load(to);
        if (!live || node.other_load.value() <= 0.0) return;
        switch_load(node_live_[id], *live, zone_of(node.room), whole_watts(node.other_load));
    }

    void apply_rack(RackId id, double value) {
        const int up = static_cast<int>(std::lround(value));
        const ZoneId zone = zone_of(world_.racks[id]);
        zones_[zone].servers_up += up - rack_up_[id];
        rack_up_[id] = up;
        changed_[zone] = 1;
    }

    void apply_cooling(CoolingId id, State to) {
        if (to != State::running && to != State::stopped) return;
        const bool runs = to == State::running;
        if (static_cast<bool>(cooling_runs_[id]) == runs) return;
        cooling_runs_[id] = static_cast<char>(runs);
        for (const ZoneId zone : zones_served(world_.cooling[id])) {
            zones_[zone].cooling_running += runs ? 1 : -1;
            changed_[zone] = 1;
        }
    }

    void apply_site(SiteId id, State to) {
        if (to != State::connected && to != State::island) return;
        for (const ZoneId zone : world_.zones.keys()) {
            if (world_.zones[zone].site != id) continue;
            zones_[zone].network_connected = to == State::connected;
            changed_[zone] = 1;
        }
    }

    const World& world_;
    std::vector<ZonePoint>& points_;
    Table<ZoneId, ZoneState> zones_;
    Table<ZoneId, char> changed_;
    Table<ZoneId, std::size_t> last_;  ///< latest point of each zone
    Table<RowId, char> row_live_;
    Table<PowerNodeId, char> node_live_;
    Table<RackId, int> rack_up_;
    Table<RackId, char> rack_cord_live_;
    Table<RackId, std::int64_t> rack_load_w_;
    Table<CoolingId, char> cooling_runs_;
};

}  // namespace

std::vector<ZonePoint> facility_curve(const World& world, const ObservationLog& log) {
    std::vector<ZonePoint> points;
    Ledger ledger{world, points};
    Instant now = ignition_instant - lead_time;
    ledger.close(now);
    for (const Event& event : log.events) {
        if (event.at > log.end) break;
        if (event.at != now) {
            ledger.close(now);
            now = event.at;
        }
        ledger.apply(event);
    }
    ledger.close(now);
    return points;
}

Table<SiteId, SiteCurves> site_curves(const World& world, const std::vector<ZonePoint>& points) {
    Table<SiteId, SiteCurves> curves;
    curves.assign(world.sites.size(), SiteCurves{});
    Table<SiteId, ZoneState> totals;
    totals.assign(world.sites.size(), {});
    Table<ZoneId, ZoneState> zones;
    zones.assign(world.zones.size(), {});
    for (const ZonePoint& point : points) {
        const SiteId site = world.zones[point.zone].site;
        const ZoneState& before = zones[point.zone];
        ZoneState& total = totals[site];
        total.load_w += point.state.load_w - before.load_w;
        total.energised_w += point.state.energised_w - before.energised_w;
        total.servers_total += point.state.servers_total - before.servers_total;
        total.servers_up += point.state.servers_up - before.servers_up;
        zones[point.zone] = point.state;

        const auto share = [](auto part, auto whole) {
            return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 1.0;
        };
        SiteCurves& of = curves[site];
        of.power.set(point.at, share(total.energised_w, total.load_w));
        of.servers.set(point.at, share(total.servers_up, total.servers_total));
        of.servers_total = total.servers_total;
        of.servers_up = total.servers_up;
    }
    return curves;
}

}  // namespace firebreak::metrics

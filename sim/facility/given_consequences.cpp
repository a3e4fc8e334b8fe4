// The rules of supply, cooling and network, held against a timeline after each of its instants.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/entity_name.hpp"
#include "facility/equipment.hpp"
#include "facility/given_timeline.hpp"
#include "facility/heat_up.hpp"
#include "facility/power_graph.hpp"
#include "firebreak/random.hpp"

namespace firebreak::facility {
namespace {

/// Beyond it no shutdown temperature is drawn, as far as anybody will see.
constexpr double surely = 1.0 - 1e-9;

class Consequences {
  public:
    Consequences(const World& world, const HazardTimeline& timeline) : world_{world}, timeline_{timeline} {
        node_.assign(world.power.size(), State::energised);
        for (const PowerNodeId id : standby_generators(world)) node_[id] = State::standby;
        row_on_.assign(world.rows.size(), 1);
        cooling_on_.assign(world.cooling.size(), 1);
        device_on_.assign(world.devices.size(), 1);
        connected_.assign(world.sites.size(), 1);
        for (const RowId row : world.rows.keys()) {
            Hall& hall = halls_[world.rows[row].room];
            hall.room = world.rows[row].room;
            hall.rows.push_back(row);
        }
        for (const CoolingId unit : world.cooling.keys()) {
            for (const RoomId room : world.cooling[unit].serves) {
                if (const auto hall = halls_.find(room); hall != halls_.end()) hall->second.units.push_back(unit);
            }
        }
    }

    std::vector<TimelineFault> missing() {
        const auto& changes = timeline_.changes;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            apply(changes[i]);
            instant_.push_back(i);
            if (i + 1 < changes.size() && changes[i + 1].at == changes[i].at) continue;
            now_ = changes[i].at;
            hold();
            instant_.clear();
        }
        if (changes.empty()) return {};
        now_ = std::max(changes.back().at, ignition_instant + world_.horizon);
        instant_ = {changes.size() - 1};
        for (auto& [room, hall] : halls_) heat(hall);
        std::stable_sort(faults_.begin(), faults_.end(), [](const auto& a, const auto& b) { return a.change < b.change; });
        return std::move(faults_);
    }

  private:
    struct Hall {
        RoomId room;
        std::vector<RowId> rows;
        std::vector<CoolingId> units;  ///< that serve it
        std::optional<Instant> since = {};  ///< lit without any cooling
        std::size_t stopped = 0;            ///< the change that stopped the last of it
        Watts load{0.0};                    ///< of a rack, the least since
    };

    void apply(const StateChange& change) {
        const Entity who = change.entity;
        if (change.from == State::normal) harms_[who].insert(change.to);
        if (change.to == State::normal) harms_[who].erase(change.from);
        const bool harm = change.from == State::normal || change.to == State::normal;
        if (harm) return;
        switch (who.kind) {
            case EntityKind::power_node: node_[PowerNodeId{who.index}] = change.to; break;
            case EntityKind::row: row_on_[RowId{who.index}] = change.to == State::energised; break;
            case EntityKind::cooling: cooling_on_[CoolingId{who.index}] = change.to == State::running; break;
            case EntityKind::device: device_on_[DeviceId{who.index}] = change.to == State::running; break;
            case EntityKind::site: connected_[SiteId{who.index}] = change.to == State::connected; break;
            default: break;
        }
    }

    void hold() {
        for (const PowerNodeId id : world_.power.keys()) node(id);
        for (const RowId id : world_.rows.keys()) row(id);
        for (const CoolingId id : world_.cooling.keys()) cooling(id);
        for (const DeviceId id : world_.devices.keys()) device(id);
        for (const SiteId id : world_.sites.keys()) site(id);
        for (const std::size_t i : instant_) marks(i);
        for (auto& [room, hall] : halls_) heat(hall);
    }

    [[nodiscard]] bool harmed(Entity who) const {
        const auto found = harms_.find(who);
        return found != harms_.end() && !found->second.empty();
    }
    [[nodiscard]] bool has(Entity who, State harm) const {
        const auto found = harms_.find(who);
        return found != harms_.end() && found->second.contains(harm);
    }
    [[nodiscard]] bool live(CableId cable) const {
        return !harmed(entity(EntityKind::cable, cable)) && carries(node_[world_.cables[cable].from]);
    }
    [[nodiscard]] bool fed(const std::vector<CableId>& feeds, int needed = 1) const {
        return std::count_if(feeds.begin(), feeds.end(), [&](CableId cable) { return live(cable); }) >= needed;
    }

    /// There is a utility or generator behind it: a battery keeps on what is on, and turns nothing on.
    [[nodiscard]] bool backed(PowerNodeId id) const {
        const WorldPowerNode& described = world_.power[id];
        const bool source = described.kind == PowerKind::utility || described.kind == PowerKind::generator;
        return node_[id] == State::energised && (source || backed(described.inputs, described.inputs_needed));
    }
    [[nodiscard]] bool backed(const std::vector<CableId>& feeds, int needed = 1) const {
        return std::count_if(feeds.begin(), feeds.end(), [&](CableId cable) {
                   return live(cable) && backed(world_.cables[cable].from);
               }) >= needed;
    }

    /// Said once of an entity; at its own change of this instant, or at the one of `feeds` that turned it.
    void fault(Entity who, const std::string& problem, const std::string& suggestion, const std::vector<CableId>& feeds = {}) {
        if (!told_.insert(who).second) return;
        std::size_t place = instant_.back();
        for (const std::size_t i : instant_) {
            const Entity changed = timeline_.changes[i].entity;
            const bool feeding = std::any_of(feeds.begin(), feeds.end(), [&](CableId cable) {
                return changed == entity(EntityKind::cable, cable) || changed == entity(EntityKind::power_node, world_.cables[cable].from);
            });
            if (changed == who || feeding) place = i;
        }
        faults_.push_back({place, "", std::string{to_string(who.kind)} + ' ' + entity_name(world_, who) + ' ' + problem, suggestion});
    }

    void node(PowerNodeId id) {
        const WorldPowerNode& described = world_.power[id];
        const Entity who = entity(EntityKind::power_node, id);
        const State state = node_[id];
        const bool source = described.kind == PowerKind::utility || described.kind == PowerKind::generator;
        const bool supplied = source || fed(described.inputs, described.inputs_needed);
        const bool bridged = state == State::on_battery && described.kind == PowerKind::ups && described.battery_autonomy > Ticks{0};
        if (carries(state) && harmed(who)) {
            fault(who, "stays " + std::string{to_string(state)} + " although it is cut off or damaged", "add its change to dark, and what that turns off");
        } else if (carries(state) && !supplied && !bridged) {
            fault(who, "stays energised without a live input from here on", "add its change to dark, and what that turns off", described.inputs);
        } else if (state == State::on_battery && supplied) {
            fault(who, "stays on its battery although its inputs are live", "add its change to energised", described.inputs);
        } else if (state == State::dark && !harmed(who) && !source && backed(described.inputs, described.inputs_needed)) {
            fault(who, "stays dark although its inputs are live and nothing is wrong with it", "add its change to energised, or what keeps it dark", described.inputs);
        } else if (state == State::dark && source && !harmed(who)) {
            fault(who, "is dark although nothing is wrong with it", "say what happened to it: to isolated, damaged, or stopped");
        }
    }

    /// Lit, running: `on`. `excused`: off for a reason that is not its supply.
    void consumer(Entity who, bool on, const std::vector<CableId>& feeds, bool excused, const char* lit, const char* off) {
        if (on && harmed(who)) {
            fault(who, std::string{"stays "} + lit + " although it is cut off or damaged", std::string{"add its change to "} + off);
        } else if (on && !fed(feeds)) {
            fault(who, std::string{"stays "} + lit + " without a live feed from here on", std::string{"add its change to "} + off, feeds);
        } else if (!on && !excused && !harmed(who) && backed(feeds)) {
            fault(who, std::string{"stays "} + off + " although a feed is live and nothing is wrong with it",
                  std::string{"add its change to "} + lit + ", or what keeps it off", feeds);
        }
    }

    void row(RowId id) {
        const WorldRow& described = world_.rows[id];
        const Entity room = entity(EntityKind::room, described.room);
        const auto& units = halls_.at(described.room).units;
        // A unit with a limit may run, and not bear this row besides the others.
        const bool all_cool = std::all_of(units.begin(), units.end(), [&](CoolingId unit) {
            return cooling_on_[unit] != 0 && world_.cooling[unit].capacity.value() == 0.0;
        });
        const bool waits = has(room, State::too_hot) || has(room, State::damaged) || has(room, State::wet) || !all_cool;
        consumer(entity(EntityKind::row, id), row_on_[id] != 0, described.feeds, waits, "energised", "dark");
    }

    void cooling(CoolingId id) {
        const WorldCooling& described = world_.cooling[id];
        const Entity who = entity(EntityKind::cooling, id);
        const auto plant = std::count_if(described.plant.begin(), described.plant.end(), [&](CoolingId unit) { return cooling_on_[unit] != 0; });
        const bool whole = described.plant.empty() || plant >= described.plant_needed;
        if (cooling_on_[id] != 0 && !whole) fault(who, "runs without the plant that it needs", "add its change to stopped");
        // Units take their time to start: only the moment of stopping needs a reason.
        const bool stops = std::any_of(instant_.begin(), instant_.end(), [&](std::size_t i) {
            const StateChange& change = timeline_.changes[i];
            return change.entity == who && change.from == State::running;
        });
        consumer(who, cooling_on_[id] != 0, described.feeds, !stops || !whole, "running", "stopped");
    }

    void device(DeviceId id) {
        const WorldDevice& described = world_.devices[id];
        consumer(entity(EntityKind::device, id), device_on_[id] != 0, described.feeds, false, "running", "stopped");
    }

    void site(SiteId id) {
        const auto any_runs = [&](DeviceKind kind) {
            bool none = true;
            for (const DeviceId device : world_.devices.keys()) {
                if (world_.devices[device].site != id || world_.devices[device].kind != kind) continue;
                if (device_on_[device] != 0) return true;
                none = false;
            }
            return none;
        };
        const bool joined = any_runs(DeviceKind::border) && any_runs(DeviceKind::core);
        if (joined == (connected_[id] != 0)) return;
        fault(entity(EntityKind::site, id), joined ? "is an island although a border and a core run" : "stays connected without a running border and core",
              joined ? "add its change to connected" : "add its change to island");
    }

    /// Changes that mean nothing by themselves: without what they stand for, nobody would notice them.
    void marks(std::size_t i) {
        const StateChange& change = timeline_.changes[i];
        const auto index = change.entity.index;
        if (change.entity.kind == EntityKind::zone && change.to == State::isolated) {
            if (!cut_shows(ZoneId{index})) fault(change.entity, "is isolated, and nothing in it is switched off", "add what the cut turns off");
        } else if (change.entity.kind == EntityKind::site && change.to == State::isolated) {
            const bool any = std::any_of(instant_.begin(), instant_.end(), [&](std::size_t k) {
                const StateChange& other = timeline_.changes[k];
                return other.entity.kind == EntityKind::zone && other.to == State::isolated && world_.zones[ZoneId{other.entity.index}].site == SiteId{index};
            });
            if (!any) fault(change.entity, "is isolated without its zones", "add the cut of its zones");
        } else if (change.entity.kind == EntityKind::room && change.to == State::too_hot) {
            const auto hall = halls_.find(RoomId{index});
            const bool any = hall != halls_.end() && std::any_of(hall->second.rows.begin(), hall->second.rows.end(), [&](RowId row) { return row_on_[row] == 0; });
            const auto things = equipment_in(world_, RoomId{index});
            const bool stopped = std::any_of(things.begin(), things.end(), [&](Entity what) { return has(what, State::too_hot); });
            if (!any && !stopped) fault(change.entity, "is too hot, and none of its rows is switched off", "add the rows' change to dark");
        } else if (change.entity.kind == EntityKind::room && change.to == State::heated) {
            for (const Entity what : equipment_in(world_, RoomId{index})) {
                if (has(what, State::damaged)) continue;
                fault(change.entity, "is heated, and " + name_of(world_, what) + " in it is not damaged", "add the damage to what stands in it");
            }
        }
    }

    /// Something of the zone is off; or there is nothing in it that could be.
    [[nodiscard]] bool cut_shows(ZoneId zone) const {
        bool lit = false;
        const auto in_zone = [&](RoomId room) { return world_.rooms[room].zone == zone; };
        for (const PowerNodeId id : world_.power.keys()) {
            if (!in_zone(world_.power[id].room)) continue;
            if (!carries(node_[id])) return true;
            lit = true;
        }
        for (const RowId id : world_.rows.keys()) {
            if (!in_zone(world_.rows[id].room)) continue;
            if (row_on_[id] == 0) return true;
            lit = true;
        }
        for (const CoolingId id : world_.cooling.keys()) {
            if (!in_zone(world_.cooling[id].room)) continue;
            if (cooling_on_[id] == 0) return true;
            lit = true;
        }
        for (const DeviceId id : world_.devices.keys()) {
            if (!in_zone(world_.devices[id].room)) continue;
            if (device_on_[id] == 0) return true;
            lit = true;
        }
        return !lit;
    }

    /// Some unit that serves the room runs, or none is there to serve it.
    [[nodiscard]] bool cooled(const Hall& hall) const {
        return hall.units.empty() || std::any_of(hall.units.begin(), hall.units.end(), [&](CoolingId id) { return cooling_on_[id] != 0; });
    }

    /// How long a row whose racks draw `load` each can stay lit without cooling, at the very most.
    [[nodiscard]] Ticks endured(Watts load) const {
        const FacilityParameters& p = world_.parameters.facility;
        const RackHeat rack{.air = JoulesPerKelvin{p.rack_air_kj_per_k * 1e3},
                            .solid = JoulesPerKelvin{p.rack_solid_kj_per_k * 1e3},
                            .coupling = WattsPerKelvin{p.rack_exchange_w_per_k}};
        const Kelvins most{quantile(p.shutdown_inlet_c.value, surely) - p.supply_air_c};
        const Seconds boot{quantile(world_.parameters.servers.boot.in_seconds, surely)};
        const Seconds time = time_of_rise(rack, load, most) * 1.01 + boot + Seconds{1.0};
        return time < Hours{1e5} ? to_ticks(time) : Ticks::max();
    }

    void heat(Hall& hall) {
        if (hall.since && now_ - *hall.since > endured(hall.load) && told_.insert(entity(EntityKind::room, hall.room)).second) {
            faults_.push_back({hall.stopped, "", "room " + world_.rooms[hall.room].name + " has had no cooling since, and its rows stay lit for longer than they can stand",
                               "add its change to too_hot, and its rows' to dark"});
        }
        Watts load{0.0};
        double racks = 0.0;
        for (const RowId row : hall.rows) {
            if (row_on_[row] == 0) continue;
            load += world_.rows[row].load;
            racks += static_cast<double>(world_.rows[row].racks.size());
        }
        if (racks == 0.0 || cooled(hall)) {
            hall.since.reset();
            return;
        }
        const Watts each = load * (1.0 / racks);
        hall.load = hall.since ? std::min(hall.load, each) : each;
        if (hall.since) return;
        hall.since = now_;
        hall.stopped = instant_.back();
    }

    const World& world_;
    const HazardTimeline& timeline_;
    Instant now_{};
    std::vector<std::size_t> instant_;  ///< changes of the present instant
    Table<PowerNodeId, State> node_;
    Table<RowId, char> row_on_;
    Table<CoolingId, char> cooling_on_;
    Table<DeviceId, char> device_on_;
    Table<SiteId, char> connected_;
    std::map<RoomId, Hall> halls_;  ///< rooms with rows
    std::map<Entity, std::set<State>> harms_;
    std::set<Entity> told_;
    std::vector<TimelineFault> faults_;
};

}  // namespace

std::vector<TimelineFault> missing_consequences(const World& world, const HazardTimeline& timeline) {
    return Consequences{world, timeline}.missing();
}

}  // namespace firebreak::facility

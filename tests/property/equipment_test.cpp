// What stands in a room shares its fate, in random worlds: told from the timeline alone, without the power graph.
#include <algorithm>
#include <map>
#include <set>

#include "core/entity_name.hpp"
#include "facility/equipment.hpp"
#include "hazard/timeline.hpp"
#include "property.hpp"
#include "random_world.hpp"

namespace firebreak {
namespace {

using namespace test;
using Bytes_ = std::vector<std::uint8_t>;

/// A random world with more in it: plant apart from the halls, a device of its own room, floors, water.
struct RichWorld {
    RandomWorld random;
    explicit RichWorld(const Bytes_& genes, const Bytes_& extras) : random{genes} {
        Genes more{extras};
        WorldBuilder& build = random.builder();
        World& world = random.world();
        const auto rooms = world.rooms.size();
        for (std::uint32_t i = 0; i < rooms; ++i) world.rooms[RoomId{i}].floor = more.number(0, 2);
        world.parameters.water.reaches_below = Probability{more.number(0, 2) / 2.0};
        world.parameters.fire.leak_isolation = Probability{more.number(0, 2) / 2.0};
        world.parameters.fire.leak_delay = always(Hours{5.0});
        world.parameters.servers.stock_delivery = always(Hours{more.number(1, 9) * 1.0});
        for (const RoomId room : world.rooms.keys()) {
            world.rooms[room].fuel.units = more.number(1, 4);
            world.rooms[room].area = SquareMetres{more.number(1, 20) * 20.0};
        }
        const auto nodes = world.power.size();
        const SiteId site = world.rooms[*world.ignition_room].site;
        const auto any_node = [&] {
            std::vector<PowerNodeId> list;
            for (std::uint32_t i = 0; i < nodes; ++i) {
                if (world.power[PowerNodeId{i}].site == site) list.push_back(PowerNodeId{i});
            }
            return more.one_of(list);
        };
        const auto any_room = [&] {
            std::vector<RoomId> list;
            for (std::uint32_t i = 0; i < rooms; ++i) {
                if (world.rooms[RoomId{i}].site == site) list.push_back(RoomId{i});
            }
            return more.one_of(list);
        };
        for (int i = more.number(0, 3); i > 0; --i) world.power[any_node()].room = any_room();
        const auto units = world.cooling.size();
        if (more.yes()) {
            const CoolingId chiller = build.cooling(any_room(), "chiller", {}, {{any_node()}});
            for (std::uint32_t i = 0; i < units; ++i) {
                if (world.rooms[world.cooling[CoolingId{i}].room].site == site) world.cooling[CoolingId{i}].plant = {chiller};
            }
        }
        if (more.yes()) build.device(any_room(), "core", DeviceKind::core, {{any_node()}, {any_node()}});
    }
    [[nodiscard]] const World& world() { return random.world(); }
};

/// Follows a timeline: what befalls each thing, and what runs.
class Follower {
  public:
    explicit Follower(const World& world) : world_{world} {}

    void apply(const StateChange& change) {
        const Entity who = change.entity;
        if (change.from == State::normal) harms_[who].insert(change.to);
        if (change.to == State::normal) harms_[who].erase(change.from);
        if (change.to == State::dark || change.to == State::stopped || change.to == State::standby) off_.insert(who);
        if (change.to == State::energised || change.to == State::on_battery || change.to == State::running) {
            if (change.from != State::normal) off_.erase(who);
        }
        if (change.entity.kind == EntityKind::power_node) state_[who] = change.to == State::normal || change.from == State::normal ? state_[who] : change.to;
    }
    [[nodiscard]] bool runs(Entity who) const { return !off_.contains(who); }
    [[nodiscard]] bool harmed(Entity who) const {
        const auto found = harms_.find(who);
        return found != harms_.end() && std::any_of(found->second.begin(), found->second.end(), facility::keeps_off);
    }
    /// A way up over whole cables and unharmed nodes to a source, or to a UPS on its battery.
    [[nodiscard]] bool supplied(PowerNodeId node) const {
        const Entity who = entity(EntityKind::power_node, node);
        const WorldPowerNode& described = world_.power[node];
        if (harmed(who)) return false;
        if (described.kind == PowerKind::utility || described.kind == PowerKind::generator) return runs(who);
        const auto state = state_.find(who);
        if (state != state_.end() && state->second == State::on_battery) return true;
        return any_supplied(described.inputs);
    }
    [[nodiscard]] bool any_supplied(const std::vector<CableId>& feeds) const {
        return std::any_of(feeds.begin(), feeds.end(), [&](CableId cable) {
            const auto cut = harms_.find(entity(EntityKind::cable, cable));
            return (cut == harms_.end() || cut->second.empty()) && supplied(world_.cables[cable].from);
        });
    }

  private:
    const World& world_;
    std::map<Entity, std::set<State>> harms_;
    std::map<Entity, State> state_;
    std::set<Entity> off_;
};

std::string told(const World& world, Entity what, const StateChange& change, const char* problem) {
    return std::string{to_string(what.kind)} + ' ' + entity_name(world, what) + problem + " at " +
           std::to_string(hours_of(change.at)) + " h";
}

void check_instant(const World& world, const Follower& now, const StateChange& last) {
    const auto check = [&](Entity what, bool supplied) {
        if (!now.runs(what)) return;
        if (now.harmed(what)) RC_FAIL(told(world, what, last, " runs although it is cut off, damaged or wet"));
        if (!supplied) RC_FAIL(told(world, what, last, " runs on damaged nodes alone"));
    };
    for (const PowerNodeId id : world.power.keys()) {
        const Entity node = entity(EntityKind::power_node, id);
        check(node, now.supplied(id));
    }
    for (const RowId id : world.rows.keys()) check(entity(EntityKind::row, id), now.any_supplied(world.rows[id].feeds));
    for (const CoolingId id : world.cooling.keys()) check(entity(EntityKind::cooling, id), now.any_supplied(world.cooling[id].feeds));
    for (const DeviceId id : world.devices.keys()) check(entity(EntityKind::device, id), now.any_supplied(world.devices[id].feeds));
}

/// What a change of a room or zone means for everything in it.
void check_shared(const World& world, const Follower& now, const StateChange& change) {
    for (const RoomId room : world.rooms.keys()) {
        const bool zone = change.entity.kind == EntityKind::zone && change.to == State::isolated && world.rooms[room].zone.value == change.entity.index;
        const bool befallen = change.entity == entity(EntityKind::room, room) && (change.to == State::damaged || change.to == State::wet || change.to == State::heated);
        if (!zone && !befallen) continue;
        for (const Entity what : facility::equipment_in(world, room)) {
            if (now.runs(what)) RC_FAIL(told(world, what, change, " runs on in a room that is damaged, wet or cut off"));
        }
        if (!zone) continue;
        for (const RowId row : world.rows.keys()) {
            if (world.rows[row].room == room && now.runs(entity(EntityKind::row, row)))
                RC_FAIL(told(world, entity(EntityKind::row, row), change, " is lit in a zone that is cut off"));
        }
    }
}

TEST_CASE("equipment shares the fate of its room, and nothing is fed by damaged nodes alone") {
    holds("shared fate", [](const Bytes_& genes, const Bytes_& extras, std::uint64_t seed) {
        RichWorld rich{genes, extras};
        const World& world = rich.world();
        const HazardTimeline timeline = hazard::build_timeline(world, {seed, 0});
        Follower now{world};
        std::size_t first = 0;
        for (std::size_t i = 0; i < timeline.changes.size(); ++i) {
            now.apply(timeline.changes[i]);
            if (i + 1 < timeline.changes.size() && timeline.changes[i + 1].at == timeline.changes[i].at) continue;
            check_instant(world, now, timeline.changes[i]);
            for (; first <= i; ++first) check_shared(world, now, timeline.changes[first]);
        }
    });
}

/// The unit runs at `at`, or has all it needs and is coming up to speed.
bool runs_soon(const World& world, const HazardTimeline& timeline, const Draws& draws, CoolingId unit, Instant at) {
    const Ticks fans = draws.duration(world.parameters.facility.fan_restart, "facility.fan_restart", world.cooling[unit].name);
    return std::ranges::any_of(timeline.changes, [&](const StateChange& change) {
        return change.entity == entity(EntityKind::cooling, unit) && change.to == State::running && change.at >= at && change.at <= at + fans;
    });
}

TEST_CASE("rows are switched on only where some cooling of their room runs or starts, or none is in the layout") {
    holds("cooling first", [](const Bytes_& genes, const Bytes_& extras, std::uint64_t seed) {
        RichWorld rich{genes, extras};
        const World& world = rich.world();
        Follower now{world};
        const Draws draws{seed, 0};
        const HazardTimeline timeline = hazard::build_timeline(world, draws);
        for (const StateChange& change : timeline.changes) {
            now.apply(change);
            if (change.entity.kind != EntityKind::row || change.to != State::energised) continue;
            const RoomId room = world.rows[RowId{change.entity.index}].room;
            bool any = false, runs = false;
            for (const CoolingId id : world.cooling.keys()) {
                const auto& serves = world.cooling[id].serves;
                if (std::find(serves.begin(), serves.end(), room) == serves.end()) continue;
                any = true;
                runs = runs || now.runs(entity(EntityKind::cooling, id)) || runs_soon(world, timeline, draws, id, change.at);
            }
            RC_ASSERT(!any || runs);
        }
    });
}

}  // namespace
}  // namespace firebreak

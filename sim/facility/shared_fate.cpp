// Everything in the room is hit in one instant; the response does the rest.
#include "facility/shared_fate.hpp"

#include <algorithm>

#include "core/timeline_builder.hpp"
#include "facility/equipment.hpp"
#include "facility/isolation.hpp"
#include "facility/power_graph.hpp"
#include "facility/response.hpp"

namespace firebreak::facility {
namespace {

template <class List, class Item>
bool contains(const List& list, const Item& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// Every cable that has an end in the room, or passes it.
Table<CableId, char> cables_at(const World& world, RoomId room) {
    Table<CableId, char> at;
    for (const WorldCable& cable : world.cables)
        at.add(world.power[cable.from].room == room || contains(cable.through, room));
    const auto end_in = [&](RoomId stands_in, const std::vector<CableId>& feeds) {
        for (const CableId cable : feeds) at[cable] = at[cable] || stands_in == room;
    };
    for (const WorldPowerNode& node : world.power) end_in(node.room, node.inputs);
    for (const WorldRow& row : world.rows) end_in(row.room, row.feeds);
    for (const WorldCooling& unit : world.cooling) end_in(unit.room, unit.feeds);
    for (const WorldDevice& device : world.devices) end_in(device.room, device.feeds);
    return at;
}

class Loss {
  public:
    Loss(const World& world, RoomId room) : world_{world}, room_{room} {}

    void strike(TimelineBuilder& timeline) const {
        const Entity fire = entity(EntityKind::fire, room_);
        const auto hit = [&timeline](Entity what, State to, ChangeRef cause) {
            return timeline.add({ignition_instant, what, State::normal, to, cause});
        };
        const ChangeRef burns = hit(fire, State::burning, StateChange::no_cause);
        hit(entity(EntityKind::room, room_), State::damaged, burns);
        for (const Entity what : equipment_in(world_, room_)) hit(what, State::damaged, burns);
        for (const RoomId beside : world_.rooms[room_].shared_void_with) {
            for (const Entity what : equipment_in(world_, beside)) hit(what, State::damaged, burns);
        }
        const Table<CableId, char> cut = cables_at(world_, room_);
        for (const CableId cable : cut.keys()) {
            if (cut[cable]) hit(entity(EntityKind::cable, cable), State::damaged, burns);
        }
        const IsolationPart part = isolation_part(world_, room_);
        for (const ZoneId zone : part.zones) hit(entity(EntityKind::zone, zone), State::isolated, burns);
        for (const PowerNodeId node : part.nodes) hit(entity(EntityKind::power_node, node), State::isolated, burns);
        for (const Entity end : part.ends) hit(end, State::isolated, burns);
        for (const RowId row : part.rows) hit(entity(EntityKind::row, row), State::isolated, burns);
    }

  private:
    const World& world_;
    RoomId room_;
};

}  // namespace

HazardTimeline lose_room(const World& world, RoomId room, const Draws& draws) {
    TimelineBuilder timeline;
    Loss{world, room}.strike(timeline);
    respond(world, draws, timeline);
    return {timeline.sorted(), {}};
}

std::vector<FalseRedundancy> find_false_redundancy(const World& world) {
    const PowerGraph::Listener nobody = [](Entity, State, State, Entity) {};
    PowerGraph whole{world};
    for (const PowerNodeId set : standby_generators(world)) whole.set_generator(set, State::energised, nobody);
    for (const PowerNodeId node : world.power.keys()) whole.lose_battery(node, nobody);
    std::vector<FalseRedundancy> found;
    for (const RoomId room : world.rooms.keys()) {
        PowerGraph graph = whole;
        FalseRedundancy here{room, {}, {}};
        for (const PowerNodeId node : world.power.keys()) {
            if (world.power[node].room != room) continue;
            here.nodes.push_back(node);
            graph.set_damaged(node, true, nobody);
        }
        const Table<CableId, char> cut = cables_at(world, room);
        for (const CableId cable : cut.keys()) {
            if (cut[cable]) graph.set_cut(cable, true, nobody);
        }
        for (const RowId row : world.rows.keys()) {
            const WorldRow& described = world.rows[row];
            const bool elsewhere = described.room != room && described.feeds.size() > 1;
            if (elsewhere && whole.live(row) && !graph.live(row)) here.rows.push_back(row);
        }
        if (!here.rows.empty()) found.push_back(std::move(here));
    }
    return found;
}

}  // namespace firebreak::facility

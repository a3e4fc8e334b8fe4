// A queue of lineups and a counted crew; the cause of each step is what it waited for last.
#include "hazard/restoration.hpp"

#include <algorithm>

#include "facility/inrush.hpp"
#include "hazard/lineup_order.hpp"
#include "hazard/water.hpp"

namespace firebreak::hazard {
namespace {

class Crew {
  public:
    Crew(int size, ChangeRef start) : free_since_(static_cast<std::size_t>(size), start) {}

    /// The member who is free first.
    ChangeRef& next(const TimelineBuilder& timeline) {
        return *std::min_element(free_since_.begin(), free_since_.end(),
                                 [&](ChangeRef a, ChangeRef b) { return timeline[a].at < timeline[b].at; });
    }

  private:
    std::vector<ChangeRef> free_since_;  ///< the change after which each member became free
};

bool supply_is_cut(const World& world, PowerNodeId node, const Taken& taken) {
    const auto& inputs = world.power[node].inputs;
    return !inputs.empty() && std::all_of(inputs.begin(), inputs.end(), [&](CableId cable) {
        return std::find(taken.cut.begin(), taken.cut.end(), cable) != taken.cut.end();
    });
}

class Restoration {
  public:
    Restoration(const World& world, const Draws& draws, const Taken& taken, TimelineBuilder& timeline)
        : world_{world}, draws_{draws}, taken_{taken}, timeline_{timeline} {}

    void add() {
        give_back_upstream();
        give_back_rooms();
        Crew crew{world_.response.crews.facility, taken_.cleared};
        switch_on(lineups(), crew, "restoration.step");
        for (const RowId row : in_restore_order(world_, taken_.rows)) {
            switch_on({entity(EntityKind::row, row), world_.rows[row].name, false}, crew, Ticks{0}, "restoration.step");
        }
        if (taken_.leak) cut_below_the_fire(*taken_.leak);
    }

  private:
    void back(EntityKind kind, std::uint32_t index, State from, ChangeRef cause) {
        timeline_.add({timeline_[cause].at, Entity{kind, index}, from, State::normal, cause});
    }

    void give_back_upstream() {
        // A repair may, pinned or drawn, come before the clearance: nothing comes back before both.
        const ChangeRef late =
            timeline_[taken_.repaired].at > timeline_[taken_.cleared].at ? taken_.repaired : taken_.cleared;
        for (const PowerNodeId node : taken_.damaged)
            back(EntityKind::power_node, node.value, State::damaged, taken_.cleared);
        for (const PowerNodeId node : taken_.burnt) replace(node, late);
        for (const CoolingId unit : taken_.stopped)
            back(EntityKind::cooling, unit.value, State::stopped, taken_.cleared);
        for (const CableId cable : taken_.cut) back(EntityKind::cable, cable.value, State::damaged, late);
        for (const PowerNodeId node : taken_.isolated) {
            if (world_.power[node].kind == PowerKind::pdu) continue;
            back(EntityKind::power_node, node.value, State::isolated, taken_.cleared);
        }
    }

    /// A burnt node, with the repair of the supplies unless its kind is built to order and none can be
    /// rented.
    void replace(PowerNodeId node, ChangeRef repaired) {
        const RestorationParameters& p = world_.parameters.restoration;
        const std::string& name = world_.power[node].name;
        if (world_.power[node].kind == PowerKind::pdu ||
            draws_.happens(p.temporary_supply, "restoration.temporary_supply", name)) {
            return back(EntityKind::power_node, node.value, State::damaged, repaired);
        }
        const Ticks lead = draws_.duration(p.equipment_lead, "restoration.equipment_lead", name);
        const Instant at = std::max(timeline_[taken_.out].at + lead, timeline_[repaired].at);
        if (at > ignition_instant + world_.horizon) return;
        timeline_.add({at, entity(EntityKind::power_node, node), State::damaged, State::normal,
                       at > timeline_[repaired].at ? taken_.out : repaired});
    }

    void give_back_rooms() {
        for (const RoomId room : taken_.ruined) {
            const bool burnt = std::find(taken_.burnt_rooms.begin(), taken_.burnt_rooms.end(), room) !=
                               taken_.burnt_rooms.end();
            const bool held = burnt && taken_.room_released > timeline_[taken_.cleared].at;
            timeline_.add({held ? taken_.room_released : timeline_[taken_.cleared].at,
                           entity(EntityKind::room, room), State::damaged, State::normal,
                           held ? taken_.out : taken_.cleared});
        }
        for (const RoomId room : taken_.wet) {
            const ChangeRef dry = this->dry(room, taken_.cleared);
            for (const PowerNodeId node : taken_.soaked) {
                if (world_.power[node].room == room)
                    back(EntityKind::power_node, node.value, State::damaged, dry);
            }
        }
    }

    ChangeRef dry(RoomId room, ChangeRef cleared) {
        const Ticks drying =
            draws_.duration(world_.parameters.water.drying, "water.drying", world_.rooms[room].name);
        return timeline_.add({timeline_[cleared].at + drying, entity(EntityKind::room, room), State::wet,
                              State::normal, cleared});
    }

    [[nodiscard]] std::vector<PowerNodeId> lineups() const {
        std::vector<PowerNodeId> list;
        for (const PowerNodeId node : taken_.isolated) {
            if (world_.power[node].kind == PowerKind::pdu) list.push_back(node);
        }
        list = in_restore_order(world_, std::move(list));
        std::stable_partition(list.begin(), list.end(),
                              [&](PowerNodeId node) { return !supply_is_cut(world_, node, taken_); });
        return list;
    }

    struct Lineup {
        Entity what;
        const std::string& name;
        bool supply_cut;
    };

    [[nodiscard]] Lineup lineup(PowerNodeId node) const {
        return {entity(EntityKind::power_node, node), world_.power[node].name,
                supply_is_cut(world_, node, taken_)};
    }

    /// Inspects and closes one lineup; `waves`: what its inrush adds. Returns the change that did.
    ChangeRef switch_on(const Lineup& lineup, Crew& crew, Ticks waves, const char* purpose) {
        ChangeRef& member = crew.next(timeline_);
        const bool waits = lineup.supply_cut && timeline_[taken_.repaired].at > timeline_[member].at;
        const ChangeRef cause = waits ? taken_.repaired : member;
        const Ticks step = draws_.duration(world_.parameters.restoration.step, purpose, lineup.name) + waves;
        member =
            timeline_.add({timeline_[cause].at + step, lineup.what, State::isolated, State::normal, cause});
        return member;
    }

    void switch_on(const std::vector<PowerNodeId>& list, Crew& crew, const char* purpose) {
        facility::InrushCap inrush{world_, draws_, list};
        for (const PowerNodeId node : list) {
            switched_on_.push_back({node, switch_on(lineup(node), crew, inrush.close(node), purpose)});
        }
    }

    void cut_below_the_fire(Instant at) {
        const WorldRoom& origin = world_.rooms[*world_.ignition_room];
        std::vector<PowerNodeId> wet;
        ChangeRef last = taken_.cleared;
        for (const auto& [node, since] : switched_on_) {
            const WorldRoom& room = world_.rooms[world_.power[node].room];
            if (room.site != origin.site || room.floor >= origin.floor || timeline_[since].at >= at) continue;
            last = timeline_.add(
                {at, entity(EntityKind::power_node, node), State::normal, State::isolated, since});
            wet.push_back(node);
        }
        if (wet.empty()) return;
        const Ticks clearance = draws_.duration(world_.parameters.restoration.clearance,
                                                "restoration.clearance_after_leak", origin.name);
        const ChangeRef cleared =
            timeline_.add({at + clearance, entity(EntityKind::fire, *world_.ignition_room), State::burning,
                           State::cleared, last});
        wet_rooms(wet, at, last, cleared);
        Crew crew{world_.response.crews.facility, cleared};
        switch_on(wet, crew, "restoration.step_after_leak");
    }

    /// Rooms of the lineups that a leak made it necessary to cut; those wet before are wet already.
    void wet_rooms(const std::vector<PowerNodeId>& lineups, Instant at, ChangeRef cut, ChangeRef cleared) {
        std::vector<RoomId> rooms = taken_.wet;
        for (const PowerNodeId node : lineups) {
            const RoomId room = world_.power[node].room;
            if (std::find(rooms.begin(), rooms.end(), room) != rooms.end()) continue;
            rooms.push_back(room);
            if (!water_reaches(world_, draws_, room, Water::leaking)) continue;
            timeline_.add({at, entity(EntityKind::room, room), State::normal, State::wet, cut});
            dry(room, cleared);
        }
    }

    const World& world_;
    const Draws& draws_;
    const Taken& taken_;
    TimelineBuilder& timeline_;
    std::vector<std::pair<PowerNodeId, ChangeRef>> switched_on_;
};

}  // namespace

void add_restoration(const World& world, const Draws& draws, const Taken& taken, TimelineBuilder& timeline) {
    Restoration{world, draws, taken, timeline}.add();
}

}  // namespace firebreak::hazard

// A queue of lineups and a counted crew; the cause of each step is what it waited for last.
#include "hazard/restoration.hpp"

#include <algorithm>
#include <map>

#include "facility/equipment.hpp"
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
    Restoration(const World& world, const Draws& draws, const ObservedTimes& observed, Taken& taken, TimelineBuilder& timeline)
        : world_{world}, draws_{draws}, observed_{observed}, taken_{taken}, timeline_{timeline} {}

    void add() {
        give_back_zones();
        give_back_upstream();
        give_back_equipment();
        give_back_rooms();
        const std::vector<PowerNodeId> waiting = lineups();
        const std::vector<RowId> rows = in_restore_order(world_, taken_.rows);
        Crew crew{world_.response.crews.facility, first_release(waiting, rows)};
        switch_on(waiting, crew, "restoration.step");
        for (const RowId row : rows) {
            switch_on({entity(EntityKind::row, row), world_.rows[row].name, false, release_of(world_.rows[row].room)}, crew,
                      Ticks{0}, "restoration.step");
        }
        if (taken_.leak) cut_below_the_fire(*taken_.leak);
    }

  private:
    void back(Entity what, State from, ChangeRef cause) {
        timeline_.add({timeline_[cause].at, what, from, State::normal, cause});
    }

    /// A repair may, pinned or drawn, come before the clearance: nothing comes back before both.
    [[nodiscard]] ChangeRef late() const {
        return timeline_[taken_.repaired].at > timeline_[taken_.cleared].at ? taken_.repaired : taken_.cleared;
    }

    /// Zones of which it is known when they were given back; the others are with the building.
    void give_back_zones() {
        for (const ZoneId zone : taken_.zones) {
            const auto at = observed_.at(Step::re_energising, world_.zones[zone].name);
            const ChangeRef cut = cut_of(zone);
            if (!at || *at < timeline_[cut].at) continue;
            const ChangeRef after = before(timeline_, taken_.out, *at);
            released_[zone] = timeline_.add({*at, entity(EntityKind::zone, zone), State::isolated, State::energised,
                                             timeline_[after].at < timeline_[cut].at ? cut : after});
            note(Step::re_energising, world_.zones[zone].name);
        }
    }

    [[nodiscard]] ChangeRef cut_of(ZoneId zone) const {
        for (ChangeRef ref = 0; ref < timeline_.size(); ++ref) {
            if (timeline_[ref].entity == entity(EntityKind::zone, zone)) return ref;
        }
        raise_bug(__FILE__, __LINE__, "a zone that was cut has a change that says so");
    }

    /// The change after which work in the room's zone may begin.
    [[nodiscard]] ChangeRef release_of(RoomId room) const {
        const auto known = released_.find(world_.rooms[room].zone);
        return known == released_.end() ? taken_.cleared : known->second;
    }
    [[nodiscard]] ChangeRef release_of(PowerNodeId node) const { return release_of(world_.power[node].room); }

    [[nodiscard]] ChangeRef first_release(const std::vector<PowerNodeId>& lineups, const std::vector<RowId>& rows) const {
        ChangeRef first = taken_.cleared;
        const auto look = [&](ChangeRef release) {
            if (timeline_[release].at < timeline_[first].at) first = release;
        };
        for (const PowerNodeId node : lineups) look(release_of(node));
        for (const RowId row : rows) look(release_of(world_.rows[row].room));
        return first;
    }

    void note(Step step, const std::string& name) {
        taken_.pinned_steps.push_back(KnownStep{step, name.substr(name.find('/') + 1), {}}.name());
    }

    /// When a room is known to have been given back, unless its harm came later.
    [[nodiscard]] std::optional<Instant> released(RoomId room, State harm) {
        const std::string& name = world_.rooms[room].name;
        const auto at = observed_.at(Step::released, name);
        if (!at) return std::nullopt;
        for (ChangeRef ref = 0; ref < timeline_.size(); ++ref) {
            const StateChange& change = timeline_[ref];
            if (change.entity == entity(EntityKind::room, room) && change.to == harm && change.at > *at) return std::nullopt;
        }
        note(Step::released, name);
        return at;
    }

    void give_back_upstream() {
        for (const CoolingId unit : taken_.stopped)
            back(entity(EntityKind::cooling, unit), State::stopped, taken_.cleared);
        for (const CableId cable : taken_.cut) back(entity(EntityKind::cable, cable), State::damaged, late());
        for (const PowerNodeId node : taken_.isolated) {
            if (world_.power[node].kind == PowerKind::pdu) continue;
            back(entity(EntityKind::power_node, node), State::isolated, release_of(node));
        }
        for (const Entity end : taken_.ends) back(end, State::isolated, release_of(facility::room_of(world_, end)));
    }

    /// Damaged equipment, but for UPS that the crews put on bypass.
    void give_back_equipment() {
        for (const Entity what : taken_.damaged) {
            if (what.kind == EntityKind::device) {
                replace_by_spare(what, timeline_[taken_.cleared].at);
            } else if (is_ups(what)) {
                to_bypass_.push_back(PowerNodeId{what.index});
            } else {
                back(what, State::damaged, late());
            }
        }
        for (const Entity what : taken_.burnt) {
            if (what.kind == EntityKind::device) {
                replace_by_spare(what, taken_.room_released);
            } else {
                replace(what, late());
            }
        }
    }

    [[nodiscard]] bool is_ups(Entity what) const {
        return what.kind == EntityKind::power_node && world_.power[PowerNodeId{what.index}].kind == PowerKind::ups;
    }

    /// Lineups and the coolers of a room are made of common parts; the rest is built to order.
    [[nodiscard]] bool of_common_parts(Entity what) const {
        if (what.kind == EntityKind::power_node) return world_.power[PowerNodeId{what.index}].kind == PowerKind::pdu;
        const CoolingId unit{what.index};
        return std::none_of(world_.cooling.begin(), world_.cooling.end(), [&](const WorldCooling& other) {
            return std::find(other.plant.begin(), other.plant.end(), unit) != other.plant.end();
        });
    }

    /// What burnt, with the repair of the supplies unless its kind is built to order and none can be rented; a repair
    /// whose time is known has found a way.
    void replace(Entity what, ChangeRef repaired) {
        const RestorationParameters& p = world_.parameters.restoration;
        const std::string& name = facility::name_of(world_, what);
        if (of_common_parts(what) || world_.observed.supply_repaired || draws_.happens(p.temporary_supply, "restoration.temporary_supply", name)) {
            return back(what, State::damaged, repaired);
        }
        const Ticks lead = draws_.duration(p.equipment_lead, "restoration.equipment_lead", name);
        const Instant at = std::max(timeline_[taken_.out].at + lead, timeline_[repaired].at);
        if (at > ignition_instant + world_.horizon) return;
        timeline_.add({at, what, State::damaged, State::normal,
                       at > timeline_[repaired].at ? taken_.out : repaired});
    }

    void replace_by_spare(Entity device, Instant room_free) {
        const Instant cleared = timeline_[taken_.cleared].at;
        const Ticks delivery = draws_.duration(world_.parameters.servers.stock_delivery, "restoration.spare",
                                               facility::name_of(world_, device));
        const Instant at = std::max(cleared + delivery, room_free);
        if (at <= ignition_instant + world_.horizon)
            timeline_.add({at, device, State::damaged, State::normal, taken_.cleared});
    }

    void give_back_rooms() {
        for (const RoomId room : taken_.ruined) {
            const bool burnt = std::find(taken_.burnt_rooms.begin(), taken_.burnt_rooms.end(), room) !=
                               taken_.burnt_rooms.end();
            const bool held = burnt && taken_.room_released > timeline_[taken_.cleared].at;
            const Instant model = held ? taken_.room_released : timeline_[taken_.cleared].at;
            const Instant at = released(room, State::damaged).value_or(model);
            timeline_.add({at, entity(EntityKind::room, room), State::damaged, State::normal,
                           before(timeline_, held ? taken_.out : taken_.cleared, at)});
        }
        for (const RoomId room : taken_.wet) dry(room, taken_.cleared, released(room, State::wet));
    }

    /// The room, and with it what stands in it.
    void dry(RoomId room, ChangeRef cleared, std::optional<Instant> known = {}) {
        const Ticks drying =
            draws_.duration(world_.parameters.water.drying, "water.drying", world_.rooms[room].name);
        const Instant at = known.value_or(timeline_[cleared].at + drying);
        const ChangeRef dry = timeline_.add({at, entity(EntityKind::room, room), State::wet, State::normal,
                                             before(timeline_, cleared, at)});
        for (const Entity what : facility::equipment_in(world_, room)) back(what, State::wet, dry);
    }

    /// Whether power would come through to `node` over cables that are whole and UPS that are not yet to be
    /// bypassed, once the rest is back.
    [[nodiscard]] bool supplied(PowerNodeId node) const {
        if (std::find(to_bypass_.begin(), to_bypass_.end(), node) != to_bypass_.end()) return false;
        const WorldPowerNode& described = world_.power[node];
        if (described.inputs.empty()) return true;
        return std::count_if(described.inputs.begin(), described.inputs.end(), [&](CableId cable) {
                   const bool cut = std::find(taken_.cut.begin(), taken_.cut.end(), cable) != taken_.cut.end();
                   return !cut && supplied(world_.cables[cable].from);
               }) >= described.inputs_needed;
    }

    /// UPS to bypass on the way to `node`.
    void bypasses_to(PowerNodeId node, std::vector<PowerNodeId>& list) const {
        for (const CableId cable : world_.power[node].inputs) {
            const PowerNodeId from = world_.cables[cable].from;
            bypasses_to(from, list);
            const bool waits = std::find(to_bypass_.begin(), to_bypass_.end(), from) != to_bypass_.end();
            if (waits && std::find(list.begin(), list.end(), from) == list.end()) list.push_back(from);
        }
    }

    void bypass(PowerNodeId ups, Crew& crew) {
        std::erase(to_bypass_, ups);
        ChangeRef& member = crew.next(timeline_);
        const ChangeRef release = release_of(ups);
        const ChangeRef cause = timeline_[release].at > timeline_[member].at ? release : member;
        const Ticks step = draws_.duration(world_.parameters.restoration.step, "restoration.bypass", world_.power[ups].name);
        member = timeline_.add({timeline_[cause].at + step, entity(EntityKind::power_node, ups), State::damaged,
                                State::normal, cause});
    }

    [[nodiscard]] std::vector<PowerNodeId> lineups() const {
        std::vector<PowerNodeId> list;
        for (const PowerNodeId node : taken_.isolated) {
            if (world_.power[node].kind == PowerKind::pdu) list.push_back(node);
        }
        list = in_restore_order(world_, std::move(list));
        // What is given back first comes first.
        std::stable_sort(list.begin(), list.end(), [&](PowerNodeId a, PowerNodeId b) {
            return timeline_[release_of(a)].at < timeline_[release_of(b)].at;
        });
        const auto cut = std::stable_partition(list.begin(), list.end(), [&](PowerNodeId node) {
            return !supply_is_cut(world_, node, taken_);
        });
        std::stable_partition(list.begin(), cut, [&](PowerNodeId node) { return supplied(node); });
        return list;
    }

    struct Lineup {
        Entity what;
        const std::string& name;
        bool supply_cut;
        ChangeRef release;  ///< before it nobody may work there
    };

    [[nodiscard]] Lineup lineup(PowerNodeId node) const {
        return {entity(EntityKind::power_node, node), world_.power[node].name,
                supply_is_cut(world_, node, taken_), release_of(node)};
    }

    /// Inspects and closes one lineup; `waves`: what its inrush adds. Returns the change that did.
    ChangeRef switch_on(const Lineup& lineup, Crew& crew, Ticks waves, const char* purpose) {
        ChangeRef& member = crew.next(timeline_);
        const auto later = [&](ChangeRef a, ChangeRef b) { return timeline_[b].at > timeline_[a].at ? b : a; };
        const ChangeRef free = later(member, lineup.release);
        const ChangeRef cause = lineup.supply_cut ? later(free, taken_.repaired) : free;
        const Ticks step = draws_.duration(world_.parameters.restoration.step, purpose, lineup.name) + waves;
        member =
            timeline_.add({timeline_[cause].at + step, lineup.what, State::isolated, State::normal, cause});
        return member;
    }

    void switch_on(const std::vector<PowerNodeId>& list, Crew& crew, const char* purpose) {
        facility::InrushCap inrush{world_, draws_, list};
        for (const PowerNodeId node : list) {
            if (supply_is_cut(world_, node, taken_)) bypass_all(crew);
            std::vector<PowerNodeId> ups;
            bypasses_to(node, ups);
            for (std::size_t i = 0; i < ups.size() && !supplied(node); ++i) bypass(ups[i], crew);
            switched_on_.push_back({node, switch_on(lineup(node), crew, inrush.close(node), purpose)});
        }
        bypass_all(crew);
    }

    void bypass_all(Crew& crew) {
        while (!to_bypass_.empty()) bypass(to_bypass_.front(), crew);
    }

    void cut_below_the_fire(Instant at) {
        std::vector<PowerNodeId> off;
        ChangeRef last = taken_.cleared;
        for (const auto& [node, since] : switched_on_) {
            if (!floors_below_fire(world_, world_.power[node].room) || timeline_[since].at >= at) continue;
            last = timeline_.add(
                {at, entity(EntityKind::power_node, node), State::normal, State::isolated, since});
            off.push_back(node);
        }
        if (off.empty()) return;
        const Ticks clearance =
            draws_.duration(world_.parameters.restoration.clearance, "restoration.clearance_after_leak",
                            world_.rooms[*world_.ignition_room].name);
        const ChangeRef cleared =
            timeline_.add({at + clearance, entity(EntityKind::fire, *world_.ignition_room), State::burning,
                           State::cleared, last});
        for (const RoomId room : world_.rooms.keys()) wet_by_leak(room, last, cleared);
        Crew crew{world_.response.crews.facility, cleared};
        switch_on(off, crew, "restoration.step_after_leak");
    }

    /// Rooms wet or ruined before are so already.
    void wet_by_leak(RoomId room, ChangeRef cut, ChangeRef cleared) {
        const auto in = [&](const std::vector<RoomId>& list) { return std::find(list.begin(), list.end(), room) != list.end(); };
        if (in(taken_.wet) || in(taken_.ruined) || !water_reaches(world_, draws_, room, Water::leaking)) return;
        wet_room(world_, room, timeline_[cut].at, cut, timeline_);
        dry(room, cleared);
    }

    const World& world_;
    const Draws& draws_;
    const ObservedTimes& observed_;
    Taken& taken_;
    TimelineBuilder& timeline_;
    std::map<ZoneId, ChangeRef> released_;  ///< of zones of which it is known
    std::vector<std::pair<PowerNodeId, ChangeRef>> switched_on_;
    std::vector<PowerNodeId> to_bypass_;  ///< damaged UPS that the crews have not got to yet
};

}  // namespace

void add_restoration(const World& world, const Draws& draws, const ObservedTimes& observed, Taken& taken,
                     TimelineBuilder& timeline) {
    Restoration{world, draws, observed, taken, timeline}.add();
}

}  // namespace firebreak::hazard

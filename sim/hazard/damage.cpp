// Heat first, room by room in the order of their ignition; then smoke over all rooms of the site.
#include "hazard/damage.hpp"

#include <algorithm>

#include "facility/equipment.hpp"
#include "hazard/smoke.hpp"

namespace firebreak::hazard {
namespace {

class Damage {
  public:
    Damage(const World& world, const FireClock& clock, const Draws& draws, TimelineBuilder& timeline, Taken& taken)
        : world_{world}, clock_{clock}, draws_{draws}, timeline_{timeline}, taken_{taken} {}

    void heat(ChangeRef ignition) {
        std::vector<ChangeRef> ignitions{ignition};
        heat_void(ignition);
        if (clock_.cables_lost) cut_cables(*world_.ignition_room, *clock_.cables_lost, ignition);
        for (std::size_t i = 0; i < clock_.rooms.size(); ++i) {
            const BurningRoom& burning = clock_.rooms[i];
            if (i > 0) {
                ignitions.push_back(timeline_.add({burning.ignited, entity(EntityKind::fire, burning.room), State::normal,
                                                   State::burning, ignitions[burning.from]}));
                if (const auto& lost = burning.history.cables_lost) {
                    cut_cables(burning.room, burning.ignited + to_ticks(*lost), ignitions[i]);
                }
            }
            if (const auto& lost = burning.history.equipment_lost) {
                lose_room(burning.room, burning.ignited + to_ticks(*lost), ignitions[i]);
            }
        }
    }

    void smoke(ChangeRef ignition) {
        const auto effects = spread_smoke(world_, clock_.rooms, clock_.controlled, draws_);
        const SmokeParameters& p = world_.parameters.smoke;
        for (const RoomId room : world_.rooms.keys()) {
            const SmokeEffect& effect = effects[room];
            const std::string& name = world_.rooms[room].name;
            if (effect.alarm && draws_.happens(p.alarm_stops_fans, "smoke.alarm_stops_fans", name)) {
                stop_fans(room, *effect.alarm, ignition);
            }
            if (effect.dose_g_s_per_m3 <= 0.0) continue;
            const bool scrap = effect.dose_g_s_per_m3 >= draws_.number(p.scrap_dose_g_s_per_m3, "smoke.scrap", name);
            const bool soiled = effect.dose_g_s_per_m3 >= draws_.number(p.cleaning_dose_g_s_per_m3, "smoke.cleaning", name);
            if (scrap || soiled) mark(room, scrap ? State::damaged : State::soiled, clock_.controlled, ignition);
            if (scrap) damage_equipment(room, clock_.controlled, ignition);
        }
    }

  private:
    /// Whatever stands in `room`, that is not damaged already.
    void damage_equipment(RoomId room, Instant at, ChangeRef cause) {
        for (const Entity what : facility::equipment_in(world_, room)) {
            if (contains(taken_.damaged, what) || contains(taken_.burnt, what)) continue;
            timeline_.add({at, what, State::normal, State::damaged, cause});
            taken_.damaged.push_back(what);
        }
    }

    void heat_void(ChangeRef ignition) {
        if (!clock_.void_heated) return;
        for (const RoomId room : world_.rooms[*world_.ignition_room].shared_void_with) {
            const ChangeRef heated = timeline_.add(
                {*clock_.void_heated, entity(EntityKind::room, room), State::normal, State::heated, ignition});
            damage_equipment(room, *clock_.void_heated, heated);
        }
    }

    void cut_cables(RoomId room, Instant at, ChangeRef cause) {
        for (const CableId cable : world_.cables.keys()) {
            if (!contains(world_.cables[cable].through, room) || contains(taken_.cut, cable)) continue;
            timeline_.add({at, entity(EntityKind::cable, cable), State::normal, State::damaged, cause});
            taken_.cut.push_back(cable);
        }
    }

    /// Everything that stands in a burning room. What heat damaged before burns now: no bypass will do.
    void lose_room(RoomId room, Instant at, ChangeRef cause) {
        damage_equipment(room, at, cause);
        for (const Entity what : facility::equipment_in(world_, room)) {
            std::erase(taken_.damaged, what);
            if (!contains(taken_.burnt, what)) taken_.burnt.push_back(what);
        }
        mark(room, State::damaged, at, cause);
        taken_.burnt_rooms.push_back(room);
    }

    /// A room is marked once, by what came first; its racks share its fate.
    void mark(RoomId room, State state, Instant at, ChangeRef cause) {
        if (contains(marked_, room)) return;
        timeline_.add({at, entity(EntityKind::room, room), State::normal, state, cause});
        marked_.push_back(room);
        if (state == State::damaged) taken_.ruined.push_back(room);
    }

    void stop_fans(RoomId room, Instant at, ChangeRef cause) {
        for (const CoolingId unit : world_.cooling.keys()) {
            const WorldCooling& cooling = world_.cooling[unit];
            if (!contains(cooling.serves, room) || contains(taken_.stopped, unit)) continue;
            timeline_.add({at, entity(EntityKind::cooling, unit), State::normal, State::stopped, cause});
            taken_.stopped.push_back(unit);
        }
    }

    template <class List, class Item>
    static bool contains(const List& list, const Item& item) {
        return std::find(list.begin(), list.end(), item) != list.end();
    }

    const World& world_;
    const FireClock& clock_;
    const Draws& draws_;
    TimelineBuilder& timeline_;
    Taken& taken_;
    std::vector<RoomId> marked_;
};

}  // namespace

void add_damage(const World& world, const FireClock& clock, const Draws& draws, ChangeRef ignition, TimelineBuilder& timeline,
                Taken& taken) {
    Damage damage{world, clock, draws, timeline, taken};
    damage.heat(ignition);
    damage.smoke(ignition);
}

}  // namespace firebreak::hazard

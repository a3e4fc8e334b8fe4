// Fire clock -> what it takes -> restoration -> response of the facility.
#include "hazard/timeline.hpp"

#include <algorithm>

#include "facility/response.hpp"
#include "hazard/fire_clock.hpp"
#include "hazard/restoration.hpp"

namespace firebreak::hazard {
namespace {

/// The fire's own steps as changes of the burning room's fire, chained by their causes.
class FireStory {
  public:
    FireStory(const World& world, const FireClock& clock, TimelineBuilder& timeline)
        : fire_{entity(EntityKind::fire, *world.ignition_room)}, clock_{clock}, timeline_{timeline} {}

    ChangeRef ignite() { return ignition_ = add(ignition_instant, State::burning, StateChange::no_cause); }

    void fight() {
        const ChangeRef detected = add(clock_.detection, State::detected, ignition_);
        const ChangeRef called = add(clock_.emergency_call, State::brigade_called, detected);
        last_ = detected;
        if (clock_.agent_release) last_ = add(*clock_.agent_release, State::agent_released, detected);
        if (clock_.agent_extinguishes) return;
        const ChangeRef arrived = add(*clock_.brigade_arrival, State::brigade_on_site, called);
        // Arrival and hesitation run side by side: the later one let the decision happen.
        const bool waited_for_brigade = *clock_.water_decision == *clock_.brigade_arrival;
        last_ = add(*clock_.water_decision, State::water_decided, waited_for_brigade ? arrived : detected);
    }

    /// From the last step (water decision, isolation, or gas that worked) to clearance and repair.
    void finish(ChangeRef after, Taken& taken) {
        const ChangeRef controlled = add(clock_.controlled, State::controlled, after);
        const ChangeRef out = add(clock_.extinguished, State::extinguished, controlled);
        taken.cleared = add(clock_.cleared, State::cleared, out);
        taken.repaired = taken.cut.empty() ? taken.cleared : add(clock_.supply_repaired, State::repaired, out);
    }

    [[nodiscard]] ChangeRef ignition() const { return ignition_; }
    [[nodiscard]] ChangeRef last() const { return last_; }

  private:
    ChangeRef add(Instant at, State to, ChangeRef cause) {
        // Pinned times may contradict each other by a little; an effect is then told with its cause.
        if (cause != StateChange::no_cause) at = std::max(at, timeline_[cause].at);
        return timeline_.add({at, fire_, cause == StateChange::no_cause ? State::normal : State::burning, to, cause});
    }

    Entity fire_;
    const FireClock& clock_;
    TimelineBuilder& timeline_;
    ChangeRef ignition_ = 0;
    ChangeRef last_ = 0;
};

void damage_heated_rooms(const World& world, const FireClock& clock, ChangeRef ignition, TimelineBuilder& timeline,
                         Taken& taken) {
    if (!clock.void_heated) return;
    for (const RoomId room : world.rooms[*world.ignition_room].shared_void_with) {
        const ChangeRef heated = timeline.add(
            {*clock.void_heated, entity(EntityKind::room, room), State::normal, State::heated, ignition});
        for (const PowerNodeId node : world.power.keys()) {
            if (world.power[node].room != room) continue;
            timeline.add({*clock.void_heated, entity(EntityKind::power_node, node), State::normal, State::damaged, heated});
            taken.damaged.push_back(node);
        }
    }
}

void cut_cables(const World& world, const FireClock& clock, ChangeRef ignition, TimelineBuilder& timeline, Taken& taken) {
    if (!clock.cables_lost) return;
    for (const CableId cable : world.cables.keys()) {
        const auto& through = world.cables[cable].through;
        if (std::find(through.begin(), through.end(), *world.ignition_room) == through.end()) continue;
        timeline.add({*clock.cables_lost, entity(EntityKind::cable, cable), State::normal, State::damaged, ignition});
        taken.cut.push_back(cable);
    }
}

ChangeRef isolate_zone(const World& world, const FireClock& clock, ChangeRef decided, TimelineBuilder& timeline, Taken& taken) {
    const ZoneId zone = world.rooms[*world.ignition_room].zone;
    const Instant at = std::max(*clock.isolation, timeline[decided].at);
    const ChangeRef isolated = timeline.add({at, entity(EntityKind::zone, zone), State::energised, State::isolated, decided});
    for (const PowerNodeId node : world.power.keys()) {
        if (world.rooms[world.power[node].room].zone != zone) continue;
        timeline.add({at, entity(EntityKind::power_node, node), State::normal, State::isolated, isolated});
        taken.isolated.push_back(node);
    }
    return isolated;
}

}  // namespace

HazardTimeline build_timeline(const World& world, const Draws& draws) {
    if (!world.ignition_room) return {};
    const FireClock clock = draw_fire_clock(world, draws);
    TimelineBuilder timeline;
    FireStory story{world, clock, timeline};
    Taken taken;

    story.ignite();
    story.fight();
    damage_heated_rooms(world, clock, story.ignition(), timeline, taken);
    cut_cables(world, clock, story.ignition(), timeline, taken);
    ChangeRef last = story.last();
    if (clock.isolation) last = isolate_zone(world, clock, last, timeline, taken);
    story.finish(last, taken);
    add_restoration(world, draws, taken, timeline);
    facility::respond(world, draws, timeline);
    return {timeline.sorted(), clock.pinned_steps};
}

}  // namespace firebreak::hazard

// Fire clock -> what it takes -> restoration -> response of the facility.
#include "hazard/timeline.hpp"

#include <algorithm>

#include "core/observed.hpp"
#include "facility/response.hpp"
#include "hazard/damage.hpp"
#include "hazard/fire_clock.hpp"
#include "hazard/isolation.hpp"
#include "hazard/restoration.hpp"
#include "hazard/water.hpp"

namespace firebreak::hazard {
namespace {

/// The fire's own steps as changes of the burning room's fire, chained by their causes.
class FireStory {
  public:
    FireStory(const World& world, const FireClock& clock, const ObservedTimes& observed, TimelineBuilder& timeline)
        : fire_{entity(EntityKind::fire, *world.ignition_room)}, clock_{clock}, observed_{observed}, timeline_{timeline} {}

    ChangeRef ignite() { return ignition_ = add(ignition_instant, State::burning, StateChange::no_cause); }

    void fight() {
        const ChangeRef detected = add(clock_.detection, State::detected, ignition_);
        const ChangeRef called = add(clock_.emergency_call, State::brigade_called, detected);
        last_ = clock_.early_end == EarlyEnd::cells ? ignition_ : detected;
        if (clock_.agent_release) {
            const ChangeRef released = add(*clock_.agent_release, State::agent_released, detected);
            if (clock_.early_end == EarlyEnd::gas) last_ = released;
        }
        if (clock_.sprinklers) {
            const ChangeRef wet = add(*clock_.sprinklers, State::sprayed, ignition_);
            if (clock_.early_end == EarlyEnd::sprinklers) last_ = wet;
        }
        if (!clock_.brigade_arrival) return;
        const ChangeRef arrived = add(*clock_.brigade_arrival, State::brigade_on_site, called);
        if (!clock_.water_decision) return;
        // Arrival and hesitation run side by side: the later one let the decision happen.
        const bool waited_for_brigade = *clock_.water_decision == *clock_.brigade_arrival;
        last_ = add(*clock_.water_decision, State::water_decided, waited_for_brigade ? arrived : detected);
    }

    /// From the last step (isolation, or what ended the fire early) to clearance and repair.
    void finish(ChangeRef after, Taken& taken) {
        const ChangeRef controlled = add(clock_.controlled, State::controlled, after);
        const ChangeRef out = add(clock_.extinguished, State::extinguished, controlled);
        taken.controlled = controlled;
        taken.out = out;
        taken.room_released = clock_.room_released;
        for (std::size_t i = 1; i < clock_.rooms.size(); ++i) {  // the brigade leaves when all of it is out
            timeline_.add({timeline_[out].at, entity(EntityKind::fire, clock_.rooms[i].room), State::burning,
                           State::extinguished, out});
        }
        const ChangeRef flared = clock_.re_ignition ? add(*clock_.re_ignition, State::re_ignited, out) : out;
        taken.cleared =
            add(clock_.cleared, State::cleared, clock_.re_ignition < clock_.cleared ? flared : out);
        taken.repaired = taken.cleared;
        const bool waits = std::any_of(taken.damaged.begin(), taken.damaged.end(), waits_for_repair);
        if (!taken.burnt.empty() || !taken.cut.empty() || waits) taken.repaired = add(supply_repaired(taken), State::repaired, out);
        taken.leak = clock_.leak_isolation;
    }

    [[nodiscard]] ChangeRef ignition() const { return ignition_; }
    [[nodiscard]] ChangeRef last() const { return last_; }

  private:
    static bool waits_for_repair(Entity what) {
        return what.kind == EntityKind::power_node || what.kind == EntityKind::cooling;
    }

    /// Burnt boards are replaced once their room is released, unless it is known when they were.
    [[nodiscard]] Instant supply_repaired(Taken& taken) const {
        if (observed_.at(Step::supply_repaired)) {
            taken.pinned_steps.emplace_back("supply_repaired");
            return clock_.supply_repaired;
        }
        if (taken.burnt.empty()) return clock_.supply_repaired;
        const Instant released = observed_.at(Step::released, taken.origin).value_or(clock_.room_released);
        return std::max(clock_.supply_repaired, released);
    }

    ChangeRef add(Instant at, State to, ChangeRef cause) {
        // A step that was observed stays where it is; what usually leads to it may have come too late for that.
        if (cause != StateChange::no_cause) cause = before(timeline_, cause, at);
        return timeline_.add(
            {at, fire_, cause == StateChange::no_cause ? State::normal : State::burning, to, cause});
    }

    Entity fire_;
    const FireClock& clock_;
    const ObservedTimes& observed_;
    TimelineBuilder& timeline_;
    ChangeRef ignition_ = 0;
    ChangeRef last_ = 0;
};

}  // namespace

HazardTimeline build_timeline(const World& world, const Draws& draws) {
    if (!world.ignition_room) return {};
    const FireClock clock = draw_fire_clock(world, draws);
    const ObservedTimes observed{world, draws};
    TimelineBuilder timeline;
    FireStory story{world, clock, observed, timeline};
    Taken taken;
    taken.origin = world.rooms[*world.ignition_room].name;
    taken.pinned_steps = clock.pinned_steps;

    story.ignite();
    story.fight();
    add_damage(world, clock, draws, story.ignition(), timeline, taken);
    const ChangeRef last = add_isolation(world, clock, observed, story.last(), timeline, taken);
    story.finish(last, taken);
    add_water(world, clock, draws, timeline, taken);
    add_restoration(world, draws, observed, taken, timeline);
    facility::respond(world, draws, timeline);
    return {timeline.sorted(), taken.pinned_steps};
}

}  // namespace firebreak::hazard

// Each step is pinned to its published time or drawn and chained to its prerequisites.
#include "hazard/fire_clock.hpp"

#include <algorithm>

namespace firebreak::hazard {
namespace {

class Steps {
  public:
    Steps(const World& world, const Draws& draws, FireClock& clock)
        : room_{world.rooms[*world.ignition_room].name}, draws_{draws}, clock_{clock} {}

    /// A delay of this fire, from the stream of its room.
    Ticks delay(const UncertainDuration& duration, const char* step) const {
        return draws_.duration(duration, std::string{"fire."} + step, room_);
    }

    Instant step(const std::optional<Seconds>& observed, const char* key, Instant drawn) {
        if (!observed) return drawn;
        clock_.pinned_steps.emplace_back(key);
        return ignition_instant + to_ticks(*observed);
    }

    bool happens(const std::optional<bool>& observed, const char* key, Probability probability) {
        if (!observed) return draws_.happens(probability, std::string{"fire."} + key, room_);
        clock_.pinned_steps.emplace_back(key);
        return *observed;
    }

  private:
    const std::string& room_;
    const Draws& draws_;
    FireClock& clock_;
};

void draw_detection_and_gas(const World& world, Steps& steps, FireClock& clock) {
    const FireParameters& fire = world.parameters.fire;
    const Observed& observed = world.observed;
    const WorldRoom& room = world.rooms[*world.ignition_room];
    clock.detection = steps.step(observed.detection, "detection", ignition_instant + steps.delay(fire.detection, "detection"));
    if (!room.gas_suppression) return;
    clock.agent_release = steps.step(observed.agent_release, "agent_release",
                                     clock.detection + steps.delay(fire.agent_predischarge, "agent_predischarge"));
    clock.agent_extinguishes = steps.happens(
        observed.agent_extinguishes, "agent_extinguishes",
        room.kind == RoomKind::battery ? fire.agent_stops_battery_fire : fire.agent_stops_other_fire);
}

void draw_damage(const World& world, Steps& steps, FireClock& clock) {
    const FireParameters& fire = world.parameters.fire;
    const Instant heated = steps.step(world.observed.feeds_lost, "feeds_lost",
                                      ignition_instant + steps.delay(fire.heat_through_void, "heat_through_void"));
    const Instant cables = steps.step(world.observed.cables_lost, "cables_lost",
                                      ignition_instant + steps.delay(fire.cable_damage, "cable_damage"));
    const Instant gas = clock.agent_extinguishes ? *clock.agent_release : never;
    if (heated < gas) clock.void_heated = heated;
    if (cables < gas) clock.cables_lost = cables;
}

void draw_brigade(const World& world, Steps& steps, FireClock& clock) {
    const FireParameters& fire = world.parameters.fire;
    const Observed& observed = world.observed;
    clock.emergency_call = steps.step(observed.emergency_call, "emergency_call",
                                      clock.detection + steps.delay(fire.verify_and_call, "verify_and_call"));
    clock.brigade_arrival = steps.step(observed.brigade_arrival, "brigade_arrival",
                                       clock.emergency_call + steps.delay(fire.brigade_travel, "brigade_travel"));
    Instant decision = std::max(*clock.brigade_arrival,
                                clock.detection + steps.delay(fire.water_decision, "water_decision"));
    const bool epo = world.rooms[*world.ignition_room].emergency_power_off;
    const Ticks power_off = epo ? steps.delay(fire.power_off_with_epo, "power_off_with_epo")
                                : steps.delay(fire.power_off_by_hand, "power_off_by_hand");
    const Instant drawn = epo ? decision + power_off : std::max(decision, clock.detection + power_off);
    clock.isolation = steps.step(observed.isolation, "isolation", drawn);
    clock.water_decision = std::min(decision, *clock.isolation);  // a pinned isolation was decided before it
    clock.controlled = steps.step(
        observed.controlled, "controlled",
        std::max(*clock.isolation + steps.delay(fire.set_up_water, "set_up_water"),
                 ignition_instant + steps.delay(fire.knock_down, "knock_down")));
}

}  // namespace

FireClock draw_fire_clock(const World& world, const Draws& draws) {
    FIREBREAK_ASSERT(world.ignition_room.has_value(), "a fire clock is drawn only where something burns");
    FireClock clock;
    Steps steps{world, draws, clock};
    draw_detection_and_gas(world, steps, clock);
    draw_damage(world, steps, clock);
    const FireParameters& fire = world.parameters.fire;
    if (clock.agent_extinguishes) {
        clock.emergency_call = steps.step(world.observed.emergency_call, "emergency_call",
                                          clock.detection + steps.delay(fire.verify_and_call, "verify_and_call"));
        clock.controlled = *clock.agent_release;
        clock.extinguished = *clock.agent_release;
    } else {
        draw_brigade(world, steps, clock);
        const bool battery = world.rooms[*world.ignition_room].kind == RoomKind::battery;
        const Ticks burn_out = battery ? steps.delay(fire.burn_out_battery, "burn_out_battery")
                                       : steps.delay(fire.burn_out_other, "burn_out_other");
        clock.extinguished = steps.step(world.observed.extinguished, "extinguished",
                                        std::max(clock.controlled, ignition_instant + burn_out));
    }
    const RestorationParameters& restoration = world.parameters.restoration;
    clock.cleared = steps.step(world.observed.re_energising, "re_energising",
                               clock.extinguished + steps.delay(restoration.clearance, "clearance"));
    clock.supply_repaired = steps.step(
        world.observed.supply_repaired, "supply_repaired",
        clock.extinguished + steps.delay(restoration.damaged_supply_repair, "damaged_supply_repair"));
    return clock;
}

}  // namespace firebreak::hazard

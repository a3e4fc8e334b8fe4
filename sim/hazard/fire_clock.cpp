// Each step is pinned to its published time, or computed and chained to its prerequisites.
#include "hazard/fire_clock.hpp"

#include <algorithm>

#include "core/observed.hpp"
#include "facility/isolation.hpp"
#include "hazard/detection.hpp"
#include "hazard/manual_suppression.hpp"
#include "hazard/spray.hpp"
#include "hazard/staff.hpp"

namespace firebreak::hazard {
namespace {

class ClockMaker {
  public:
    ClockMaker(const World& world, const Draws& draws)
        : world_{world},
          draws_{draws},
          observed_{world, draws},
          room_{world.rooms[*world.ignition_room]},
          fire_p_{world.parameters.fire},
          staff_delay_{until_somebody_is_there(world, draws)} {}

    FireClock make() {
        RoomFire fire = draw_room_fire(world_, *world_.ignition_room, draws_);
        detect(fire);
        if (fire.units.empty()) end_early(ignition_instant + to_ticks(fire.flames), EarlyEnd::cells);
        spray(fire);
        release_gas();
        call_and_decide();
        end_the_fire();
        follow(std::move(fire));
        give_back();
        return std::move(clock_);
    }

  private:
    [[nodiscard]] bool battery() const { return room_.fuel.kind == Fuel::li_ion_cabinet; }
    [[nodiscard]] Ticks delay(const UncertainDuration& duration, const char* step) const {
        return draws_.duration(duration, std::string{"fire."} + step, room_.name);
    }
    /// The observed time, or the computed one, but not after a later step that was observed.
    [[nodiscard]] Instant step(Step step, Instant computed) const {
        return observed_.at(step).value_or(observed_.within(step, computed));
    }
    /// The step happens; it is pinned where it was observed.
    void note(Step step) {
        if (observed_.at(step)) clock_.pinned_steps.push_back(KnownStep{step, "", {}}.name());
    }
    Instant noted(Step which, Instant computed) {
        note(which);
        return step(which, computed);
    }

    /// What is known of the brigade's work rules out that gas or staff made it needless.
    [[nodiscard]] bool brigade_observed() const {
        const auto known = [&](Step step) { return observed_.at(step).has_value(); };
        return (known(Step::isolation) || known(Step::controlled) || known(Step::extinguished) || known(Step::re_energising)) &&
               !world_.observed.agent_extinguishes.value_or(false);
    }

    void detect(const RoomFire& fire) {
        const auto alarm = alarm_time(world_, *world_.ignition_room, fire, draws_);
        seen_by_people_ = !alarm && !observed_.at(Step::detection);
        // Without an alarm somebody sees or smells it, in the time that verification takes elsewhere, once there.
        const Ticks after = alarm ? to_ticks(*alarm) : staff_delay_ + delay(fire_p_.verify_and_call, "seen_by_people");
        clock_.detection = noted(Step::detection, ignition_instant + after);
    }

    void spray(RoomFire& fire) {
        const auto water = sprinkler_time(world_, *world_.ignition_room, fire, draws_);
        if (!water) return;
        clock_.sprinklers = ignition_instant + to_ticks(*water);
        const SuppressionParameters& p = world_.parameters.suppression;
        // A mist of nearly nothing never puts a fire out: beyond any horizon is long enough.
        decay_ = std::min<Seconds>(Hours{1e5}, spray_decay_time(SprayDensity{p.sprinkler_density_mm_per_s}));
        if (battery()) {
            const double slower = draws_.number(p.battery_slowdown, "fire.battery_slowdown", room_.name);
            fire = draw_room_fire(world_, *world_.ignition_room, draws_, std::max(1.0, slower));
        } else {
            end_early(*clock_.sprinklers + to_ticks(decay_ * 3.0), EarlyEnd::sprinklers);
        }
    }

    void release_gas() {
        const SuppressionParameters& p = world_.parameters.suppression;
        if (room_.gas_suppression) {
            clock_.agent_release = noted(Step::agent_release,
                                         clock_.detection + delay(p.agent_predischarge, "agent_predischarge"));
            bool works = draws_.happens(battery() ? p.agent_stops_battery_fire : p.agent_stops_other_fire,
                                        "fire.agent_extinguishes", room_.name);
            if (world_.observed.agent_extinguishes) {
                works = *world_.observed.agent_extinguishes;
                clock_.pinned_steps.emplace_back("agent_extinguishes");
            }
            if (works) end_early(*clock_.agent_release, EarlyEnd::gas);
        }
        if (!battery() && p.manual_rate_per_min > 0.0) {
            const double u = draws_.uniform("fire.manual_suppression", room_.name);
            const Seconds tried = suppression_time(SuppressionRate{p.manual_rate_per_min}, u);
            // Beyond any horizon: nobody gets to it.
            if (tried < Hours{1e5}) end_early(hands_on_site() + to_ticks(tried), EarlyEnd::staff);
        }
    }

    /// When somebody who knows of the fire can fight it. Who saw it without an alarm is there.
    [[nodiscard]] Instant hands_on_site() const {
        return seen_by_people_ ? clock_.detection : clock_.detection + staff_delay_;
    }

    void end_early(Instant at, EarlyEnd how) {
        if (at >= early_) return;
        early_ = at;
        early_how_ = how;
    }

    void call_and_decide() {
        clock_.emergency_call = noted(Step::emergency_call,
                                      clock_.detection + delay(fire_p_.verify_and_call, "verify_and_call"));
        const Instant arrival = step(Step::brigade_arrival,
                                     clock_.emergency_call + delay(fire_p_.brigade_travel, "brigade_travel"));
        const Instant decision =
            std::max(arrival, clock_.detection + delay(fire_p_.water_decision, "water_decision"));
        const bool epo = !facility::isolation_part(world_, *world_.ignition_room).by_hand;
        const Ticks power_off = epo ? delay(fire_p_.power_off_with_epo, "power_off_with_epo")
                                    : delay(fire_p_.power_off_by_hand, "power_off_by_hand");
        const Instant computed =
            epo ? decision + power_off : std::max(decision, clock_.detection + power_off);
        const Instant isolation = step(Step::isolation, computed);
        if (early_ < isolation && !brigade_observed()) {
            clock_.early_end = early_how_;
            if (arrival >= early_) return;
            note(Step::brigade_arrival);
            clock_.brigade_arrival = arrival;
            return;
        }
        note(Step::brigade_arrival);
        note(Step::isolation);
        clock_.brigade_arrival = arrival;
        clock_.isolation = isolation;
        clock_.water_decision = std::min(decision, isolation);  // a pinned isolation was decided before it
    }

    void end_the_fire() {
        if (clock_.early_end) {
            clock_.controlled = noted(Step::controlled, early_);
            clock_.extinguished =
                noted(Step::extinguished, std::max(early_, clock_.controlled));
            return;
        }
        clock_.controlled = noted(Step::controlled,
                                  std::max(*clock_.isolation + delay(fire_p_.set_up_water, "set_up_water"),
                                          clock_.detection + delay(fire_p_.knock_down, "knock_down")));
        const Ticks burn_out = battery() ? delay(fire_p_.burn_out_battery, "burn_out_battery")
                                         : delay(fire_p_.burn_out_other, "burn_out_other");
        clock_.extinguished = noted(Step::extinguished,
                                    std::max(clock_.controlled, clock_.detection + burn_out));
    }

    void follow(RoomFire fire) {
        Hindrance hindrance{.end = seconds_of(clock_.controlled - ignition_instant), .sprayed = std::nullopt};
        if (clock_.sprinklers && !battery()) {
            hindrance.sprayed = seconds_of(*clock_.sprinklers - ignition_instant);
            hindrance.decay = decay_;
        }
        clock_.rooms = follow_outbreak(
            world_, {*world_.ignition_room, std::move(fire), hindrance, clock_.controlled}, draws_);
        const RoomHistory& origin = clock_.rooms.front().history;
        const auto reached = [&](Step step, bool possible, const std::optional<Seconds>& computed) -> std::optional<Instant> {
            const auto observed = observed_.at(step);
            if (!observed) return computed ? std::optional{ignition_instant + to_ticks(*computed)} : std::nullopt;
            // Observed in a fire that went on, in a building that has what failed.
            if (!possible || (clock_.early_end && *observed >= clock_.controlled)) return std::nullopt;
            note(step);
            return observed;
        };
        const bool routed = std::any_of(world_.cables.begin(), world_.cables.end(), [&](const WorldCable& cable) {
            return std::find(cable.through.begin(), cable.through.end(), *world_.ignition_room) != cable.through.end();
        });
        clock_.void_heated = reached(Step::feeds_lost, !room_.shared_void_with.empty(), origin.void_heated);
        clock_.cables_lost = reached(Step::cables_lost, routed, origin.cables_lost);
    }

    void give_back() {
        const RestorationParameters& p = world_.parameters.restoration;
        Instant cleared = clock_.extinguished + delay(p.clearance, "clearance");
        if (battery() && !clock_.early_end && !observed_.at(Step::re_energising) &&
            draws_.happens(fire_p_.re_ignition, "fire.re_ignition", room_.name)) {
            clock_.re_ignition = clock_.extinguished + delay(fire_p_.re_ignition_delay, "re_ignition_delay");
            // A later flare-up in the guarded room stops nobody elsewhere any more.
            if (*clock_.re_ignition < cleared)
                cleared = *clock_.re_ignition + delay(p.clearance, "clearance_again");
        }
        clock_.cleared = noted(Step::re_energising, cleared);
        clock_.supply_repaired =
            step(Step::supply_repaired,
                 clock_.extinguished + delay(p.damaged_supply_repair, "damaged_supply_repair"));
        clock_.room_released = clock_.extinguished + delay(fire_p_.forensic_hold, "forensic_hold");
        if (!clock_.early_end && draws_.happens(fire_p_.leak_isolation, "fire.leak_isolation", room_.name)) {
            clock_.leak_isolation = clock_.cleared + delay(fire_p_.leak_delay, "leak_delay");
        }
    }

    const World& world_;
    const Draws& draws_;
    const ObservedTimes observed_;
    const WorldRoom& room_;
    const FireParameters& fire_p_;
    Ticks staff_delay_;  ///< until somebody is there who was not
    bool seen_by_people_ = false;
    FireClock clock_;
    Instant early_ = never;
    EarlyEnd early_how_ = EarlyEnd::gas;
    Seconds decay_{1.0};
};

}  // namespace

FireClock draw_fire_clock(const World& world, const Draws& draws) {
    FIREBREAK_ASSERT(world.ignition_room.has_value(), "a fire clock is drawn only where something burns");
    return ClockMaker{world, draws}.make();
}

}  // namespace firebreak::hazard

// The clock of the fire: when it is noticed, fought, cut off from power, and over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hazard/outbreak.hpp"

namespace firebreak::hazard {

/// What ended a fire before the brigade had to; `cells`: it never got beyond the cells of one battery module.
enum class EarlyEnd { gas, sprinklers, staff, cells };

/// Instants of one fire. An empty step does not happen in this fire.
struct FireClock {
    Instant detection{};
    std::optional<Instant> agent_release;
    std::optional<Instant> sprinklers;
    std::optional<EarlyEnd> early_end;
    Instant emergency_call{};
    std::optional<Instant> brigade_arrival;
    std::optional<Instant> water_decision;
    std::optional<Instant> isolation;
    Instant controlled{};
    Instant extinguished{};
    std::optional<Instant> re_ignition;
    Instant cleared{};
    Instant supply_repaired{};
    Instant room_released{};                ///< the room of origin, after the forensic hold
    std::optional<Instant> leak_isolation;  ///< second cut, below the burning floor
    /// Heat reaches equipment in rooms that share a void with the origin, and cables through it fail.
    std::optional<Instant> void_heated;
    std::optional<Instant> cables_lost;
    /// Every room that burns, the origin first.
    std::vector<BurningRoom> rooms;
    /// Names of the observed steps that replaced a draw, as far as the fire itself knows: what the facility
    /// makes of them shows in the timeline.
    std::vector<std::string> pinned_steps;
};

/// Draws the clock of a fire in the world's ignition room. Observed steps replace computed ones.
///
/// Model card. The fire grows as drawn (`room_fire.hpp`) and is fought side by side by
///   gas, where the room has it: alarm + pre-discharge, works with the probability of its fuel;
///   sprinklers: `sprinkler_time`; they slow the spread between batteries, and put out other fires within
///     three decay times (`spray.hpp`);
///   staff, except on batteries: alarm + the way of somebody who is not on site (`staff.hpp`) + an exponential
///     time (`manual_suppression.hpp`);
///   the brigade: call = alarm + verification, arrival = call + travel, water decision = max(alarm +
///     decision, arrival), isolation = decision + power-off where rows or the zone can be switched off, else
///     max(decision, alarm + power-off by hand); which it is follows from the layout
///     (`facility/isolation.hpp`); controlled = max(isolation + set-up, knock-down); out = max(controlled,
///     burn-out).
/// A fire that ends before isolation, or in the cells where it began, leads to none. Then clearance = out +
/// inspection, again after a re-ignition; supply repair and forensic hold run side by side with it. Alarm,
/// damage and spread to other rooms come from the heat of the fire (`room_history.hpp`, `outbreak.hpp`), the
/// brigade's delays from reports. Left out: explosion, wind, several fires.
[[nodiscard]] FireClock draw_fire_clock(const World& world, const Draws& draws);

}  // namespace firebreak::hazard

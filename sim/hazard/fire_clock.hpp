// The clock of the fire: when it is noticed, fought, cut off from power, and over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// Instants of one fire. An empty step does not happen in this fire.
struct FireClock {
    Instant detection{};
    std::optional<Instant> agent_release;
    bool agent_extinguishes = false;
    /// Heat reaches equipment in rooms that share a void with the burning one.
    std::optional<Instant> void_heated;
    /// Cables in the burning room reach their damage temperature.
    std::optional<Instant> cables_lost;
    Instant emergency_call{};
    std::optional<Instant> brigade_arrival;
    std::optional<Instant> water_decision;
    std::optional<Instant> isolation;
    Instant controlled{};
    Instant extinguished{};
    Instant cleared{};
    Instant supply_repaired{};
    /// Keys of `observed` that replaced a draw.
    std::vector<std::string> pinned_steps;
};

/// Draws the clock of a fire in the world's ignition room. Observed steps replace draws.
///
/// Model card. Steps are lognormal or triangular delays (facts per parameter: the help texts of the
/// `fire` and `restoration` sections) chained by their prerequisites:
///   agent release = detection + pre-discharge, where the room has gas;
///   emergency call = detection + verification; arrival = call + travel;
///   water decision = max(detection + decision, arrival);
///   isolation = water decision + power-off, where the room has an emergency power-off;
///             = max(water decision, detection + power-off by hand), where it has none;
///   controlled = max(isolation + set-up, knock-down); out = max(controlled, burn-out);
///   clearance = out + inspection by the fire service; supply repair = out + parts and work.
/// Gas that works ends the fire at its release: nothing is cut off, and what has not failed by then
/// does not fail. Valid for one fire in one room. Left out in this first version: growth and
/// temperature, spread through barriers, smoke, sprinklers, re-ignition, forensic hold.
[[nodiscard]] FireClock draw_fire_clock(const World& world, const Draws& draws);

}  // namespace firebreak::hazard

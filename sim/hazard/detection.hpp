// When detectors see the fire of a room, and when its sprinklers open.
#pragma once

#include <optional>

#include "hazard/room_fire.hpp"

namespace firebreak::hazard {

/// Time from ignition of the room to its alarm; empty where the room has no detectors, or the fire stays
/// too small for them, or is of a kind that they do not sense.
///
/// Model card. Aspirating: the fire releases `aspirating_heat`, then the air travels
/// (`aspirating_transport`).
///   Spot: the ceiling jet at the nearest detector is `spot_rise` warmer than the air (Alpert), which stands
///   for smoke by the usual temperature analogy of NUREG-1805 chapter 11. Gas: lithium-ion cells vent from
///   ignition on, and the sensor answers after `gas_response`; it is blind to every other fuel.
/// Left out: air streams that dilute smoke, voting of several detectors.
[[nodiscard]] std::optional<Seconds> alarm_time(const World& world, RoomId room, const RoomFire& fire,
                                                const Draws& draws);

/// Time from ignition to effective water; empty where there are no sprinklers, they fail, or the fire
/// does not open one (`activation_time`: Alpert and RTI).
[[nodiscard]] std::optional<Seconds> sprinkler_time(const World& world, RoomId room, const RoomFire& fire,
                                                    const Draws& draws);

}  // namespace firebreak::hazard

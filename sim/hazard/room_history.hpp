// What a room's fire does to the room: temperatures over time, and when they break things.
#pragma once

#include <optional>
#include <vector>

#include "hazard/room_fire.hpp"

namespace firebreak::hazard {

/// Fire gets through a barrier and would set the room behind it alight.
struct Breach {
    RoomId to;
    Seconds at{};
};

struct HeatSample {
    Seconds at{};
    Watts heat{};
};

/// Times since ignition of the room; empty: it did not come to that.
struct RoomHistory {
    std::optional<Seconds> cables_lost;     ///< above the fire
    std::optional<Seconds> void_heated;     ///< equipment behind a shared void
    std::optional<Seconds> equipment_lost;  ///< electronics in the room itself
    std::optional<Seconds> flashover;
    std::vector<Breach> breaches;
    std::vector<HeatSample> heat;  ///< what really burns, for the smoke
};

/// How the fire is hindered. Times since ignition of the room.
struct Hindrance {
    Seconds end{};                   ///< nothing burns from here on
    std::optional<Seconds> sprayed;  ///< sprinklers: heat decays from here on with `decay`
    Seconds decay{1.0};
};

/// Follows a fire in steps of 2 % of its age (1 s at least) until `hindrance.end` or burn-out.
///
/// Model card.
///   Burning: what the units release, as long as the room's air lasts; once its oxygen is used up, what
///     openings (`ventilation_limit`) and fans (`sustained_release`) feed.
///   Hot layer: the smaller of MQH (`mqh_rise`; `closed_room_rise` without openings) and the first-law
///     bound of all released heat in the upper third of the room, which MQH ignores while the layer of a
///     large room still fills. The third is judgement.
///   Targets: the hotter of layer and ceiling jet of the hardest burning unit, right above it for cables,
///     at the void's distance for equipment behind a void; electronics in the room feel the layer.
///   Flashover: in a room with openings, when the heat release exceeds a place in the band of correlations
///     (`flashover_band`, at the age's wall loss), the place drawn once a room, and the released heat
///     suffices for `flashover_c` by the first-law bound, since a band for steady layers says nothing while a
///     large room still fills; in a closed room, when the layer has `flashover_c`. The correlations govern
///     where they apply because MQH's own layer temperature runs hot (bias 1.44). From then on all units
///     burn, and cables and electronics in the room are lost.
///   Barriers: fail when their ISO 834-equivalent dose (`dose_rate`) reaches strength x rating, or, by a
///     drawn defect or open door, a small share of it; what stands behind ignites if the layer is hot enough.
/// Sources: in the headers named. Valid for rooms of ordinary shape; halving the step moves threshold times
/// by less than 1 %. Left out: fuel that burns later for lack of air, radiation between rooms, explosion.
[[nodiscard]] RoomHistory follow_fire(const World& world, RoomId room, const RoomFire& fire,
                                      const Hindrance& hindrance, const Draws& draws,
                                      double step_factor = 1.0);

}  // namespace firebreak::hazard

// What the fires of a scenario amount to, before any service is looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::studies {

/// Counts over drawn fires.
struct FirePreview {
    int fires = 0;
    int without_cut = 0;      ///< nobody cuts any power on purpose
    int without_effect = 0;   ///< no row, rack or site goes dark or is cut off, and nothing is soiled, wet or lost
};

/// Draws `fires` timelines of a fire in `room`, replications 0, 1, ... of `seed` as a run has them.
[[nodiscard]] FirePreview preview_fires(const World& world, RoomId room, std::uint64_t seed, int fires);

/// Rooms of the site of `room` in which most of `fires` drawn fires have an effect.
[[nodiscard]] std::vector<RoomId> rooms_with_effect(const World& world, RoomId room, std::uint64_t seed, int fires);

}  // namespace firebreak::studies

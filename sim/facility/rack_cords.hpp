// Which racks hang on one feed only.
#pragma once

#include <vector>

#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Racks of one row that live and die with one of its feeds.
struct SoloRacks {
    CableId feed;
    std::vector<RackId> racks;
    bool on = true;  ///< kept by whoever plays the row
};

/// Draws the cords of each rack; a row's other racks are fed by all of its feeds.
///
/// Model card. With probability `single_corded` a rack has one cord, and with probability `swapped_feeds`
///   one of the others has both on the same feed; which feed is equally likely among the row's. One draw
///   a rack and question, by its name: a lower share leaves a subset of the same racks.
/// Source: surveys of installed racks, 2-10 % single-corded and 0.5-2 % swapped (judgement, low
///   confidence). Valid for rows with two feeds or more; with one the question does not arise. Leaves out
///   single-corded racks behind rack-level transfer switches, and dual-corded supplies that each carry
///   half of the load only.
[[nodiscard]] Table<RowId, std::vector<SoloRacks>> draw_cords(const World& world, const Draws& draws);

}  // namespace firebreak::facility

// Giving power back: lineup by lineup, damaged supplies last.
#pragma once

#include "core/timeline_builder.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::hazard {

/// What the fire took from the facility, and the changes that took it.
struct Taken {
    std::vector<PowerNodeId> isolated;
    std::vector<PowerNodeId> damaged;
    std::vector<CableId> cut;
    ChangeRef cleared = 0;    ///< fire service has cleared the building
    ChangeRef repaired = 0;   ///< new cables are commissioned
};

/// Adds the staged re-energising after clearance. Upstream nodes (utility, switchgear, UPS on bypass)
/// come back at once; then facility crews switch on one distribution lineup (pdu) after the other, in
/// the layout's order, each after an inspection (`restoration.step`). A lineup all of whose input
/// cables are cut waits for the supply repair and goes to the end of the queue.
void add_restoration(const World& world, const Draws& draws, const Taken& taken, TimelineBuilder& timeline);

}  // namespace firebreak::hazard

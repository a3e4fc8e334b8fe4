// What power and cooling carry with no fire at all, against what they are rated for.
#pragma once

#include <vector>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

struct PeaceOverload {
    enum class When {
        always,          ///< with every supply on
        fewest_inputs,   ///< a bus of k-of-n runs on k: each of them carries more
        on_generators,   ///< the utilities are dead and every generator runs
    };
    When when = When::always;
    Entity what;        ///< a power node, or a room whose cooling units fall short
    Watts carried{};    ///< load of the node; heat of the room's racks
    Watts rated{};      ///< its capacity; what all units of the room remove from it
};

/// Model card. Loads as in power_loads.hpp with all racks on, on the whole graph; a finding where load > capacity.
///   fewest_inputs: a node with k needed of n > k inputs of load L hands L / k to each of k inputs, not L / n: one of
///   them trips, then the next, and its redundancy is none. on_generators: utilities off, generators on, batteries
///   empty. Cooling: heat of all racks of a room against the sum of its units' parts, as in cooling_plant.hpp.
/// Source: as the cards named. Valid for the steady state; leaves out the overload margin (rated is what it bears for
/// good) and chillers, which have no capacity. A run takes an overload of peace to be borne: it cannot know better,
/// which is why this is said. Worked number: a pdu of 1 W before ten racks of 5 kW carries 50 kW.
/// Tested in peace_load_test.cpp.
[[nodiscard]] std::vector<PeaceOverload> find_peace_overloads(const World& world);

}  // namespace firebreak::facility

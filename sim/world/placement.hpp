// Placement: gives each replica its servers, by the rules of the layout.
#pragma once

#include <vector>

#include "firebreak/error.hpp"
#include "firebreak/world.hpp"
#include "world/places.hpp"

namespace firebreak::world {

/// Adds the replicas that the placement rules ask for and puts their servers on racks. Replicas that
/// may stand in few rooms choose first, then those of the first component by name; a replica is spread evenly
/// over its rooms and fills racks in the order of their names. Sets restore priorities and spare servers. One
/// finding for each shortage.
void place_components(const Scenario& scenario, const PlaceNames& names, World& world,
                      std::vector<Finding>& findings);

}  // namespace firebreak::world

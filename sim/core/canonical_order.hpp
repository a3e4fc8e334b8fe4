// The order in which things enter the tables of a world, whatever order their author wrote them in.
#pragma once

#include "firebreak/scenario.hpp"

namespace firebreak {

/// Sorts everything that a scenario keys by name (the members of a JSON object have no order): ids, sums and ties
/// then cannot see in which order the keys were written. Lists keep the author's order, which means something.
[[nodiscard]] Scenario in_canonical_order(Scenario scenario);

}  // namespace firebreak

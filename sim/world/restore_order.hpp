// In which order waiting work is taken up.
#pragma once

#include "firebreak/scenario.hpp"
#include "firebreak/world.hpp"

namespace firebreak::world {

/// Sets the priorities of the components by `order`, and the ranks that decide among equal ones; `world` holds the
/// components of `services` and their needs. Lower is earlier; of equal ones, the first to ask is served first,
/// and of those that ask at one instant the one with more users behind it, then the first by name.
///
///   as_listed: the `priority` of each component; by_users: users at the peak of all functions that cannot be back
///   without the component, through any chain of `needs`, `needs_to_start` and `needs_to_fail_over`; by_dependency:
///   how many components wait for it through such a chain; ties of both by the listed priority; first_come: all
///   alike.
void set_restore_order(const Services& services, RestoreOrder order, World& world);

}  // namespace firebreak::world

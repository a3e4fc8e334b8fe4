// In which order waiting work is taken up.
#pragma once

#include "firebreak/scenario.hpp"
#include "firebreak/world.hpp"

namespace firebreak::world {

/// Puts the priorities of `order` in place of the listed ones; `world` holds the components of `services`, in
/// their order, and their needs. Lower is earlier; equal ones are served first come, first served.
///
///   by_users: users at the peak of all functions that cannot be back without the component, through any chain
///   of `needs`, `needs_to_start` and `needs_to_fail_over`; by_dependency: how many components wait for it
///   through such a chain; ties keep the listed order.
void set_restore_order(const Services& services, RestoreOrder order, World& world);

}  // namespace firebreak::world

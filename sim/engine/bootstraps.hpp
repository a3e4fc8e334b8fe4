// Who waits to start for something that will not come: circles of needs, and needs whose servers are scrap.
#pragma once

#include <vector>

#include "engine/platform_state.hpp"

namespace firebreak::engine {

/// A component that is down and waits for itself over `needs_to_start` and `needs` of components that are
/// down too, or for one that has no data left anywhere and nobody may rebuild, will wait for ever. People see
/// it and start it by hand without what is missing (`bootstrap_by_hand`).
[[nodiscard]] bool waits_in_vain(const World& world, const PlatformState& platform, ComponentId component);

}  // namespace firebreak::engine

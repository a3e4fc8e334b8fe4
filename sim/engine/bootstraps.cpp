// A search through what is missing.
#include "engine/bootstraps.hpp"

#include <algorithm>

namespace firebreak::engine {
namespace {

bool cannot_come(const World& world, const PlatformState& platform, ComponentId id) {
    const Holdings& data = platform.data();
    return !world.components[id].rebuildable && !data.backup_left(id) && !data.any_intact(id);
}

}  // namespace

bool waits_in_vain(const World& world, const PlatformState& platform, ComponentId component) {
    std::vector<ComponentId> missing;
    const auto add_missing = [&](const std::vector<ComponentId>& needs) {
        for (const ComponentId need : needs) {
            if (platform.available(need) || std::find(missing.begin(), missing.end(), need) != missing.end())
                continue;
            missing.push_back(need);
        }
    };
    add_missing(world.components[component].needs_to_start);
    for (std::size_t i = 0; i < missing.size(); ++i) {
        const ComponentId need = missing[i];
        if (need == component || cannot_come(world, platform, need)) return true;
        // A need that answers itself waits only for what it needs to serve.
        if (!platform.any_usable(need)) add_missing(world.components[need].needs_to_start);
        add_missing(world.components[need].needs);
    }
    return false;
}

}  // namespace firebreak::engine

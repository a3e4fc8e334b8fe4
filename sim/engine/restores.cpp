// One backup after the other, until one is good.
#include "engine/restores.hpp"

namespace firebreak::engine {

void Restores::attempt(ComponentId id, SiteId site, int failed, Transfers::Wanted wanted, Restored restored) {
    const WorldComponent& component = stage_.world.components[id];
    const auto& backup = component.backup;
    if (!backup || failed == backup->kept) {
        restored(component.data_history);
        return;
    }
    const Flow flow{RackId{}, RackId{}, component.data, transfers_.lanes().restore(id, site), backup->rate};
    transfers_.move(flow, wanted, [this, id, site, failed, wanted, restored] {
        const WorldComponent& of = stage_.world.components[id];
        const auto index = static_cast<std::uint32_t>(failed);
        if (stage_.draws.uniform("restore.fails", of.name, index) < of.backup->restore_failure.value()) {
            attempt(id, site, failed + 1, wanted, restored);
            return;
        }
        const double phase = stage_.draws.uniform("backup.phase", of.name);
        restored(of.backup->interval * (phase + failed) + of.backup->duration);
    });
}

}  // namespace firebreak::engine

// One backup after the other, until one is good.
#include "engine/restores.hpp"

namespace firebreak::engine {

Restores::Restores(const Stage& stage, PlatformState& platform, Transfers& transfers)
    : stage_{stage}, platform_{platform}, transfers_{transfers} {
    useless_.assign(stage.world.components.size(), 0);
}

void Restores::bring(Transfers::Ticket& ticket, ComponentId id, PortId to, Bytes missing, Restored restored) {
    if (!platform_.data().backup_left(id)) {
        restored(std::nullopt);
        return;
    }
    const PortId from = transfers_.ports().backup(id);
    const auto brought = [this, &ticket, id, to, restored] {
        if (!restore_fails(stage_, id, useless_[id])) {
            restored(age_of_good_backup(stage_, id));
            return;
        }
        const WorldComponent& component = stage_.world.components[id];
        if (++useless_[id] == component.backup->kept) platform_.data().lose_backup(id);
        bring(ticket, id, to, component.data, restored);
    };
    transfers_.move(ticket, missing, Transfers::Kind::resumes, [from, to] { return Transfers::Way{from, to}; }, brought);
}

}  // namespace firebreak::engine

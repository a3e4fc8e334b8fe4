// A flag for each rack of a copy, and one for the backups.
#include "engine/holdings.hpp"

#include <algorithm>
#include <utility>

namespace firebreak::engine {

Holdings::Holdings(const Stage& stage) : stage_{stage} {
    for (const WorldReplica& replica : stage.world.replicas) bare_.add(std::vector<char>(replica.racks.size(), 0));
    arrived_.assign(stage.world.replicas.size(), Bytes{0.0});
    for (const WorldComponent& component : stage.world.components)
        components_.add({component.backup.has_value() && has_data(component), false});
}

bool Holdings::intact(ReplicaId id) const {
    const WorldReplica& replica = stage_.world.replicas[id];
    int held = 0;
    for (std::size_t i = 0; i < replica.racks.size(); ++i) held += bare_[id][i] ? 0 : replica.racks[i].servers;
    const double least = stage_.world.components[replica.component].min_servers.value() * replica.servers;
    return held > 0 && held + 1e-6 >= least;
}

bool Holdings::any_intact(ComponentId id) const {
    const auto& copies = stage_.world.components[id].replicas;
    return components_[id].elsewhere ||
           std::any_of(copies.begin(), copies.end(), [this](ReplicaId copy) { return intact(copy); });
}

bool Holdings::recoverable(ComponentId id) const {
    return !has_data(stage_.world.components[id]) || any_intact(id) || backup_left(id);
}

bool Holdings::may_return(ComponentId id) const {
    return stage_.world.components[id].rebuildable || recoverable(id);
}

void Holdings::scrap(ReplicaId id, RackId rack) {
    const auto& racks = stage_.world.replicas[id].racks;
    for (std::size_t i = 0; i < racks.size(); ++i) {
        if (racks[i].rack == rack) bare_[id][i] = 1;
    }
    arrived_[id] = Bytes{0.0};
    ++version_;
}

void Holdings::fill(ReplicaId id, const Table<RackId, double>& runs) {
    const auto& racks = stage_.world.replicas[id].racks;
    arrived_[id] = Bytes{0.0};
    for (std::size_t i = 0; i < racks.size(); ++i) {
        if (runs[racks[i].rack] > 0.0 && std::exchange(bare_[id][i], 0) != 0) ++version_;
    }
}

void Holdings::moved(ComponentId id) {
    components_[id].elsewhere = true;
    ++version_;
}

void Holdings::lose_backup(ComponentId id) {
    components_[id].backup_left = false;
    ++version_;
}

bool restore_fails(const Stage& stage, ComponentId id, int number) {
    const WorldComponent& component = stage.world.components[id];
    return stage.draws.uniform("restore.fails", component.name, static_cast<std::uint32_t>(number)) <
           component.backup->restore_failure.value();
}

std::optional<Seconds> age_of_good_backup(const Stage& stage, ComponentId id) {
    const WorldComponent& component = stage.world.components[id];
    const WorldBackup& backup = *component.backup;
    int failed = 0;
    while (failed < backup.kept && restore_fails(stage, id, failed)) ++failed;
    if (failed == backup.kept) return std::nullopt;
    const double phase = stage.draws.uniform("backup.phase", component.name);
    return std::min(component.data_history, backup.interval * (phase + failed) + backup.duration);
}

}  // namespace firebreak::engine

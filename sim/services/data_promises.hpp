// Promises about data that a layout cannot keep, whatever burns.
#pragma once

#include <vector>

#include "firebreak/world.hpp"

namespace firebreak::services {

/// Why the data of a component can be older than its functions allow.
enum class Gap {
    lag,      ///< asynchronous copies: what had not arrived is lost in a failover
    backups,  ///< nothing but backups: what was written since the last is lost
    nothing,  ///< neither another copy nor a backup: all of it is lost with its room
};

struct BrokenPromise {
    ComponentId component;
    Gap gap = Gap::lag;
    Seconds loses{0.0};                  ///< typical lag; interval and duration of a backup; the whole history
    std::vector<FunctionId> functions;  ///< with a recovery point objective below that
};

/// Recovery point objectives held against how the data of what a function needs is kept. One entry for each component.
/// The lag is the median of `replication_lag`; a queue on a slow link makes it longer (see the run).
[[nodiscard]] std::vector<BrokenPromise> find_broken_promises(const World& world);

/// Components of which every copy is at the site of the backups, and no backup stands in a room without a copy (or
/// none says where it stands): one fire can take both.
[[nodiscard]] std::vector<ComponentId> backups_beside_copies(const World& world);

}  // namespace firebreak::services

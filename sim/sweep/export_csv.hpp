// A store as a table: one row a run, one column an axis and a measure.
#pragma once

#include <cstdio>

#include "sweep/store.hpp"

namespace firebreak::sweep {

/// Columns point, replication, seed, status, error, then axes, then measures; sorted by point and
/// replication. "inf" for what did not happen before the horizon, "never" for what did not at all, empty for what there is not.
/// Throws FileError where `out` takes no more.
void export_csv(StoreReader& store, std::FILE* out);

}  // namespace firebreak::sweep

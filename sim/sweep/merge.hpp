// Several stores of one plan into one.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sweep/sweep.hpp"

namespace firebreak::sweep {

struct MergeResult {
    Tally tally;
    /// Points that miss runs, with how many.
    std::vector<std::pair<std::size_t, int>> missing;
    /// The shards that would do the missing runs; empty where the stores are not shards of one division.
    std::vector<Shard> shards;
};

/// Writes all runs of `stores` to `out`, which appears by rename; a store of the same plan there is
/// replaced. An empty store has done nothing. Throws InputError where stores belong to different plans,
/// scenarios or versions, or disagree on a run, Interrupted where all are empty, and FileError.
[[nodiscard]] MergeResult merge_stores(const std::string& out, const std::vector<std::string>& stores);

}  // namespace firebreak::sweep

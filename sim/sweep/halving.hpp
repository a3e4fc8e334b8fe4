// Which of many changes saves most: replications are spent where that is still open.
#pragma once

#include <functional>
#include <vector>

#include "metrics/statistics.hpp"

namespace firebreak::sweep {

struct HalvingOptions {
    int first = 8;     ///< replications of every candidate in the first round
    int last = 100;    ///< of those that stay to the end; at least `first`
    int finalists = 6; ///< that many at least stay to the end
};

/// One value a replication, lower is better, with common random numbers: value r of every candidate, and of
/// the base (candidate -1), comes from replication r.
using Evaluate = std::function<std::vector<double>(int candidate, int first, int count)>;

struct Standing {
    int candidate = 0;
    metrics::PairedDifference saved;  ///< base - candidate: positive where the change helps
    int replications = 0;
};

/// Model card. Successive halving (Karnin, Koren and Somekh, 2013) on paired differences: every round doubles
/// the replications of those still in; a candidate leaves when it is not among the better half and the upper
/// end of its 95 % interval is below the lower end of the interval of the last finalist. A change that nobody
/// can tell from the best therefore stays, whatever its rank. Left out: a guarantee on the probability that
/// the best one won; the intervals are those of single comparisons. Cost: about candidates x first x rounds.
///
/// Best first; of equals the one with the smaller index. `horizon` counts for values that are `censored`.
[[nodiscard]] std::vector<Standing> successive_halving(int candidates, const HalvingOptions& options, double horizon,
                                                       const Evaluate& evaluate);

}  // namespace firebreak::sweep

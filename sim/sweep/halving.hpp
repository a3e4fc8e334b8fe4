// Which of many changes saves most: replications are spent where that is still open.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "metrics/effect.hpp"

namespace firebreak::sweep {

struct HalvingOptions {
    int first = 8;     ///< replications of every candidate in the first round
    int last = 100;    ///< of those that stay to the end; at least `first`
    int finalists = 6; ///< that many at least stay to the end
};

/// One value a replication, lower is better, with common random numbers: value r of every candidate, and of
/// the base (candidate -1), comes from replication r. None: the candidate failed, and leaves the race.
using Evaluate = std::function<std::optional<std::vector<double>>(int candidate, int first, int count)>;

struct Standing {
    int candidate = 0;
    metrics::Effect saved;  ///< positive where the change helps; of a single comparison, and of the luck that chose
    int replications = 0;
};

/// A change that was not seen to act stays for so many replications at least: it acts in fewer than one of ten then.
inline constexpr int look_before_leaving = 32;

/// Model card. Successive halving (Karnin, Koren and Somekh, 2013) on paired differences: every round doubles
/// the replications of those still in; a candidate leaves when it is not among the better half and the upper
/// end of its 95 % interval is below the lower end of the interval of the last finalist. A change that nobody
/// can tell from the best therefore stays, whatever its rank. One that was not seen to act is no certain zero:
/// it leaves after `look_before_leaving` replications at the earliest, to save time, not as refuted. Left out:
/// a guarantee on the probability that the best one won. The intervals are those of single comparisons, and
/// the best of many is partly the luckiest: estimate the finalists on other replications. Cost: about
/// candidates x first x rounds.
///
/// Best first; of equals the one with the smaller index; without those that failed. `horizon` counts for values
/// that are `censored`. The base must not fail.
[[nodiscard]] std::vector<Standing> successive_halving(int candidates, const HalvingOptions& options, double horizon,
                                                       const Evaluate& evaluate);

}  // namespace firebreak::sweep

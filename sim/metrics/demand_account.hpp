// Where the demand went that was not served at once.
#pragma once

#include "firebreak/observation.hpp"
#include "firebreak/world.hpp"

namespace firebreak::metrics {

/// Model card
///   rival    = integral of d (1 - m) dt
///   degraded = integral of d m g dt
///   lost     = integral of d m (1 - Q - g) (1 - f) dt
///   deferred = integral of d m (1 - Q - g) f dt
///   d: demand as a share of its peak; m: share of the users who have not gone to a rival; Q: share served;
///   g: share served in part; f: share of unserved requests that wait; from ignition to the horizon The four
///   add up to the integral of d (1 - m Q) dt. What is deferred waits as in services/backlog.hpp. Valid: any
///   log; exact, as all rates are constant between levels and full hours. Leaves out: requests that wait in
///   vain for users who leave meanwhile. Checked by verification row 31 and by a property test (the parts add
///   up).
struct DemandAccount {
    // In peak demand x hours: times users at the peak, user-hours.
    double rival_h = 0.0;
    double degraded_h = 0.0;
    double lost_h = 0.0;
    double deferred_h = 0.0;
    double waiting_h = 0.0;  ///< deferred and not served by the end of the log
    double waited_h2 = 0.0;  ///< time waited, over all that was deferred (peak demand x hours x hours)
};

[[nodiscard]] DemandAccount account_demand(const World& world, FunctionId function,
                                           const ObservationLog& log);

}  // namespace firebreak::metrics

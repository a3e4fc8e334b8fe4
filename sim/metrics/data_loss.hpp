// Data that a run lost, as its age and as the requests that had written it.
#pragma once

#include "firebreak/observation.hpp"
#include "firebreak/world.hpp"
#include "metrics/step_curve.hpp"

namespace firebreak::metrics {

struct LostData {
    double age_s = 0.0;     ///< of the oldest lost write
    double requests = 0.0;  ///< whose writes are among the lost ones
};

/// Model card.
///   requests = users_peak x requests_per_user_h x sum over losses of share x integral of d(t) q(t) dt
///   from `until` - `age` to `until`; d: demand as a share of the peak (-); q: served share (-), 1 before
///   ignition; share: part of the writes that the lost copy took (-).
/// A function writes to every component that it needs: of several that lost data the worst counts, and
/// losses of one component add up. Source: definition (closed form over the demand curve). Left out: reads
/// (each request counts as one write), and writes that several losses cover twice.
/// Worked number: 2000 writes/s, 5 s lost: 10,000. Checked by verification row 41.
[[nodiscard]] LostData lost_data(const World& world, const WorldFunction& function, const StepCurve& served,
                                 const ObservationLog& log);

}  // namespace firebreak::metrics

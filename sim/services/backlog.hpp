// Requests that wait with their users until the function is back: a fluid, exact between events.
#pragma once

#include "firebreak/units.hpp"

namespace firebreak::services {

/// Model card
///   B' = in - out while B > 0;   B(t + s) = max(0, B + (in - out) s);   empty after B / (out - in)
///   W = integral of B dt, the total time waited (Little's law)
///   B: waiting requests, as peak demand x hours (h); in, out: rates in multiples of the peak demand (-)
///   Source: fluid limit of a queue; piecewise linear, so that no time step is needed.
///   Valid: many requests. Leaves out: users who tire of waiting, the order in which they are served.
///   Worked number: 1000 requests/s, 2 h without service, then 1500/s: 7.2e6 wait at the peak, drained in
///   14,400 s, 7.776e10 s waited in all, 3600 s for each request that came until then.
///   Checked by verification row 31.
class Backlog {
  public:
    /// `in` and `out` hold for `time`; the part of `time` after it has run dry counts for nothing.
    void pass(Ticks time, double in, double out);

    [[nodiscard]] double waiting_h() const { return waiting_h_; }  ///< peak demand x hours
    [[nodiscard]] double waited_h2() const { return waited_h2_; }  ///< integral of `waiting_h` so far
    /// From now until nothing waits, rounded up to a tick; the longest duration where it does not shrink.
    [[nodiscard]] Ticks until_empty(double in, double out) const;

  private:
    double waiting_h_ = 0.0;
    double waited_h2_ = 0.0;
};

}  // namespace firebreak::services

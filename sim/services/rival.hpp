// Users who go to a rival while a function does not serve them.
#pragma once

#include "firebreak/world.hpp"

namespace firebreak::services {

/// Model card
///   r' = -h (r - q) while r > q, so r(t) = q + (r0 - q) exp(-h t);   of those who leave a share s stays
///   away, the others return as soon as there is room for them
///   r: share of the users who are still there (-); q: share of all users whose requests are served (-); h:
///   hazard of a user without service (1/h); s: share who stay with the rival (-)
///   Source: judgement, h = .01 to .05 (weak). Demand is brought up to date at full hours.
///   Valid: any h; q is constant between two calls. Those who are served do not leave, so no hazard takes more
///   users away than were without service, and a greater one never leaves more. Leaves out: word of mouth, and
///   users who come back from the rival years later.
///   Worked number: h = .05, nothing served for 10 h: 39.3 % have left.
///   Checked by a unit test against the exponential.
class Clientele {
  public:
    /// The requests of a share `served` of all users were served for `time`.
    void suffer(const WorldFunction& function, Ticks time, double served);
    /// Those who lost patience leave.
    void leave(const WorldFunction& function);
    /// Nobody is without service any more: those about to leave stay.
    void calm() { leaving_ = 0.0; }
    /// There is room for a share `room` of all users: so many who did not stay with the rival return.
    void come_back(double room);
    /// Share of the users who are still there, 0 to 1.
    [[nodiscard]] double remaining() const;
    /// Share of the users who would be there if there were room for them, 0 to 1.
    [[nodiscard]] double willing() const;

  private:
    double leaving_ = 0.0;  ///< share that leaves at the next full hour
    double away_ = 0.0;     ///< with a rival until there is room
    double gone_ = 0.0;     ///< with a rival for good
};

}  // namespace firebreak::services

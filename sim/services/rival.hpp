// Users who go to a rival while a function does not serve them.
#pragma once

#include "firebreak/world.hpp"

namespace firebreak::services {

/// Model card
///   r' = -h u r;   of those who leave a share s stays away, the others return once the function is back
///   r: share of the users who are still there (-); h: hazard of a user without service (1/h); u: share of
///   requests that are not served (-); s: share who stay with the rival (-)
///   Source: judgement, h = .01 to .05 (weak). Demand is brought up to date at full hours.
///   Valid: h u below about .2, so that an hour is a small step for the load. Leaves out: word of mouth, and
///   users who come back from the rival years later.
///   Worked number: h = .05, nothing served for 10 h: 39.3 % have left.
///   Checked by a unit test against the exponential.
class Clientele {
  public:
    /// Users were without service to the share `unserved` for `time`.
    void suffer(const WorldFunction& function, Ticks time, double unserved);
    /// Those who lost patience leave.
    void leave(const WorldFunction& function);
    /// The function is back: those who did not stay with the rival return.
    void come_back() {
        away_ = 0.0;
        exposure_ = 0.0;
    }
    /// Share of the users who are still there, 0 to 1.
    [[nodiscard]] double remaining() const { return 1.0 - away_ - gone_; }

  private:
    double exposure_ = 0.0;  ///< hazard x time since users last left
    double away_ = 0.0;      ///< with a rival until the function is back
    double gone_ = 0.0;      ///< with a rival for good
};

}  // namespace firebreak::services

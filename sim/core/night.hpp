// When few people are at work.
#pragma once

#include <cmath>

namespace firebreak {

/// From 22 to 7 o'clock. `local_hour` may run on past midnight, and is not negative.
[[nodiscard]] inline bool is_night(double local_hour) {
    const double hour = std::fmod(local_hour, 24.0);
    return hour >= 22.0 || hour < 7.0;
}

}  // namespace firebreak

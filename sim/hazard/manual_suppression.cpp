// The exponential curve of manual suppression and its inverse.
#include "hazard/manual_suppression.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::hazard {

Probability still_burning(SuppressionRate rate, Seconds since_detection) {
    const double minutes = std::max(0.0, Minutes{since_detection}.count());
    return Probability{std::exp(-rate.value() * minutes)};
}

Seconds suppression_time(SuppressionRate rate, double u) {
    FIREBREAK_ASSERT(rate.value() >= 0.0 && u > 0.0 && u < 1.0, "a rate and a share give a time");
    // Without staff nobody comes: later than any horizon.
    return std::min<Seconds>(Hours{1e5}, Minutes{-std::log1p(-u) / rate.value()});
}

}  // namespace firebreak::hazard

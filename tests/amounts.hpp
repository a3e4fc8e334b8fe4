// Instants, rates and distributions in one word each, for tests.
#pragma once

#include "firebreak/random.hpp"
#include "firebreak/units.hpp"

namespace firebreak::test {

inline Instant at_h(double hours) {
    return ignition_instant + to_ticks(Hours{hours});
}
inline Instant at_min(double minutes) {
    return ignition_instant + to_ticks(Minutes{minutes});
}
inline Instant at_s(double seconds) {
    return ignition_instant + to_ticks(Seconds{seconds});
}
inline double minutes_of(Instant at) {
    return static_cast<double>(at.time_since_epoch().count()) / 6e7;  // one rounding: 250 min is 250.0
}
inline BytesPerSecond gbps(double value) {
    return BytesPerSecond{value * 1e9 / 8.0};
}

inline UncertainDuration always(Seconds duration) {
    return {{Shape::constant, duration.count(), 0.0, 0.0}};
}
inline UncertainDuration around(Seconds median, double sigma) {
    return {{Shape::lognormal, median.count(), sigma, 0.0}};
}
inline UncertainNumber always_number(double value) {
    return {{Shape::constant, value, 0.0, 0.0}};
}
inline UncertainRatio always_share(double share) {
    return {{Shape::constant, share, 0.0, 0.0}};
}

}  // namespace firebreak::test

// How long people need to put a fire out by hand.
#pragma once

#include "firebreak/units.hpp"

namespace firebreak::hazard {

/// Fires put out by hand per minute of trying, 1/min.
using SuppressionRate = Quantity<struct SuppressionRateTag>;

/// Probability that a fire still burns `since_detection`, and the time by which a share `u` is out.
///
/// Model card. P_ns = exp(-lambda t); lambda suppression rate, 1/min; t time since detection, min.
/// Source: NUREG/CR-6850 appendix P, rates of NUREG-2169 (electrical 0.098, cables 0.138, control room
/// 0.32, arcing faults 0.013 per minute; from nuclear plants, whose fire crews are on site). Valid for
/// attempts by staff and brigade together, with power removed as needed. Leaves out fires that grow
/// beyond reach, and batteries in runaway.
/// Worked number: 0.098 per minute, 20 min: 0.1409. Verification row 19.
[[nodiscard]] Probability still_burning(SuppressionRate rate, Seconds since_detection);

/// Inverse: t = -ln(1 - u) / lambda. `u` in (0, 1); `rate` not negative, at 0 (and at most) 1e5 h.
[[nodiscard]] Seconds suppression_time(SuppressionRate rate, double u);

}  // namespace firebreak::hazard

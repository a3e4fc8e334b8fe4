// The fire of the furnace test, and how much of it a real fire is worth to a barrier.
#pragma once

#include <span>

#include "core/thermal_units.hpp"

namespace firebreak::hazard {

/// Furnace temperature of the standard fire `time` (not negative) after its start.
///
/// Model card. T = 20 + 345 log10(8 t + 1); T gas temperature, C; t time, min. Source: ISO 834-1.
/// Valid for the test from which ratings (EI 30 to EI 240) come. Leaves out the cooling phase.
/// Worked number: 60 min: 945.3 C. Verification row 15.
[[nodiscard]] Celsius standard_fire(Seconds time);

/// How fast a barrier uses up its rating: seconds of standard fire per second in gas of this
/// temperature, `exposed` after its exposure began.
///
/// Model card. rate = max(0, (T - 20) / (T_ISO(t) - 20)); T gas temperature, C; T_ISO the standard
///   fire at the same time t. Source: an engineering approximation in the manner of equivalent
///   fire severity; it is exact for the standard fire itself, whose dose is its duration.
/// Valid for barriers tested by ISO 834. Leaves out that hot gas harms more than in proportion (it
/// radiates), and cooling after the fire. The first minute counts as the end of it, since T_ISO starts
/// at 20 C and the quotient has no bound there.
/// Worked number: gas at 600 C for the second half hour, after 30 min at 20 C: dose 19.8 min.
[[nodiscard]] double dose_rate(Celsius gas, Seconds exposed);

struct GasSample {
    Seconds exposed{};  ///< since the exposure began
    Celsius gas{};
};

/// Equivalent duration of standard fire: the integral of `dose_rate` over samples in ascending time
/// by the trapezoidal rule; 0 for fewer than two samples.
[[nodiscard]] Seconds equivalent_dose(std::span<const GasSample> samples);

}  // namespace firebreak::hazard

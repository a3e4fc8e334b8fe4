// How many lineups a supply can switch on at once.
#pragma once

#include <vector>

#include "firebreak/units.hpp"

namespace firebreak::facility {

/// Lineups of equal load, switched on in waves behind one supply.
struct StagedStart {
    Watts supply_limit{};        ///< what the supply bears without tripping
    Watts running{};             ///< what it carries already
    Watts lineup_load{};         ///< of one lineup once it runs, positive
    double inrush_factor = 1.0;  ///< inrush over running load, at least 1; 3 to 5 for server supplies
};

/// How many lineups can be switched on in the same moment; 0 if not even one.
///
/// Model card. n = floor((P_max - P_0) / (f P)); P_max limit, P_0 running load, P one lineup, W; f inrush
///   factor. Source: sum of peaks; f from vendor guides for rack power units (peaks of 20 to 50 ms).
/// Valid for lineups whose peaks coincide (the worst case). Leaves out the magnetising inrush of
/// transformers and the time curves of breakers.
/// Worked number: 1 MW limit, 200 kW running, 50 kW lineups, factor 4: 4 at once; then 200 kW more run, so
/// the next wave has 3.
[[nodiscard]] int simultaneous_starts(const StagedStart& start);

/// Sizes of the waves in which `lineups` (not negative) come back, each wave running before the next;
/// shorter than all of them where the supply is exhausted.
[[nodiscard]] std::vector<int> start_waves(StagedStart start, int lineups);

}  // namespace firebreak::facility

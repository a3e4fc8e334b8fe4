// Waves of lineups under an inrush cap.
#include "facility/inrush.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace firebreak::facility {

int simultaneous_starts(const StagedStart& start) {
    FIREBREAK_ASSERT(start.lineup_load.value() > 0.0 && start.inrush_factor >= 1.0,
                     "a lineup draws power, and most at first");
    const double spare = (start.supply_limit - start.running) / (start.lineup_load * start.inrush_factor);
    // The margin lets loads that fill the supply exactly do so in spite of rounding.
    const double whole = std::floor(spare * (1.0 + 1e-12));
    return static_cast<int>(std::clamp(whole, 0.0, double{std::numeric_limits<int>::max()}));
}

std::vector<int> start_waves(StagedStart start, int lineups) {
    std::vector<int> waves;
    while (lineups > 0) {
        const int wave = std::min(lineups, simultaneous_starts(start));
        if (wave == 0) break;
        waves.push_back(wave);
        lineups -= wave;
        start.running += start.lineup_load * wave;
    }
    return waves;
}

}  // namespace firebreak::facility

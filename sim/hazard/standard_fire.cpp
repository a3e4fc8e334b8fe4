// ISO 834 and the dose that barriers count.
#include "hazard/standard_fire.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::hazard {
namespace {

constexpr Celsius furnace_start{20.0};

}  // namespace

Celsius standard_fire(Seconds time) {
    FIREBREAK_ASSERT(time.count() >= 0.0, "the standard fire starts at 0");
    return furnace_start + Kelvins{345.0 * std::log10(8.0 * Minutes{time}.count() + 1.0)};
}

double dose_rate(Celsius gas, Seconds exposed) {
    const Kelvins furnace = standard_fire(std::max(exposed, Seconds{Minutes{1.0}})) - furnace_start;
    return std::max(0.0, (gas - furnace_start) / furnace);
}

Seconds equivalent_dose(std::span<const GasSample> samples) {
    Seconds dose{};
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const Seconds step = samples[i].exposed - samples[i - 1].exposed;
        FIREBREAK_ASSERT(step.count() >= 0.0, "samples ascend in time");
        dose += step * 0.5 *
                (dose_rate(samples[i - 1].gas, samples[i - 1].exposed) +
                 dose_rate(samples[i].gas, samples[i].exposed));
    }
    return dose;
}

}  // namespace firebreak::hazard

// Exponential decay of a sprayed fire.
#include "hazard/spray.hpp"

#include <cmath>

namespace firebreak::hazard {

Seconds spray_decay_time(SprayDensity density) {
    FIREBREAK_ASSERT(density.value() > 0.0, "a spray has water");
    return Seconds{3.0 * std::pow(density.value(), -1.8)};
}

Watts sprayed_release(Watts at_activation, SprayDensity density, Seconds since_activation) {
    return at_activation * std::exp(-(since_activation / spray_decay_time(density)));
}

}  // namespace firebreak::hazard

// Leaving for a rival.
#include "services/rival.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::services {

void Clientele::suffer(const WorldFunction& function, Ticks time, double unserved) {
    exposure_ += function.rival_per_hour * unserved * hours_of(time);
}

void Clientele::leave(const WorldFunction& function) {
    const double leaving = std::max(0.0, remaining()) * -std::expm1(-exposure_);
    exposure_ = 0.0;
    gone_ += leaving * function.rival_stays.value();
    away_ += leaving * (1.0 - function.rival_stays.value());
}

}  // namespace firebreak::services

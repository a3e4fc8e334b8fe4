// Leaving for a rival.
#include "services/rival.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::services {

void Clientele::suffer(const WorldFunction& function, Ticks time, double served) {
    const double without = std::max(0.0, remaining() - leaving_ - served);
    leaving_ += without * -std::expm1(-function.rival_per_hour * hours_of(time));
}

void Clientele::leave(const WorldFunction& function) {
    const double leaving = std::min(leaving_, remaining());
    leaving_ = 0.0;
    gone_ += leaving * function.rival_stays.value();
    away_ += leaving * (1.0 - function.rival_stays.value());
}

void Clientele::come_back(double room) {
    const double back = std::min(away_, std::max(0.0, room - remaining()));
    away_ = back >= away_ ? 0.0 : away_ - back;
}

double Clientele::remaining() const {
    return std::max(0.0, 1.0 - away_ - gone_);  // sums of shares miss 1 by a last bit
}

double Clientele::willing() const {
    return std::max(0.0, 1.0 - gone_);
}

}  // namespace firebreak::services

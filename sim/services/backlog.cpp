// Growth and drain of what waits.
#include "services/backlog.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::services {
namespace {

constexpr double nothing_h = 1e-12;  ///< below a tick of the peak demand: rounding

}  // namespace

void Backlog::pass(Ticks time, double in, double out) {
    const double rate = in - out;
    double hours = hours_of(time);
    if (rate < 0.0) hours = std::min(hours, waiting_h_ / -rate);
    waited_h2_ += (waiting_h_ + 0.5 * rate * hours) * hours;
    waiting_h_ += rate * hours;
    if (waiting_h_ < nothing_h) waiting_h_ = 0.0;
}

Ticks Backlog::until_empty(double in, double out) const {
    if (waiting_h_ <= 0.0) return Ticks{0};
    const double hours = out > in ? waiting_h_ / (out - in) : 1e9;
    if (hours >= 1e9) return Ticks::max();  // beyond any horizon
    return Ticks{static_cast<std::int64_t>(std::ceil(hours * 3.6e9))};
}

}  // namespace firebreak::services

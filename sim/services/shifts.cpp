// Stretches of work between hand-overs.
#include "services/shifts.hpp"

#include <cmath>

namespace firebreak::services {
namespace {

/// The first change of shifts after `at`. Changes lie at first hour + k x length, counted from local midnight
/// of the day of ignition.
Instant next_change(const Shifts& shifts, double ignition_local_hour, Instant at) {
    const std::int64_t length = to_ticks(shifts.length).count();
    const std::int64_t first =
        to_ticks(Hours{static_cast<double>(shifts.first_local_hour)}).count() - to_ticks(Hours{ignition_local_hour}).count();
    const std::int64_t since = at.time_since_epoch().count() - first;
    const std::int64_t whole = since >= 0 ? since / length : -((-since + length - 1) / length);
    return Instant{Ticks{first + (whole + 1) * length}};
}

}  // namespace

Instant end_of_work(const Shifts& shifts, double ignition_local_hour, Instant start, Ticks work) {
    const double kept = 1.0 - shifts.handover_loss.value();
    Instant at = start;
    for (Ticks left = work;;) {
        const Instant change = next_change(shifts, ignition_local_hour, at);
        if (kept <= 0.0 || at + left <= change) return at + left;
        left -= Ticks{std::llround(kept * static_cast<double>((change - at).count()))};
        at = change;
    }
}

}  // namespace firebreak::services

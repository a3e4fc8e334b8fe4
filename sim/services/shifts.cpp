// Stretches of work between hand-overs.
#include "services/shifts.hpp"

#include <algorithm>
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
    const Instant change = next_change(shifts, ignition_local_hour, start);
    if (work <= change - start) return start + work;
    const double kept = 1.0 - shifts.handover_loss.value();
    const auto progress = [kept](Ticks stretch) { return std::llround(kept * static_cast<double>(stretch.count())); };
    const std::int64_t left = work.count() - progress(change - start);
    const std::int64_t length = to_ticks(shifts.length).count();
    if (left <= length) return change + Ticks{left};
    const std::int64_t a_shift = progress(Ticks{length});
    if (a_shift <= 0) return never;
    // Whole shifts until what is left fits into one.
    const std::int64_t whole = (left - length + a_shift - 1) / a_shift;
    if (whole > (never - std::max(change, ignition_instant)).count() / length - 1) return never;
    return change + Ticks{whole * length + left - whole * a_shift};
}

}  // namespace firebreak::services

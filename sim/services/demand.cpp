// Arithmetic of the demand curve. All boundaries are whole ticks, so that no event lands beside them.
//
// Model card
//   d(t) = D[floor(l(t)) mod 24] x F[floor(l(t) / 24) mod 7],   l(t) = local hour of ignition + t
//   integral of d over [a, b] = sum over the local hours h that meet [a, b] of D[h] x overlap
//   D: share of the peak, hours 0 to 23 (-); F: factor of the day, from that of ignition on (-); t: time since
//   ignition (h)
//   Source: definition; a diurnal curve as an hourly histogram is how traffic is usually published.
//   Valid: any instant, also before ignition. Leaves out: season, holidays, noise, and what the news of an outage does to demand.
//   Worked number: D = 1 + 0.6 sin(pi h / 12), each hour at its mean, 12 h from midnight: 16.584 h.
//   Checked by verification row 42. What comes back after an outage: backlog.hpp.
#include "services/demand.hpp"

#include <algorithm>

namespace firebreak::services {
namespace {

constexpr std::int64_t hour_ticks = Ticks{std::chrono::hours{1}}.count();
constexpr std::int64_t minute_ticks = Ticks{std::chrono::minutes{1}}.count();

/// Local time of day of ignition in ticks; 15:19 as 15.3166... h is 919 minutes and not a bit less.
std::int64_t anchor_ticks(double ignition_local_hour) {
    return std::llround(ignition_local_hour * 60.0) * minute_ticks;
}

std::int64_t floor_division(std::int64_t dividend, std::int64_t divisor) {
    const std::int64_t quotient = dividend / divisor;
    return dividend % divisor < 0 ? quotient - 1 : quotient;
}

/// Full local hours since midnight of the day of ignition; negative on the days before.
std::int64_t local_hour(double ignition_local_hour, Instant at) {
    return floor_division(anchor_ticks(ignition_local_hour) + at.time_since_epoch().count(), hour_ticks);
}

}  // namespace

double demand_share(const WorldFunction& function, double ignition_local_hour, Instant at) {
    FIREBREAK_ASSERT(function.hourly_demand.size() == 24, "a demand curve has 24 hours");
    const std::int64_t hour = local_hour(ignition_local_hour, at);
    const std::int64_t day = floor_division(hour, 24);
    const double share = function.hourly_demand[static_cast<std::size_t>(hour - 24 * day)];
    if (function.daily_demand.empty()) return share;
    FIREBREAK_ASSERT(function.daily_demand.size() == 7, "a demand week has 7 days");
    return share * function.daily_demand[static_cast<std::size_t>(day - 7 * floor_division(day, 7))];
}

Instant next_hour(double ignition_local_hour, Instant at) {
    const std::int64_t hour = local_hour(ignition_local_hour, at) + 1;
    return Instant{Ticks{hour * hour_ticks - anchor_ticks(ignition_local_hour)}};
}

double demand_share_hours(const WorldFunction& function, double ignition_local_hour, Interval interval) {
    double share_hours = 0.0;
    for (Instant from = interval.from; from < interval.to;) {
        const Instant to = std::min(next_hour(ignition_local_hour, from), interval.to);
        share_hours += demand_share(function, ignition_local_hour, from) * hours_of(to - from);
        from = to;
    }
    return share_hours;
}

}  // namespace firebreak::services

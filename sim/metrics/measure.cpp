// The measures of a run, folded from its log.
//
// Model card
//   recovery      min t such that Q is at the level over [t, t + h); relapses after it: step_curve.hpp
//   unserved      U = N x integral over [0, T] of d(t) (1 - m(t) Q(t)) dt         (user-hours)
//                 = rival + degraded + lost + deferred, see demand_account.hpp
//   requests      lost = r x (lost + rival), deferred = r x deferred              (requests)
//   resilience    R = integral over [0, T] of (100 - 100 m(t) Q(t)) dt            (% h)
//   data loss     largest age of lost writes over the components the function needs (s)
//   still losing  1: Q(T) < 1, or Q not back at 99 %, or fallen below it again within the last day, or requests
//                 wait; else 0.5: m(T) < 1; else 0
//   Q: share of demand served; h: time that a level must hold; d: demand as a share of its peak; m: share of the users who have not left
//   for a rival; N: users at the peak; r: requests per user and hour; T: horizon. Time from ignition.
//   Source: recovery and targets ISO 22301; resilience loss Bruneau et al. 2003; the rest by definition.
//   Valid: any log. Leaves out: latency. R weighs an hour at night like one at noon; U does not.
//   Worked number: Q = 40 % for 2 h, then linear to 100 % in 8 h: R = 360 % h.
//   Checked by verification rows 42 and 43.
#include "metrics/measure.hpp"

#include <algorithm>
#include <optional>

#include "metrics/data_loss.hpp"
#include "metrics/demand_account.hpp"
#include "metrics/facility_curve.hpp"

namespace firebreak::metrics {
namespace {

/// 1 where demand is lost at the horizon, or was again within the day before: demand has a daily rhythm, so a
/// shortage that shows at noon only is not over in the evening. 0.5 where only users who went to a rival stay away.
double still_losing(const Passage& full, FunctionId function, const ObservationLog& log) {
    constexpr double rounding = 1e-9;
    ServiceLevel last;
    for (const ServiceLevel& level : log.levels) {
        if (level.function == function && level.at <= log.end) last = level;
    }
    if (last.served < 1.0 - rounding || last.degraded > rounding) return 1.0;
    const bool lately = full.relapses > 0 && log.end - *full.last_fall < std::chrono::hours{24};
    if (full.lost && (!full.back || lately)) return 1.0;
    return last.remaining < 1.0 - rounding ? 0.5 : 0.0;
}

double relapses(const Passage& of) { return of.relapses; }
double relapse_h(const Passage& of) { return hours_of(of.relapsed); }

/// Share of all demand that is served: who went to a rival is not.
StepCurve kept_curve(const ObservationLog& log, FunctionId id) {
    StepCurve curve;
    for (const ServiceLevel& level : log.levels) {
        if (level.function == id && level.at <= log.end) curve.set(level.at, level.remaining * level.served);
    }
    return curve;
}

FunctionMeasuresOf<double> measure_function(const World& world, FunctionId id, const StepCurve& served,
                                            const ObservationLog& log) {
    const WorldFunction& function = world.functions[id];
    FunctionMeasuresOf<double> result;
    const LevelsOf<Passage> back = passages(served, {world.sustained, log.end});
    result.recovery_h = each_level(back, recovery_h);
    result.relapses = each_level(back, relapses);
    result.relapse_h = each_level(back, relapse_h);
    result.still_losing = still_losing(back.full, id, log);
    kept_curve(log, id).for_each_piece(log.end, [&](Instant from, Instant to, double share) {
        result.resilience_loss_pct_h += 100.0 * (1.0 - share) * hours_of(to - from);
    });
    const DemandAccount account = account_demand(world, id, log);
    const double users = function.users_peak;
    const double requests = users * function.requests_per_user_hour;
    result.lost_user_h = users * account.lost_h;
    result.deferred_user_h = users * account.deferred_h;
    result.degraded_user_h = users * account.degraded_h;
    result.rival_user_h = users * account.rival_h;
    result.unserved_user_h =
        users * (account.lost_h + account.deferred_h + account.degraded_h + account.rival_h);
    result.lost_requests = requests * (account.lost_h + account.rival_h);
    result.deferred_requests = requests * account.deferred_h;
    result.waiting_requests = requests * account.waiting_h;
    if (account.deferred_h > 0.0) result.deferred_wait_h = account.waited_h2 / account.deferred_h;
    // What still waits may be served, and then waited longer.
    if (account.waiting_h > 1e-9 * account.deferred_h) result.still_losing = 1.0;
    const LostData lost = lost_data(world, function, served, log);
    result.data_loss_s = lost.age_s;
    result.data_loss_requests = lost.requests;
    return result;
}

/// When the last fire of `site` was out; `not_at_all` where none burnt, `censored` where one burns at the end.
double extinguished_h(const World& world, const ObservationLog& log, SiteId site) {
    std::vector<std::uint32_t> burning;
    double out_h = not_at_all;
    for (const Event& event : log.events) {
        if (event.entity.kind != EntityKind::fire || event.at > log.end) continue;
        if (world.rooms[RoomId{event.entity.index}].site != site) continue;
        if (event.to == State::burning) burning.push_back(event.entity.index);
        if (event.to == State::extinguished) {
            std::erase(burning, event.entity.index);
            out_h = hours_of(event.at);
        }
    }
    return burning.empty() ? out_h : censored;
}

/// The site of what can be isolated by itself; none for what is cut along with it.
std::optional<SiteId> site_of(const World& world, Entity what) {
    switch (what.kind) {
        case EntityKind::row: return world.rows[RowId{what.index}].site;
        case EntityKind::zone: return world.zones[ZoneId{what.index}].site;
        case EntityKind::site: return SiteId{what.index};
        default: return std::nullopt;
    }
}

/// The first cut at `site`; `not_at_all` where none came and no fire is left that could bring it.
double isolation_h(const World& world, const ObservationLog& log, SiteId site, bool burns) {
    for (const Event& event : log.events) {
        if (event.to == State::isolated && event.at <= log.end && site_of(world, event.entity) == site)
            return hours_of(event.at);
    }
    return burns ? censored : not_at_all;
}

SiteMeasuresOf<double> measure_site(const World& world, const ObservationLog& log, SiteId id, const SiteCurves& curves) {
    SiteMeasuresOf<double> of;
    of.extinguished_h = extinguished_h(world, log, id);
    of.isolation_h = isolation_h(world, log, id, of.extinguished_h == censored);
    const Hold hold{world.sustained, log.end};
    const LevelsOf<Passage> power = passages(curves.power, hold);
    of.power_restored_h = each_level(power, recovery_h);
    of.power_relapses = each_level(power, relapses);
    of.power_relapse_h = each_level(power, relapse_h);
    const LevelsOf<Passage> servers = passages(curves.servers, hold);
    of.servers_restored_h = each_level(servers, recovery_h);
    of.servers_relapses = each_level(servers, relapses);
    of.servers_relapse_h = each_level(servers, relapse_h);
    of.servers_lost = curves.servers_total - curves.servers_up;
    return of;
}

}  // namespace

Table<FunctionId, StepCurve> served_curves(const World& world, const ObservationLog& log) {
    Table<FunctionId, StepCurve> curves;
    curves.assign(world.functions.size(), StepCurve{});
    for (const ServiceLevel& level : log.levels) {
        if (level.at <= log.end) curves[level.function].set(level.at, level.served);
    }
    return curves;
}

Measures measure(const World& world, const ObservationLog& log) {
    Measures measures = shaped<double>(world);
    const Table<FunctionId, StepCurve> served = served_curves(world, log);
    for (const FunctionId id : world.functions.keys()) {
        measures.functions[id.value] = measure_function(world, id, served[id], log);
    }
    const Table<SiteId, SiteCurves> curves = site_curves(world, facility_curve(world, log));
    for (const SiteId id : world.sites.keys()) measures.sites[id.value] = measure_site(world, log, id, curves[id]);
    return measures;
}

std::vector<double> flatten(const World& world, const Measures& measures) {
    std::vector<double> record;
    Measures copy = measures;
    for_each_measure(world, copy, [&](const std::string&, double value) { record.push_back(value); });
    return record;
}

Measures unflatten(const World& world, std::span<const double> record) {
    Measures measures = shaped<double>(world);
    std::size_t next = 0;
    for_each_measure(world, measures, [&](const std::string&, double& value) {
        FIREBREAK_ASSERT(next < record.size(), "a record holds every measure of its world");
        value = record[next++];
    });
    FIREBREAK_ASSERT(next == record.size(), "a record holds the measures of its world and no more");
    return measures;
}

}  // namespace firebreak::metrics

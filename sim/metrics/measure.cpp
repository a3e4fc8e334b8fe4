// The measures of a run, folded from its log.
//
// Model card
//   recovery      min t such that Q(s) is at the level for every s in [t, T]
//   unserved      U = N x integral over [0, T] of d(t) (1 - m(t) Q(t)) dt         (user-hours)
//                 = rival + degraded + lost + deferred, see demand_account.hpp
//   requests      lost = r x lost, deferred = r x deferred                        (requests)
//   resilience    R = integral over [0, T] of (100 - 100 Q(t)) dt                 (% h)
//   data loss     largest age of lost writes over the components the function needs (s)
//   Q: share of demand served; d: demand as a share of its peak; m: share of the users who have not left
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

FunctionMeasuresOf<double> measure_function(const World& world, FunctionId id, const StepCurve& served,
                                            const ObservationLog& log) {
    const WorldFunction& function = world.functions[id];
    FunctionMeasuresOf<double> result;
    result.recovery_h = regained_levels_h(served, log.end);
    served.for_each_piece(log.end, [&](Instant from, Instant to, double share) {
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
    result.lost_requests = requests * account.lost_h;
    result.deferred_requests = requests * account.deferred_h;
    result.waiting_requests = requests * account.waiting_h;
    if (account.deferred_h > 0.0) result.deferred_wait_h = account.waited_h2 / account.deferred_h;
    const LostData lost = lost_data(world, function, served, log);
    result.data_loss_s = lost.age_s;
    result.data_loss_requests = lost.requests;
    return result;
}

/// When the last fire of `site` was out; `censored` where none burnt or one still burns at the end.
double extinguished_h(const World& world, const ObservationLog& log, SiteId site) {
    std::vector<std::uint32_t> burning;
    double out_h = censored;
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

double isolation_h(const World& world, const ObservationLog& log, SiteId site) {
    for (const Event& event : log.events) {
        if (event.to == State::isolated && event.at <= log.end && site_of(world, event.entity) == site) return hours_of(event.at);
    }
    return censored;
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
    for (const SiteId id : world.sites.keys()) {
        SiteMeasuresOf<double>& of = measures.sites[id.value];
        of.isolation_h = isolation_h(world, log, id);
        of.extinguished_h = extinguished_h(world, log, id);
        of.power_restored_h = regained_levels_h(curves[id].power, log.end);
        of.servers_restored_h = regained_levels_h(curves[id].servers, log.end);
        of.servers_lost = curves[id].servers_total - curves[id].servers_up;
    }
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

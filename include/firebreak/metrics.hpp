// Measures of one run, and their summary over replications, in one shape.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "firebreak/world.hpp"

namespace firebreak {

/// "It did not happen before the horizon": later, if ever. Greater than any value that happened.
inline constexpr double censored = std::numeric_limits<double>::infinity();

/// "It did not happen, and nothing that began in the run can still bring it": no cut, no fire. Neither 0 nor
/// late; not a number to sort or add.
inline constexpr double not_at_all = -std::numeric_limits<double>::infinity();

/// The levels above 0 %, at least 50 %, 90 % and 99 %.
template <class T>
struct LevelsOf {
    T first{}, half{}, most{}, full{};
};

template <class T>
struct FunctionMeasuresOf {
    /// Hours from ignition until the level is reached again and held for `World::sustained`; 0 where it
    /// never fell below, `censored` where it was not held so long before the horizon.
    LevelsOf<T> recovery_h;
    LevelsOf<T> relapses;   ///< falls below the level after that recovery, up to the horizon
    LevelsOf<T> relapse_h;  ///< hours below it after that recovery
    T unserved_user_h{};
    T lost_requests{};
    T deferred_requests{};
    T waiting_requests{};  ///< deferred and still waiting at the horizon
    T deferred_wait_h{};   ///< mean wait of a deferred request
    T lost_user_h{};       ///< parts of `unserved_user_h`: nothing came of the request,
    T deferred_user_h{};   ///< it was served later,
    T degraded_user_h{};   ///< it was served in part,
    T rival_user_h{};      ///< the user had gone to a rival
    T data_loss_s{};
    T data_loss_requests{};     ///< requests whose writes are among the lost ones
    T resilience_loss_pct_h{};  ///< integral of (100 - served %) over time, Bruneau et al. 2003
    /// 1 where the losses above were not over at the horizon, and are lower bounds; else 0.
    T still_losing{};
};

template <class T>
struct SiteMeasuresOf {
    T isolation_h{};     ///< `not_at_all` where power was not cut, `censored` where a fire may still have it cut
    T extinguished_h{};  ///< `not_at_all` where nothing burnt, `censored` where it still burns
    LevelsOf<T> power_restored_h;  ///< share of the site's load that is energised; as `recovery_h`
    LevelsOf<T> power_relapses;
    LevelsOf<T> power_relapse_h;
    LevelsOf<T> servers_restored_h;  ///< share of the tenant's servers that are up; as `recovery_h`
    LevelsOf<T> servers_relapses;
    LevelsOf<T> servers_relapse_h;
    T servers_lost{};    ///< servers not up at the horizon
};

/// Indexed like the world's functions and sites.
template <class T>
struct MeasuresOf {
    std::vector<FunctionMeasuresOf<T>> functions;
    std::vector<SiteMeasuresOf<T>> sites;
};

using Measures = MeasuresOf<double>;

/// Calls `visit(path, field)` for every scalar of `measures`, in one fixed order. `path` is the place
/// in metrics.json, for example "/services/chat/functions/text/recovery_h/first".
template <class T, class Visit>
void for_each_measure(const World& world, MeasuresOf<T>& measures, Visit visit);

/// What a measure says, and so how its values are counted.
enum class MeasureKind {
    event,     ///< hours until something that need not happen: `not_at_all`, `censored`, or when
    recovery,  ///< hours until back: 0 where nothing was lost, `censored` where it is not back
    loss,      ///< what adds up until the horizon: a lower bound where the losses go on (`still_losing`)
    amount,    ///< what is known at the horizon
};

/// The kind of the measure at `path`, as `for_each_measure` gives it.
[[nodiscard]] MeasureKind measure_kind(std::string_view path);

/// Statistics of `n` values. NaN (and `censored`, `not_at_all`) where there is nothing to say it of.
struct Statistics {
    int n = 0;
    /// Mean of those that are not `not_at_all`. With `censored` > 0 a restricted mean: a time counts up to the
    /// horizon, a loss as far as it had come by then.
    double mean = std::numeric_limits<double>::quiet_NaN();
    double ci_low = std::numeric_limits<double>::quiet_NaN();  ///< of the mean, 95 %; NaN below two values
    double ci_high = std::numeric_limits<double>::quiet_NaN();
    double p5 = censored;  ///< by order; `censored` or `not_at_all` where such a one has that rank
    double p50 = censored;
    double p95 = censored;
    int censored = 0;  ///< not before the horizon; of losses: not over at the horizon
};

/// One measure over replications: all of them, and those alone that were affected.
struct Summary : Statistics {
    int never = 0;                   ///< in which it did not happen; 0 but for `MeasureKind::event`
    Statistics affected = {};        ///< of those in which it happened, something was lost, or fell below
    double restricted_to_h = 0.0;    ///< horizon of the restricted means; only with `censored` > 0
};

struct MetricsSummary {
    MeasuresOf<Summary> measures;
    /// Share of replications that met the target; NaN where none is declared. Indexed by function.
    std::vector<double> rto_met;
    std::vector<double> rpo_met;
    std::vector<double> mtpd_met;
    int replications = 0;
};

template <class T, class Visit>
void for_each_measure(const World& world, MeasuresOf<T>& measures, Visit visit) {
    const auto levels = [&](const std::string& path, LevelsOf<T>& of) {
        visit(path + "/first", of.first);
        visit(path + "/half", of.half);
        visit(path + "/most", of.most);
        visit(path + "/full", of.full);
    };
    for (const FunctionId id : world.functions.keys()) {
        const std::string& name = world.functions[id].name;
        const std::string& service = world.functions[id].service;
        const std::string path = "/services/" + service + "/functions/" + name.substr(service.size() + 1);
        FunctionMeasuresOf<T>& of = measures.functions.at(id.value);
        levels(path + "/recovery_h", of.recovery_h);
        levels(path + "/relapses", of.relapses);
        levels(path + "/relapse_h", of.relapse_h);
        visit(path + "/unserved_user_h", of.unserved_user_h);
        visit(path + "/lost_requests", of.lost_requests);
        visit(path + "/deferred_requests", of.deferred_requests);
        visit(path + "/waiting_requests", of.waiting_requests);
        visit(path + "/deferred_wait_h", of.deferred_wait_h);
        visit(path + "/lost_user_h", of.lost_user_h);
        visit(path + "/deferred_user_h", of.deferred_user_h);
        visit(path + "/degraded_user_h", of.degraded_user_h);
        visit(path + "/rival_user_h", of.rival_user_h);
        visit(path + "/data_loss_s", of.data_loss_s);
        visit(path + "/data_loss_requests", of.data_loss_requests);
        visit(path + "/resilience_loss_pct_h", of.resilience_loss_pct_h);
        visit(path + "/still_losing", of.still_losing);
    }
    for (const SiteId id : world.sites.keys()) {
        const std::string path = "/facility/sites/" + world.sites[id].name;
        SiteMeasuresOf<T>& of = measures.sites.at(id.value);
        visit(path + "/isolation_h", of.isolation_h);
        visit(path + "/extinguished_h", of.extinguished_h);
        levels(path + "/power_restored_h", of.power_restored_h);
        levels(path + "/power_relapses", of.power_relapses);
        levels(path + "/power_relapse_h", of.power_relapse_h);
        levels(path + "/servers_restored_h", of.servers_restored_h);
        levels(path + "/servers_relapses", of.servers_relapses);
        levels(path + "/servers_relapse_h", of.servers_relapse_h);
        visit(path + "/servers_lost", of.servers_lost);
    }
}

}  // namespace firebreak

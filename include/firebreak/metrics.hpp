// Measures of one run, and their summary over replications, in one shape.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "firebreak/world.hpp"

namespace firebreak {

/// "It did not happen before the horizon."
inline constexpr double censored = std::numeric_limits<double>::infinity();

/// Hours from ignition until a level is reached again and held to the horizon: above 0 %, at least
/// 50 %, 90 % and 99 %. 0 where it never fell below; `censored` where the horizon comes first.
template <class T>
struct LevelsOf {
    T first{}, half{}, most{}, full{};
};

template <class T>
struct FunctionMeasuresOf {
    LevelsOf<T> recovery_h;
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
};

template <class T>
struct SiteMeasuresOf {
    T isolation_h{};     ///< censored where power was never cut
    T extinguished_h{};  ///< censored where nothing burnt
    LevelsOf<T> power_restored_h;    ///< share of the site's load that is energised
    LevelsOf<T> servers_restored_h;  ///< share of the tenant's servers that are up
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

/// Mean, quantiles and the 95 % interval of the mean over replications.
struct Summary {
    double mean = 0.0;  ///< a censored replication counts at the horizon: then a lower bound
    double p5 = 0.0;    ///< `censored` where that replication is
    double p50 = 0.0;
    double p95 = 0.0;
    double ci_low = 0.0;   ///< NaN with fewer than two replications
    double ci_high = 0.0;
    int censored = 0;
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
    }
    for (const SiteId id : world.sites.keys()) {
        const std::string path = "/facility/sites/" + world.sites[id].name;
        SiteMeasuresOf<T>& of = measures.sites.at(id.value);
        visit(path + "/isolation_h", of.isolation_h);
        visit(path + "/extinguished_h", of.extinguished_h);
        levels(path + "/power_restored_h", of.power_restored_h);
        levels(path + "/servers_restored_h", of.servers_restored_h);
        visit(path + "/servers_lost", of.servers_lost);
    }
}

}  // namespace firebreak

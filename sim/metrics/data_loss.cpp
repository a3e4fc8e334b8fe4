// Integrates demand over the stretch of time whose writes are gone.
#include "metrics/data_loss.hpp"

#include <algorithm>
#include <map>

#include "services/demand.hpp"

namespace firebreak::metrics {
namespace {

double written_share_h(const World& world, const WorldFunction& function, const StepCurve& served,
                       const DataLoss& loss) {
    const Instant from = loss.until - to_ticks(loss.age);
    const auto demand = [&](Instant begin, Instant end) {
        if (end <= begin) return 0.0;
        return services::demand_share_hours(function, world.ignition_local_hour, {.from = begin, .to = end});
    };
    double share_h = demand(from, std::min(loss.until, ignition_instant));
    served.for_each_piece(loss.until, [&](Instant begin, Instant end, double share) {
        share_h += share * demand(std::max(begin, from), end);
    });
    return loss.share * share_h;
}

}  // namespace

LostData lost_data(const World& world, const WorldFunction& function, const StepCurve& served,
                   const ObservationLog& log) {
    LostData lost;
    std::map<ComponentId, double> share_h;
    for (const DataLoss& loss : log.losses) {
        const bool needed =
            std::find(function.needs.begin(), function.needs.end(), loss.component) != function.needs.end();
        if (!needed || loss.at > log.end) continue;
        lost.age_s = std::max(lost.age_s, loss.age.count());
        share_h[loss.component] += written_share_h(world, function, served, loss);
    }
    for (const auto& [component, hours] : share_h) {
        lost.requests =
            std::max(lost.requests, function.users_peak * function.requests_per_user_hour * hours);
    }
    return lost;
}

}  // namespace firebreak::metrics

// Walks the levels of one function, cut at full local hours.
#include "metrics/demand_account.hpp"

#include <algorithm>

#include "services/backlog.hpp"
#include "services/demand.hpp"

namespace firebreak::metrics {
namespace {

class Account {
  public:
    Account(const World& world, FunctionId id) : world_{world}, function_{world.functions[id]} {}

    /// `level` holds over the interval.
    void pass(const ServiceLevel& level, services::Interval interval) {
        const double open = std::max(0.0, 1.0 - level.served - level.degraded);
        if (level.served == 1.0 && level.remaining == 1.0 && level.resent == 0.0) return;
        for (Instant from = std::max(interval.from, ignition_instant); from < interval.to;) {
            const Instant to = std::min(services::next_hour(world_.ignition_local_hour, from), interval.to);
            const double demand = services::demand_share(function_, world_.ignition_local_hour, from);
            const double there = demand * level.remaining;
            const double waits = there * open * function_.deferred.value();
            const double hours = hours_of(to - from);
            sum_.rival_h += demand * (1.0 - level.remaining) * hours;
            sum_.degraded_h += there * level.degraded * hours;
            sum_.lost_h += there * open * (1.0 - function_.deferred.value()) * hours;
            sum_.deferred_h += waits * hours;
            backlog_.pass(to - from, waits, level.resent);
            from = to;
        }
    }

    [[nodiscard]] DemandAccount sum() const {
        DemandAccount sum = sum_;
        sum.waiting_h = backlog_.waiting_h();
        sum.waited_h2 = backlog_.waited_h2();
        return sum;
    }

  private:
    const World& world_;
    const WorldFunction& function_;
    DemandAccount sum_;
    services::Backlog backlog_;
};

}  // namespace

DemandAccount account_demand(const World& world, FunctionId function, const ObservationLog& log) {
    Account account{world, function};
    ServiceLevel now;
    now.at = ignition_instant - lead_time;
    for (const ServiceLevel& level : log.levels) {
        if (level.function != function || level.at >= log.end) continue;
        account.pass(now, {.from = now.at, .to = level.at});
        now = level;
    }
    account.pass(now, {.from = now.at, .to = log.end});
    return account.sum();
}

}  // namespace firebreak::metrics

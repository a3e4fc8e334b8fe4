// Rows 31 and 38: a backlog and its drain through the engine, and repeated requests.
#include "building.hpp"
#include "metrics/demand_account.hpp"
#include "metrics/measure.hpp"
#include "services/retries.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

using namespace test;

/// 1000 requests/s, of which each waits; one copy that carries 1500/s; its site cut off for the first 2 h.
struct Queue {
    WorldBuilder build;
    FunctionId send;
    ObservationLog log;

    explicit Queue(double horizon_h) {
        const SiteId site = build.site("north");
        const ComponentId store = build.component("store", 10);
        build.copy(store, build.row(build.room(site, "hall"), "row", {1, 10}));
        build.world.components[store].peak_utilisation = 1000.0 / 1500.0;
        send = build.function("send", {store}, 1e6);
        WorldFunction& function = build.world.functions[send];
        function.requests_per_user_hour = 3.6;
        function.deferred = Ratio{1.0};
        function.resend_rate = 100.0;
        build.world.horizon = to_ticks(Hours{horizon_h});
        log = play(build.world, Script{build.world}.island(0.0, site).connected(120.0, site).timeline());
    }
};

TEST_CASE("verification row 31: a backlog of two hours") {
    const Queue outage{2.0};
    const double peak = metrics::measure(outage.build.world, outage.log).functions[0].waiting_requests;
    const Queue day{24.0};
    const Event back = turns(day.log, entity(EntityKind::demand, day.send), State::resending).at(0);
    const Event empty = turns(day.log, entity(EntityKind::demand, day.send), State::drained).at(0);
    const double drain_s = seconds_of(empty.at - back.at).count();
    const metrics::DemandAccount account = metrics::account_demand(day.build.world, day.send, day.log);
    const double delay_s = account.waited_h2 * 3.6e6 * 3600.0;
    const char* why = "a fluid has no noise; .1 % allowed, rounding to ticks found";
    verify({{"31", "1000/s, 2 h out, then 1500/s: drain, s", 14'400.0, drain_s, relative(1e-6), why},
            {"31", "largest backlog, requests", 7.2e6, peak, relative(1e-6), why},
            {"31", "total delay, s", 7.776e10, delay_s, relative(1e-6), why},
            {"31", "mean of all that came until the drain, s", 3600.0, delay_s / (1000.0 * (7200.0 + drain_s)),
             relative(1e-6), why},
            {"31", "waiting a day later, requests", 0.0, account.waiting_h * 3.6e6, absolute(1e-6), "none may be forgotten"}});
}

TEST_CASE("verification row 38: repeated requests") {
    const char* why = "a sum of four terms at most";
    verify({{"38", "r = 3, p = 1: tries a request", 4.0, services::amplification(1.0, 3), absolute(1e-12), why},
            {"38", "r = 3, p = .5", 1.875, services::amplification(0.5, 3), absolute(1e-12), why},
            {"38", "r = 2, p = .9", 2.71, services::amplification(0.9, 2), absolute(1e-12), why}});
}

}  // namespace
}  // namespace firebreak::verification

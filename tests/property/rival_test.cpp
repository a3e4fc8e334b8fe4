// Users who flee are lost demand: whatever the world, a greater hazard of leaving makes no loss smaller.
#include "hazard/timeline.hpp"
#include "metrics/loss_value.hpp"
#include "metrics/measure.hpp"
#include "property.hpp"
#include "random_world.hpp"

namespace firebreak {
namespace {

using namespace test;
using Bytes_ = std::vector<std::uint8_t>;

struct Losses {
    std::vector<double> unserved_user_h, lost_requests, resilience_loss;  // by function
    double money = 0.0;
};

Losses losses_of(World world, double rival_per_hour, double stays, std::uint64_t seed) {
    world.economics.values.clear();
    for (WorldFunction& function : world.functions) {
        function.rival_per_hour = rival_per_hour;
        function.rival_stays = Ratio{stays};
        world.economics.values.push_back({3.0, 0.5});
    }
    const Draws draws{seed, 0};
    const auto backend = engine::make_analytic_backend(world);
    const auto log = engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
    for (const ServiceLevel& level : log.levels) RC_ASSERT(level.remaining >= 0.0 && level.remaining <= 1.0);
    const Measures measures = metrics::measure(world, log);
    Losses losses;
    for (const auto& function : measures.functions) {
        losses.unserved_user_h.push_back(function.unserved_user_h);
        losses.lost_requests.push_back(function.lost_requests);
        losses.resilience_loss.push_back(function.resilience_loss_pct_h);
    }
    losses.money = metrics::loss_of(world, measures);
    return losses;
}

bool no_less(double before, double after) {
    return after >= before - 1e-6 * (1.0 + before);
}

void none_falls(const Losses& before, const Losses& after) {
    for (std::size_t f = 0; f < before.unserved_user_h.size(); ++f) {
        RC_ASSERT(no_less(before.unserved_user_h[f], after.unserved_user_h[f]));
        RC_ASSERT(no_less(before.lost_requests[f], after.lost_requests[f]));
        RC_ASSERT(no_less(before.resilience_loss[f], after.resilience_loss[f]));
    }
    RC_ASSERT(no_less(before.money, after.money));
}

TEST_CASE("no loss falls because users go to a rival") {
    holds("monotone in rival_per_h", [](const Bytes_& genes, std::uint64_t seed, std::uint8_t stay) {
        const RandomWorld random{genes};
        // One function: where several share a component, one's users make room for another's.
        World world = random.world();
        const WorldFunction first = world.functions[FunctionId{0}];
        world.functions = {};
        world.functions.add(first);
        Losses before = losses_of(world, 0.0, stay / 255.0, seed);
        for (const double rate : {0.01, 0.05, 0.3, 1.0, 5.0, 100.0}) {
            const Losses after = losses_of(world, rate, stay / 255.0, seed);
            none_falls(before, after);
            before = after;
        }
    });
}

TEST_CASE("where functions share components, no sum of losses falls because users go to a rival") {
    holds("monotone in rival_per_h, over all functions", [](const Bytes_& genes, std::uint64_t seed) {
        const World world = RandomWorld{genes}.world();
        double before = losses_of(world, 0.0, 0.3, seed).money;
        for (const double rate : {0.05, 1.0, 100.0}) {
            const double after = losses_of(world, rate, 0.3, seed).money;
            RC_ASSERT(no_less(before, after));
            before = after;
        }
    });
}

}  // namespace
}  // namespace firebreak

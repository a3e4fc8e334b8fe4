// Summaries and paired differences of a few numbers, computed by hand.
#include "metrics/statistics.hpp"

#include <array>
#include <cmath>
#include <numeric>

#include "catch_compat.hpp"
#include "metrics/measure.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::metrics {
namespace {

TEST_CASE("mean and interval of three numbers") {
    const Summary summary = summarise(std::array{9.0, 2.0, 4.0}, 100.0);
    CHECK(summary.mean == Approx(5.0).epsilon(1e-12));
    // s = sqrt(13), t(.975, 2) = 4.302652729..., half width 8.95686.
    CHECK(summary.ci_low == Approx(5.0 - 4.302652729911275 * std::sqrt(13.0 / 3.0)).epsilon(1e-9));
    CHECK(summary.ci_high == Approx(5.0 + 4.302652729911275 * std::sqrt(13.0 / 3.0)).epsilon(1e-9));
    CHECK(summary.p5 == 2.0);
    CHECK(summary.p50 == 4.0);
    CHECK(summary.p95 == 9.0);
    CHECK(summary.censored == 0);
}

TEST_CASE("quantiles are by nearest rank") {
    std::vector<double> values(40);
    std::iota(values.rbegin(), values.rend(), 1.0);
    const Summary summary = summarise(values, 100.0);
    CHECK(summary.p5 == 2.0);
    CHECK(summary.p50 == 20.0);
    CHECK(summary.p95 == 38.0);
    values.push_back(41.0);
    CHECK(summarise(values, 100.0).p5 == 3.0);
    CHECK(summarise(values, 100.0).p50 == 21.0);
    CHECK(summarise(values, 100.0).p95 == 39.0);
}

TEST_CASE("censored replications count at the horizon and stay infinite in the quantiles") {
    const Summary summary = summarise(std::array{3.0, censored, censored, 7.0}, 20.0);
    CHECK(summary.mean == Approx(12.5));
    CHECK(summary.censored == 2);
    CHECK(summary.p50 == 7.0);
    CHECK(summary.p95 == censored);
    CHECK(std::isfinite(summary.ci_high));
}

TEST_CASE("one replication has no interval, equal ones no spread") {
    const Summary one = summarise(std::array{3.7}, 20.0);
    CHECK(one.mean == 3.7);
    CHECK(one.p5 == 3.7);
    CHECK(one.p95 == 3.7);
    CHECK(std::isnan(one.ci_low));
    CHECK(std::isnan(one.ci_high));
    const Summary equal = summarise(std::array{0.1, 0.1, 0.1}, 20.0);
    CHECK(equal.mean == 0.1);
    CHECK(equal.ci_low == 0.1);
    CHECK(equal.ci_high == 0.1);
    CHECK_THROWS_AS(summarise(std::span<const double>{}, 20.0), Bug);
}

TEST_CASE("paired differences cancel what both sides share") {
    const std::array base{10.0, 20.0, 60.0};
    const std::array other{7.0, 16.0, 58.0};
    const PairedDifference difference = paired({.base = base, .other = other}, 100.0);
    CHECK(difference.mean == Approx(-3.0).epsilon(1e-12));
    CHECK(difference.ci_low == Approx(-3.0 - 4.302652729911275 / std::sqrt(3.0)).epsilon(1e-9));
    CHECK(difference.ci_high == Approx(-3.0 + 4.302652729911275 / std::sqrt(3.0)).epsilon(1e-9));
    CHECK(difference.n == 3);
    CHECK(difference.censored_base == 0);
}

TEST_CASE("a censored side of a pair counts at the horizon and is told") {
    const std::array base{censored, censored, 12.0};
    const std::array other{4.0, censored, 12.0};
    const PairedDifference difference = paired({.base = base, .other = other}, 40.0);
    CHECK(difference.mean == Approx(-12.0));
    CHECK(difference.censored_base == 2);
    CHECK(difference.censored_other == 1);
    CHECK_THROWS_AS(paired({.base = base, .other = std::span{other}.first(2)}, 40.0), Bug);
}

TEST_CASE("targets: the share of replications that met them, to the tick") {
    const World world = test::small_world();  // text: RTO 20 min, RPO 5 s; pay: MTPD 12 h
    std::vector<Measures> replications(4, shaped<double>(world));
    const std::array full_h{hours_of(to_ticks(Minutes{20.0})), hours_of(to_ticks(Minutes{20.0}) + Ticks{1}),
                            censored, 0.0};
    const std::array lost_s{5.0, 0.0, 4.0, 5.1};
    for (std::size_t i = 0; i < 4; ++i) {
        replications[i].functions[0].recovery_h.full = full_h[i];
        replications[i].functions[0].data_loss_s = lost_s[i];
        replications[i].functions[1].recovery_h.full = 3.0 + 4.0 * static_cast<double>(i);  // 3, 7, 11, 15
        replications[i].sites[1].servers_lost = static_cast<double>(i);
    }
    const MetricsSummary summary = summarise(world, replications);
    CHECK(summary.replications == 4);
    CHECK(summary.rto_met[0] == 0.5);
    CHECK(summary.rpo_met[0] == 0.75);
    CHECK(std::isnan(summary.mtpd_met[0]));
    CHECK(std::isnan(summary.rto_met[1]));
    CHECK(summary.mtpd_met[1] == 0.75);
    CHECK(summary.measures.functions[0].recovery_h.full.censored == 1);
    CHECK(summary.measures.functions[0].recovery_h.full.mean == Approx((2.0 / 3.0 + 24.0) / 4.0));
    CHECK(summary.measures.sites[1].servers_lost.mean == Approx(1.5));
    CHECK(summary.measures.sites[0].servers_lost.mean == 0.0);
}

}  // namespace
}  // namespace firebreak::metrics

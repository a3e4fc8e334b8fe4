// Summaries and paired differences of a few numbers, computed by hand.
#include "metrics/statistics.hpp"

#include <algorithm>
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
    CHECK(summary.restricted_to_h == 20.0);
    // By order, a longer run changes the mean alone.
    const Summary longer = summarise(std::array{3.0, censored, censored, 7.0}, 400.0);
    CHECK(longer.p50 == summary.p50);
    CHECK(longer.p95 == summary.p95);
}

TEST_CASE("what never happened is neither 0 nor late") {
    const Counting counting{.horizon_h = 140.0, .kind = MeasureKind::event};
    const Summary cut = summarise(std::array{not_at_all, 2.0, not_at_all, censored, not_at_all, 1.0, 0.0, not_at_all}, counting);
    CHECK(cut.never == 4);
    CHECK(cut.censored == 1);
    CHECK(cut.mean == Approx((2.0 + 1.0 + 0.0 + 140.0) / 4.0));
    CHECK(cut.p5 == 0.0);  // a cut at ignition is one
    CHECK(cut.p50 == censored);
    CHECK(cut.p95 == not_at_all);
    CHECK(cut.affected.n == 4);
    CHECK(cut.affected.p50 == 1.0);
    CHECK(cut.affected.p95 == censored);
    const Summary none = summarise(std::array{not_at_all, not_at_all}, counting);
    CHECK(std::isnan(none.mean));
    CHECK(none.p50 == not_at_all);
    CHECK(none.affected.n == 0);
}

TEST_CASE("two humps: all replications, and those alone that were affected") {
    std::vector<double> hours(100, 0.0);
    for (std::size_t i = 0; i < 17; ++i) hours[6 * i] = 10.0 + static_cast<double>(i);  // 10 to 26
    const Summary summary = summarise(hours, 140.0);
    CHECK(summary.p50 == 0.0);
    CHECK(summary.mean == Approx(0.17 * 18.0));
    CHECK(summary.affected.n == 17);
    CHECK(summary.affected.mean == Approx(18.0));
    CHECK(summary.affected.p50 == 18.0);
    CHECK(summary.affected.p5 == 10.0);
    CHECK(summary.affected.p95 == 26.0);
}

TEST_CASE("losses count as far as they had come, and say where they went on") {
    const std::array losses{0.0, 5.0, 0.0, 9.0};
    const std::array still{0.0, 0.0, 0.0, 1.0};
    const Summary summary = summarise(losses, {140.0, MeasureKind::loss, still});
    CHECK(summary.mean == 3.5);
    CHECK(summary.p95 == 9.0);
    CHECK(summary.censored == 1);
    CHECK(summary.affected.n == 2);
    CHECK(summary.affected.censored == 1);
}

TEST_CASE("the order of replications changes nothing that is by order") {
    std::vector<double> values{3.0, censored, 0.0, not_at_all, 7.0, 2.0, censored, 0.0};
    const Counting counting{.horizon_h = 20.0, .kind = MeasureKind::event};
    const Summary before = summarise(values, counting);
    for (int turn = 0; turn < 20; ++turn) {
        std::next_permutation(values.begin(), values.end());
        const Summary after = summarise(values, counting);
        CHECK(after.p5 == before.p5);
        CHECK(after.p50 == before.p50);
        CHECK(after.p95 == before.p95);
        CHECK(after.mean == Approx(before.mean).epsilon(1e-12));
        CHECK(after.affected.n == before.affected.n);
        CHECK(after.censored == before.censored);
    }
}

TEST_CASE("measures by what they say") {
    CHECK(measure_kind("/facility/sites/a/isolation_h") == MeasureKind::event);
    CHECK(measure_kind("/facility/sites/a/servers_restored_h/full") == MeasureKind::recovery);
    CHECK(measure_kind("/facility/sites/a/servers_relapse_h/full") == MeasureKind::amount);
    CHECK(measure_kind("/services/s/functions/f/recovery_h/first") == MeasureKind::recovery);
    CHECK(measure_kind("/services/s/functions/f/relapse_h/first") == MeasureKind::loss);
    CHECK(measure_kind("/services/s/functions/f/data_loss_s") == MeasureKind::amount);
    CHECK(still_losing_path("/services/s/functions/f/relapse_h/first") == "/services/s/functions/f/still_losing");
    CHECK(still_losing_path("/services/s/functions/f/unserved_user_h") == "/services/s/functions/f/still_losing");
    CHECK(still_losing_path("/services/s/functions/f/still_losing").empty());
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

TEST_CASE("a pair in which it never happened on one side has no difference") {
    const std::array base{not_at_all, 4.0, 6.0, not_at_all};
    const std::array other{1.0, 3.0, 3.0, not_at_all};
    const PairedDifference difference = paired({.base = base, .other = other}, {.horizon_h = 40.0, .kind = MeasureKind::event});
    CHECK(difference.pairs == 4);
    CHECK(difference.n == 2);
    CHECK(difference.mean == -2.0);
    CHECK(difference.never_base == 2);
    CHECK(difference.never_other == 1);
    CHECK(difference.affected_base == 2);
    CHECK(difference.affected_other == 3);
    const PairedDifference nowhere =
        paired({.base = std::array{not_at_all}, .other = std::array{not_at_all}}, {.horizon_h = 40.0, .kind = MeasureKind::event});
    CHECK(nowhere.n == 0);
    CHECK(std::isnan(nowhere.mean));
}

TEST_CASE("the median of differences stands where the horizon cannot move it") {
    const std::array base{10.0, 20.0, 30.0, 40.0, censored};
    const std::array other{8.0, 19.0, 25.0, 20.0, 50.0};
    const PairedDifference at_60 = paired({.base = base, .other = other}, 60.0);
    const PairedDifference at_400 = paired({.base = base, .other = other}, 400.0);
    CHECK(at_60.p50 == -5.0);  // -20, beyond -10, -5, -2, -1
    CHECK(at_400.p50 == -5.0);
    CHECK(at_60.mean != at_400.mean);
    CHECK(at_60.complete.n == 4);
    CHECK(at_60.complete.mean == -7.0);
    CHECK(at_400.complete.mean == -7.0);
    // Both beyond the horizon: nobody knows which is later, and here that decides.
    CHECK(std::isnan(paired({.base = std::array{censored, 1.0, censored}, .other = std::array{censored, 2.0, censored}}, 60.0).p50));
}

TEST_CASE("a side that ran longer is cut where the other ended") {
    const PairedDifference difference = paired({.base = std::array{censored, 3.0}, .other = std::array{300.0, 3.0}}, 140.0);
    CHECK(difference.mean == 0.0);
    CHECK(difference.censored_other == 1);
    CHECK(difference.restricted_to_h == 140.0);
}

TEST_CASE("differences among the pairs that were affected") {
    const std::array base{0.0, 0.0, 0.0, 12.0};
    const std::array other{0.0, 4.0, 0.0, 0.0};
    const PairedDifference difference = paired({.base = base, .other = other}, 140.0);
    CHECK(difference.mean == -2.0);
    CHECK(difference.affected_base == 1);
    CHECK(difference.affected_other == 1);
    CHECK(difference.affected.n == 2);
    CHECK(difference.affected.mean == -4.0);
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

// Losses in money, totals with gains in them, and when a layout pays.
#include "metrics/economics.hpp"

#include <cmath>
#include <limits>

#include "catch_compat.hpp"
#include "firebreak/error.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::metrics {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

Measures outcome(double unserved_user_h, double lost_requests, double full_h) {
    Measures measures;
    measures.functions.resize(2);
    measures.sites.resize(2);
    measures.functions[1].unserved_user_h = unserved_user_h;
    measures.functions[1].lost_requests = lost_requests;
    measures.functions[1].recovery_h.full = full_h;
    return measures;
}

World priced_world() {
    World world = test::small_world();
    world.economics = {.currency = "k",
                       .cost = LayoutCost{"k", 0.0, 0.0},
                       .values = {{100.0, 100.0}, {3.0, 7.0}},
                       .compensation = 1000.0,
                       .compensation_after = Hours{4.0},
                       .ignitions_per_site_year = Distribution{Shape::log_uniform, 0.01, 0.1, 0.0}};
    return world;
}

TEST_CASE(
    "a loss is what each function's user-hours and requests are worth, and the compensation where it is "
    "late") {
    const World world = priced_world();
    CHECK(loss_of(world, outcome(20.0, 5.0, 3.9)) == Approx(95.0));
    CHECK(loss_of(world, outcome(20.0, 5.0, 4.0)) == Approx(95.0));  // not later than that
    CHECK(loss_of(world, outcome(20.0, 5.0, 4.1)) == Approx(1095.0));
    CHECK(loss_of(world, outcome(0.0, 0.0, censored)) == Approx(1000.0));
    World general = priced_world();
    general.economics.values.clear();
    CHECK(loss_of(general, outcome(20.0, 5.0, 0.0)) == 0.0);
}

TEST_CASE("equally likely rates keep order and mean, however heavy the tail") {
    const Distribution heavy{Shape::lognormal, 0.002, 2.0, 0.0};
    const std::vector<double> rates = equally_likely(heavy, 50);
    REQUIRE(rates.size() == 50);
    CHECK(std::is_sorted(rates.begin(), rates.end()));
    double sum = 0.0;
    for (const double rate : rates) sum += rate / 50.0;
    CHECK(sum == Approx(0.002 * std::exp(2.0)).epsilon(1e-12));
    CHECK(equally_likely({Shape::constant, 0.3, 0.0, 0.0}, 50) == std::vector<double>{0.3});
}

TEST_CASE("a total with gains in it goes below zero, and its parts add up") {
    const std::vector<double> savings{-2.0, 5.0};
    const std::vector<double> rate{0.9};
    const TotalLoss total = total_loss({savings, rate});
    CHECK(total.mean() == Approx(0.9 * 1.5).epsilon(1e-6));
    CHECK(total.at_least(-1e9) == Approx(1.0).epsilon(1e-9));
    CHECK(total.at_least(0.5) > std::exp(-0.9) * 0.45);  // one gain
    CHECK(total.quantile(0.01) < 0.0);
    CHECK(total.mean_beyond(0.0) == Approx(total.mean()).epsilon(1e-9));
    const std::vector<double> none{0.0, 0.0};
    CHECK(total_loss({none, rate}).at_least(0.1) == 0.0);
    const std::vector<double> many{500.1};
    CHECK_THROWS_AS(total_loss({savings, many}), Bug);
}

TEST_CASE("many fires a year end where the normal distribution has them") {
    const std::vector<double> losses{2.0, 4.0};
    const std::vector<double> rate{400.0};
    const LossTail tail = loss_tail({losses, rate});
    const double deviation = std::sqrt(400.0 * 10.0);
    CHECK(tail.any == 1.0);
    CHECK(tail.mean == Approx(1200.0).epsilon(1e-8));
    CHECK(tail.p99 == Approx(1200.0 + 2.3263 * deviation).epsilon(4e-3));
    CHECK(tail.beyond_p99 == Approx(1200.0 + 2.6652 * deviation).epsilon(4e-3));
}

TEST_CASE("rare fires: a year's p99 is nothing, but not the worst hundredth of years") {
    const std::vector<double> losses{60.0, 80.0};
    const std::vector<double> rate{0.002};
    const LossTail tail = loss_tail({losses, rate});
    CHECK(tail.p99 == 0.0);
    CHECK(tail.p999 == Approx(60.0).epsilon(0.01));
    CHECK(tail.beyond_p99 == Approx(14.0).epsilon(1e-3));  // all of the mean, .14, is in that hundredth
}

TEST_CASE("a payback needs something to pay and something saved") {
    CHECK(payback_years({.capital = 100.0, .yearly = 8.0, .rate = 0.0}) == Approx(12.5));
    CHECK(payback_years({.capital = 100.0, .yearly = 8.0, .rate = 0.03}) == Approx(15.9007).epsilon(1e-4));
    CHECK(payback_years({.capital = 100.0, .yearly = 8.0, .rate = 0.08}) == never);
    CHECK(payback_years({.capital = 100.0, .yearly = -1.0, .rate = 0.0}) == never);
    CHECK(payback_years({.capital = -5.0, .yearly = 0.0, .rate = 0.0}) == 0.0);
    CHECK(payback_years({.capital = 0.0, .yearly = -1.0, .rate = 0.0}) == never);
}

TEST_CASE("what is not known of the frequency is in the interval and in the chance to pay") {
    World base = priced_world();
    World other = base;
    other.economics.cost = LayoutCost{"k", 100.0, 0.0};
    std::vector<Measures> bad, good;
    for (int i = 0; i < 8; ++i) {
        bad.push_back(outcome(90.0 + i, 0.0, 1.0));
        good.push_back(outcome(10.0 + i, 0.0, 1.0));
    }
    // Every fire saves 240; 100 are paid within 20 years from .0208 fires a year on, of .01 to .1.
    const auto found = compare_economics(std::vector<PricedLayout>{{&base, bad}, {&other, good}});
    REQUIRE(found);
    const LayoutEconomics& of = found->layouts.at(1);
    REQUIRE(of.payback);
    CHECK(of.loss->mean == Approx(40.5));
    CHECK(of.payback->saved_yearly.value == Approx(240.0 * 0.09 / std::log(10.0)));
    CHECK(of.payback->saved_yearly.low == Approx(240.0 * 0.01 * std::pow(10.0, 0.025)).epsilon(0.05));
    CHECK(of.payback->saved_yearly.high == Approx(240.0 * 0.01 * std::pow(10.0, 0.975)).epsilon(0.05));
    CHECK(of.payback->pays_ever == 1.0);
    CHECK(of.payback->pays_in_period == Approx(1.0 - std::log10(100.0 / 240.0 / 20.0 / 0.01)).epsilon(0.03));
    CHECK(of.payback->paid_at_end == Approx(of.by_time->period.any).epsilon(1e-6));  // one fire pays it
    CHECK_FALSE(found->layouts[0].payback);
    other.economics.values[1].per_lost_request = 8.0;
    CHECK_FALSE(same_values(base, other));
    CHECK_FALSE(compare_economics(std::vector<PricedLayout>{{&base, bad}, {&other, good}}));
}

}  // namespace
}  // namespace firebreak::metrics

// Row 44, continued: totals of random numbers of losses, and a payback by hand.
#include <cmath>
#include <vector>

#include "metrics/compound_poisson.hpp"
#include "metrics/economics.hpp"
#include "unit/metrics_test_world.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

constexpr const char* exact = "closed form, rounding only";
constexpr const char* neglected = "closed form; 1e-10 of probability is neglected";
constexpr const char* grid = "closed form; losses by 2000 quantiles, on a grid";

/// Equally likely losses in place of an exponential distribution.
std::vector<double> exponential_losses(double mean) {
    std::vector<double> losses;
    for (int i = 0; i < 2000; ++i) losses.push_back(-mean * std::log1p(-(i + 0.5) / 2000.0));
    return losses;
}

/// P(S > s) where Poisson(rate) many exponential losses add up: those of each number are Erlang.
double above(double rate, double s_by_mean) {
    double probability = 0.0;
    double weight = std::exp(-rate);
    double erlang = 0.0;
    double term = std::exp(-s_by_mean);
    for (int n = 1; n < 60; ++n) {
        weight *= rate / n;
        erlang += term;
        term *= s_by_mean / n;
        probability += weight * erlang;
    }
    return probability;
}

TEST_CASE("verification row 44: totals of a year") {
    const std::vector<double> three{3.0};
    const std::vector<double> rate{std::log(2.0)};
    const metrics::TotalLoss fixed = metrics::total_loss({three, rate});
    const std::vector<double> two_kinds{1.0, 5.0};
    const std::vector<double> often{2.6};
    const metrics::TotalLoss mixed = metrics::total_loss({two_kinds, often});
    // Two independent Poisson counts of 1.3: 6 = 1 + 5 = 6 times 1.
    const double six = std::exp(-2.6) * (1.3 * 1.3 + std::pow(1.3, 6) / 720.0);
    verify({{"44", "rate ln 2, loss 3: nothing", 0.5, 1.0 - fixed.at_least(3.0), absolute(1e-9), neglected},
            {"44", "the same: two or more, 1 - .5 (1 + ln 2)", 0.5 - 0.5 * std::log(2.0), fixed.at_least(6.0),
             absolute(1e-9), neglected},
            {"44", "the same: mean 3 ln 2", 3.0 * std::log(2.0), fixed.mean(), absolute(1e-8), neglected},
            {"44", "losses 1 and 5, rate 2.6: a total of 6", six, mixed.at_least(5.5) - mixed.at_least(6.5),
             absolute(1e-9), neglected},
            {"44", "the same: mean 2.6 * 3", 7.8, mixed.mean(), absolute(1e-8), neglected}});
}

TEST_CASE("verification row 44: totals of exponential losses") {
    const std::vector<double> losses = exponential_losses(10.0);
    const std::vector<double> rate{0.7};
    const metrics::TotalLoss total = metrics::total_loss({losses, rate}, 16384);
    // A rate that is itself exponential makes the number geometric, and the total exponential again.
    const std::vector<double> rates = metrics::equally_likely({Shape::exponential, 1.5, 0.0, 0.0}, 2000);
    const metrics::TotalLoss unsure = metrics::total_loss({losses, rates});
    verify({{"44", "rate .7, mean loss 10: more than 25", above(0.7, 2.5), total.at_least(25.0),
             relative(5e-3), grid},
            {"44", "the same: more than 60", above(0.7, 6.0), total.at_least(60.0), relative(1e-2), grid},
            {"44", "rate exponential, mean 1.5: any, 1.5 / 2.5", 0.6, metrics::loss_tail({losses, rates}).any,
             absolute(1e-3), "closed form; the rate by 2000 values"},
            {"44", "the same: more than 50, .6 e^-2", 0.6 * std::exp(-2.0), unsure.at_least(50.0),
             relative(1e-2), grid},
            {"44", "the same: quantile .95, 25 ln 12", 25.0 * std::log(12.0), unsure.quantile(0.95),
             relative(1e-2), grid},
            {"44", "the same: mean beyond it, 25 more", 25.0 * (std::log(12.0) + 1.0),
             unsure.mean_beyond(0.95), relative(1e-2), grid}});
}

TEST_CASE("verification row 44: a payback by hand") {
    const metrics::LossTail none =
        metrics::loss_tail({std::vector<double>{0.0, 4.0}, std::vector<double>{0.3}});
    verify({{"44", "1 M for 80 k a year less 10 k: years", 1e6 / 70e3,
             metrics::payback_years({.capital = 1e6, .yearly = 70e3, .rate = 0.0}), relative(1e-12), exact},
            {"44", "8.530 a year for 10 years at 3 % pay 72.76", 10.0,
             metrics::payback_years(
                 {.capital = 8.530 * (1.0 - std::pow(1.03, -10.0)) / 0.03, .yearly = 8.530, .rate = 0.03}),
             relative(1e-12), exact},
            {"44", "20 years at 4.5 %: annuity factor", 13.00794, metrics::annuity_factor(20.0, 0.045),
             absolute(5e-6), "tables have so many digits"},
            {"44", "half of the fires cost: any in a year, rate .3", 1.0 - std::exp(-0.15), none.any,
             absolute(1e-12), exact}});
}

/// Two layouts of a world with one function of worth; fires half a year apart or so.
TEST_CASE("verification row 44: layouts against each other") {
    World base = test::small_world();
    base.economics = {.currency = "k",
                      .cost = LayoutCost{"k", 500e3, 1e3},
                      .values = {{2.0, 0.0}, {0.0, 3.0}},
                      .ignitions_per_site_year = Distribution{Shape::constant, 0.5, 0.0, 0.0}};
    World other = base;
    other.economics.cost = LayoutCost{"k", 1500e3, 11e3};
    const auto runs = [&](double unserved_user_h, double lost_requests) {
        Measures measures;
        measures.functions.resize(2);
        measures.sites.resize(2);
        measures.functions[0].unserved_user_h = unserved_user_h;
        measures.functions[0].lost_requests = 1e9;  // worth nothing at this function
        measures.functions[1].unserved_user_h = 1e9;
        measures.functions[1].lost_requests = lost_requests;
        return std::vector<Measures>(5, measures);
    };
    const std::vector<Measures> dear = runs(97'000.0, 2'000.0);   // 200 k a fire
    const std::vector<Measures> cheap = runs(11'000.0, 6'000.0);  // 40 k a fire
    const std::vector<metrics::PricedLayout> sides{{&base, dear}, {&other, cheap}};
    const auto found = metrics::compare_economics(sides);
    REQUIRE(found);
    const metrics::LayoutEconomics& layout = found->layouts.at(1);
    REQUIRE(layout.payback);
    // 20 years, rate 10: 1.2 M to be saved by fires of 160 k each, so by 8 or more.
    double seven_or_fewer = 0.0;
    for (int k = 0; k <= 7; ++k)
        seven_or_fewer += std::exp(-10.0 + k * std::log(10.0) - std::lgamma(k + 1.0));
    verify({{"44", "base: expected loss a year", 100e3, found->layouts[0].by_time->expected_yearly.value,
             relative(1e-12), exact},
            {"44", "other: expected loss a year", 20e3, layout.by_time->expected_yearly.value,
             relative(1e-12), exact},
            {"44", "other: cost a year, 1.5 M over 20 years + 11 k", 86e3, *layout.yearly_cost,
             relative(1e-12), exact},
            {"44", "years until 1 M is paid by 70 k", 1e6 / 70e3, layout.payback->years.value,
             relative(1e-12), exact},
            {"44", "break-even: 60 k / 160 k fires a year", 0.375, *layout.payback->break_even_rate,
             relative(1e-12), exact},
            {"44", "paid at the end: 8 or more of 10 fires", 1.0 - seven_or_fewer,
             layout.payback->paid_at_end, absolute(1e-8), neglected},
            {"44", "no doubt about rate or loss: ever pays", 1.0, layout.payback->pays_ever, absolute(0.0),
             exact}});
}

}  // namespace
}  // namespace firebreak::verification

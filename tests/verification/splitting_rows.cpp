// Row 48: rare outcomes by splitting, where the answer is known.
#include <cmath>

#include "firebreak/random.hpp"
#include "metrics/splitting.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

using metrics::RareOutcome;
using metrics::SplittingEffort;

/// Runs whose value is a function of the draws alone.
metrics::ValuesOf values_by(double (*value)(const Draws&), std::uint64_t seed) {
    return [=](std::span<const metrics::MovedLuck> lucks) {
        std::vector<double> values;
        for (const metrics::MovedLuck& luck : lucks)
            values.push_back(value(Draws{seed, luck.replication, luck.moves}));
        return values;
    };
}

/// Independent chances of 1 in 10: how many come true before the first that does not, of 4.
double chances(const Draws& draws) {
    std::uint32_t n = 0;
    while (n < 4 && draws.uniform("chance", "", n) < 0.1) ++n;
    return n;
}

/// A walk from 1 that goes up with probability 1/11 until it is at 5, or at 0 for good: its highest place.
double walk(const Draws& draws) {
    int at = 1, highest = 1;
    for (std::uint32_t step = 0; at > 0 && at < 5; ++step) {
        at += draws.uniform("walk", "step", step) < 1.0 / 11.0 ? 1 : -1;
        highest = std::max(highest, at);
    }
    return highest;
}

double sum_of_three(const Draws& draws) {
    return draws.uniform("a", "") + draws.uniform("b", "") + draws.uniform("c", "");
}

/// One exponential time, which decides, beside thirty draws that do not.
double one_of_many(const Draws& draws) {
    double others = 0.0;
    for (std::uint32_t i = 0; i < 30; ++i) others += draws.uniform("other", "", i);
    return -std::log(draws.uniform("decides", "")) + 1e-3 * others / 30.0;
}

RareOutcome found(double (*value)(const Draws&), double threshold, const SplittingEffort& effort) {
    const auto values = values_by(value, effort.seed);
    return metrics::split_over_levels(metrics::choose_levels(threshold, values, effort), values, effort);
}

constexpr const char* errors = "4 standard errors";

Row row(const char* what, double expected, const RareOutcome& outcome) {
    return {"48", what, expected, outcome.probability, relative(4.0 * outcome.relative_error), errors};
}

TEST_CASE("verification row 48: rare outcomes by splitting and by plain runs") {
    const double error = 0.1 / 1.959964;  // 10 % either side, 95 %
    const double sum_rest = std::cbrt(6.0 * 1e-6);
    const SplittingEffort fixed{.trials = 500, .seed = 48};
    const auto chain = metrics::split_over_levels({{0.0}, {1.0}, {2.0}, {3.0}}, values_by(chances, 48), fixed);
    const auto walked = metrics::split_over_levels({{1.0}, {2.0}, {3.0}, {4.0}}, values_by(walk, 49), fixed);
    const auto sum = found(sum_of_three, 3.0 - sum_rest, {.trials = 200, .seed = 50});
    const auto tail = found(one_of_many, 6.0 * std::log(10.0), {.trials = 200, .seed = 51});
    const double four_levels = 4.0 * metrics::plain_runs_needed(0.1, error);
    verify({{"48", "p 1e-4 +-10 %: plain runs", 3.84e6, metrics::plain_runs_needed(1e-4, error),
             relative(1e-3), "the table has so many digits"},
            {"48", "the same in 4 levels of .1: trials a level", 13'830.0, four_levels, relative(1e-3),
             "each level may bring a quarter of the squared error"},
            row("4 chances of .1", 1e-4, chain),
            row("random walk: gambler's ruin, 10 to 1 against", (10.0 - 1.0) / (1e5 - 1.0), walked),
            row("sum of 3 even draws near 3, levels of its own", 1e-6, sum),
            row("one exponential among 30 other draws", 1e-6, tail)});
    // An error that allows everything would make these rows true of anything.
    for (const RareOutcome& outcome : {chain, walked, sum, tail}) {
        CHECK(outcome.relative_error < 0.5);
        CHECK(metrics::plain_runs_needed(outcome.probability, outcome.relative_error) >
              4.0 * static_cast<double>(outcome.runs));
    }
}

TEST_CASE("verification row 48: the error that splitting states is the error that it has") {
    constexpr int times = 40;
    double sum = 0.0, squares = 0.0, stated = 0.0;
    for (std::uint64_t seed = 1; seed <= times; ++seed) {
        const RareOutcome outcome = found(one_of_many, 4.0 * std::log(10.0), {.seed = 1000 + seed});
        sum += outcome.probability;
        squares += outcome.probability * outcome.probability;
        stated += std::pow(outcome.relative_error * outcome.probability, 2);
    }
    const double mean = sum / times;
    const double spread = std::sqrt((squares - times * mean * mean) / (times - 1));
    verify({{"48", "mean of 40 results", 1e-4, mean, absolute(4.0 * spread / std::sqrt(times)), errors},
            {"48", "their spread against the stated error", spread, std::sqrt(stated / times), relative(0.45),
             "4 standard errors of a spread of 40"}});
}

TEST_CASE("verification row 48: what never happens is bounded, not computed") {
    const SplittingEffort effort{.trials = 50, .estimates = 4, .seed = 3};
    const auto never = found(chances, 4.0, effort);
    CHECK(never.probability == 0.0);
    CHECK(std::isinf(never.relative_error));
    CHECK((never.ci_high > 0.0 && never.ci_high < 1e-3));
    const auto constant = found([](const Draws&) { return 7.0; }, 7.0, effort);
    CHECK(constant.probability == 0.0);
    CHECK(constant.levels == std::vector<double>{7.0});
    CHECK(constant.ci_high == 3.0 / 200.0);
    const auto certain = found([](const Draws&) { return 7.0; }, 6.9, effort);
    CHECK(certain.probability == 1.0);
    CHECK(certain.runs == metrics::most_runs(1, effort));
    CHECK(metrics::most_runs(3, effort) == 4 * 50 * (1 + 2 * 6));
}

}  // namespace
}  // namespace firebreak::verification

// Rows 44 and 46 to 48: annual loss, Sobol indices, elementary effects, rare outcomes by splitting. Rows 46
// and 47 go the way of every sweep: a design, a store, the summary.
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

#include "metrics/splitting.hpp"
#include "metrics/tail.hpp"
#include "sweep/designs/design.hpp"
#include "sweep/summarise.hpp"
#include "sweep/values.hpp"
#include "unit/sweep_fixture.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

constexpr const char* exact = "closed form, rounding only";

using Function = std::function<double(const std::vector<double>&)>;

/// Plays a sweep whose only measure is a function of the coordinates, and summarises its store.
metrics::MeasureSummary swept(sweep::DesignKind kind, sweep::Design design, const Function& function) {
    const sweep::test::Folder folder;
    sweep::Plan plan = sweep::test::small_plan(0, 1);
    plan.kind = kind;
    plan.measures = {"/f"};
    plan.axes.clear();
    for (std::size_t i = 0; i < design.front().at.size(); ++i)
        plan.axes.push_back({"x" + std::to_string(i + 1), "/x", "", {}});
    plan.points = std::move(design);
    plan.settings.assign(plan.points.size(), "{}");
    {
        sweep::Store store{folder.at("f.db"), plan, sweep::test::origin()};
        for (std::size_t p = 0; p < plan.points.size(); ++p) {
            const std::vector<double> values{function(plan.points[p].at)};
            store.add({.point = p, .seed = plan.seed, .measures = sweep::values_text(values)});
        }
        store.flush();
    }
    sweep::StoreReader reader{folder.at("f.db")};
    return sweep::summarise(reader, {}).measures.at(0);
}

/// a = 7, b = .1, on [-pi, pi].
double ishigami(const std::vector<double>& at) {
    const auto x = [&](std::size_t i) { return (2.0 * at[i] - 1.0) * std::numbers::pi; };
    return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// A walk from 1 that goes up with probability 1/11 until it is at `level` + 1, or at 0 for good.
std::optional<int> walk(int at, int level, const Draws& luck) {
    for (std::uint32_t step = 0; at > 0 && at <= level; ++step)
        at += luck.uniform("walk", "step", step) < 1.0 / 11.0 ? 1 : -1;
    return at > 0 ? std::optional{at} : std::nullopt;
}

/// A chain of independent chances of 1 in 10.
std::optional<int> chance(int at, int /*level*/, const Draws& luck) {
    return luck.uniform("chance", "level") < 0.1 ? std::optional{at + 1} : std::nullopt;
}

TEST_CASE("verification row 44: loss by the year") {
    verify({{"44", "ARO .002, SLE 50 M: expected loss a year", 1e5,
             metrics::expected_annual_loss(0.002, 50e6), relative(1e-12), exact},
            {"44", "the same: at least one in 10 years", 0.0198, metrics::probability_within(0.002, 10.0),
             absolute(5e-5), "the table has so many digits"},
            {"44", "the same, 1 - e^-.02", 1.0 - std::exp(-0.02), metrics::probability_within(0.002, 10.0),
             relative(1e-12), exact}});
}

TEST_CASE("verification row 46: Sobol indices of the Ishigami function") {
    const auto found = swept(sweep::DesignKind::saltelli,
                             sweep::saltelli({.dimensions = 3, .base_points = 4096, .seed = 46}), ishigami);
    REQUIRE(found.axes.size() == 3);
    CHECK(found.blocks == 4096);
    const auto first = [&](std::size_t i) { return found.axes[i].sobol->first; };
    const auto total = [&](std::size_t i) { return found.axes[i].sobol->total; };
    constexpr const char* sampled = "the table asks for .02 at N 4096";
    verify({{"46", "Ishigami S1", 0.3139, first(0).value, absolute(0.02), sampled},
            {"46", "Ishigami S2", 0.4424, first(1).value, absolute(0.02), sampled},
            {"46", "Ishigami S3", 0.0, first(2).value, absolute(0.02), sampled},
            {"46", "Ishigami ST1", 0.5576, total(0).value, absolute(0.02), sampled},
            {"46", "Ishigami ST2", 0.4424, total(1).value, absolute(0.02), sampled},
            {"46", "Ishigami ST3", 0.2437, total(2).value, absolute(0.02), sampled}});
    const std::vector<double> firsts{0.3139, 0.4424, 0.0}, totals{0.5576, 0.4424, 0.2437};
    for (std::size_t i = 0; i < 3; ++i) {
        INFO("axis " << i + 1);
        CHECK(first(i).low < firsts[i]);
        CHECK(firsts[i] < first(i).high);
        CHECK(total(i).low < totals[i]);
        CHECK(totals[i] < total(i).high);
        CHECK(first(i).high - first(i).low < 0.15);
    }
}

TEST_CASE("verification row 47: elementary effects of a linear function") {
    const std::vector<double> slopes{3.0, -0.5, 0.0, 120.0};
    const auto found =
        swept(sweep::DesignKind::morris, sweep::morris({.dimensions = 4, .trajectories = 12, .seed = 47}),
              [&](const std::vector<double>& at) {
                  return 7.0 + std::inner_product(at.begin(), at.end(), slopes.begin(), 0.0);
              });
    REQUIRE(found.axes.size() == 4);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < slopes.size(); ++i) {
        const metrics::MorrisEffect& effect = *found.axes[i].morris;
        const std::string name = "slope " + std::to_string(slopes[i]).substr(0, 5);
        rows.push_back(
            {"47", name + ": mu*", std::abs(slopes[i]), effect.mu_star.value, absolute(1e-9), exact});
        rows.push_back({"47", name + ": mu", slopes[i], effect.mu, absolute(1e-9), exact});
        rows.push_back({"47", name + ": sigma", 0.0, effect.sigma, absolute(1e-9), exact});
    }
    verify(rows);
}

TEST_CASE("verification row 48: rare outcomes by splitting and by plain runs") {
    constexpr std::uint32_t trials = 13'830;
    const auto chain =
        metrics::fixed_effort_splitting<int>(0, chance, {.levels = 4, .trials = trials, .seed = 48});
    // Gambler's ruin with odds of 10 : 1 against, from 1 to 5.
    const double ruin = (10.0 - 1.0) / (1e5 - 1.0);
    const metrics::SplittingEffort effort{.levels = 4, .trials = trials, .seed = 49};
    const auto walked = metrics::fixed_effort_splitting<int>(1, walk, effort);
    // The error that each estimate states, against the spread of a hundred of them.
    double sum = 0.0, squares = 0.0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const double p =
            metrics::fixed_effort_splitting<int>(1, walk, {.levels = 4, .trials = 1383, .seed = 1000 + seed})
                .probability;
        sum += p;
        squares += p * p;
    }
    const double mean = sum / 100.0;
    const double spread = std::sqrt((squares - 100.0 * mean * mean) / 99.0) / ruin;
    const double stated = std::sqrt([&] {
        double variance = 0.0;
        for (const double share : walked.levels) variance += (1.0 - share) / share;
        return variance;
    }() / 1383.0);
    constexpr const char* errors = "4 standard errors";
    verify({{"48", "p 1e-4 +-10 %: plain runs", 3.84e6, metrics::plain_runs_needed(1e-4, 0.1), relative(1e-3),
             "the table has so many digits"},
            {"48", "the same in 4 levels of .1: trials a level", 13'830.0,
             metrics::splitting_trials_needed(1e-4, 4, 0.1) / 4.0, relative(1e-3), "the same"},
            {"48", "4 chances of .1, 55,320 trials", 1e-4, chain.probability,
             relative(4.0 * chain.relative_error), errors},
            {"48", "its relative error", 0.1 / 1.96, chain.relative_error, relative(0.05),
             "shares of .1 are known to 2.6 % each"},
            {"48", "random walk, 55,320 trials", ruin, walked.probability,
             relative(4.0 * walked.relative_error), errors},
            {"48", "random walk, mean of 100 estimates", ruin, mean, relative(4.0 * stated / 10.0), errors},
            {"48", "their spread against the stated error", stated, spread, relative(0.3),
             "4 standard errors of a spread of 100"},
            {"48", "trials made", 55'320.0, static_cast<double>(chain.trials), absolute(0.0), exact}});
    CHECK(metrics::plain_runs_needed(walked.probability, 1.96 * walked.relative_error) >
          50.0 * static_cast<double>(walked.trials));
    const auto never = metrics::fixed_effort_splitting<int>(
        1, [](int, int, const Draws&) { return std::optional<int>{}; }, effort);
    CHECK(never.probability == 0.0);
    CHECK(std::isinf(never.relative_error));
    CHECK(never.trials == trials);
}

}  // namespace
}  // namespace firebreak::verification

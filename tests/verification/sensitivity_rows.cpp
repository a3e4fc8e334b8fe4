// Rows 44, 46 and 47: annual loss, Sobol indices, elementary effects. Rows 46 and 47 go the way of every
// sweep: a design, a store, the summary.
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

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

}  // namespace
}  // namespace firebreak::verification

// Order statistics, tails, resamples, and what a store with gaps still says.
#include <array>
#include <cmath>
#include <numeric>

#include "catch_compat.hpp"
#include "firebreak/error.hpp"
#include "firebreak/metrics.hpp"
#include "report/sweep_report.hpp"
#include "sweep/summarise.hpp"
#include "sweep_fixture.hpp"

namespace firebreak::sweep {
namespace {

using metrics::enclosing_ranks;

TEST_CASE("ranks that enclose a quantile are those of the binomial distribution") {
    // Bin(100, .5): P(<= 39) = .0176, P(<= 40) = .0284; so 40 and, by symmetry, 61.
    CHECK(enclosing_ranks(100, 0.5).low == 40);
    CHECK(enclosing_ranks(100, 0.5).high == 61);
    // Five values: P(0 below the median) = 1/32 is too likely on either side.
    CHECK(enclosing_ranks(5, 0.5).low == 0);
    CHECK(enclosing_ranks(5, 0.5).high == 6);
    CHECK(enclosing_ranks(6, 0.5).low == 1);
    CHECK(enclosing_ranks(6, 0.5).high == 6);
    // .95^72 = .0249: from 72 values on the greatest bounds the 95 % quantile from above.
    CHECK(enclosing_ranks(71, 0.95).high == 72);
    CHECK(enclosing_ranks(72, 0.95).high == 72);
}

TEST_CASE("the tail of a few values, by hand") {
    std::vector<double> values(10);
    std::iota(values.begin(), values.end(), 1.0);
    CHECK(metrics::mean_beyond(values, 0.75) == Approx(9.2).epsilon(1e-12));
    CHECK(metrics::mean_beyond(values, 0.9) == Approx(10.0).epsilon(1e-12));
    CHECK(metrics::mean_beyond(values, 0.99) == Approx(10.0).epsilon(1e-12));
    CHECK(metrics::mean_beyond(values, 0.0) == Approx(5.5).epsilon(1e-12));
    CHECK(metrics::quantile_estimate(values, 0.7).value == 7.0);
    CHECK(std::isnan(metrics::quantile_estimate(values, 0.95).high));
    values.back() = censored;
    CHECK(std::isinf(metrics::quantile_estimate(values, 0.95).value));
}

TEST_CASE("a spread counts what did not happen at the horizon") {
    const metrics::Spread spread =
        metrics::spread_of({4.0, censored, std::nan(""), 1.0, 3.0},
                           {.horizon_h = 10.0, .target = 3.0, .ignitions_per_year = 0.5});
    CHECK(spread.n == 4);
    CHECK(spread.censored == 1);
    CHECK(spread.mean == Approx(4.5).epsilon(1e-12));
    CHECK(spread.met == 0.5);
    CHECK(spread.annual_loss == Approx(2.25).epsilon(1e-12));
    CHECK(spread.beyond_p99 == 10.0);
    REQUIRE(spread.annual_tail);  // every run is a loss, so any fire is one
    CHECK(spread.annual_tail->any == Approx(1.0 - std::exp(-0.5)).epsilon(1e-12));
    CHECK(spread.annual_tail->mean == Approx(2.25).epsilon(1e-8));
    CHECK(spread.annual_tail->p99 > 10.0);  // more than one fire
    CHECK(std::isinf(spread.p95.value));
    CHECK(metrics::spread_of({}, {}).n == 0);
}

TEST_CASE("a spread tells what never happened from what had not happened yet") {
    const metrics::Spread spread =
        metrics::spread_of({not_at_all, 4.0, censored, std::nan(""), 2.0, not_at_all, not_at_all},
                           {.horizon_h = 10.0, .kind = MeasureKind::event, .target = 3.0, .ignitions_per_year = 0.5});
    CHECK(spread.n == 6);
    CHECK(spread.never == 3);
    CHECK(spread.censored == 1);
    CHECK(spread.affected.n == 3);
    CHECK(spread.affected.p50 == 4.0);
    CHECK(spread.mean == Approx(16.0 / 3.0).epsilon(1e-12));
    CHECK(spread.p50.value == censored);
    CHECK(spread.p95.value == not_at_all);
    CHECK(*spread.met == Approx(1.0 / 6.0));
    CHECK_FALSE(spread.annual_loss);  // times to an event do not add up over a year
}

TEST_CASE("a spread of losses counts those that went on, missing values left out") {
    const metrics::Spread spread = metrics::spread_of(
        {0.0, std::nan(""), 8.0, 6.0}, {.horizon_h = 10.0, .kind = MeasureKind::loss, .still_losing = {0.0, 1.0, 1.0, 0.0}});
    CHECK(spread.n == 3);
    CHECK(spread.censored == 1);
    CHECK(spread.affected.n == 2);
    CHECK(spread.affected.censored == 1);
    CHECK(spread.p95.value == 8.0);
}

/// Two points and measures a, b; point 1 lacks replication 1, which failed, and is 2 r above point 0 in /a.
void write_store(const std::string& path, bool common_luck = true) {
    Plan plan = test::small_plan(3, 4);
    plan.common_luck = common_luck;
    Store store{path, plan, test::origin()};
    for (int r = 0; r < 4; ++r) {
        store.add({.point = 0, .replication = r, .measures = "[" + std::to_string(r) + ",null]"});
        if (r == 1) {
            store.add({.point = 1, .replication = r, .status = Status::crashed, .error = "signal 11"});
        } else {
            store.add(
                {.point = 1, .replication = r, .measures = "[" + std::to_string(3 * r) + ",\"censored\"]"});
        }
    }
    store.flush();
}

TEST_CASE("a summary pairs the runs that both points have, and names what is missing") {
    const test::Folder folder;
    write_store(folder.at("s.db"));
    StoreReader reader{folder.at("s.db")};
    const metrics::SweepSummary summary = summarise(reader, {.targets = {{"/a", 2.0}}});
    CHECK(summary.runs_ok == 7);
    CHECK(summary.runs_failed == 1);
    CHECK(summary.points_without_runs == 1);
    REQUIRE(summary.measures.size() == 2);
    const metrics::MeasureSummary& a = summary.measures[0];
    CHECK(a.target == 2.0);
    CHECK(a.points[0].spread.mean == 1.5);
    CHECK_FALSE(a.points[0].to_first);
    REQUIRE(a.points[1].to_first);
    CHECK(a.points[1].to_first->n == 3);
    CHECK(a.points[1].to_first->mean == Approx((0.0 + 4.0 + 6.0) / 3.0).epsilon(1e-12));
    CHECK(a.points[1].spread.met == Approx(1.0 / 3.0).epsilon(1e-12));
    CHECK(a.points[2].spread.n == 0);
    CHECK_FALSE(a.points[2].to_first);
    CHECK(a.over_all.n == 7);
    CHECK(std::isnan(a.over_all.ci_low));
    const metrics::MeasureSummary& b = summary.measures[1];
    CHECK(b.points[0].spread.n == 0);
    CHECK(b.points[1].spread.censored == 3);
    CHECK(b.points[1].spread.mean == 10.0);
    CHECK_FALSE(b.points[1].to_first);

    const std::string csv = report::summary_csv(summary);
    CHECK(csv.find("measure,scope,point,axis,statistic,value,low,high,n,x\n") == 0);
    CHECK(csv.find("/a,point,1,,difference_to_first,3.33333333333333") != csv.npos);
    CHECK(csv.find("/b,point,1,,p50,inf,,,3,1\n") != csv.npos);
    CHECK(csv.find("/b,point,0,") == csv.npos);
    const std::string text = report::summary_text(summary, false, {.columns = 80});
    CHECK(text.find("Not finished: 1 point without a run yet.") != text.npos);
}

TEST_CASE("a summary takes no differences where points have luck of their own") {
    const test::Folder folder;
    write_store(folder.at("s.db"), false);
    StoreReader reader{folder.at("s.db")};
    CHECK_FALSE(summarise(reader, {.measures = {"/a"}}).measures.at(0).points.at(1).to_first);
}

TEST_CASE("a summary refuses what the store does not hold") {
    const test::Folder folder;
    write_store(folder.at("s.db"));
    StoreReader reader{folder.at("s.db")};
    CHECK_THROWS_AS(summarise(reader, {.measures = {"/c*"}}), InputError);
    CHECK_THROWS_AS(summarise(reader, {.targets = {{"/c", 1.0}}}), InputError);
}

TEST_CASE("blocks that are not complete do not count") {
    const test::Folder folder;
    Plan plan = test::small_plan(0, 1);
    plan.kind = DesignKind::morris;
    plan.measures = {"/a"};
    plan.points = morris({.dimensions = 1, .trajectories = 3, .seed = 5});
    plan.settings.assign(plan.points.size(), "{}");
    {
        Store store{folder.at("s.db"), plan, test::origin()};
        for (std::size_t p = 0; p + 1 < plan.points.size(); ++p) {
            const double value = 4.0 * plan.points[p].at[0];
            store.add({.point = p, .measures = "[" + std::to_string(value) + "]"});
        }
        store.flush();
    }
    StoreReader reader{folder.at("s.db")};
    const metrics::SweepSummary summary = summarise(reader, {});
    CHECK(summary.blocks_planned == 3);
    CHECK(summary.measures.at(0).blocks == 2);
    CHECK(summary.measures.at(0).axes.at(0).morris->mu == Approx(4.0).epsilon(1e-5));
}

TEST_CASE("resamples draw whole blocks, all alike, and give an estimate its interval") {
    const metrics::Resamples resamples{50};
    std::vector<int> drawn(50);
    for (std::size_t r = 0; r < resamples.count(); ++r)
        for (const std::uint32_t block : resamples.blocks_of(r)) ++drawn.at(block);
    // Each is drawn 1000 times give or take 32.
    for (const int times : drawn) CHECK(std::abs(times - 1000) < 160);
    std::vector<double> values(50);
    std::iota(values.begin(), values.end(), 0.0);
    const metrics::MorrisEffect effect = metrics::morris_effect(values, resamples);
    CHECK(effect.mu_star.value == Approx(24.5).epsilon(1e-12));
    // The mean's standard error is 14.43 / sqrt(50) = 2.04.
    CHECK(effect.mu_star.low == Approx(24.5 - 1.96 * 2.04).margin(0.8));
    CHECK(effect.mu_star.high == Approx(24.5 + 1.96 * 2.04).margin(0.8));
    const std::vector<double> flat(50, 0.3);
    const auto index = metrics::sobol_index({.a = flat, .b = flat, .a_with_b_column = flat}, resamples);
    CHECK(std::isnan(index.first.value));
    CHECK(std::isnan(index.total.low));
}

}  // namespace
}  // namespace firebreak::sweep

// Recovery and relapse against a slow second account, and what a horizon moved outwards may change.
#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "metrics/statistics.hpp"
#include "metrics/step_curve.hpp"
#include "property.hpp"
#include "random_world.hpp"

namespace firebreak {
namespace {

using namespace test;
using Bytes_ = std::vector<std::uint8_t>;
using metrics::Passage;

constexpr int length = 60;  // ticks of a random curve

Instant tick(int i) { return Instant{Ticks{i}}; }

/// The definition, tick by tick: `up[i]` says whether the level is reached over [i, i + 1).
Passage by_definition(const std::vector<bool>& up, int sustained, int end) {
    Passage found;
    for (int i = 0; i <= end && !found.lost; ++i) {
        if (!up[i]) found.lost = tick(i);
    }
    if (!found.lost) return found;
    for (int i = static_cast<int>(found.lost->time_since_epoch().count()); i + sustained <= end && !found.back; ++i) {
        bool held = up[i];
        for (int k = i; k < i + sustained; ++k) held = held && up[k];
        if (held) found.back = tick(i);
    }
    for (int i = 0; i < end && found.back; ++i) {
        if (tick(i) <= *found.back) continue;
        if (!up[i] && up[i - 1]) ++found.relapses;
        if (!up[i]) found.relapsed += Ticks{1};
    }
    return found;
}

TEST_CASE("recovery and relapses are what their definition says, tick by tick") {
    int relapsed = 0, censored_ones = 0;
    holds("passages", [&](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& steps, std::uint8_t hold, std::uint8_t horizon) {
        std::vector<double> value(length + 1, 1.0);
        const std::array shares{0.0, 0.3, 0.5, 0.95, 0.99, 1.0};
        for (const auto& [at, share] : steps) {
            std::fill(value.begin() + at % (length + 1), value.end(), shares[share % shares.size()]);
        }
        metrics::StepCurve curve;
        for (int i = 0; i <= length; ++i) curve.set(tick(i), value[i]);
        const int sustained = hold % 8;
        const int end = horizon % (length + 1);
        for (const metrics::Level level : {metrics::levels.first, metrics::levels.half, metrics::levels.most, metrics::levels.full}) {
            std::vector<bool> up;
            for (const double each : value) up.push_back(metrics::reaches(each, level));
            const Passage expected = by_definition(up, sustained, end);
            const Passage got = metrics::passage(curve, level, {Ticks{sustained}, tick(end)});
            RC_ASSERT(got.lost == expected.lost);
            RC_ASSERT(got.back == expected.back);
            RC_ASSERT(got.relapses == expected.relapses);
            RC_ASSERT(got.relapsed == expected.relapsed);
            relapsed += got.relapses > 0 ? 1 : 0;
            censored_ones += got.lost && !got.back ? 1 : 0;
        }
    });
    CHECK(relapsed > 20);
    CHECK(censored_ones > 20);
}

ObservationLog run(const World& world, std::uint64_t seed) {
    const Draws draws{seed, 0};
    const auto backend = engine::make_analytic_backend(world);
    return engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
}

/// What a longer look at the same run may make of `early`.
void check_longer(MeasureKind kind, double early, double late) {
    switch (kind) {
        case MeasureKind::event:
            // What did not happen may still: a fire flares up again. What happened, happened.
            if (std::isfinite(early)) RC_ASSERT(late == early);
            break;
        case MeasureKind::recovery:
            if (early != 0.0 && early != censored) RC_ASSERT(late == early);
            break;
        case MeasureKind::loss:
            RC_ASSERT(late >= early || std::abs(late - early) < 1e-6 * (1.0 + early));
            break;
        case MeasureKind::amount:
            break;
    }
}

TEST_CASE("a horizon moved outwards changes nothing but what was censored, or comes later") {
    int same = 0, found_later = 0;
    holds("horizons", [&](const Bytes_& genes, std::uint64_t seed, std::uint16_t cut) {
        const RandomWorld random{genes};
        const World& world = random.world();
        const ObservationLog whole = run(world, seed);
        ObservationLog early = whole;
        early.end = ignition_instant + Ticks{whole.end.time_since_epoch().count() / 65536 * (1 + cut)};
        const std::vector<Measures> at_early{metrics::measure(world, early)};
        const std::vector<Measures> at_whole{metrics::measure(world, whole)};
        const auto before = metrics::series_of(world, at_early);
        const auto after = metrics::series_of(world, at_whole);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const MeasureKind kind = measure_kind(before[i].path);
            if (before[i].path.ends_with("/deferred_wait_h") || before[i].path.ends_with("/waiting_requests")) continue;
            const double sooner = before[i].values[0];
            const double later = after[i].values[0];
            check_longer(kind, sooner, later);
            if (kind == MeasureKind::recovery && sooner != 0.0) {
                same += sooner == later ? 1 : 0;
                found_later += sooner == censored && later != censored ? 1 : 0;
            }
        }
    });
    CHECK(same > 20);
    CHECK(found_later > 20);
}

TEST_CASE("the order of replications changes no summary") {
    holds("permutations", [](std::vector<double> values, std::uint64_t seed) {
        if (values.empty()) return;
        for (double& value : values) {
            value = std::abs(std::fmod(value, 400.0));
            if (value > 300.0) value = censored;
            if (value < 30.0) value = 0.0;
        }
        const Summary before = metrics::summarise(values, 400.0);
        std::mt19937_64 shuffle{seed};
        std::shuffle(values.begin(), values.end(), shuffle);
        const Summary after = metrics::summarise(values, 400.0);
        RC_ASSERT(after.p5 == before.p5);
        RC_ASSERT(after.p50 == before.p50);
        RC_ASSERT(after.p95 == before.p95);
        RC_ASSERT(after.censored == before.censored);
        RC_ASSERT(after.affected.n == before.affected.n);
        RC_ASSERT(before.affected.n == 0 || after.affected.p50 == before.affected.p50);
        RC_ASSERT(std::abs(after.mean - before.mean) <= 1e-9 * (1.0 + before.mean));
    });
}

}  // namespace
}  // namespace firebreak

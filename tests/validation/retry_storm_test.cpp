// The shipped retry storm: repeated requests hold a service down after all capacity is back, and shedding frees it.
#include "catch_compat.hpp"
#include "engine/analytic_backend.hpp"
#include "engine/execute.hpp"
#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "scenario/reader.hpp"
#include "world/world.hpp"

namespace firebreak {
namespace {

constexpr std::uint32_t replications = 30;

World storm(AdmissionMode mode) {
    auto loaded = scenario::read_scenario(FIREBREAK_SOURCE_DIR "/scenarios/studies/retry-storm.json");
    loaded.scenario.response.admission_control.mode = mode;
    std::vector<Finding> findings;
    World world = world::build(loaded.scenario, findings);
    REQUIRE(findings.empty());
    return world;
}

Measures measures(const World& world, std::uint32_t replication) {
    const Draws draws{1, replication};
    const auto backend = engine::make_analytic_backend(world);
    return metrics::measure(world, engine::execute(world, hazard::build_timeline(world, draws), draws, *backend));
}

TEST_CASE("a retry storm holds both functions down after every server is back") {
    const World world = storm(AdmissionMode::none);
    int held_alone = 0;
    for (std::uint32_t i = 0; i < replications; ++i) {
        const Measures of = measures(world, i);
        CHECK(of.sites[0].servers_restored_h.full < 24.0);
        for (const auto& function : of.functions) {
            CHECK(function.recovery_h.first < 12.0);  // all components run again
            CHECK(function.still_losing == 1.0);
            // One that returns hours before the other is back alone, until the other brings the storm.
            if (function.recovery_h.half != censored) {
                ++held_alone;
                CHECK(function.relapse_h.half > 24.0);
            }
        }
    }
    CHECK(held_alone < 6);
}

TEST_CASE("load shedding ends the retry storm") {
    const World world = storm(AdmissionMode::automatic);
    for (std::uint32_t i = 0; i < replications; ++i) {
        const auto functions = measures(world, i).functions;
        // The feed brings the storm with it; the shop is spared where it returns after it.
        CHECK(functions[0].recovery_h.full > functions[0].recovery_h.first);
        for (const auto& function : functions) CHECK(function.recovery_h.full < 24.0);
    }
}

TEST_CASE("without repetitions there is no storm") {
    World world = storm(AdmissionMode::none);
    for (WorldFunction& function : world.functions) function.retries = 0;
    for (std::uint32_t i = 0; i < replications; ++i) {
        for (const auto& function : measures(world, i).functions) CHECK(function.recovery_h.full < 12.0);
    }
}

}  // namespace
}  // namespace firebreak

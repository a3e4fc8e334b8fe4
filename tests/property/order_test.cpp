// The members of a JSON object have no order: writing them in another one changes nothing that happens.
#include <filesystem>
#include <fstream>

#include "hazard/timeline.hpp"
#include "metrics/measure.hpp"
#include "property.hpp"
#include "random_scenario.hpp"
#include "scenario/reader.hpp"
#include "world/world.hpp"

namespace firebreak {
namespace {

using namespace test;

Json resolved(const std::string& file) {
    return Json::parse(scenario::read_scenario(FIREBREAK_SOURCE_DIR "/scenarios/" + file).resolved);
}

/// A scenario's world from its document, through the reader; `findings`: what found no place.
World world_of(const Json& document, std::vector<Finding>& findings) {
    const auto path = std::filesystem::temp_directory_path() / ("firebreak-order-" + std::to_string(::getpid()) + ".json");
    std::ofstream{path} << document.dump();
    const auto loaded = scenario::read_scenario(path.string());
    std::filesystem::remove(path);
    return world::build(loaded.scenario, findings);
}

/// Everything that one replication said, as numbers: equal bit for bit or not.
std::vector<double> run(const World& world, std::uint32_t replication) {
    const Draws draws{5, replication};
    const auto backend = engine::make_analytic_backend(world);
    const ObservationLog log = engine::execute(world, hazard::build_timeline(world, draws), draws, *backend);
    std::vector<double> said;
    const auto at = [&](Instant instant) { said.push_back(static_cast<double>(instant.time_since_epoch().count())); };
    for (const Event& event : log.events) {
        at(event.at);
        for (const auto number : {static_cast<std::uint32_t>(event.entity.kind), event.entity.index, event.cause.value})
            said.push_back(number);
        said.insert(said.end(), {static_cast<double>(event.from), static_cast<double>(event.to), event.value});
    }
    for (const ServiceLevel& level : log.levels) {
        at(level.at);
        said.insert(said.end(), {static_cast<double>(level.function.value), level.served, level.degraded, level.remaining, level.resent});
    }
    for (const DataLoss& loss : log.losses) {
        at(loss.at);
        said.insert(said.end(), {static_cast<double>(loss.component.value), loss.age.count(), loss.share});
    }
    for (const std::string& step : log.pinned_steps) said.insert(said.end(), step.begin(), step.end());
    for (const auto& function : metrics::measure(world, log).functions)
        said.insert(said.end(), {function.unserved_user_h, function.lost_requests, function.data_loss_s});
    return said;
}

std::vector<std::string> names(const World& world) {
    std::vector<std::string> all;
    const auto add = [&](const auto& table) {
        for (const auto& one : table) all.push_back(one.name);
    };
    add(world.sites), add(world.zones), add(world.rooms), add(world.cables), add(world.power), add(world.rows);
    add(world.racks), add(world.cooling), add(world.devices), add(world.wan), add(world.components), add(world.replicas);
    add(world.functions);
    return all;
}

TEST_CASE("order: shipped scenarios say the same whatever the order of their keys") {
    for (const char* file : {"templates/minimal.json", "incidents/pangyo-2022.json", "incidents/pangyo-2022-unpinned.json", "studies/retry-storm.json"}) {
        const Json document = resolved(file);
        std::vector<Finding> findings;
        const World world = world_of(document, findings);
        for (const std::uint64_t seed : {1, 2}) {
            const World other = world_of(Shuffler{seed}.shuffled(document), findings);
            REQUIRE(findings.empty());
            CAPTURE(file, seed);
            CHECK(names(world) == names(other));
            for (const std::uint32_t replication : {0, 1}) CHECK(run(world, replication) == run(other, replication));
        }
    }
}

TEST_CASE("order: random scenarios say the same whatever the order of their keys") {
    const Json base = resolved("templates/minimal.json");
    int placed = 0;
    holds("order of keys", [&](const std::vector<std::uint8_t>& genes, std::uint64_t seed) {
        const Json document = RandomScenario{base, genes}.document();
        std::vector<Finding> findings;
        std::vector<Finding> other_findings;
        const World world = world_of(document, findings);
        const World other = world_of(Shuffler{seed}.shuffled(document), other_findings);
        RC_ASSERT(names(world) == names(other));
        RC_ASSERT(findings.size() == other_findings.size());
        if (!findings.empty()) return;
        ++placed;
        RC_ASSERT(run(world, 0) == run(other, 0));
    });
    CHECK(placed >= 80);
}

}  // namespace
}  // namespace firebreak

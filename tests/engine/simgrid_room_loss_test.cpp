// What `check` says of rooms of the shipped layouts is what runs on SimGrid show that burn them for good.
#include <set>

#include "burning_for_good.hpp"
#include "catch_compat.hpp"
#include "run.hpp"
#include "scenario/reader.hpp"
#include "studies/room_loss.hpp"
#include "world/world.hpp"

namespace firebreak {
namespace {

World pangyo_on(const std::string& layout) {
    const std::string root = FIREBREAK_SOURCE_DIR;
    const auto loaded = scenario::read_scenario(root + "/scenarios/incidents/pangyo-2022.json",
                                                {.layout = root + "/scenarios/layouts/" + layout + ".json"});
    std::vector<Finding> findings;
    World world = world::build(loaded.scenario, findings);
    REQUIRE(findings.empty());
    return studies::without_bad_luck(std::move(world));
}

std::set<std::uint32_t> run_without(const World& world, RoomId room) {
    const World burning = test::burning_for_good(world, room);
    const Fold lost = [&](const ObservationLog& log) {
        std::vector<double> functions;
        for (const FunctionId id : studies::outcome_of(burning, room, log).lost) functions.push_back(id.value);
        return functions;
    };
    const auto records = replicate(burning, {.fold = lost});
    std::set<std::uint32_t> functions;
    for (const double each : records.at(0).folded) functions.insert(static_cast<std::uint32_t>(each));
    return functions;
}

TEST_CASE("shipped layouts: runs lose what check says") {
    for (const std::string layout : {"single-site", "hardened-single-site", "two-site-standby", "three-site-quorum"}) {
        const World world = pangyo_on(layout);
        const auto losses = studies::lose_each_room(world);
        for (const std::string name : {"pangyo/b3-battery", "pangyo/substation", "pangyo/hall-4-1", "pangyo/hall-5-2"}) {
            for (const RoomId room : world.rooms.keys()) {
                if (world.rooms[room].name != name) continue;
                std::set<std::uint32_t> said;
                for (const studies::RoomLoss& loss : losses) {
                    if (loss.room != room) continue;
                    for (const FunctionId id : loss.lost) said.insert(id.value);
                }
                INFO(layout << ", " << name);
                CHECK(run_without(world, room) == said);
            }
        }
    }
}

}  // namespace
}  // namespace firebreak

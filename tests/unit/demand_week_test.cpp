// The week of a scenario starts on the weekday of its ignition.
#include "catch_compat.hpp"
#include "scenario/reader.hpp"
#include "world/world.hpp"

namespace firebreak {
namespace {

using Days = std::vector<double>;

Days days(const LocalTime& ignition) {
    auto loaded = scenario::read_scenario(FIREBREAK_SOURCE_DIR "/scenarios/templates/minimal.json");
    loaded.scenario.services.demand_weeks = {{"week", {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}}};
    loaded.scenario.services.services[0].functions[0].demand_week = "week";
    loaded.scenario.ignition->local_time = ignition;
    std::vector<Finding> findings;
    const World world = world::build(loaded.scenario, findings);
    CHECK(world.functions[FunctionId{1}].daily_demand.empty());
    return world.functions[FunctionId{0}].daily_demand;
}

TEST_CASE("a fire on a Monday starts the week on a Monday") {
    CHECK(days({2024, 3, 4, 10, 40}) == Days{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0});
}

TEST_CASE("the Pangyo fire was on a Saturday") {
    CHECK(days({2022, 10, 15, 15, 19}) == Days{6.0, 7.0, 1.0, 2.0, 3.0, 4.0, 5.0});
}

TEST_CASE("a leap day is a day") {
    CHECK(days({2024, 2, 29, 0, 0}) == Days{4.0, 5.0, 6.0, 7.0, 1.0, 2.0, 3.0});
}

}  // namespace
}  // namespace firebreak

// Rooms that cannot be built are refused; rooms that are too small for what stands in them are doubted.
#include "scenario_fixture.hpp"

namespace firebreak::scenario {
namespace {

const std::string room = "/layout/sites/north/rooms/battery";

TEST_CASE("an opening larger than the walls is refused, with both areas", "[scenario][checks]") {
    const Files files;
    // 50 m2 and 4 m high: walls of 4 x sqrt(50) x 4 = 113.1 m2.
    CHECK(files.findings_of_sets({room + "/opening_area_m2=113"}).empty());
    const Lines found = files.findings_of_sets({room + "/opening_area_m2=114"});
    REQUIRE(found.size() == 1);
    CHECK(found[0] == "--set: " + room + "/opening_area_m2: openings of 114 m2 in walls of 113.1 m2 (50 m2 of floor, 4 m high); "
                      "less, or 0 for a closed room; area_m2 and height_m say how large its walls are");
    // The default opening of 2 m2 does not fit into a cupboard.
    CHECK(files.findings_of_sets({room + "/area_m2=0.01", room + "/height_m=2"}).size() == 1);
    CHECK(files.findings_of_sets({room + "/area_m2=0.01", room + "/height_m=2", room + "/opening_area_m2=0"}).empty());
}

TEST_CASE("an opening higher than the room is refused", "[scenario][checks]") {
    const Files files;
    CHECK(files.findings_of_sets({room + "/opening_height_m=4"}).empty());
    CHECK(files.findings_of_sets({room + "/opening_height_m=4.1"}).size() == 1);
    CHECK(files.findings_of_sets({room + "/opening_height_m=4.1", room + "/opening_area_m2=0"}).empty());
}

TEST_CASE("more racks than the floor holds are doubted", "[scenario][checks]") {
    const Files files;
    const std::string rows = "/layout/sites/north/rows/r1/racks=";
    CHECK(files.read({.sets = {rows + "138"}}).warnings.empty());  // 99.4 of 100 m2
    const auto warnings = files.read({.sets = {rows + "139"}}).warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].severity == Severity::warning);
    CHECK(warnings[0].pointer == "/layout/sites/north/rooms/hall/area_m2");
    CHECK(warnings[0].problem == "139 racks need 100.1 m2 without any aisle, and the room has 100 m2");
}

TEST_CASE("light that would come too early is doubted", "[scenario][checks]") {
    const Files files;
    const std::string link = R"(/layout/wan={"l":{"from":"north","to":"south","distance_km":400,"latency_ms":)";
    CHECK(files.read({.sets = {link + "2.1}}"}}).warnings.empty());
    const auto warnings = files.read({.sets = {link + "1.9}}"}}).warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].problem == "1.9 ms, and light in fibre needs 2 ms for 400 km");
}

}  // namespace
}  // namespace firebreak::scenario

// Fields of power and cooling redundancy: read, built into the world, and checked against each other.
#include <algorithm>

#include "catch_compat.hpp"
#include "scenario_fixture.hpp"
#include "world/world.hpp"

namespace firebreak::scenario {
namespace {

/// The layout with chillers behind the north's cooling unit, and `unit` and `pdu` fields added.
std::string layout_with(const std::string& unit, const std::string& pdu) {
    std::string text = edited(
        layout_text, R"("cooling": { "ac": { "room": "hall", "serves": ["hall"], )",
        R"("cooling": { "chiller": { "room": "battery", "serves": [], "feeds": [{ "from": "grid" }] },
                    "ac": { "room": "hall", "serves": ["hall"], )" + unit);
    return edited(text, R"("pdu": { "kind": "pdu", )", R"("pdu": { "kind": "pdu", )" + pdu);
}

}  // namespace

TEST_CASE("scenario: redundancy fields reach the world") {
    const Files files;
    files.write("layout.json",
                layout_with(R"("plant": ["chiller"], "capacity_kw": 30, )", R"("capacity_kw": 45, "inputs_needed": 1, )"));
    std::vector<Finding> findings;
    const World world = world::build(files.read().scenario, findings);
    REQUIRE(findings.empty());
    const auto named = [](const auto& table, const std::string& name) {
        return static_cast<std::uint32_t>(std::ranges::find(table, name, [](const auto& one) { return one.name; }) - table.begin());
    };
    const CoolingId unit{named(world.cooling, "north/ac")};
    CHECK(world.cooling[unit].plant == std::vector<CoolingId>{CoolingId{named(world.cooling, "north/chiller")}});
    CHECK(world.cooling[unit].capacity == Watts{30e3});
    CHECK(world.power[PowerNodeId{named(world.power, "north/pdu")}].capacity == Watts{45e3});
    CHECK(world.power[PowerNodeId{named(world.power, "north/ups")}].capacity == Watts{0.0});
    CHECK(world.parameters.facility.shutdown_inlet_c.value.second == 47.0);
}

TEST_CASE("scenario: more redundancy needed than there is") {
    const Files files;
    SECTION("inputs") {
        files.write("layout.json", layout_with("", R"("inputs_needed": 2, )"));
        const Lines lines = files.findings();
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].find("2 inputs are needed and 1 exist") != std::string::npos);
    }
    SECTION("plant") {
        files.write("layout.json", layout_with(R"("plant": ["chiller"], "plant_needed": 3, )", ""));
        const Lines lines = files.findings();
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].find("3 units of plant are needed and 1 exist") != std::string::npos);
    }
    SECTION("plant that needs itself") {
        files.write("layout.json", layout_with(R"("plant": ["ac"], )", ""));
        const Lines lines = files.findings();
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].find("need each other in a circle: ac -> ac") != std::string::npos);
    }
    SECTION("plant that is not there") {
        files.write("layout.json", layout_with(R"("plant": ["chillr"], )", ""));
        const Lines lines = files.findings();
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].find("chillr") != std::string::npos);
    }
}

}  // namespace firebreak::scenario

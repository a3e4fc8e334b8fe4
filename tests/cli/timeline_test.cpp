// --timeline: what a run wrote is played again; what nothing would come of is refused, with its place.
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::ordered_json;

const std::string template_file = shipped("scenarios/templates/minimal.json");

Json drawn(const Words& more = {}) {
    Words arguments{"run", template_file, "--until-timeline", "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Json::parse(firebreak(arguments).out);
}

Result played(const Folder& folder, const Json& timeline, const Words& more = {}) {
    Words arguments{"run", template_file, "--replications", "1", "--timeline", folder.write("t.json", timeline.dump(1))};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return firebreak(arguments);
}

/// The only finding about the timeline with one change more (or another one), without the folder.
void refused(const Json& timeline, const std::string& said) {
    INFO(said);
    const Folder folder;
    const Result result = played(folder, timeline);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(has(result.err, said));
    CHECK(has(result.err, "t.json:"));
    CHECK(has(result.err, ": /changes/"));
}

Json with(Json timeline, const Json& change) {
    timeline["changes"].push_back(change);
    return timeline;
}

}  // namespace

TEST_CASE("timeline: what a run wrote is accepted unchanged and replays identically", "[cli]") {
    for (const std::string seed : {"1", "2", "3", "4"}) {
        const Folder folder;
        const Json timeline = drawn({"--seed", seed});
        const Result again = played(folder, timeline, {"--seed", seed, "--out", folder.at("given")});
        REQUIRE(again.status == 0);
        REQUIRE(firebreak({"run", template_file, "--replications", "1", "--seed", seed, "--out", folder.at("drawn")}).status == 0);
        for (const std::string table : {"events.csv", "service_level.csv", "facility.csv"}) {
            CHECK(contents(folder.path() / "given" / table) == contents(folder.path() / "drawn" / table));
        }
        CHECK(Json::parse(contents(folder.path() / "given" / "timeline.json"))["changes"] == timeline["changes"]);
        // The run's folder explains itself under the same checks.
        CHECK(firebreak({"explain", folder.at("given"), "--function", "shop/order", "--replications", "1"}).status == 0);
    }
}

TEST_CASE("timeline: nonsense is refused with its place", "[cli]") {
    const Json timeline = drawn();
    const double end = timeline["changes"].back()["time_us"];
    const auto change = [&](const std::string& kind, const std::string& entity, const std::string& from, const std::string& to) {
        return Json{{"time_us", end + 1e6}, {"kind", kind}, {"entity", entity}, {"from", from}, {"to", to}, {"cause", 0}, {"value", 0}};
    };
    refused(with(timeline, change("rack", "north/row-1/1", "burning", "extinguished")), "\"burning\" is no state that a rack goes on from");
    Json valued = change("room", "south/hall", "normal", "soiled");
    valued["value"] = 5000;
    refused(with(timeline, valued), "/value: is only for rows: their load");
    Json uncaused = change("room", "south/hall", "normal", "soiled");
    uncaused.erase("cause");
    refused(with(timeline, uncaused), "has no cause: only a fire begins by itself");
    refused(with(timeline, change("row", "north/row-1", "dark", "energised")), "/from: is not what it was before: \"energised\"");
    Json fractional = change("room", "south/hall", "normal", "soiled");
    fractional["time_us"] = end + 0.5;
    refused(with(timeline, fractional), "/time_us: is no whole number of microseconds");
    CHECK(played(Folder{}, with(timeline, change("room", "south/hall", "normal", "soiled"))).status == 0);
}

TEST_CASE("timeline: a change before the start is a finding", "[cli]") {
    Json timeline = drawn();
    timeline["changes"][0]["time_us"] = -3600000001.0;
    refused(timeline, "/changes/0/time_us: is before the start of a run");
    timeline["changes"][0]["time_us"] = -3600000000.0;
    CHECK(played(Folder{}, timeline).status == 0);
}

TEST_CASE("timeline: a change that nothing propagates is refused", "[cli]") {
    Json timeline = drawn();
    timeline["changes"].erase(timeline["changes"].begin() + 1, timeline["changes"].end());
    const auto dark = [&](const std::string& kind, const std::string& entity, const std::string& from, const std::string& to) {
        return with(timeline, Json{{"time_us", 6e7}, {"kind", kind}, {"entity", entity}, {"from", from}, {"to", to}, {"cause", 0}});
    };
    CHECK(played(Folder{}, timeline).status == 0);
    refused(dark("power_node", "south/grid", "energised", "dark"), "power_node south/grid is dark although nothing is wrong with it");
    refused(dark("power_node", "north/pdu-a", "normal", "damaged"), "power_node north/pdu-a stays energised although it is cut off or damaged");
    refused(dark("cable", "north/ups-a>pdu-a", "normal", "damaged"), "power_node north/pdu-a stays energised without a live input from here on");
    refused(dark("device", "north/border-1", "running", "stopped"), "site north stays connected without a running border and core");
    refused(dark("cooling", "north/crah-1", "running", "stopped"), "stays stopped although a feed is live");
    refused(dark("cooling", "north/crah-1", "normal", "stopped"), "stays running although it is cut off or damaged");
    refused(dark("zone", "north/building", "energised", "isolated"), "is isolated, and nothing in it is switched off");
}

}  // namespace firebreak::cli_test

// Scenarios of several files: includes, the borders of the tree, overrides.
#include "scenario_fixture.hpp"

namespace firebreak::scenario {
namespace {

namespace fs = std::filesystem;

}  // namespace

TEST_CASE("parts may stand inline or in files beside the scenario", "[scenario][compose]") {
    const Files files;
    files.write("scenario.json", edited(scenario_text, "\"layout.json\"", layout_text));
    CHECK(files.read().scenario.layout.name == "two-sites");
    CHECK(files.read().resolved == Files{}.read().resolved);
}

TEST_CASE("a scenario that cannot be read is a file error", "[scenario][compose]") {
    const Files files;
    CHECK_THROWS_AS(read_scenario(files.file("absent.json")), FileError);
    CHECK_THROWS_AS(read_scenario(fs::path{files.file("absent.json")}.parent_path().string()), FileError);
}

TEST_CASE("an included file that does not exist is a finding at its reference", "[scenario][compose]") {
    const Files files;
    fs::remove(files.file("layout.json"));
    const Lines lines = files.findings();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].starts_with("scenario.json:6:13: /layout: there is no file \""));
    CHECK(lines[0].ends_with("/layout.json\""));
}

TEST_CASE("defects of an included file carry its name and the composed pointer", "[scenario][compose]") {
    const Files files;
    files.write("layout.json", "{ \"name\": \"x\",\n \"sites\": { \"a\": { \"rooms\": [ }");
    const std::string twice = edited(services_text, "\"image_gb\": 4", "\"servers\": 9");
    files.write("services.json", twice);
    const Lines lines = files.findings();
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].starts_with("layout.json:2:31: /layout/sites/a/rooms/0: syntax error"));
    CHECK(lines[1].starts_with("services.json:" + place_in(twice, "\"servers\": 9") +
                               ": /services/components/chat/servers: the key is there twice"));
}

TEST_CASE("includes stay inside the scenario's tree", "[scenario][compose]") {
    const Folder folder;
    folder.write("tree/layouts/services.json", services_text);
    folder.write("tree/layouts/parameters.json", parameters_text);
    folder.write("outside/layout.json", layout_text);
    const auto read_with = [&](const std::string& layout, const ReadOptions& options = {}) -> std::string {
        std::string text = edited(scenario_text, "\"layout.json\"", "\"" + layout + "\"");
        text = edited(text, "\"services.json\"", "\"../layouts/services.json\"");
        text = edited(text, "\"parameters.json\"", "\"../layouts/parameters.json\"");
        try {
            return read_scenario(folder.write("tree/incidents/scenario.json", text), options)
                .scenario.layout.name;
        } catch (const InputError& error) {
            return error.what();
        }
    };
    // Without a mark the tree is the scenario's own folder.
    CHECK(
        read_with("../../outside/layout.json").find("/services: \"../layouts/services.json\" leads out of") !=
        std::string::npos);
    folder.write("tree/.firebreak", "");
    const std::string outside = read_with("../../outside/layout.json");
    CHECK(outside.find(":6:13: /layout: \"../../outside/layout.json\" leads out of the scenario's tree") !=
          std::string::npos);
    CHECK(outside.find("/services") == std::string::npos);
    CHECK(read_with((folder.path() / "outside/layout.json").string()).find("leads out of") !=
          std::string::npos);
    CHECK(read_with("/etc/passwd").find("leads out of") != std::string::npos);
    fs::create_symlink(folder.path() / "outside/layout.json", folder.path() / "tree/layouts/link.json");
    CHECK(read_with("../layouts/link.json").find("leads out of") != std::string::npos);
    fs::create_directory_symlink(folder.path() / "outside", folder.path() / "tree/elsewhere");
    CHECK(read_with("../elsewhere/layout.json").find("leads out of") != std::string::npos);
    // A neighbour whose name begins like the tree's is still outside.
    folder.write("tree-2/layout.json", layout_text);
    CHECK(read_with("../../tree-2/layout.json").find("leads out of") != std::string::npos);
    CHECK(read_with("../../outside/layout.json", {.allow_paths = {folder.path() / "outside"}}) ==
          "two-sites");
    folder.write("tree/layouts/inside.json", layout_text);
    CHECK(read_with("../layouts/../incidents/../layouts/inside.json") == "two-sites");
    CHECK(read_with("../layouts").find("is not a file") != std::string::npos);
}

TEST_CASE("a layout from the command line replaces the scenario's, from anywhere", "[scenario][compose]") {
    const Files files;
    const Folder elsewhere;
    const std::string layout = elsewhere.write("other.json", edited(layout_text, "two-sites", "other"));
    CHECK(files.read({.layout = layout}).scenario.layout.name == "other");
    CHECK(files.read({.sets = {"/layout=" + layout}}).scenario.layout.name == "other");
    // The replaced file is not needed.
    fs::remove(files.file("layout.json"));
    CHECK(files.read({.sets = {"/layout/name=mine"}, .layout = layout}).scenario.layout.name == "mine");
    CHECK(files.read({.sets = {"/layout=" + layout, "/layout/name=mine"}}).scenario.layout.name == "mine");
    const Lines lines = files.findings({.layout = "no-such-file.json"});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] == "--layout: /layout: there is no file \"no-such-file.json\"");
}

TEST_CASE("an override changes values, adds members and appends to arrays", "[scenario][compose]") {
    const Scenario scenario =
        Files{}
            .read({.sets = {"/response/drilled=true", "/name=plain words",
                            "/layout/sites/north/rows/r1/racks=4",
                            "/layout/sites/north/rows/r2={\"room\":\"hall\",\"feeds\":[{\"from\":\"ups\"}]}",
                            "/layout/sites/north/rows/r1/feeds/-={\"from\":\"ups\"}",
                            "/layout/sites/north/rows/r1/feeds/1/from=grid",
                            "/services/services/messenger/functions/text/targets/mtpd_h=24"}})
            .scenario;
    CHECK(scenario.name == "plain words");
    CHECK(scenario.response.drilled);
    const Site& north = scenario.layout.sites[0];
    CHECK(north.rows[0].racks == 4);
    CHECK(north.rows[1].id == "r2");
    REQUIRE(north.rows[0].feeds.size() == 2);
    CHECK(north.rows[0].feeds[1].from == "grid");
    CHECK(scenario.services.services[0].functions[0].targets.mtpd == Hours{24});
}

TEST_CASE("an override reaches objects that the files leave to their defaults", "[scenario][compose]") {
    const Files files;
    files.write("scenario.json",
                edited(scenario_text, ",\n  \"response\": { \"crews\": { \"technicians\": 7 } }", ""));
    CHECK(files.read({.sets = {"/response/crews/platform=3"}}).scenario.response.crews.platform == 3);
}

TEST_CASE("an override that leads nowhere is a finding", "[scenario][compose]") {
    const Files files;
    const auto only = [&](const std::string& set) {
        const Lines lines = files.findings_of_sets({set});
        REQUIRE(lines.size() == 1);
        return lines[0];
    };
    CHECK(only("name=x") ==
          "--set: \"name=x\" is no POINTER=VALUE; as in --set /response/crews/technicians=80");
    CHECK(only("/name").find("is no POINTER=VALUE") != std::string::npos);
    CHECK(only("=x").find("is no POINTER=VALUE") != std::string::npos);
    CHECK(only("/a~2=x").find("is no POINTER=VALUE") != std::string::npos);
    CHECK(only("/name=\xff").find("is no POINTER=VALUE") != std::string::npos);
    CHECK(only("/layout/sites/nroth/title=x") ==
          "--set: /layout/sites/nroth/title: there is no /layout/sites/nroth; did you mean \"north\"?");
    CHECK(only("/layout/sites/north/rows/r1/feeds/3/from=x") ==
          "--set: /layout/sites/north/rows/r1/feeds/3/from: /layout/sites/north/rows/r1/feeds has no element "
          "\"3\"; it has 1 "
          "elements; the first is 0, \"-\" appends");
    CHECK(only("/layout/sites/north/rows/r1/feeds/00=x").find("has no element \"00\"") != std::string::npos);
    CHECK(only("/name/first=x") == "--set: /name/first: /name is neither an object nor an array");
    CHECK(only("/horizon=7").find("--set: /horizon: unknown key \"horizon\": this field is given in hours") ==
          0);
    CHECK(only("/layout/sites/north/rows/r1/racks=many") ==
          "--set: /layout/sites/north/rows/r1/racks: expected a whole number, found the text \"many\"");
    CHECK(only("/horizon_h=1e999").find("found the text \"1e999\"") != std::string::npos);
    CHECK(only("/response={\"drilled\":true,\"drilled\":true}") ==
          "--set: /response/drilled: the key is there twice; remove one of the two");
}

}  // namespace firebreak::scenario

// Checks across fields: references, placement, sums, cycles.
#include "scenario_fixture.hpp"

#include "scenario/cycles.hpp"

namespace firebreak::scenario {
namespace {

/// The only finding after setting values, without "--set: ".
std::string only(const std::vector<std::string>& sets) {
    const Lines lines = Files{}.findings_of_sets(sets);
    CAPTURE(lines);
    REQUIRE(lines.size() == 1);
    return lines[0].starts_with("--set: ") ? lines[0].substr(7) : lines[0];
}

}  // namespace

TEST_CASE("references to nothing are found, with the nearest id", "[scenario][checks]") {
    const std::string north = "/layout/sites/north";
    CHECK(
        only({north + "/power/pdu/inputs/0/from=usp"}) ==
        north +
            "/power/pdu/inputs/0/from: there is no power node \"usp\" in site north; did you mean \"ups\"?");
    CHECK(only({north + "/power/pdu/inputs/0/through/0=batery"}) ==
          north +
              "/power/pdu/inputs/0/through/0: there is no room \"batery\" in site north; did you mean "
              "\"battery\"?");
    for (const std::string place :
         {"/power/ups/room", "/power/ups/battery_room", "/cooling/ac/room", "/cooling/ac/serves/0",
          "/network/core/room", "/rooms/hall/shared_void_with/0"}) {
        CHECK(only({north + place + "=attic"}) ==
              north + place + ": there is no room \"attic\" in site north; known: battery, hall");
    }
    CHECK(Files{}.findings_of_sets({north + "/rows/r1/room=attic"}).back() ==
          "--set: " + north +
              "/rows/r1/room: there is no room \"attic\" in site north; known: battery, hall");
    for (const std::string place :
         {"/rows/r1/feeds/0/from", "/cooling/ac/feeds/0/from", "/network/core/feeds/0/from"}) {
        CHECK(only({north + place + "=mains"}) ==
              north + place + ": there is no power node \"mains\" in site north; known: grid, ups, pdu");
    }
    CHECK(only({"/layout/wan/link/to=east"}) ==
          "/layout/wan/link/to: there is no site \"east\"; known: north, south");
    CHECK(only({"/layout/placement/tools/replicas/1/site=east"}) ==
          "/layout/placement/tools/replicas/1/site: there is no site \"east\"; known: north, south");
    CHECK(only({"/services/components/chat/placement=app"}) ==
          "/services/components/chat/placement: there is no placement class \"app\" in the layout; did you "
          "mean \"apps\"?");
    for (const std::string list : {"needs", "needs_to_start", "needs_to_fail_over"}) {
        CHECK(only({"/services/components/chat/" + list + "=[\"logon\"]"}) ==
              "/services/components/chat/" + list +
                  "/0: there is no component \"logon\"; did you mean \"login\"?");
    }
    const std::string text = "/services/services/messenger/functions/text";
    CHECK(only({text + "/needs/0=chta"}) ==
          text + "/needs/0: there is no component \"chta\"; did you mean \"chat\"?");
    CHECK(only({text + "/degraded_without/0/component=chta"}) ==
          text + "/degraded_without/0/component: there is no component \"chta\"; did you mean \"chat\"?");
    CHECK(only({text + "/demand_curve=night"}) ==
          text + "/demand_curve: there is no demand curve \"night\"; known: day");
    for (const std::string key : {"boots_servers", "serves_images", "gathers_people"}) {
        CHECK(only({"/services/automation/" + key + "=controler"}) ==
              "/services/automation/" + key +
                  ": there is no component \"controler\"; did you mean \"controller\"?");
    }
    CHECK(only({"/ignition/site=nroth"}) ==
          "/ignition/site: there is no site \"nroth\"; did you mean \"north\"?");
    CHECK(only({"/ignition/room=hal"}) ==
          "/ignition/room: there is no room \"hal\" in site north; did you mean \"hall\"?");
}

TEST_CASE("a reference in a file is reported at its place", "[scenario][checks]") {
    const Files files;
    const std::string text = edited(services_text, "\"needs\": [\"login\"]", "\"needs\": [\"logon\"]");
    files.write("services.json", text);
    CHECK(
        files.findings() ==
        Lines{
            "services.json:" + place_in(text, "\"logon\"") +
            ": /services/components/chat/needs/0: there is no component \"logon\"; did you mean \"login\"?"});
}

TEST_CASE("a placement that cannot be obeyed is refused", "[scenario][checks]") {
    const std::string apps = "/layout/placement/apps";
    CHECK(only({apps + "/replicas=[]"}).find(": " + apps + ": no replica") != std::string::npos);
    CHECK(only({apps + "/replicas/0/role=standby"}).find(": " + apps + "/replicas: no replica is active") !=
          std::string::npos);
    CHECK(only({apps + "/replicas/0/rooms/0=battery"})
              .starts_with(apps +
                           "/replicas/0/rooms/0: room \"battery\" has no racks; rooms with racks: hall"));
    CHECK(only({apps + "/replicas/1/site=north"})
              .starts_with(apps + "/replicas/1/site: a second replica in site north"));
    CHECK(only({"/layout/sites/north/rooms/hall/shared_void_with/0=hall"}).find("the room names itself") !=
          std::string::npos);
    const Files files;
    files.write("layout.json", edited(layout_text,
                                      "        \"border\": { \"kind\": \"border\", \"room\": \"hall\", "
                                      "\"feeds\": [{ \"from\": \"grid\" }] },\n",
                                      ""));
    const Lines lines = files.findings();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].find("/layout/sites/south: no border router: its servers cannot be reached") !=
          std::string::npos);
}

TEST_CASE("servers asked of a site must be there", "[scenario][checks]") {
    // North has 3 x 20; controller 5, login 20, chat 30 fit with 5 to spare. South: 2 x 40 for 3 + 20 + 30.
    CHECK(Files{}.findings_of_sets({"/services/components/chat/servers=35"}).empty());
    const Files files;
    files.write("services.json", edited(services_text, "\"servers\": 30", "\"servers\": 37"));
    const Lines lines = files.findings();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] ==
          "layout.json:" + place_in(layout_text, "{ \"r1\": { \"room\": \"hall\", \"racks\": 3") +
              ": /layout/sites/north/rows: components ask for 62 servers in site north, which has 60: 2 are "
              "missing; add racks, or lower servers or capacity_ratio");
    // A share is rounded up for each component: 0.5 x 5 is 3.
    CHECK(only({"/services/components/chat/servers=35", "/layout/sites/south/rows/r1/servers_per_rack=28"})
              .find("components ask for 58 servers in site south, which has 56: 2 are missing") !=
          std::string::npos);
}

TEST_CASE("servers asked of certain rooms must be in those rooms", "[scenario][checks]") {
    const std::string line =
        only({"/layout/sites/north/rooms/annex={\"kind\":\"data_hall\",\"isolation_zone\":\"all\"}",
              "/layout/sites/north/rows/"
              "r9={\"room\":\"annex\",\"racks\":1,\"servers_per_rack\":9,\"feeds\":[{\"from\":\"pdu\"}]}",
              "/layout/placement/tools/replicas/0/rooms=[\"annex\"]",
              "/services/components/controller/servers=10"});
    CHECK(line.find(": /layout/placement/tools/replicas/0: components ask for 10 servers in annex of site "
                    "north, which has 9: "
                    "1 are missing") != std::string::npos);
}

TEST_CASE("everything that needs power needs a supply", "[scenario][checks]") {
    const std::string north = "/layout/sites/north";
    for (const std::string place : {"/rows/r1", "/cooling/ac", "/network/core"}) {
        CHECK(
            only({north + place + "/feeds=[]"}).find(north + place + ": no feed: it can never have power") !=
            std::string::npos);
    }
    CHECK(only({north + "/power/pdu/inputs=[]"}).find(north + "/power/pdu: no input") != std::string::npos);
    CHECK(only({north + "/rows/r1/feeds/-={\"from\":\"pdu\"}"})
              .find("/feeds/1/from: a second cable from \"pdu\"") != std::string::npos);
}

TEST_CASE("cycles are reported as paths", "[scenario][checks]") {
    CHECK(only({"/layout/sites/north/power/ups/inputs/-={\"from\":\"pdu\"}"})
              .find("/layout/sites/north/power/ups: power goes round in a circle: ups -> pdu -> ups") !=
          std::string::npos);
    CHECK(only({"/services/components/chat/needs/-=chat"}).find("a cycle of needs: chat -> chat") !=
          std::string::npos);
}

TEST_CASE("a circle over needs to start or to fail over is a warning: people can break it", "[scenario][checks]") {
    // controller starts with chat, chat needs login, login fails over with controller.
    const Files files;
    const std::vector<Finding> warnings =
        files.read({.sets = {"/services/components/controller/needs_to_start=[\"chat\"]"}}).warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].severity == Severity::warning);
    CHECK(warnings[0].pointer == "/services/components/controller/needs_to_start/0");
    CHECK(warnings[0].problem.starts_with("a cycle of needs: controller -> chat -> login -> controller; in the fire"));
}

TEST_CASE("backups stand in rooms of their site, and that none is named is said once", "[scenario][checks]") {
    const Files files;
    const auto with = [&](const std::string& backup) {
        return files.read({.sets = {"/layout/placement/apps/backup=" + backup}});
    };
    CHECK(with(R"({"site":"south","rooms":["hall"]})").warnings.empty());
    const std::vector<Finding> warnings = with(R"({"site":"south"})").warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].pointer == "/layout/placement/apps/backup");
    CHECK(warnings[0].problem.starts_with("no rooms are named for the backups of apps"));
    CHECK(only({R"(/layout/placement/apps/backup={"site":"south","rooms":["cellar"]})"})
              .starts_with("/layout/placement/apps/backup/rooms/0: there is no room \"cellar\" in site south"));
}

TEST_CASE("copies that nothing joins, and links too narrow for the writes, are warnings", "[scenario][checks]") {
    const Files files;
    const auto warning = [&](const std::string& set) {
        const std::vector<Finding> found = files.read({.sets = {set}}).warnings;
        for (const Finding& each : found) UNSCOPED_INFO(to_string(each));
        REQUIRE(found.size() == 1);
        CHECK(found[0].severity == Severity::warning);
        CHECK(found[0].pointer == "/layout/placement/apps/replicas/1/site");
        return found[0].problem;
    };
    CHECK(warning("/layout/wan={}") == "no link joins north to south: chat cannot replicate there");
    CHECK(warning("/layout/wan/link/bandwidth_gbps=0.3") ==  // 37.5 of 50 MB/s
          "chat writes more than the links between north and south carry: its copy falls behind for ever");
    CHECK(files.read({.sets = {"/layout/wan/link/bandwidth_gbps=0.5"}}).warnings.empty());
    CHECK(only({"/layout/placement/apps/backup={\"site\":\"west\"}"})
              .starts_with("/layout/placement/apps/backup/site: there is no site \"west\""));
}

TEST_CASE("every tangle of a graph gives a cycle, and an ordered graph none", "[scenario][checks]") {
    using Cycles = std::vector<std::vector<std::size_t>>;
    CHECK(find_cycles({{1, 2}, {2}, {}}).empty());
    CHECK(find_cycles({{1}, {2}, {0}, {0}}) == Cycles{{0, 1, 2}});
    CHECK(find_cycles({{1}, {1}, {3, 0}, {2}}) == Cycles{{1}, {2, 3}});
    CHECK(find_cycles({{1, 1}, {0, 0}}) == Cycles{{0, 1}});
    Graph chain(200'000);
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) chain[i] = {i + 1};
    CHECK(find_cycles(chain).empty());
    chain.back() = {0};
    CHECK(find_cycles(chain).size() == 1);
}

TEST_CASE("functions need components, users and a whole day of demand", "[scenario][checks]") {
    const std::string text = "/services/services/messenger/functions/text";
    CHECK(only({text + "/needs=[]"}).find(text + ": needs nothing") != std::string::npos);
    CHECK(only({text + "/users_peak_million=0"}) ==
          text + "/users_peak_million: 0 is out of range; allowed: above 0 and at most 10000 millions");
    CHECK(only({"/services/demand_curves/day=[1,1]"})
              .starts_with("/services/demand_curves/day: expected an array of 24 numbers, found 2"));
}

TEST_CASE("an unserved request waits, is repeated or is lost, but only once", "[scenario][checks]") {
    const std::string text = "/services/services/messenger/functions/text";
    const auto found = Files{}.findings_of_sets({text + "/deferred_ratio=0.75", text + "/retried_ratio=0.5"});
    REQUIRE(found.size() == 1);
    CHECK(found[0].find(text + "/retried_ratio: deferred_ratio and retried_ratio add up to 1.25") != std::string::npos);
    CHECK(Files{}.findings_of_sets({text + "/deferred_ratio=0.75", text + "/retried_ratio=0.25"}).empty());
    CHECK(only({text + "/demand_week=office"}).starts_with(text + "/demand_week: there is no demand week \"office\""));
}

TEST_CASE("a published time names a function, and its window does not end early", "[scenario][checks]") {
    CHECK(only({R"(/published=[{"function":"messenger/txt","time_h":4}])"}) ==
          "/published/0/function: there is no function \"messenger/txt\"; did you mean \"messenger/text\"?");
    CHECK(only({R"(/published=[{"function":"messenger/text","time_h":4,"latest_h":3.5}])"}) ==
          "/published/0/latest_h: the window ends before it starts; time_h is the start of the window, latest_h its end");
    const Loaded loaded = Files{}.read({.sets = {R"(/published=[{"function":"messenger/text","level":"half","time_h":4}])"}});
    REQUIRE(loaded.scenario.published.size() == 1);
    CHECK(loaded.scenario.published[0].level == PublishedLevel::half);
    CHECK(Hours{loaded.scenario.published[0].time}.count() == 4.0);
}

TEST_CASE("a failover tool that stands only in the fire is a warning", "[scenario][checks]") {
    const Files files;
    files.write("layout.json", edited(layout_text,
                                      "{ \"site\": \"north\" }, { \"site\": \"south\", \"role\": "
                                      "\"standby\", \"capacity_ratio\": 0.5 }",
                                      "{ \"site\": \"north\" }"));
    const std::vector<Finding> warnings = files.read().warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].severity == Severity::warning);
    CHECK(warnings[0].pointer == "/services/components/login/needs_to_fail_over/0");
    CHECK(warnings[0].line == 5);
    CHECK(warnings[0].problem ==
          "login fails over with controller, and controller stands only in north, where the fire starts");
    // Elsewhere the same layout has nothing to fear.
    CHECK(files
              .read({.sets = {"/ignition={\"site\":\"south\",\"room\":\"hall\",\"local_time\":\"2022-10-"
                              "15T15:19\"}"}})
              .warnings.empty());
}

}  // namespace firebreak::scenario

// Fields that are wrong: what the reader says, and where it points.
#include "scenario_fixture.hpp"

#include "scenario/nearest.hpp"

namespace firebreak::scenario {
namespace {

/// The only finding after one edit of one file.
std::string finding_after(const std::string& name, const std::string& text, const std::string& from,
                          const std::string& to) {
    const Files files;
    files.write(name, edited(text, from, to));
    const Lines lines = files.findings();
    CAPTURE(lines);
    REQUIRE(lines.size() == 1);
    return lines[0];
}

std::string in_layout(const std::string& from, const std::string& to) {
    return finding_after("layout.json", layout_text, from, to);
}

/// "layout.json:LINE:COLUMN: " of `needle` after the same edit.
std::string layout_place(const std::string& from, const std::string& to, const std::string& needle) {
    return "layout.json:" + place_in(edited(layout_text, from, to), needle) + ": ";
}

}  // namespace

TEST_CASE("an unknown key is reported at the key, with the nearest known one", "[scenario][findings]") {
    CHECK(in_layout("\"servers_per_rack\"", "\"sevrers_per_rack\"") ==
          "layout.json:15:53: /layout/sites/north/rows/r1/sevrers_per_rack: unknown key "
          "\"sevrers_per_rack\"; did you mean "
          "\"servers_per_rack\"?");
    CHECK(finding_after("scenario.json", scenario_text, "\"horizon_h\"", "\"zz\"") ==
          "scenario.json:5:3: /zz: unknown key \"zz\"; known: schema, name, description, horizon_h, sustained_h, layout, "
          "services, "
          "parameters, ignition, observed, published, response, latency, economics");
}

TEST_CASE("a wrong unit is converted in the message", "[scenario][findings]") {
    CHECK(in_layout("\"battery_autonomy_min\": 15", "\"battery_autonomy_s\": 900") ==
          layout_place("\"battery_autonomy_min\": 15", "\"battery_autonomy_s\": 900",
                       "\"battery_autonomy_s\"") +
              "/layout/sites/north/power/ups/battery_autonomy_s: unknown key \"battery_autonomy_s\": this "
              "field is given in "
              "minutes; write \"battery_autonomy_min\": 15");
    CHECK(in_layout("\"rack_uplink_gbps\": 10", "\"rack_uplink_mbps\": 2500")
              .ends_with("given in gigabits per second; write \"rack_uplink_gbps\": 2.5"));
    CHECK(in_layout("\"rack_load_kw\": 6.5", "\"rack_load\": 6500")
              .ends_with("given in kilowatts; write \"rack_load_kw\""));
    CHECK(in_layout("\"area_m2\": 50", "\"area_h\": 50")
              .ends_with("given in square metres; write \"area_m2\""));
    CHECK(finding_after("services.json", services_text, "\"requests_per_user_h\": 30",
                        "\"requests_per_user_min\": 2")
              .ends_with("given as \"requests_per_user_h\"; write \"requests_per_user_h\""));
}

TEST_CASE("a missing required field is reported at its object", "[scenario][findings]") {
    CHECK(in_layout("\"room\": \"hall\", \"racks\": 3", "\"racks\": 3") ==
          layout_place("\"room\": \"hall\", \"racks\": 3", "\"racks\": 3", "{ \"racks\": 3") +
              "/layout/sites/north/rows/r1: \"room\" is missing; Room where the racks stand.");
    CHECK(finding_after("parameters.json", parameters_text, ", \"step_min\": 10", "")
              .starts_with("parameters.json:64:18: /parameters/restoration: \"step_min\" is missing; "));
    // A misspelt field is there under a wrong name: one finding, not two.
    CHECK(in_layout("\"room\": \"hall\", \"racks\": 3", "\"rom\": \"hall\", \"racks\": 3")
              .ends_with("unknown key \"rom\"; did you mean \"room\"?"));
}

TEST_CASE("a wrong type says what was expected and what was found", "[scenario][findings]") {
    CHECK(in_layout("\"racks\": 3", "\"racks\": \"3\"")
              .ends_with("/layout/sites/north/rows/r1/racks: expected a whole number, found the text \"3\""));
    CHECK(in_layout("\"racks\": 3", "\"racks\": 3.5")
              .ends_with("expected a whole number, found the number 3.5"));
    CHECK(in_layout("\"battery_autonomy_min\": 15", "\"battery_autonomy_min\": true")
              .ends_with("expected a number (minutes), found true"));
    CHECK(in_layout("\"through\": [\"battery\"]", "\"through\": \"battery\"")
              .ends_with("expected an array of ids, found the text \"battery\""));
    CHECK(finding_after("scenario.json", scenario_text, "{ \"crews\": { \"technicians\": 7 } }", "[]")
              .ends_with("/response: expected an object, found an array"));
}

TEST_CASE("a number out of range says the range with its unit", "[scenario][findings]") {
    CHECK(in_layout("\"battery_autonomy_min\": 15", "\"battery_autonomy_min\": -5") ==
          layout_place("\"battery_autonomy_min\": 15", "\"battery_autonomy_min\": -5", "-5") +
              "/layout/sites/north/power/ups/battery_autonomy_min: -5 is out of range; allowed: 0 to 1440 "
              "minutes");
    CHECK(finding_after("services.json", services_text, "\"min_servers_ratio\": 0.3",
                        "\"min_servers_ratio\": 30")
              .ends_with("/services/components/chat/min_servers_ratio: 30 is out of range; allowed: 0 to 1"));
    CHECK(finding_after("scenario.json", scenario_text, "\"horizon_h\": 48", "\"horizon_h\": 0")
              .ends_with("/horizon_h: 0 is out of range; allowed: above 0 and at most 17520 hours"));
    CHECK(finding_after("scenario.json", scenario_text, "\"schema\": 1", "\"schema\": 2")
              .ends_with("/schema: 2 is out of range; allowed: 1"));
}

TEST_CASE("an unknown word of a choice comes with the nearest one", "[scenario][findings]") {
    const std::string line = in_layout("\"kind\": \"battery\"", "\"kind\": \"batery\"");
    CHECK(line.starts_with(
        layout_place("\"kind\": \"battery\"", "\"kind\": \"batery\"", "\"batery\"") +
        "/layout/sites/north/rooms/battery/kind: \"batery\" is not one of data_hall, battery, "));
    CHECK(line.ends_with("; did you mean \"battery\"?"));
}

TEST_CASE("an impossible local time is refused", "[scenario][findings]") {
    for (const std::string wrong :
         {"2022-02-29T15:19", "2022-10-15 15:19", "2022-10-15T24:00", "15:19", ""}) {
        const Lines lines = Files{}.findings_of_sets({"/ignition/local_time=\"" + wrong + "\""});
        REQUIRE(lines.size() == 1);
        CHECK(lines[0] == "--set: /ignition/local_time: \"" + wrong +
                              "\" is no local time; write \"YYYY-MM-DDThh:mm\", as in \"2022-10-15T15:19\"");
    }
    CHECK(Files{}.findings_of_sets({"/ignition/local_time=2024-02-29T00:00"}).empty());
}

TEST_CASE("ids follow one rule", "[scenario][findings]") {
    CHECK(in_layout("\"ac\":", "\"a/c\":") ==
          "layout.json:16:20: /layout/sites/north/cooling/a~1c: \"a/c\" cannot be an id; an id has 1 to 64 "
          "letters, "
          "digits, '_', '.' or '-' and starts with a letter or digit");
    CHECK(in_layout("\"floor\": -3, \"area_m2\": 50, \"isolation_zone\": \"all\"",
                    "\"isolation_zone\": \"a b\"")
              .find("isolation_zone: \"a b\" cannot be an id") != std::string::npos);
}

TEST_CASE("uncertain values are checked down to their numbers", "[scenario][findings]") {
    const auto after = [](const std::string& to) {
        return finding_after("parameters.json", parameters_text, "\"brigade_travel_min\": 4.5",
                             "\"brigade_travel_min\": " + to);
    };
    CHECK(after("-1").ends_with(
        "/parameters/fire/brigade_travel_min: -1 is out of range; allowed: 0 to 6000000 minutes"));
    CHECK(after("{\"lognormale\": {}}").ends_with("did you mean \"lognormal\"?"));
    CHECK(after("{\"lognormal\": {\"median\": 5}}")
              .ends_with("/brigade_travel_min/lognormal: \"sigma\" is missing"));
    CHECK(after("{\"uniform\": {\"min\": 5, \"max\": 4}}")
              .ends_with("/uniform/max: 4 is below the number before it; the order is min <= max"));
    CHECK(after("{\"beta\": {\"alpha\": 1, \"beta\": 1}}")
              .ends_with("\"beta\" is not one of uniform, triangular, lognormal, exponential, weibull, log_uniform"));
    CHECK(after("{\"uniform\": {\"min\": 1, \"max\": 4, \"mod\": 2}}")
              .find("/uniform/mod: unknown key \"mod\"") != std::string::npos);
    CHECK(
        after("{}").ends_with("expected a number (minutes), [min, max] or exactly one of uniform, triangular, lognormal, "
                              "exponential, weibull, log_uniform, found an object"));
}

TEST_CASE("a window of an uncertain value is its uniform distribution", "[scenario][findings]") {
    const std::string place = "/parameters/fire/brigade_travel_min";
    const auto one = [&](const std::string& value) {
        const Lines lines = Files{}.findings_of_sets({place + "=" + value});
        REQUIRE(lines.size() == 1);
        return lines[0];
    };
    const Scenario scenario = Files{}.read({.sets = {place + "=[3, 7.5]"}}).scenario;
    CHECK(scenario.parameters.fire.brigade_travel.in_seconds == Distribution{Shape::uniform, 180.0, 450.0, 0.0});
    CHECK(one("[7, 3]") == "--set: " + place + "/1: the window ends before it starts; the order is [min, max]");
    CHECK(one("[1, 2, 3]").find("found an array of 3; a window has two ends") != std::string::npos);
    CHECK(one("[-1, 2]").find(place + "/0: -1 is out of range") != std::string::npos);
    CHECK(one("[1, \"x\"]").find(place + "/1: expected a number (minutes)") != std::string::npos);
}

TEST_CASE("observed steps that cannot follow each other are findings", "[scenario][findings]") {
    const auto findings = [&](std::vector<std::string> sets) {
        sets.insert(sets.begin(), "/observed={}");
        return Files{}.findings_of_sets(sets);
    };
    CHECK(findings({"/observed/controlled_h=[2, 5]", "/observed/extinguished_h=[4, 6]", "/observed/re_energising_h={\"lognormal\":{\"median\":3,\"sigma\":0.5}}"}).empty());
    const std::string out = "; give both times after ignition; leave out the one that is in doubt";
    CHECK(findings({"/observed/controlled_h=[5, 6]", "/observed/extinguished_h=[2, 4]"}) ==
          Lines{"--set: /observed/extinguished_h: comes before controlled_h, which causes it" + out});
    CHECK(findings({"/observed/isolation_h=3", "/observed/re_energising_h=2"}) ==
          Lines{"--set: /observed/re_energising_h: comes before isolation_h, which causes it" + out});
    CHECK(findings({"/observed/detection_min=90", "/observed/extinguished_h=1"}) ==
          Lines{"--set: /observed/extinguished_h: comes before detection_min, which causes it" + out});
    CHECK(findings({"/observed/zones={\"all\":{\"precautionary_shutdown_h\":4,\"re_energising_h\":3}}"}) ==
          Lines{"--set: /observed/zones/all/re_energising_h: comes before zones/all/precautionary_shutdown_h, which causes it" + out});
    CHECK(findings({"/observed/extinguished_h=9", "/observed/rooms={\"battery\":{\"released_h\":8}}"}) ==
          Lines{"--set: /observed/rooms/battery/released_h: comes before extinguished_h, which causes it" + out});
    CHECK(findings({"/observed/extinguished_h=9", "/observed/rooms={\"hall\":{\"released_h\":8}}"}).empty());
    CHECK(findings({"/observed/rooms={\"hal\":{\"released_h\":8}}"}) ==
          Lines{"--set: /observed/rooms/hal: there is no room \"hal\" in site north; did you mean \"hall\"?"});
    CHECK(findings({"/observed/zones={\"al\":{\"re_energising_h\":8}}"})[0].find("there is no isolation zone \"al\" in site north") != std::string::npos);
}

TEST_CASE("all findings come at once, in the order of files and lines", "[scenario][findings]") {
    const Files files;
    const std::string services = edited(edited(services_text, "\"servers\": 30", "\"servers\": 0"),
                                        "\"login\": {", "\"login\": { \"colour\": 1,");
    files.write("services.json", services);
    files.write("layout.json", edited(layout_text, "\"latency_ms\": 0.5", "\"latency_s\": 0.0005"));
    files.write("scenario.json", edited(scenario_text, "\"horizon_h\": 48", "\"horizon_d\": 2"));
    const Lines lines = files.findings({.sets = {"/name=7"}});
    REQUIRE(lines.size() == 5);
    CHECK(lines[0].starts_with("scenario.json:5:3: /horizon_d: "));
    CHECK(lines[1].starts_with("layout.json:" + place_in(layout_text, "\"latency_ms\"") +
                               ": /layout/wan/link/latency_s: "));
    CHECK(lines[1].ends_with("write \"latency_ms\": 0.5"));
    CHECK(lines[2].starts_with("services.json:5:16: /services/components/login/colour: "));
    CHECK(lines[3].starts_with("services.json:" + place_in(services, "0, \"min_servers") +
                               ": /services/components/chat/servers: "));
    CHECK(lines[4] == "--set: /name: expected a text, found the number 7");
}

TEST_CASE("endless findings are counted, not printed", "[scenario][findings]") {
    std::string unknown;
    for (int i = 0; i < 1500; ++i) unknown += "\"unknown-" + std::to_string(i) + "\": 0,\n";
    const Files files;
    files.write("scenario.json", edited(scenario_text, "\"schema\": 1", unknown + "\"schema\": 1"));
    const Lines lines = files.findings();
    REQUIRE(lines.size() == 1001);
    CHECK(lines.back().ends_with("and 500 findings more"));
}

TEST_CASE("the nearest word is guessed, short words are not", "[scenario][findings]") {
    CHECK(edit_distance("login", "login") == 0);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("serevrs", "servers") == 1);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(nearest("messagign", {"media", "messaging", "mail"}) == "messaging");
    CHECK(nearest("to", {"from", "two"}).empty());
    CHECK(nearest("colour", {"servers", "placement"}).empty());
}

}  // namespace firebreak::scenario

// From a sweep's file to its plan and worlds, and what is said where it is wrong.
#include "sweep/study.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "firebreak/error.hpp"
#include "metrics/measure.hpp"
#include "sweep_fixture.hpp"

namespace firebreak::sweep {
namespace {

namespace fs = std::filesystem;

Plan plan_of(const std::string& rest) {
    const test::Folder folder;
    return Study{test::write_sweep(folder, rest), {}}.plan();
}

/// The findings, one a line, without their file.
std::string findings_of(const std::string& path) {
    try {
        const Study study{path, {}};
    } catch (const InputError& error) {
        std::string text;
        for (const Finding& each : error.findings())
            text += each.pointer + ": " + each.problem + "; " + each.suggestion + "\n";
        return text;
    }
    return "sound";
}

std::string findings(const std::string& rest) {
    const test::Folder folder;
    return findings_of(test::write_sweep(folder, rest));
}

bool has(const std::string& text, const std::string& part) {
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

const std::string technicians = R"("technicians": {"pointer": "/response/crews/technicians", )";

}  // namespace

TEST_CASE("study: levels, labels and settings") {
    const Plan plan = plan_of(
        R"("axes": {"drilled": {"pointer": "/response/drilled", "values": [false, true]}, )" + technicians +
        R"("range": [10, 30], "steps": 3}, "how": {"patches": {"none": [],
           "books": [{"op": "add", "path": "/response/runbooks", "value": true}]}}}, "design": {"grid": {}},
           "replications": {"count": 3}, "seed": 11)");
    REQUIRE(plan.points.size() == 12);
    CHECK(plan.settings[0] == R"({"drilled":false,"technicians":10,"how":"none"})");
    CHECK(plan.settings[11] == R"({"drilled":true,"technicians":30,"how":"books"})");
    CHECK(plan.settings[2] == R"({"drilled":false,"technicians":20,"how":"none"})");
    CHECK(plan.axes[0].labels == std::vector<std::string>{"false", "true"});
    CHECK(plan.axes[1].labels.empty());
    CHECK(plan.axes[2].labels == std::vector<std::string>{"none", "books"});
    CHECK(plan.replications.fixed());
    CHECK(plan.replications.max == 3);
    CHECK(plan.seed_of(5) == 11);
}

TEST_CASE("study: worlds follow the settings") {
    const test::Folder folder;
    const Study study{test::write_sweep(folder, R"("axes": {)" + technicians + R"("values": [7, 9]},
        "d": {"patches": {"no": [], "yes": [{"op": "add", "path": "/response/drilled", "value": true}]}},
        "h": {"pointer": "/horizon_h", "log_range": [10, 1000], "steps": 3}}, "design": {"grid": {}})"),
                      {}};
    REQUIRE(study.plan().points.size() == 12);
    CHECK(study.world_of(0).response.crews.technicians == 7);
    CHECK(study.world_of(11).response.crews.technicians == 9);
    CHECK_FALSE(study.world_of(0).response.drilled);
    CHECK(study.world_of(3).response.drilled);
    CHECK(study.plan().settings[1] == R"({"technicians":7,"d":"no","h":100.00000000000004})");
    CHECK(hours_of(study.world_of(2).horizon) == 1000.0);
    CHECK(study.plan().axes[2].unit == "hours");
}

TEST_CASE("study: sampled axes are whole where they must be, equally likely, and follow distributions") {
    const Plan plan = plan_of(R"("axes": {)" + technicians + R"("range": [1, 4]},
        "h": {"pointer": "/horizon_h", "distribution": {"triangular": {"min": 100, "mode": 110, "max": 180}}},
        "d": {"pointer": "/response/drilled", "values": [true, false]}}, "design": {"sobol": {"points": 64}})");
    std::map<std::string, int> hits;
    int below = 0;
    for (std::size_t i = 0; i < plan.points.size(); ++i) {
        const std::string& text = plan.settings[i];
        const std::size_t comma = text.find(',');
        ++hits[text.substr(0, comma)];
        const double h = std::stod(text.substr(text.find("\"h\":") + 4));
        CHECK((h > 100 && h < 180));
        below += h < 110 ? 1 : 0;
        CHECK((text.ends_with("\"d\":true}") || text.ends_with("\"d\":false}")));
    }
    CHECK(hits == std::map<std::string, int>{{"{\"technicians\":1", 16},
                                             {"{\"technicians\":2", 16},
                                             {"{\"technicians\":3", 16},
                                             {"{\"technicians\":4", 16}});
    CHECK(below == 8);  // (110 - 100) / (180 - 100) of 64
}

TEST_CASE("study: one at a time leaves the others as they are in the scenario") {
    const Plan plan =
        plan_of(R"("axes": {)" + technicians + R"("values": [7, 9]}, "d": {"pointer": "/response/drilled",
        "values": [true]}}, "design": {"one_at_a_time": {}})");
    CHECK(plan.settings ==
          std::vector<std::string>{"{}", R"({"technicians":7})", R"({"technicians":9})", R"({"d":true})"});
}

TEST_CASE("study: layouts, with the measures of all of them") {
    const test::Folder folder;
    const std::string plain = test::write_sweep(folder, R"("axes": {}, "design": {"grid": {}})");
    auto layout = nlohmann::ordered_json::parse(Study{plain, {}}.provenance().scenario_text).at("layout");
    folder.write("two.json", layout.dump());
    layout["sites"]["east"] = layout["sites"]["south"];
    folder.write("three.json", layout.dump());
    const std::string path =
        test::write_sweep(folder, R"("axes": {"layout": {"layouts": ["two.json", "three.json"]}},
        "design": {"grid": {}}, "measures": ["/facility/sites/*/servers_lost"])");
    const Study study{path, {}};
    CHECK(study.plan().axes[0].labels == std::vector<std::string>{"two", "three"});
    CHECK(study.plan().settings[1] == R"({"layout":"three"})");
    const World two = study.world_of(0);
    CHECK(two.sites.size() == 2);
    CHECK(study.world_of(1).sites.size() == 3);
    CHECK(study.plan().measures.size() == 3);
    // What a layout does not have is no number in its runs.
    const std::vector<double> kept = Keeper{study.plan(), two}.keep(two, metrics::shaped<double>(two));
    CHECK(kept[1] == 0.0);
    CHECK(std::isnan(kept[2]));

    const std::string id = study.plan().id;
    layout["sites"]["east"]["rooms"]["hall"]["area_m2"] = 81;
    folder.write("three.json", layout.dump());
    CHECK(Study{path, {}}.plan().id != id);
    fs::remove(folder.at("three.json"));
    CHECK(has(findings_of(path), "/axes/layout/layouts/1: "));
}

TEST_CASE("study: measures are chosen by globs") {
    const std::string rest = R"("axes": {}, "design": {"grid": {}}, "measures": )";
    CHECK(plan_of(rest + R"(["/services/shop/functions/*/recovery_h/full"])").measures.size() == 2);
    CHECK(plan_of(rest + R"(["/services/**/full", "**/servers_lost"])").measures.size() == 10);
    CHECK(plan_of(rest + "[]").measures.size() == 104);
    CHECK(has(findings(rest + R"(["/services/shop/functions/*/recovery"])"), "/measures/0: no measure fits"));
    CHECK(fits("/a/*/c", "/a/b/c"));
    CHECK_FALSE(fits("/a/*/c", "/a/b/b/c"));
    CHECK(fits("/a/**/c", "/a/b/b/c"));
    CHECK(fits("**", ""));
    CHECK_FALSE(fits("/a*", "/b"));
}

TEST_CASE("study: replications may follow an interval, its measure is kept") {
    const Plan plan = plan_of(R"("axes": {}, "design": {"grid": {}}, "measures": ["**/servers_lost"],
        "replications": {"until": {"measure": "/services/shop/functions/browse/recovery_h/full", "width": 0.5, "max": 80}})");
    CHECK_FALSE(plan.replications.fixed());
    CHECK(plan.replications.min == 20);
    CHECK(plan.replications.max == 80);
    CHECK(std::ranges::find(plan.measures, plan.replications.measure) != plan.measures.end());
    CHECK(has(
        findings(
            R"("axes": {}, "design": {"grid": {}}, "replications": {"until": {"measure": "/x", "width": 1}})"),
        "/replications/until/measure: there is no measure /x"));
}

TEST_CASE("study: ids change with what numbers follow from, and with nothing else") {
    const std::string axes = R"("axes": {)" + technicians + R"("values": [7, 9]}}, "design": {"grid": {}})";
    const std::string id = plan_of(axes).id;
    CHECK(id.size() == 36);
    CHECK(plan_of(axes).id == id);
    CHECK(plan_of(axes + R"(, "description": "why", "run_limit_s": 5)").id == id);
    CHECK(plan_of(axes + R"(, "seed": 2)").id != id);
    CHECK(plan_of(axes + R"(, "replications": {"count": 99})").id != id);
    CHECK(plan_of(R"("axes": {)" + technicians + R"("values": [7, 8]}}, "design": {"grid": {}})").id != id);
    const Plan apart = plan_of(axes + R"(, "common_random_numbers": false)");
    CHECK(apart.seed_of(0) != apart.seed_of(1));
    CHECK(apart.seed_of(1) == plan_of(axes + R"(, "common_random_numbers": false)").seed_of(1));
}

TEST_CASE("study: a refused value is named with its place in the sweep's file") {
    CHECK(has(findings(R"("axes": {)" + technicians + R"("values": [7, 0, "x"]}}, "design": {"grid": {}})"),
              "/axes/technicians/values/1: 0 is refused: /response/crews/technicians: 0 is out of range; "
              "allowed: 1 to 100000\n"
              "/axes/technicians/values/2: \"x\" is refused: /response/crews/technicians: expected a whole "
              "number"));
    CHECK(has(
        findings(
            R"("axes": {"a": {"pointer": "/respons/drilled", "values": [true, false]}}, "design": {"grid": {}})"),
        "/axes/a/values/0: true is refused: /respons/drilled: there is no /respons; did you mean "
        "\"response\"?\n"));
    CHECK(has(
        findings(
            R"("axes": {"a": {"pointer": "/horizon_h", "range": [1, 1e9]}}, "design": {"sobol": {"points": 2}})"),
        "/axes/a/range: 1000000000.0 is refused: /horizon_h: 1000000000 is out of range"));
    CHECK(has(
        findings(
            R"("axes": {"a": {"patches": {"p": [{"op": "remove", "path": "/nothing"}]}}}, "design": {"grid": {}})"),
        "/axes/a/patches/p: \"p\" is refused: /0/path: the patch cannot be applied: there is no /nothing"));
    CHECK(has(
        findings(R"("axes": {)" + technicians + R"("range": [1, 3], "steps": 5}}, "design": {"grid": {}})"),
        "/axes/technicians/steps: there are fewer whole numbers"));
}

TEST_CASE("study: an axis and a design are one thing each") {
    const auto axis = [](const std::string& of) {
        return findings(R"("axes": {"a": )" + of + R"(}, "design": {"grid": {}})");
    };
    CHECK(has(axis("{}"), "/axes/a: an axis needs exactly one of"));
    CHECK(has(axis(R"({"pointer": "/horizon_h", "values": [1], "range": [1, 2]})"),
              "/axes/a: an axis needs exactly one of"));
    CHECK(has(axis(R"({"values": [1]})"), "/axes/a: this axis needs a JSON Pointer"));
    CHECK(has(axis(R"({"pointer": "horizon_h", "values": [1]})"),
              "/axes/a/pointer: this axis needs a JSON Pointer"));
    CHECK(has(axis(R"({"pointer": "/layout", "values": ["x.json"]})"), "use \"layouts\""));
    CHECK(has(axis(R"({"pointer": "/horizon_h", "range": [1, 2]})"), R"(say how many: "steps")"));
    CHECK(has(axis(R"({"pointer": "/horizon_h", "range": [2, 1], "steps": 2})"),
              "the second number is not above the first"));
    CHECK(has(axis(R"({"pointer": "/horizon_h", "log_range": [0, 1], "steps": 2})"),
              "a logarithmic scale has no 0"));
    CHECK(has(axis(R"({"pointer": "/horizon_h", "distribution": 5, "steps": 2})"),
              "a single number does not vary"));
    CHECK(has(axis(R"({"patches": {"p": {"op": "add"}}})"),
              "/axes/a/patches/p: expected an array of JSON Patch operations"));
    CHECK(has(axis(R"({"pointer": "/horizon_h", "values": [1], "stops": 2})"), "did you mean \"steps\"?"));
    const auto design = [](const std::string& of) { return findings(R"("axes": {}, "design": )" + of); };
    CHECK(has(design("{}"), "/design: a design is exactly one of"));
    CHECK(has(design(R"({"grid": {}, "sobol": {"points": 2}})"), "/design: a design is exactly one of"));
    CHECK(has(design(R"({"sobol": {"points": 2}})"), "/design: this design needs axes"));
    CHECK(has(design(R"({"morris": {"trajectories": 2, "levels": 3}})"),
              "/design/morris/levels: an odd number"));
    CHECK(has(
        findings(
            R"("axes": {"a": {"pointer": "/horizon_h", "values": [1]}, "b": {"pointer": "/horizon_h", "values": [2]}},
                         "design": {"grid": {}})"),
        "axis \"a\" points there already"));
    CHECK(has(findings(R"("axes": {"a": {"pointer": "/horizon_h", "range": [1, 100], "steps": 10000},
                           "b": {"pointer": "/response/crews/technicians", "range": [1, 100], "steps": 100},
                           "c": {"pointer": "/response/crews/cleaning", "range": [1, 10], "steps": 10}}, "design": {"grid": {}})"),
              "/design: the design has 10000000 points"));
}

}  // namespace firebreak::sweep

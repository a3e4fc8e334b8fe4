// Layouts side by side: the order that an engineer expects, and that it comes out of the mechanism.
#include <nlohmann/json.hpp>

#include "comparison.hpp"
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::json;

const std::string pangyo = shipped("scenarios/incidents/pangyo-2022.json");

std::string layout(const std::string& name) {
    return shipped("scenarios/layouts/" + name + ".json");
}

const Json& function_of(const Json& side, const std::string& service, const std::string& function) {
    return side.at("services").at(service).at("functions").at(function);
}

double full_h(const Json& side, const std::string& service, const std::string& function) {
    return function_of(side, service, function).at("recovery_h").at("full").at("mean").get<double>();
}

}  // namespace

TEST_CASE("compare: Pangyo layouts come in the expected order", "[cli]") {
    const Json document =
        comparison_of({pangyo, "--replications", "8", "--layout", layout("single-site"), "--layout",
                       layout("two-site-standby"), "--layout", layout("two-site-active")});
    const Json& sides = document.at("layouts");
    REQUIRE(sides.size() == 3);
    CHECK(sides[0].at("label") == "single-site");
    CHECK(document.at("base") == "single-site");
    const Json& pairs = document.at("differences");
    REQUIRE(pairs.size() == 3);
    CHECK(pairs[1].at("base") == "single-site");
    CHECK(pairs[1].at("label") == "two-site-active");
    CHECK(pairs[2].at("base") == "two-site-standby");
    CHECK(pairs[2].at("label") == "two-site-active");
    const auto difference = [&](int i) {
        return function_of(pairs[i], "taxi", "hail").at("recovery_h").at("full").at("mean").get<double>();
    };
    CHECK(difference(2) == Approx(difference(1) - difference(0)).epsilon(1e-9));
    for (const auto& [service, entry] : sides[0].at("services").items()) {
        for (const auto& [function, ignored] : entry.at("functions").items()) {
            INFO(service << "/" << function);
            // Payment has a standby of its own in the single-site layout, and the tools to move to it.
            if (service == "payment") {
                CHECK(full_h(sides[0], service, function) >= full_h(sides[1], service, function));
            } else {
                CHECK(full_h(sides[0], service, function) > full_h(sides[1], service, function));
            }
            CHECK(full_h(sides[1], service, function) > full_h(sides[2], service, function));
        }
    }
}

TEST_CASE("compare: a difference is the paired difference", "[cli]") {
    const Json document = comparison_of({pangyo, "--replications", "4", "--layout", layout("single-site"),
                                         "--layout", layout("three-site-quorum")});
    const Json& sides = document.at("layouts");
    REQUIRE(document.at("differences").size() == 1);
    const Json& difference =
        function_of(document.at("differences")[0], "chat", "text").at("recovery_h").at("full");
    CHECK(difference.at("mean").get<double>() ==
          Approx(full_h(sides[1], "chat", "text") - full_h(sides[0], "chat", "text")).epsilon(1e-9));
    CHECK(difference.at("n") == 4);
}

TEST_CASE("compare: a side is what run says of it", "[cli]") {
    const Json document = comparison_of({pangyo, "--replications", "3", "--layout", layout("single-site"),
                                         "--layout", layout("two-site-active")});
    const Result alone = firebreak({"run", pangyo, "--replications", "3", "--set",
                                    "/layout=" + layout("two-site-active"), "--format", "json"});
    REQUIRE(alone.status == 0);
    CHECK(Json::parse(alone.out).at("services") == document.at("layouts")[1].at("services"));
}

TEST_CASE("compare: a failover tool without its copy off site costs hours", "[cli]") {
    const Folder folder;
    const auto resolve = [&](const std::string& name, const Words& more) {
        Words arguments{"run",   pangyo,         "--replications",
                        "1",     "--set",        "/layout=" + layout("two-site-active"),
                        "--out", folder.at(name)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        REQUIRE(firebreak(arguments).status == 0);
        return folder.at(name + "/scenario.resolved.json");
    };
    const std::string with_copy = resolve("with", {});
    const std::string without_copy =
        resolve("without",
                {"--set", R"(/layout/placement/control_plane/replicas=[{"site":"pangyo","role":"active"}])"});
    const Json document = comparison_of({with_copy, without_copy, "--replications", "12"});
    const Json& text = function_of(document.at("differences")[0], "chat", "text").at("recovery_h").at("full");
    CHECK(text.at("ci95")[0].get<double>() > 1.0);
    CHECK(text.at("mean").get<double>() > 2.0);
}

TEST_CASE("compare: the template with and without its tool in the south", "[cli]") {
    const Folder folder;
    const std::string both =
        " { \"site\": \"north\", \"role\": \"active\" }, { \"site\": \"south\", \"role\": \"active\" } ] },";
    const std::string north =
        folder.write("north.json", minimal_with(both, " { \"site\": \"north\", \"role\": \"active\" } ] },"));
    const Json document =
        comparison_of({shipped("scenarios/templates/minimal.json"), north, "--replications", "20"});
    const Json& order =
        function_of(document.at("differences")[0], "shop", "order").at("recovery_h").at("full");
    CHECK(order.at("mean").get<double>() > 0.0);
}

TEST_CASE("compare: writes its folder", "[cli]") {
    const Folder folder;
    const std::string minimal_file = shipped("scenarios/templates/minimal.json");
    CHECK(firebreak({"compare", minimal_file, minimal_file, "--replications", "2", "--out", folder.at("out")})
              .status == 0);
    CHECK(folder.entries() == Words{"out"});
    CHECK(folder.entries("out") == Words{"comparison.json", "manifest.json"});
    const Json document = Json::parse(contents(folder.at("out/comparison.json")));
    CHECK(
        function_of(document.at("differences")[0], "shop", "order").at("recovery_h").at("full").at("mean") ==
        0.0);
}

TEST_CASE("compare: every side's findings come at once", "[cli]") {
    const Result result = firebreak({"compare", shipped("scenarios/templates/minimal.json"), "--layout",
                                     "no-such-a.json", "--layout", "no-such-b.json"});
    CHECK(result.status == 2);
    CHECK(has(line_with(result.err, "no-such-a.json"), "/layout: there is no file"));
    CHECK(has(line_with(result.err, "no-such-b.json"), "/layout: there is no file"));
}

}  // namespace firebreak::cli_test

// One seed, one result: whatever -j is, whoever wrote the scenario down, however it came in.
#include "program.hpp"
#include "shuffled.hpp"

namespace firebreak::cli_test {
namespace {

const Words stable_files{"critical_paths.json", "events.csv",   "facility.csv",
                         "latency.csv",         "metrics.json", "scenario.resolved.json",
                         "service_level.csv"};

void run_into(const Folder& folder, const std::string& out, const std::string& scenario, const Words& more) {
    Words arguments{"run", scenario, "--replications", "5", "--out", folder.at(out)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Result result = firebreak(arguments);
    INFO(result.err);
    REQUIRE(result.status == 0);
}

/// Names of the files that differ between two runs.
Words differences(const Folder& folder, const std::string& a, const std::string& b) {
    Words names;
    for (const std::string& name : stable_files) {
        if (contents(folder.at(a + "/" + name)) != contents(folder.at(b + "/" + name))) names.push_back(name);
    }
    return names;
}

void check_scenario(const std::string& scenario) {
    const Folder folder;
    run_into(folder, "a", scenario, {"-j", "1"});
    run_into(folder, "b", scenario, {"-j", "2"});
    CHECK(differences(folder, "a", "b") == Words{});
    CHECK(contents(folder.at("a/manifest.json")) != contents(folder.at("b/manifest.json")));

    run_into(folder, "again", folder.at("a/scenario.resolved.json"), {"-j", "2"});
    CHECK(differences(folder, "a", "again") == Words{});

    // The members of an object have no order. What was read is written down as it was read; all else is the same.
    const auto resolved = test::Json::parse(contents(folder.at("a/scenario.resolved.json")));
    folder.write("shuffled.json", test::Shuffler{3}.shuffled(resolved).dump(1));
    run_into(folder, "shuffled", folder.at("shuffled.json"), {"-j", "2"});
    CHECK(differences(folder, "a", "shuffled") == Words{"scenario.resolved.json"});

    run_into(folder, "other", scenario, {"--seed", "2"});
    CHECK(differences(folder, "a", "other") ==
          Words{"critical_paths.json", "events.csv", "facility.csv", "latency.csv", "metrics.json",
                "service_level.csv"});
}

}  // namespace

TEST_CASE("determinism: the template", "[cli]") {
    check_scenario(shipped("scenarios/templates/minimal.json"));
}

TEST_CASE("determinism: the Pangyo fire", "[cli]") {
    check_scenario(shipped("scenarios/incidents/pangyo-2022.json"));
}

TEST_CASE("determinism: the reference results are what this version computes", "[cli]") {
    for (const char* name : {"pangyo-2022", "pangyo-2022-unpinned"}) {
        const Result result = firebreak(
            {"run", shipped(std::string{"scenarios/incidents/"} + name + ".json"), "--format", "json"});
        CHECK(result.status == 0);
        CHECK(result.out == contents(shipped(std::string{"results/reference/"} + name + ".metrics.json")));
    }
}

TEST_CASE("determinism: a reference summary is what its sweep gives today", "[cli]") {
    const Folder folder;
    const std::string store = folder.at("tools-and-spare.db");
    REQUIRE(firebreak({"sweep", shipped("scenarios/sweeps/tools-and-spare.json"), "--store", store}).status == 0);
    const Result summary = firebreak(
        {"summary", store, "--format", "csv", "--measure", "/services/*/functions/*/recovery_h/full"});
    CHECK(summary.out == contents(shipped("results/reference/tools-and-spare.summary.csv")));
}

TEST_CASE("determinism: replication 0 is the run of one replication", "[cli]") {
    const Folder folder;
    const std::string scenario = shipped("scenarios/templates/minimal.json");
    run_into(folder, "five", scenario, {});
    REQUIRE(firebreak({"run", scenario, "--replications", "1", "--out", folder.at("one")}).status == 0);
    CHECK(differences(folder, "five", "one") == Words{"metrics.json"});
}

TEST_CASE("determinism: a scenario through standard input", "[cli]") {
    const Folder folder;
    const std::string scenario = shipped("scenarios/templates/minimal.json");
    run_into(folder, "file", scenario, {});
    const Result result = firebreak({"run", "-", "--replications", "5", "--out", folder.at("stdin")},
                                    {.standard_input = contents(scenario)});
    CHECK(result.status == 0);
    CHECK(differences(folder, "file", "stdin") == Words{});
}

}  // namespace firebreak::cli_test

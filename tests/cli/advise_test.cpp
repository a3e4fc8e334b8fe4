// firebreak advise: changes that are ranked, saved, and keep what they promise.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::json;

const std::string template_file = shipped("scenarios/templates/minimal.json");

/// Mean hours until the function is fully back, over 8 replications, with more arguments.
double mean_full_h(const Words& more) {
    Words words{"run", template_file, "--replications", "8", "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    const Result result = firebreak(words);
    INFO(result.err);
    REQUIRE(result.status == 0);
    const Json document = Json::parse(result.out);
    const Json& functions = document.at("services").begin().value().at("functions");
    return functions.begin().value().at("recovery_h").at("full").at("mean").get<double>();
}

std::string first_function() {
    const Json resolved =
        Json::parse(firebreak({"run", template_file, "--replications", "1", "--format", "json"}).out);
    const auto service = resolved.at("services").begin();
    return service.key() + "/" + service.value().at("functions").begin().key();
}

}  // namespace

TEST_CASE("advise: the best change first, and its patch keeps the promise", "[cli]") {
    const Folder folder;
    const Result result =
        firebreak({"advise", template_file, "--function", first_function(), "--replications", "8", "--format",
                   "json", "--write-patch", folder.at("best.json")});
    INFO(result.err);
    REQUIRE(result.status == 0);
    const Json advice = Json::parse(result.out);
    const Json& single = advice.at("single");
    REQUIRE(single.size() > 10);
    const Json& best = single[0];
    int finalists = 0;
    for (const Json& change : single) {
        if (!change.at("finalist").get<bool>()) continue;
        ++finalists;
        CHECK(change.at("replications") == 8);
        CHECK(change.at("saved").at("mean").get<double>() <= best.at("saved").at("mean").get<double>());
    }
    CHECK(finalists == 10);
    CHECK(advice.at("intervals_at_once").get<int>() >= finalists);
    CHECK(advice.at("restricted_to_h") == 120);
    CHECK(Json::parse(contents(folder.at("best.json"))) == best.at("patch"));
    const double base = mean_full_h({});
    CHECK(base == Approx(advice.at("base").at("mean").get<double>()));
    CHECK(mean_full_h({"--patch", folder.at("best.json")}) ==
          Approx(base - best.at("saved").at("mean").get<double>()).margin(1e-9));
}

TEST_CASE("advise: a change that was not seen to act is bounded by three over n, never a certain zero", "[cli]") {
    const Result result = firebreak({"advise", template_file, "--replications", "12", "--format", "json"});
    REQUIRE(result.status == 0);
    int unseen = 0;
    const Json advice = Json::parse(result.out);
    for (const Json& change : advice.at("single")) {
        const Json& saved = change.at("saved");
        INFO(change.at("id"));
        CHECK(saved.at("ci95").at(0).get<double>() < saved.at("mean").get<double>());
        CHECK(saved.at("mean").get<double>() < saved.at("ci95").at(1).get<double>());
        if (saved.at("acted") != 0) continue;
        ++unseen;
        CHECK(saved.at("mean") == 0.0);
        CHECK(saved.at("acts_in_fewer_than").get<double>() == Approx(3.0 / change.at("replications").get<double>()));
    }
    CHECK(unseen > 3);
    const std::string text = firebreak({"advise", template_file, "--replications", "12"}).out;
    CHECK(has(text, "not seen to act in"));
    CHECK_FALSE(has(text, "without any gain"));
}

TEST_CASE("advise: its ranking can be left with the run that it is about", "[cli]") {
    const Folder folder;
    REQUIRE(firebreak({"run", template_file, "--replications", "2", "--out", folder.at("out")}).status == 0);
    const std::string function = first_function();
    const Result asked = firebreak({"advise", folder.at("out/scenario.resolved.json"), "--function", function,
                                    "--replications", "2", "--format", "json", "--into", folder.at("out")});
    INFO(asked.err);
    REQUIRE(asked.status == 0);
    std::string name = "out/advice-" + function + ".json";
    std::ranges::replace(name.begin() + 4, name.end(), '/', '-');
    CHECK(contents(folder.at(name)) == asked.out);
    // Asked before the long work, not after it.
    const Result nowhere = firebreak({"advise", template_file, "--into", folder.at("elsewhere")});
    CHECK(nowhere.status == 2);
    CHECK(nowhere.err.find("is not a folder that run wrote") != std::string::npos);
}

TEST_CASE("advise: text fits 80 columns, prices show what is worth them", "[cli]") {
    const Result result = firebreak(
        {"advise", template_file, "--replications", "4", "--set",
         R"(/economics={"currency":"kEUR","change_prices":{"more_people":{"price":2},"drill":{"price":5},
                                        "second_copy":{"price":0.5},"runbooks":{"price":1}}})"});
    INFO(result.err);
    REQUIRE(result.status == 0);
    CHECK(has(result.out, "Single changes, best first"));
    CHECK(has(result.out, "(kEUR)"));
    for (const std::string& line : lines_of(result.out)) {
        INFO(line);
        const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
        CHECK(std::count_if(line.begin(), line.end(), begins) <=
              80);  // columns, not bytes: a title may end in "…"
    }
}

TEST_CASE("advise: what it cannot price, save or read twice is said", "[cli]") {
    const Result kind = firebreak(
        {"check", template_file, "--set", R"(/economics={"change_prices":{"drills":{"price":5}}})"});
    CHECK(kind.status == 2);
    CHECK(has(kind.err + kind.out, "there is no kind of change \"drills\"; did you mean \"drill\"?"));
    CHECK(firebreak({"advise", "-"}, {.standard_input = "{}"}).status == 2);
    const Result change = firebreak({"advise", template_file, "--replications", "2", "--write-patch",
                                     "/nowhere/x.json", "--change", "x"});
    CHECK(change.status == 2);
    CHECK(has(change.err, "there is no change 'x'"));
}

TEST_CASE("patch: a patch that cannot be applied names its file and what is wrong", "[cli]") {
    const Folder folder;
    const std::string typo =
        folder.write("typo.json", R"([{"op": "add", "path": "/response/drilld", "value": true}])");
    const Result result = firebreak({"run", template_file, "--patch", typo});
    CHECK(result.status == 2);
    CHECK(has(result.err, typo + ":1:53: /response/drilld: unknown key \"drilld\"; did you mean \"drilled\"?"));
    const std::string none = folder.write("none.json", R"({"op": "add"})");
    CHECK(has(firebreak({"run", template_file, "--patch", none}).err, "expected a JSON Patch (RFC 6902)"));
    const std::string gone =
        folder.write("gone.json", R"([{"op": "remove", "path": "/response/crews/nobody"}])");
    const Result refused = firebreak({"run", template_file, "--patch", gone});
    CHECK(refused.status == 2);
    CHECK(refused.err == gone + ":1:27: /0/path: the patch cannot be applied: there is no /response/crews/nobody\n");
    CHECK(firebreak({"run", template_file, "--patch", folder.at("missing.json")}).status == 3);
}

}  // namespace firebreak::cli_test

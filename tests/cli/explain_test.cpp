// firebreak explain: why the shipped replay takes as long as it does.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::json;

const std::string pangyo = shipped("scenarios/incidents/pangyo-2022.json");

Json explained(const std::string& function) {
    const Result result =
        firebreak({"explain", pangyo, "--function", function, "--replications", "20", "--format", "json"});
    INFO(result.err);
    REQUIRE(result.status == 0);
    return Json::parse(result.out);
}

}  // namespace

TEST_CASE("explain: Pangyo's text waits for tooling, its mail for the last powered block", "[cli]") {
    CHECK(explained("chat/text").at("layers").at(0).at("layer") == "tooling");
    const Json mail = explained("mail/read");
    CHECK(mail.at("layers").at(0).at("layer") == "access and repair");
    bool names_a_row = false;
    for (const Json& step : mail.at("typical_path").at("steps")) {
        names_a_row = names_a_row || (step.at("kind") == "row" && step.at("to") == "energised");
    }
    CHECK(names_a_row);
}

TEST_CASE("explain: the steps of the path add up to the recovery time", "[cli]") {
    const Json path = explained("payment/pay").at("typical_path");
    double sum_h = 0.0;
    for (const Json& step : path.at("steps")) sum_h += step.at("took_h").get<double>();
    CHECK(sum_h == Approx(path.at("recovery_h").get<double>()));
}

TEST_CASE("explain: each runner-up was there before what let its step in, by its slack", "[cli]") {
    const Json mail = explained("mail/read");
    const Json& path = mail.at("typical_path");
    const Json& steps = path.at("steps");
    std::size_t runners_up = 0;
    for (std::size_t i = 1; i < steps.size(); ++i) {
        for (const Json& each : steps[i].at("runners_up")) {
            ++runners_up;
            const double let_in = steps[i - 1].at("time_h").get<double>();
            CHECK(each.at("ready_h").get<double>() + each.at("slack_h").get<double>() == Approx(let_in));
        }
    }
    CHECK(runners_up > 5);
    // Its supply burnt: nothing but the repair was waited for, until the tool that starts what hangs on it.
    const Json& next = path.at("next_in_line");
    CHECK(next.at("entity") == "deploy_tool");
    CHECK(next.at("layer") == "tooling");
    CHECK(mail.at("next_in_line").at(0).at("layer") == "tooling");
    int counted = 0;
    for (const Json& layer : mail.at("next_in_line")) counted += layer.at("replications").get<int>();
    CHECK(counted == 20);
}

TEST_CASE("explain: a run folder brings its seed, replications and timeline, in 80 columns", "[cli]") {
    const Folder folder;
    const std::string small = shipped("scenarios/templates/minimal.json");
    REQUIRE(firebreak({"run", small, "--replications", "3", "--seed", "7", "--set", "/response/drilled=true", "--out", folder.at("out")}).status == 0);
    const Words question{"--function", "shop/order"};
    const auto asked = [&](Words words) {
        words.insert(words.end(), question.begin(), question.end());
        const Result result = firebreak(words);
        INFO(result.err);
        CHECK(result.status == 0);
        return result.out;
    };
    const std::string of_folder = asked({"explain", folder.at("out")});
    CHECK(of_folder == asked({"explain", small, "--replications", "3", "--seed", "7", "--set", "/response/drilled=true"}));
    CHECK(has(of_folder, "seed 7, 3 replications"));
    CHECK(has(asked({"explain", folder.at("out"), "--replications", "2"}), "seed 7, 2 replications"));
    CHECK(has(asked({"explain", folder.at("out"), "--seed", "9"}), "seed 9, 3 replications"));
    for (const std::string& line : lines_of(of_folder)) {
        const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
        CHECK(std::count_if(line.begin(), line.end(), begins) <= 80);  // columns, not bytes: names may end in "…"
    }
    const std::string timeline = folder.write("given.json", firebreak({"run", small, "--seed", "3", "--until-timeline", "--format", "json"}).out);
    REQUIRE(firebreak({"run", small, "--replications", "2", "--timeline", timeline, "--out", folder.at("given")}).status == 0);
    CHECK(asked({"explain", folder.at("given")}) == asked({"explain", small, "--replications", "2", "--timeline", timeline}));
    CHECK(asked({"explain", folder.at("given")}) != asked({"explain", small, "--replications", "2"}));
    const Result none = firebreak({"explain", folder.at("."), "--function", "shop/order"});
    CHECK(none.status == 2);
    CHECK(has(none.err, "is not a folder that run wrote"));
}

TEST_CASE("explain: what is not back names what it waits for, and shares say of what", "[cli]") {
    const Result result = firebreak({"explain", shipped("scenarios/templates/minimal.json"), "--function", "shop/order", "--replications", "1",
                                     "--set", "/layout/placement/shop/failover=\"none\"", "--set", "/horizon_h=6"});
    INFO(result.err);
    INFO(result.out);
    REQUIRE(result.status == 0);
    CHECK(has(result.out, "It is not fully served again within the 6 h of the run."));
    CHECK(has(result.out, "What it waits for at the horizon of 6 h"));
    CHECK(has(result.out, "% of the 6 h went to"));
    CHECK(has(result.out, "does not serve"));
    CHECK(has(result.out, "and no failover is set up"));
}

TEST_CASE("explain: dot is a graph, and an unknown function names the known ones", "[cli]") {
    const Result dot =
        firebreak({"explain", pangyo, "--function", "chat/text", "--replications", "2", "--format", "dot"});
    REQUIRE(dot.status == 0);
    CHECK(dot.out.starts_with("digraph critical_path {"));
    CHECK(has(dot.out, "s0 -> s1"));
    CHECK(has(dot.out, "[style=dashed, label=\"slack "));
    const Result wrong = firebreak({"explain", pangyo, "--function", "chat/txt"});
    CHECK(wrong.status == 2);
    CHECK(has(wrong.err, "one of chat/text"));
}

}  // namespace firebreak::cli_test

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

TEST_CASE("explain: a run folder is explained like its scenario, in 80 columns", "[cli]") {
    const Folder folder;
    REQUIRE(firebreak({"run", pangyo, "--replications", "3", "--out", folder.at("out")}).status == 0);
    const Words question{"--function", "chat/text", "--replications", "3"};
    Words of_folder{"explain", folder.at("out")};
    Words of_file{"explain", pangyo};
    of_folder.insert(of_folder.end(), question.begin(), question.end());
    of_file.insert(of_file.end(), question.begin(), question.end());
    const Result a = firebreak(of_folder);
    const Result b = firebreak(of_file);
    REQUIRE(a.status == 0);
    CHECK(a.out == b.out);
    for (const std::string& line : lines_of(a.out)) {
        const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
        CHECK(std::count_if(line.begin(), line.end(), begins) <= 80);  // columns, not bytes: names may end in "…"
    }
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

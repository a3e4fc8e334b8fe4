// What standard output gets: text for people, or exactly one JSON document.
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "report/display_width.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::json;

const std::string template_file = shipped("scenarios/templates/minimal.json");
const std::string pangyo = shipped("scenarios/incidents/pangyo-2022.json");

/// Standard output, parsed: throws where it is not one document and nothing else.
Json json_of(Words arguments) {
    arguments.insert(arguments.end(), {"--format", "json"});
    const Result result = firebreak(arguments);
    INFO(result.err);
    REQUIRE(result.status == 0);
    CHECK(result.err.empty());
    return Json::parse(result.out);
}

void check_plain(const Result& result) {
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    CHECK_FALSE(has(result.out, "\033"));
    CHECK(lines_of(result.out).size() > 10);
    for (const std::string& line : lines_of(result.out)) {
        INFO(line);
        CHECK(report::display_width(line) <= 80);
    }
}

/// The scenario of the template without a fire.
std::string without_fire() {
    const std::string text = minimal();
    const std::size_t from = text.find("\"ignition\"");
    REQUIRE(from != std::string::npos);
    return text.substr(0, from) + text.substr(text.find("},", from) + 2);
}

}  // namespace

TEST_CASE("output: text fits a terminal and a pipe gets no colour", "[cli]") {
    const Start start{.environment = {{"TERM", "xterm-256color"}, {"COLUMNS", "200"}}};
    check_plain(firebreak({"run", template_file, "--replications", "3"}, start));
    check_plain(firebreak({"run", pangyo, "--replications", "3"}, start));
    check_plain(
        firebreak({"compare", pangyo, "--layout", shipped("scenarios/layouts/single-site.json"), "--layout",
                   shipped("scenarios/layouts/three-site-quorum.json"), "--replications", "3"},
                  start));
}

TEST_CASE("output: json is one document", "[cli]") {
    const Json run = json_of({"run", template_file, "--replications", "3", "--seed", "7"});
    CHECK(run.at("seed") == 7);
    CHECK(run.at("replications") == 3);
    CHECK(run.at("services").at("shop").at("functions").size() == 2);
    CHECK(json_of({"compare", template_file, template_file, "--replications", "2"}).at("layouts").size() ==
          2);
}

TEST_CASE("output: json says what metrics.json says", "[cli]") {
    const Folder folder;
    const Result result = firebreak(
        {"run", template_file, "--replications", "3", "--format", "json", "--out", folder.at("out")});
    CHECK(result.status == 0);
    CHECK(result.out == contents(folder.at("out/metrics.json")));
}

TEST_CASE("output: names cannot break lines or steer the terminal", "[cli]") {
    const Folder folder;
    const std::string file = folder.write(
        "s.json",
        minimal_with("\"name\": \"minimal\"", "\"name\": \"\\u001b[31mred, \\\"q\\\" \\u540d\\u524d\""));
    check_plain(firebreak({"run", file, "--replications", "2"}));
    check_plain(firebreak({"compare", file, template_file, "--replications", "2"}));
    CHECK(json_of({"run", file, "--replications", "1"}).at("scenario") == "\033[31mred, \"q\" \u540d\u524d");
}

TEST_CASE("output: no fire, no loss", "[cli]") {
    const Folder folder;
    const Json run = json_of({"run", folder.write("s.json", without_fire()), "--replications", "3"});
    int functions = 0;
    for (const Json& service : run.at("services")) {
        for (const Json& function : service.at("functions")) {
            ++functions;
            for (const Json& level : function.at("recovery_h")) {
                CHECK(level.at("mean") == 0.0);
                CHECK(level.at("p95") == 0.0);
                CHECK(level.at("censored") == 0);
            }
            for (const char* loss : {"unserved_user_h", "lost_requests", "deferred_requests", "data_loss_s",
                                     "resilience_loss_pct_h"})
                CHECK(function.at(loss).at("mean") == 0.0);
        }
    }
    CHECK(functions == 2);
    for (const Json& site : run.at("facility").at("sites")) {
        CHECK(site.at("servers_lost").at("mean") == 0.0);
        CHECK(site.at("power_restored_h").at("full").at("mean") == 0.0);
        CHECK(site.at("isolation_h").at("never") == 3);
        CHECK(site.at("isolation_h").at("censored") == 0);
        CHECK(site.at("isolation_h").at("mean").is_null());
        CHECK(site.at("isolation_h").at("affected") == 0);
    }
}

TEST_CASE("output: required targets decide the status", "[cli]") {
    const Result missed = firebreak({"run", pangyo, "--replications", "3", "--require-targets"});
    CHECK(missed.status == 1);
    CHECK(line_with(missed.err, "chat/text RTO") ==
          "target missed: chat/text RTO is met in 0 % of replications, 90 % asked for");
    CHECK(has(missed.err, "mail/read MTPD"));
    CHECK_FALSE(has(missed.err, "chat/pc_login RPO"));  // declares none
    CHECK(firebreak({"run", pangyo, "--replications", "3"}).status == 0);

    const Folder folder;
    const Result met = firebreak(
        {"run", folder.write("s.json", without_fire()), "--replications", "3", "--require-targets"});
    CHECK(met.status == 0);
    CHECK(met.err.empty());
    // A folder is written all the same: the user wants to see why.
    CHECK(firebreak({"run", pangyo, "--replications", "1", "--require-targets", "--out", folder.at("out")})
              .status == 1);
    CHECK(folder.entries("out").size() == 8);
}

TEST_CASE("output: --set changes what is played and what is echoed", "[cli]") {
    const Folder folder;
    const Words base{"run",
                     template_file,
                     "--replications",
                     "2",
                     "--out",
                     folder.at("out"),
                     "--set",
                     "/horizon_h=33",
                     "--set",
                     "/response/crews/technicians=9",
                     "--set",
                     "/name=another"};
    CHECK(firebreak(base).status == 0);
    const Json resolved = Json::parse(contents(folder.at("out/scenario.resolved.json")));
    CHECK(resolved.at("horizon_h") == 33);
    CHECK(resolved.at("response").at("crews").at("technicians") == 9);
    CHECK(Json::parse(contents(folder.at("out/metrics.json"))).at("scenario") == "another");
    CHECK(Json::parse(contents(folder.at("out/metrics.json"))).at("horizon_h") == 33);
}

}  // namespace firebreak::cli_test

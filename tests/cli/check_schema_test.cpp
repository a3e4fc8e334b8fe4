// check on everything that is shipped, and the formats that schema prints.
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

/// "tool", "fate" and so on for the kinds of warning, with what they are about.
std::set<std::string> warnings_in(const std::string& text) {
    const std::map<std::string, std::string> kinds{{" over with ", "tool"},
                                                   {"warning: shared fate: losing ", "fate"},
                                                   {"warning: redundancy in name only", "redundancy"},
                                                   {" cannot be met by ", "rpo"}};
    std::set<std::string> found;
    for (const std::string& line : lines_of(text)) {
        if (!has(line, ": warning: ")) continue;
        const std::size_t at = line.find(": /");
        REQUIRE(at != std::string::npos);
        const std::string pointer = line.substr(at + 2, line.find(": ", at + 2) - at - 2);
        std::string kind = line;
        for (const auto& [words, name] : kinds) {
            if (has(line, words)) kind = name;
        }
        found.insert(kind + " " + pointer);
    }
    return found;
}

Result check_on_layout(const std::string& name) {
    return firebreak({"check", shipped("scenarios/incidents/pangyo-2022.json"), "--set",
                      "/layout=" + shipped("scenarios/layouts/" + name + ".json")});
}

}  // namespace

TEST_CASE("check: the shipped scenarios are sound", "[cli]") {
    const Result result = firebreak({"check", shipped("scenarios/incidents/pangyo-2022.json"),
                                     shipped("scenarios/incidents/pangyo-2022-unpinned.json"),
                                     shipped("scenarios/templates/minimal.json")});
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    for (const std::string name : {"pangyo-2022.json", "pangyo-2022-unpinned.json", "minimal.json"})
        CHECK(has(line_with(result.out, "/" + name + ": sound: "), " servers, "));
    CHECK(has(line_with(result.out, "/minimal.json: sound: "), "2 sites, 7 rooms, 20 racks, 400 servers"));
}

TEST_CASE("check: names what the Pangyo fire could take down", "[cli]") {
    // Two tools that stand only there, whoever needs them; and one zone, in which every room takes the same.
    const Result single = check_on_layout("single-site");
    CHECK(warnings_in(single.out) == std::set<std::string>{"tool /services/components/login/needs_to_fail_over/0",
                                                           "tool /services/components/login/needs_to_fail_over/1",
                                                           "rpo /services/components/mail_store",
                                                           "rpo /services/components/media_storage",
                                                           "fate /layout/sites/pangyo/rooms/b2-electrical"});
    CHECK(has(line_with(single.out, "failover_controller stands only in pangyo"),
              "login, messaging_gateway, message_store, push_service fail over with"));
    const std::string fate = line_with(single.out, "shared fate");
    CHECK(has(fate, "single-site.json:"));
    CHECK(has(fate, "any one of 43 rooms (pangyo/"));
    CHECK(has(fate, "takes down 6 of 9 functions for good: "));
    for (const std::string function : {"chat/media", "chat/pc_login", "taxi/hail", "taxi/dispatch", "taxi/navigation", "mail/read"})
        CHECK(has(fate, function));
    for (const std::string name : {"two-site-standby", "two-site-active", "three-site-quorum"}) {
        INFO(name);
        const Result result = check_on_layout(name);
        CHECK(result.status == 0);
        CHECK(warnings_in(result.out) == std::set<std::string>{});
    }
}

TEST_CASE("check: finds the tool that was taken away", "[cli]") {
    const Result result =
        firebreak({"check", shipped("scenarios/incidents/pangyo-2022.json"), "--set",
                   "/layout=" + shipped("scenarios/layouts/two-site-active.json"), "--set",
                   R"(/layout/placement/control_plane/replicas=[{"site":"pangyo","role":"active"}])"});
    CHECK(result.status == 0);
    CHECK(has(line_with(result.out, "failover_controller stands only in pangyo"), "warning: "));
}

TEST_CASE("check: one file that cannot be read does not hide the others", "[cli]") {
    const Folder folder;
    const std::string wrong = folder.write("wrong.json", "{}");
    const Result result =
        firebreak({"check", folder.at("none.json"), wrong, shipped("scenarios/templates/minimal.json")});
    CHECK(result.status == 3);
    CHECK(has(result.err, folder.at("none.json") + ": cannot be read"));
    CHECK(has(result.err, wrong + ":1:1: \"schema\" is missing"));
    CHECK(has(result.out, "minimal.json: sound: "));
    CHECK(firebreak({"check", wrong, shipped("scenarios/templates/minimal.json")}).status == 2);
}

TEST_CASE("schema: json", "[cli]") {
    for (const Words& arguments :
         {Words{"schema"}, Words{"schema", "scenario"}, Words{"schema", "metrics"}}) {
        const Result result = firebreak(arguments);
        CHECK(result.status == 0);
        const auto document = nlohmann::json::parse(result.out);
        CHECK(document.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
        CHECK(document.at("type") == "object");
    }
    CHECK(firebreak({"schema", "metrics", "--format", "markdown"}).status == 2);
}

TEST_CASE("schema: the reference in docs is what the program prints", "[cli]") {
    const Result result = firebreak({"schema", "--format", "markdown"});
    CHECK(result.status == 0);
    CHECK(result.out == contents(shipped("docs/scenario-reference.md")));
}

}  // namespace firebreak::cli_test

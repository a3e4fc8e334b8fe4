// Patches (RFC 6902): each operation meets the document as the ones before it left it.
#include "scenario_fixture.hpp"

namespace firebreak::scenario {
namespace {

/// Findings of the small scenario with this patch; of the patch file, without its folder.
Lines findings_of(const std::string& patch) {
    const Files files;
    return files.findings({.patches = {files.write("p.json", patch)}});
}

std::string finding_of(const std::string& patch) {
    const Lines lines = findings_of(patch);
    CAPTURE(patch, lines);
    REQUIRE(lines.size() == 1);
    return lines[0];
}

Scenario patched(const std::string& patch) {
    const Files files;
    return files.read({.patches = {files.write("p.json", patch)}}).scenario;
}

}  // namespace

TEST_CASE("patch: an operation sees what the one before it made", "[scenario][patch]") {
    const Scenario two = patched(
        R"([{"op": "add", "path": "/layout/wan/second", "value": {"from": "north", "to": "south", "bandwidth_gbps": 10, "latency_ms": 2}},
            {"op": "replace", "path": "/layout/wan/second/latency_ms", "value": 3}])");
    REQUIRE(two.layout.wan.size() == 2);
    CHECK(two.layout.wan[1].latency.count() == 0.003);
    CHECK(finding_of(R"([{"op": "add", "path": "/response", "value": 1}, {"op": "add", "path": "/response/drilled", "value": true}])") ==
          "p.json:1:72: /1/path: the patch cannot be applied: /response is neither an object nor an array");
    CHECK(finding_of("[{\"op\": \"remove\", \"path\": \"/layout/wan/link\"},\n {\"op\": \"replace\", \"path\": \"/layout/wan/link/latency_ms\", \"value\": 3}]") ==
          "p.json:2:28: /1/path: the patch cannot be applied: there is no /layout/wan/link");
}

TEST_CASE("patch: arrays grow, shrink and keep their order", "[scenario][patch]") {
    const std::string list = "/layout/placement/apps/replicas";
    CHECK(patched(R"([{"op": "add", "path": ")" + list + R"(/0", "value": {"site": "south"}}, {"op": "remove", "path": ")" + list + R"(/2"}])")
              .layout.placement[1].replicas[0].site == "south");
    CHECK(patched(R"([{"op": "remove", "path": ")" + list + R"(/1"}, {"op": "add", "path": ")" + list + R"(/1", "value": {"site": "south"}}])")
              .layout.placement[1].replicas[1].role == ReplicaRole::active);
    CHECK(finding_of(R"([{"op": "add", "path": ")" + list + R"(/3", "value": {"site": "south"}}])")
              .starts_with("p.json:1:24: /0/path: the patch cannot be applied: " + list + " has no element \"3\"; it has 2 elements"));
    CHECK(finding_of(R"([{"op": "replace", "path": ")" + list + R"(/-", "value": {}}])").find("has no element \"-\"") != std::string::npos);
}

TEST_CASE("patch: move, copy and test", "[scenario][patch]") {
    const Scenario moved = patched(R"([{"op": "move", "from": "/layout/wan/link", "path": "/layout/wan/cable"}])");
    REQUIRE(moved.layout.wan.size() == 1);
    CHECK(moved.layout.wan[0].id == "cable");
    CHECK(patched(R"([{"op": "copy", "from": "/layout/wan/link", "path": "/layout/wan/cable"}])").layout.wan.size() == 2);
    // The members of an object in any order, and numbers by their value.
    CHECK(findings_of(R"([{"op": "test", "path": "/ignition", "value": {"local_time": "2022-10-15T15:19", "room": "battery", "site": "north"}},
                          {"op": "test", "path": "/horizon_h", "value": 48.0}])").empty());
    CHECK(finding_of(R"([{"op": "test", "path": "/horizon_h", "value": 49}])") ==
          "p.json:1:48: /0/value: the patch cannot be applied: /horizon_h is not equal to this: the test fails");
    CHECK(finding_of(R"([{"op": "move", "from": "/ignition", "path": "/ignition/site"}])").find("cannot be moved into itself") != std::string::npos);
    CHECK(finding_of(R"([{"op": "copy", "from": "/nothing", "path": "/name"}])").starts_with("p.json:1:25: /0/from: "));
}

TEST_CASE("patch: all of it or nothing", "[scenario][patch]") {
    // The first operation alone would be a second finding.
    CHECK(finding_of(R"([{"op": "replace", "path": "/horizon_h", "value": "x"}, {"op": "remove", "path": "/nothing"}])")
              .find("there is no /nothing") != std::string::npos);
}

TEST_CASE("patch: what is no patch is refused whole, with every place", "[scenario][patch]") {
    const Lines lines = findings_of("[{\"op\": \"replce\", \"path\": \"/a\"},\n {\"op\": \"add\", \"path\": \"a\", \"value\": 1},\n {\"op\": \"move\", \"path\": \"/a\"}, 7, {\"op\": \"test\", \"path\": \"\"}]");
    CHECK(lines == Lines{"p.json:1:9: /0/op: \"replce\" is no operation of a JSON Patch; did you mean \"replace\"?",
                         "p.json:2:24: /1/path: this is no JSON Pointer to a part of the scenario; as in /response/drilled",
                         "p.json:3:2: /2: \"from\" is missing; a JSON Pointer (RFC 6901), as in /response/drilled",
                         "p.json:3:32: /3: expected an object; {\"op\": ..., \"path\": ...}",
                         "p.json:3:35: /4: \"value\" is missing; test needs it"});
    CHECK(finding_of("{}").starts_with("p.json:1:1: expected a JSON Patch (RFC 6902)"));
    CHECK(finding_of(R"([{"op": "remove", "path": ""}])").find("cannot be removed") != std::string::npos);
}

TEST_CASE("patch: what it brings in is wrong at its place in the patch", "[scenario][patch]") {
    CHECK(finding_of("[{\"op\": \"add\", \"path\": \"/layout/wan/second\", \"value\": {\"from\": \"north\",\n  \"to\": \"east\"}}]")
              .starts_with("p.json:2:9: /layout/wan/second/to: there is no site \"east\""));
    CHECK(finding_of(R"([{"op": "replace", "path": "/horizon_h", "value": -1}])").starts_with("p.json:1:51: /horizon_h: -1 is out of range"));
}

}  // namespace firebreak::scenario

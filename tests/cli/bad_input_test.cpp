// Wrong scenarios: status 2, one line a finding that a person can act on, and no output folder.
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "program.hpp"

namespace firebreak::cli_test {
namespace {

/// Runs `text` as a scenario file and returns what standard error says, without the folder's name.
std::string refusal_of(const std::string& text, const Words& more = {}) {
    const Folder folder;
    const std::string file = folder.write("s.json", text);
    Words arguments{"run", file, "--replications", "1", "--out", folder.at("out")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Result result = firebreak(arguments);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK(folder.entries() == Words{"s.json"});
    std::string shown = result.err;
    const std::string prefix = folder.path().string() + "/";
    for (std::size_t at = 0; (at = shown.find(prefix, at)) != std::string::npos;)
        shown.erase(at, prefix.size());
    return shown;
}

/// "line:column" of `needle`.
std::string place_in(const std::string& text, const std::string& needle) {
    const std::size_t at = text.find(needle);
    REQUIRE(at != std::string::npos);
    const std::string before = text.substr(0, at);
    const std::size_t line_start = before.rfind('\n') + 1;
    return std::to_string(lines_of(before + "x").size()) + ":" + std::to_string(at - line_start + 1);
}

/// The one finding when `from` in the minimal scenario becomes `to`; `at` is where the finding points.
void check_edit(const std::string& from, const std::string& to, const std::string& at,
                const std::string& said) {
    INFO(from << " becomes " << to);
    const std::string text = minimal_with(from, to);
    CHECK(refusal_of(text) == "s.json:" + place_in(text, at) + ": " + said + "\n");
}

}  // namespace

TEST_CASE("bad input: a misspelt key", "[cli]") {
    check_edit("\"horizon_h\"", "\"horizn_h\"", "\"horizn_h\"",
               "/horizn_h: unknown key \"horizn_h\"; did you mean \"horizon_h\"?");
}

TEST_CASE("bad input: a key in another unit", "[cli]") {
    check_edit(
        "\"horizon_h\": 120", "\"horizon_min\": 120", "\"horizon_min\"",
        "/horizon_min: unknown key \"horizon_min\": this field is given in hours; write \"horizon_h\": 2");
}

TEST_CASE("bad input: a reference to nothing", "[cli]") {
    check_edit("\"room\": \"battery\", \"local_time\"", "\"room\": \"batery\", \"local_time\"", "\"batery\"",
               "/ignition/room: there is no room \"batery\" in site north; did you mean \"battery\"?");
}

TEST_CASE("bad input: needs in a circle", "[cli]") {
    const std::string text = minimal_with(
        "\"needs\": [], \"needs_to_start\": [], \"needs_to_fail_over\": [\"controller\"], \"write_rate",
        "\"needs\": [\"web\"], \"needs_to_start\": [], \"needs_to_fail_over\": [\"controller\"], "
        "\"write_rate");
    const std::string with_both = [&] {
        std::string edited = text;
        const std::string web = "\"web\":";
        const std::size_t needs = edited.find("\"needs\": []", edited.find(web));
        REQUIRE(needs != std::string::npos);
        return edited.replace(needs, 11, "\"needs\": [\"orders\"]");
    }();
    const std::string line = line_with(refusal_of(with_both), "a cycle of needs");
    CHECK(has(line, "web -> orders -> web"));
    CHECK(has(line, "/services/components/web/needs/0: "));
    CHECK(has(line, "s.json:" + place_in(with_both, "\"orders\"]") + ": "));
}

TEST_CASE("bad input: a text that ends too early", "[cli]") {
    const std::string text = minimal().substr(0, 700);
    const std::string line = refusal_of(text);
    CHECK(lines_of(line).size() == 1);
    CHECK(has(line, "s.json:" + place_in(text + "$", "$") + ": "));
    CHECK(has(line, "the text ends too early"));
    CHECK(has(line, "; is the file complete?"));
}

TEST_CASE("bad input: a file of 200 MB is not read", "[cli]") {
    const Folder folder;
    const std::string file = folder.write("big.json", "{");
    std::filesystem::resize_file(file, 200'000'000);  // sparse: takes no room on the disk
    const Result result = firebreak({"run", file, "--out", folder.at("out")});
    CHECK(result.status == 2);
    CHECK(result.err ==
          file + ": larger than 16 MiB; a scenario is a few hundred kilobytes; is this the right file?\n");
    CHECK(folder.entries() == Words{"big.json"});
}

TEST_CASE("bad input: too much through standard input", "[cli]") {
    const Result result = firebreak({"check", "-"}, {.standard_input = std::string(17 << 20, ' ')});
    CHECK(result.status == 2);
    CHECK(has(result.err, "<stdin>: larger than 16 MiB"));
}

TEST_CASE("bad input: nesting without end", "[cli]") {
    for (const std::string opening : {"[", "{\"a\":"}) {
        std::string text;
        for (int level = 0; level < 100'000; ++level) text += opening;
        CHECK(has(line_with(refusal_of(text), "s.json:1:"), "nested deeper than 64 levels; "));
    }
}

TEST_CASE("bad input: numbers that are none", "[cli]") {
    check_edit("\"horizon_h\": 120", "\"horizon_h\": NaN", "NaN",
               "/horizon_h: NaN is no number of JSON; numbers are finite");
    check_edit("\"horizon_h\": 120", "\"horizon_h\": -Infinity", "-Infinity",
               "/horizon_h: -Infinity is no number of JSON; numbers are finite");
    check_edit("\"horizon_h\": 120", "\"horizon_h\": 1e999", "1e999",
               "/horizon_h: the number 1e999 is too large; numbers are finite, below 1.8e308");
}

TEST_CASE("bad input: a path out of the tree", "[cli]") {
    const Folder folder;
    folder.write("secret.json", "{}");
    const std::string file = folder.write(
        "tree/s.json", R"({ "schema": 1, "name": "x", "horizon_h": 1, "services": {}, "parameters": {},
  "layout": "../secret.json" })");
    const Result result = firebreak({"run", file, "--out", folder.at("tree/out")});
    CHECK(result.status == 2);
    const std::string line = line_with(result.err, "/layout: ");
    CHECK(has(line, file + ":2:13: /layout: \"../secret.json\" leads out of the scenario's tree " +
                        folder.at("tree")));
    CHECK(has(line, "--allow-path"));
    CHECK(folder.entries("tree") == Words{"s.json"});
    CHECK_FALSE(has(firebreak({"run", file, "--allow-path", folder.path().string()}).err, "leads out"));
}

TEST_CASE("bad input: a key twice", "[cli]") {
    check_edit("\"horizon_h\": 120", "\"horizon_h\": 120, \"name\": \"again\"", "\"name\": \"again\"",
               "/name: the key is there twice; remove one of the two");
}

TEST_CASE("bad input: a value of the wrong kind, out of range, unknown", "[cli]") {
    check_edit("\"horizon_h\": 120", "\"horizon_h\": \"120\"", "\"120\"",
               "/horizon_h: expected a number (hours), found the text \"120\"");
    check_edit("\"horizon_h\": 120", "\"horizon_h\": -3", "-3",
               "/horizon_h: -3 is out of range; allowed: above 0 and at most 17520 hours");
    const std::string line = refusal_of(minimal_with("\"kind\": \"electrical\"", "\"kind\": \"electric\""));
    CHECK(has(line, "/layout/sites/north/rooms/electrical/kind: \"electric\" is not one of "));
    CHECK(has(line, "did you mean \"electrical\"?"));
}

TEST_CASE("bad input: observed times that contradict each other", "[cli]") {
    const Words pins{"--set", "/observed/isolation_h=5",       "--set", "/observed/extinguished_h=1",
                     "--set", "/observed/supply_repaired_h=30"};
    CHECK(refusal_of(minimal(), pins) ==
          "--set: /observed/extinguished_h: comes before isolation_h, which causes it; give both times after "
          "ignition; "
          "leave out the one that is in doubt\n");
    // Minutes against hours: the order is that of times, not of numbers.
    const Result sound = firebreak({"run", shipped("scenarios/templates/minimal.json"), "--replications", "1",
                                    "--set", "/observed/noticed_min=8", "--set", "/observed/assembled_min=54",
                                    "--set", "/observed/detection_min=90", "--set",
                                    "/observed/emergency_call_min=100", "--set", "/observed/isolation_h=2"});
    CHECK(sound.status == 0);
}

TEST_CASE("bad input: something is missing", "[cli]") {
    check_edit("\"name\": \"minimal\",", "", "{\n  \"schema\"", "\"name\" is missing; Short name.");
}

TEST_CASE("bad input: no text at all", "[cli]") {
    CHECK(refusal_of("") == "s.json:1:1: the text is empty\n");
    CHECK(has(refusal_of("[]"), "s.json:1:1: expected an object"));
    CHECK(has(refusal_of(std::string("\x7f\x45\x4c\x46\0\0\xff\xfe", 8)), "s.json:1:1: "));
}

TEST_CASE("bad input: every finding of a file comes at once, in its order", "[cli]") {
    std::string text = minimal_with("\"horizon_h\": 120", "\"horizon_h\": -1");
    for (const auto& [from, to] :
         {std::pair{"\"kind\": \"electrical\"", "\"kind\": \"electrics\""},
          std::pair{"\"local_time\": \"2024-03-05T10:40\"", "\"local_time\": \"noon\""},
          std::pair{"\"drilled\": false", "\"driled\": false"}}) {
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, std::string{from}.size(), to);
    }
    const Words lines = lines_of(refusal_of(text, {"--set", "/response/crews/service=none"}));
    REQUIRE(lines.size() == 5);
    CHECK(has(lines[0], ": /horizon_h: "));
    CHECK(has(lines[1], ": /layout/sites/north/rooms/electrical/kind: "));
    CHECK(has(lines[2], ": /ignition/local_time: "));
    CHECK(has(lines[3], ": /response/driled: "));
    CHECK(lines[4] == "--set: /response/crews/service: expected a whole number, found the text \"none\"");
}

TEST_CASE("bad input: --set that leads nowhere", "[cli]") {
    const auto refusal = [](const std::string& setting) { return refusal_of(minimal(), {"--set", setting}); };
    CHECK(refusal("horizon_h=3") ==
          "--set: \"horizon_h=3\" is no POINTER=VALUE; as in --set /response/crews/technicians=80\n");
    CHECK(has(refusal("/response/crews"), "is no POINTER=VALUE"));
    CHECK(has(refusal("/na~2me=3"), "is no POINTER=VALUE"));
    CHECK(refusal("/response/crew/service=3") ==
          "--set: /response/crew/service: there is no /response/crew; did you mean \"crews\"?\n");
    CHECK(has(refusal("/layout/placement/tools/replicas/7/site=x"),
              "it has 2 elements; the first is 0, \"-\" appends"));
    CHECK(refusal("/horizon_h/x=3") == "--set: /horizon_h/x: /horizon_h is neither an object nor an array\n");
    CHECK(refusal("/horizon_h=007") ==
          "--set: /horizon_h: expected a number (hours), found the text \"007\"\n");
    CHECK(has(refusal("/na~1me=3"), "--set: /na~1me: unknown key \"na/me\""));
}

TEST_CASE("bad input: a file cannot steer the terminal", "[cli]") {
    const std::string shown = refusal_of("{ \"schema\": 1, \"two\\nlines\\u001b[31m\": 3 }");
    CHECK_FALSE(has(shown, "\033"));
    for (const std::string& line : lines_of(shown)) CHECK(line.starts_with("s.json:1:"));
}

TEST_CASE("bad input: byte order mark and carriage returns are none", "[cli]") {
    const Folder folder;
    CHECK(firebreak({"check", folder.write("bom.json", "\xef\xbb\xbf" + minimal())}).status == 0);
    std::string text;
    for (const std::string& line : lines_of(minimal())) text += line + "\r\n";
    CHECK(firebreak({"check", folder.write("crlf.json", text)}).status == 0);
}

}  // namespace firebreak::cli_test

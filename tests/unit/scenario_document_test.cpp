// Text that is no scenario: each defect refused with its place.
#include "scenario_fixture.hpp"

#include "scenario/document.hpp"

namespace firebreak::scenario {
namespace {

/// Findings of parsing `text` as file "f".
Lines parse_findings(const std::string& text) {
    std::vector<Finding> findings;
    const Document document = parse_document("f", text, "", findings);
    Lines lines;
    for (const Finding& finding : findings) lines.push_back(to_string(finding));
    CHECK(document.root.is_discarded() ==
          (!findings.empty() && findings[0].problem != "the key is there twice"));
    return lines;
}

}  // namespace

TEST_CASE("places of values and keys are found again", "[scenario][document]") {
    const std::string text =
        "{\n  // first\n  \"a\": [ 10, {\"b\" : \"x\\\\\\\"y\"}, true ],\n\"c/d~\":-1.5e3}";
    std::vector<Finding> findings;
    const Document document = parse_document("f", text, "", findings);
    REQUIRE(findings.empty());
    const auto place = [&](const std::string& pointer, bool at_key = false) {
        const Place found = document.place_of(pointer, at_key);
        return std::to_string(found.line) + ":" + std::to_string(found.column);
    };
    CHECK(place("") == "1:1");
    CHECK(place("/a") == place_in(text, "[ 10"));
    CHECK(place("/a", true) == place_in(text, "\"a\""));
    CHECK(place("/a/0") == place_in(text, "10"));
    CHECK(place("/a/1") == place_in(text, "{\"b\""));
    CHECK(place("/a/1/b") == place_in(text, "\"x"));
    CHECK(place("/a/1/b", true) == place_in(text, "\"b\""));
    CHECK(place("/a/2") == place_in(text, "true"));
    CHECK(place("/c~1d~0") == place_in(text, "-1.5e3"));
    CHECK(place("/c~1d~0", true) == place_in(text, "\"c/d~\""));
    CHECK(place("/a/1/missing") == place("/a/1"));
    CHECK(place("/a/7") == place("/a"));
}

TEST_CASE("broken text is refused with its place", "[scenario][document]") {
    CHECK(parse_findings("{\"a\": 1,\n \"b\": [1, 2") ==
          Lines{"f:2:12: /b/2: the text ends too early: syntax error while parsing array - unexpected end of "
                "input; "
                "expected ']'; is the file complete?"});
    CHECK(parse_findings("{\"a\": NaN}") == Lines{"f:1:7: /a: NaN is no number of JSON; numbers are finite"});
    CHECK(parse_findings("{\"a\": -Infinity}") ==
          Lines{"f:1:7: /a: -Infinity is no number of JSON; numbers are finite"});
    CHECK(parse_findings("{\"a\": [0, 1e999]}") ==
          Lines{"f:1:11: /a/1: the number 1e999 is too large; numbers are finite, below 1.8e308"});
    CHECK(parse_findings("{\"a\": 1,\n}") ==
          Lines{"f:1:8: /a: a comma before the closing bracket; remove the comma"});
    CHECK(parse_findings(" \n ") == Lines{"f:2:2: the text is empty"});
    CHECK(parse_findings("") == Lines{"f:1:1: the text is empty"});
    CHECK(parse_findings("{\"a\": 1 \"b\": 2}") ==
          Lines{"f:1:9: /a: syntax error while parsing object - unexpected string literal; expected '}'"});
    CHECK(parse_findings("{} {}") ==
          Lines{"f:1:4: syntax error while parsing value - unexpected '{'; expected end of input"});
}

TEST_CASE("a key that is there twice is refused at its second place, each time", "[scenario][document]") {
    CHECK(parse_findings(
              "{\"a\": 1,\n  \"a\": {\"b\": 1, \"b\": {\"b\": 2}},\n \"c\": [{\"d\": 0, \"d\": 0}]}") ==
          Lines{"f:2:3: /a: the key is there twice; remove one of the two",
                "f:2:17: /a/b: the key is there twice; remove one of the two",
                "f:3:17: /c/0/d: the key is there twice; remove one of the two"});
}

TEST_CASE("text that is not UTF-8 is refused", "[scenario][document]") {
    const Lines lines = parse_findings("{\"a\": \"x\xff\"}");
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].starts_with("f:1:9: /a: "));
    CHECK(lines[0].find("UTF-8") != std::string::npos);
}

TEST_CASE("deep nesting is refused without recursion", "[scenario][document]") {
    const auto nested = [](std::size_t levels) {
        return std::string(levels, '[') + std::string(levels, ']');
    };
    CHECK(parse_findings(nested(64)).empty());
    const Lines lines = parse_findings(nested(65));
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].starts_with("f:1:65: /0/0/"));
    CHECK(lines[0].find("nested deeper than 64 levels") != std::string::npos);
    CHECK(parse_findings(std::string(5'000'000, '[')).size() == 1);
    CHECK(parse_findings("[" + std::string(3'000'000, '1') + "]").size() == 1);
}

TEST_CASE("a file that is too large is refused before it is read", "[scenario][document]") {
    const Files files;
    std::filesystem::resize_file(files.file("scenario.json"), std::uintmax_t{200} << 20);
    CHECK(files.findings() == Lines{"scenario.json: larger than 16 MiB; a scenario is a few hundred "
                                    "kilobytes; is this the right file?"});
    files.write("scenario.json", scenario_text);
    std::filesystem::resize_file(files.file("layout.json"), std::uintmax_t{17} << 20);
    const Lines lines = files.findings();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].starts_with("layout.json: /layout: larger than 16 MiB"));
}

}  // namespace firebreak::scenario

// What an HTML report is made of, before any browser sees it.
#include <limits>

#include "catch_compat.hpp"
#include "firebreak/error.hpp"
#include "report/building_data.hpp"
#include "report/causes_data.hpp"
#include "report/csv_table.hpp"
#include "report/event_history.hpp"
#include "report/html_page.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

const std::string head = "id,time_h,kind,entity,from,to,cause,value\n";

std::vector<LoggedEvent> events(const std::string& rows) {
    return read_events(CsvTable::parse("events.csv", head + rows));
}

/// One site, two rows in a hall, a battery room, two power nodes in the hall.
const Json scenario = Json::parse(R"({"layout": {"sites": {
    "spare": {"rooms": {"shed": {}}},
    "north": {"title": "North <1>",
      "rooms": {"battery": {"kind": "battery", "floor": -1, "area_m2": 50}, "hall": {"kind": "data_hall", "floor": 1}},
      "rows": {"a": {"room": "hall", "racks": 3, "servers_per_rack": 20}, "b": {"room": "hall", "racks": 4}},
      "power": {"pdu-1": {"room": "hall"}, "pdu-2": {"room": "hall"}}}}}})");

TEST_CASE("a CSV table reads back what was quoted") {
    const CsvTable table = CsvTable::parse("t", "a,b\n\"x,\"\"y\"\"\n z\",1.5\r\nplain,\n");
    CHECK(table.rows() == 2);
    CHECK(table.at(0, 0) == "x,\"y\"\n z");
    CHECK(table.number(0, table.column("b")) == 1.5);
    CHECK(std::isnan(table.number(1, 1)));
    CHECK_THROWS_AS(table.column("c"), FileError);
    CHECK_THROWS_AS(table.number(0, 0), FileError);
    CHECK_THROWS_AS(CsvTable::parse("t", "a,b\n1,2,3\n"), FileError);
    CHECK_THROWS_AS(CsvTable::parse("t", "a,b\n1,\"2\n"), FileError);
    CHECK(CsvTable::parse("t", "a,b\n").rows() == 0);
}

TEST_CASE("events are refused where ids or causes are out of order") {
    CHECK(events("0,0,fire,x,normal,burning,,0\n1,0.5,room,x,normal,damaged,0,0\n").size() == 2);
    CHECK_THROWS_AS(events("1,0,fire,x,normal,burning,,0\n"), FileError);
    CHECK_THROWS_AS(events("0,0,fire,x,normal,burning,0,0\n"), FileError);
}

TEST_CASE("a stay lasts from one state to the next, or to the horizon") {
    const auto log = events(
        "0,1,rack,n/a/1,up,dark,,0\n"
        "1,3,rack,n/a/1,dark,waiting,,0\n"
        "2,3,rack,n/a/1,waiting,booting,,0\n"  // no time in between: no stay
        "3,4,rack,n/a/1,booting,up,,19\n"
        "4,5,rack,n/a/1,up,up,,20\n"  // more of the same
        "5,6,rack,n/a/2,up,dark,,0\n"
        "6,7,room,n/r,normal,damaged,,0\n");
    const std::vector<Stay> found = stays(log, "rack", 10.0);
    REQUIRE(found.size() == 4);
    CHECK((found[0].since == 0 && found[0].until == 1u));
    CHECK((found[1].since == 2 && found[1].until == 3u));
    CHECK((found[2].since == 3 && !found[2].until));
    CHECK((found[3].since == 5 && !found[3].until));
}

TEST_CASE("the building: rooms and racks are numbered, changes come as runs") {
    const Json building = building_data(scenario, events("0,0,fire,north/battery,normal,burning,,0\n"
                                                         "1,0.25,power_node,north/pdu-1,energised,dark,0,0\n"
                                                         "2,0.25,rack,north/a/2,up,dark,1,0\n"
                                                         "3,0.25,rack,north/b/1,up,dark,1,0\n"
                                                         "4,0.25,rack,north/a/3,up,dark,1,0\n"
                                                         "5,0.25,rack,north/b/4,up,dark,1,0\n"
                                                         "6,2,rack,north/a/2,dark,booting,1,0\n"
                                                         "7,2,rack,elsewhere/a/2,dark,booting,1,0\n"
                                                         "8,3,power_node,north/pdu-1,dark,energised,0,0\n"
                                                         "9,4,room,north/hall,normal,soiled,0,0\n"));
    CHECK(building["racks_total"] == 7);
    const Json& north = building["sites"][1];
    CHECK(north["rooms"][1]["room"] == 2);
    CHECK(north["rooms"][1]["rows"][1] == Json{{"id", "b"}, {"first", 3}, {"racks", 4}, {"servers", 0}});
    CHECK(building["states"] == Json{"up", "burning", "dark", "booting", "soiled"});
    CHECK(building["fire"].dump() == "[[0.0,1,1]]");
    CHECK(building["power"].dump() == "[[0.25,2,1,2],[3.0,2,2,2]]");
    CHECK(building["racks"].dump() == "[[0.25,2,1,3,6,1],[2.0,3,1,1]]");
    CHECK(building["rooms"].dump() == "[[4.0,2,4]]");
}

TEST_CASE("waits are counted by what was the matter and what ended them") {
    const Json causes = causes_data(events("0,0,fire,north/battery,normal,burning,,0\n"
                                           "1,1,row,north/a,energised,dark,0,100\n"
                                           "2,1,rack,north/a/1,up,dark,1,0\n"
                                           "3,1,rack,north/a/2,up,dark,1,0\n"
                                           "4,5,row,north/a,dark,energised,0,100\n"
                                           "5,5,rack,north/a/1,dark,booting,4,0\n"
                                           "6,7,rack,north/a/1,booting,up,5,20\n"),
                                    24.0);
    const Json& dark = causes["waits"][0];
    CHECK(dark["state"] == "dark");
    CHECK(dark["entities"] == 2);
    CHECK(dark["open"] == 1);
    CHECK(dark["median_h"] == 4.0);
    CHECK(dark["longest_h"] == 23.0);
    CHECK(dark["total_h"] == 27.0);
    CHECK(dark["ended_by"].dump() == R"([["row||energised",1]])");
    const Json& booting = causes["waits"][1];
    CHECK(booting["state"] == "booting");
    CHECK(booting["ended_by"].dump() == R"([["||",1]])");
    std::vector<std::string> marks;
    for (const Json& mark : causes["clock"]) marks.push_back(mark["state"]);
    CHECK(marks == std::vector<std::string>{"burning", "first_loss", "first_back", "last_back"});
}

TEST_CASE("no string can leave the element that holds it") {
    if (embedded_page().empty()) {
        SUCCEED("built without the page");
        return;
    }
    const std::string hostile = "</script></title><script>alert(1)</script><!--";
    const std::string bad_utf8 = "caf\xe9";
    const std::string bare = html_page("", Json::object());
    const std::string html = html_page(hostile, Json{{"name", hostile}, {"other", bad_utf8}});
    const auto count = [](const std::string& text, const std::string& part) {
        std::size_t found = 0;
        for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
        return found;
    };
    for (const char* tag : {"<script", "</script", "</title", "<!--"}) CHECK(count(html, tag) == count(bare, tag));
    CHECK(count(html, "&lt;/script&gt;&lt;/title&gt;") == 1);
    CHECK(count(html, "\\u003c/script>\\u003c/title>") == 1);
    CHECK(count(html, "{{") == 0 + count(bare, "{{"));
}

}  // namespace
}  // namespace firebreak::report

// A fire that gas puts out in five of six cases: both humps in text, JSON, comparison; and what a longer horizon
// must not move.
#include <cmath>
#include <nlohmann/json.hpp>

#include "comparison.hpp"
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

using Json = nlohmann::json;

/// Gas in the room of origin stops the fire with 83 %; the room shares no void, and no cable of the hall.
const Words gas{shipped("scenarios/templates/minimal.json"),
                "--set",
                "/parameters/suppression/agent_stops_battery_fire_probability=0.83",
                "--set",
                "/layout/sites/north/rooms/battery/shared_void_with=[]",
                "--set",
                R"(/layout/sites/north/power/pdu-a/inputs=[{"from":"ups-a"}])"};

Words command(const std::string& verb, const Words& more) {
    Words words{verb};
    words.insert(words.end(), gas.begin(), gas.end());
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

const Json& order(const Json& document) { return document.at("services").at("shop").at("functions").at("order"); }

/// Calls `visit(path, value)` for every object below that has a "censored".
template <class Visit>
void each_measure(const Json& node, const std::string& path, const Visit& visit) {
    if (!node.is_object()) return;
    if (node.contains("censored")) return visit(path, node);
    for (const auto& item : node.items()) each_measure(item.value(), path + "/" + item.key(), visit);
}

}  // namespace

TEST_CASE("two outcomes: run says both, the spared first", "[cli]") {
    const Result json = firebreak(command("run", {"--replications", "100", "--format", "json"}));
    REQUIRE(json.status == 0);
    const Json document = Json::parse(json.out);
    const Json& full = order(document).at("recovery_h").at("full");
    const int hit = full.at("affected").get<int>();
    CHECK(hit > 8);
    CHECK(hit < 30);
    CHECK(full.at("p50") == 0.0);
    CHECK(full.at("among_affected").at("p50").get<double>() > 1.0);
    CHECK(full.at("mean").get<double>() == Approx(full.at("among_affected").at("mean").get<double>() * hit / 100.0));
    const Json& cut = document.at("facility").at("sites").at("north").at("isolation_h");
    CHECK(cut.at("affected").get<int>() + cut.at("never").get<int>() == 100);
    CHECK(cut.at("never").get<int>() > 50);
    CHECK(cut.at("censored") == 0);
    CHECK(cut.at("p50").is_null());
    CHECK(cut.at("mean").get<double>() < 12.0);
    CHECK(cut.at("mean") == cut.at("among_affected").at("mean"));

    const Result text = firebreak(command("run", {"--replications", "100"}));
    CHECK(has(text.out, "shop/order: nothing lost in " + std::to_string(100 - hit) + " of 100 replications;"));
    CHECK(text.out.find("nothing lost in") < text.out.find("Time until this share of demand"));
    CHECK(has(text.out, "where affected"));
}

TEST_CASE("two outcomes: compare and summary say both", "[cli]") {
    const Words sides{shipped("scenarios/templates/minimal.json"), "--replications", "40"};
    const Result text = firebreak(command("compare", sides));
    CHECK(has(text.out, "Share of replications in which it fell below 99 %"));
    const Json document = comparison_of([&] {
        Words words = gas;
        words.insert(words.end(), sides.begin(), sides.end());
        return words;
    }());
    const Json& full = order(document.at("differences").at(0)).at("recovery_h").at("full");
    CHECK(full.at("affected_base").get<int>() > 0);
    CHECK(full.at("affected_base").get<int>() < 20);
    CHECK(full.at("n") == 40);

    const Folder folder;
    folder.write("s.json", minimal_with("\"shared_void_with\": [\"ups\"], ", ""));
    folder.write("sweep.json", R"({"schema": 1, "name": "gas", "scenario": "s.json", "seed": 1, "replications": {"count": 60},
        "axes": {"stops": {"pointer": "/parameters/suppression/agent_stops_battery_fire_probability", "values": [0.83]}},
        "design": {"grid": {}}, "measures": ["**/north/isolation_h", "/services/shop/functions/order/unserved_user_h"]})");
    REQUIRE(firebreak({"sweep", folder.at("sweep.json"), "--store", folder.at("store")}).status == 0);
    const Result json = firebreak({"summary", folder.at("store"), "--format", "json"});
    REQUIRE(json.status == 0);
    for (const Json& measure : Json::parse(json.out).at("measures")) {
        const Json& all = measure.at("over_all");
        if (!measure.at("measure").get<std::string>().ends_with("/isolation_h")) continue;
        CHECK(all.at("never").get<int>() + all.at("affected").get<int>() == 60);
        CHECK(all.at("never").get<int>() > 30);
        CHECK(all.at("p50").at("value").is_null());
    }
    CHECK(has(firebreak({"summary", folder.at("store")}).out, "never in "));
    CHECK(has(firebreak({"summary", folder.at("store"), "--format", "csv"}).out, ",never,"));
}

TEST_CASE("a longer horizon moves only what it shows more of", "[cli]") {
    const auto at = [](const char* horizon) {
        return Json::parse(
            firebreak(command("run", {"--replications", "60", "--format", "json", "--set", horizon})).out);
    };
    const Json early = at("/horizon_h=100");
    const Json late = at("/horizon_h=400");
    int compared = 0;
    each_measure(early, "", [&](const std::string& path, const Json& before) {
        if (before.at("censored") != 0) return;
        const Json& after = late.at(Json::json_pointer(path));
        INFO(path << " " << before.dump() << " " << after.dump());
        ++compared;
        // A relapse after the first horizon, a flare-up, servers that came back later: those come later.
        if (path.find("relapse") != path.npos || path.find("servers_lost") != path.npos) return;
        CHECK(after.at("censored") == 0);
        CHECK(before.at("affected") == after.at("affected"));
        for (const char* key : {"p5", "p50", "p95"}) CHECK(before.at(key) == after.at(key));
    });
    CHECK(compared > 60);
}

TEST_CASE("compare: one scenario at two horizons does not differ from itself", "[cli]") {
    const Folder folder;
    std::string text = minimal();
    const std::string horizon = "\"horizon_h\": 120";
    text.replace(text.find(horizon), horizon.size(), "\"horizon_h\": 8");
    const Json document = comparison_of({shipped("scenarios/templates/minimal.json"), folder.write("short.json", text),
                                         "--replications", "20"});
    int open = 0;
    each_measure(document.at("differences").at(0), "", [&](const std::string& path, const Json& of) {
        INFO(path << " " << of.dump());
        if (of.at("n") != 0) CHECK(of.at("mean").get<double>() == Approx(0.0).margin(1e-9));
        if (of.at("censored") != 0) ++open;
        CHECK(of.at("censored") == of.at("censored_base"));
        CHECK(of.at("affected") == of.at("affected_base"));
        if (of.at("censored") != 0) CHECK(of.at("restricted_to_h") == 8.0);
    });
    CHECK(open > 0);
}

}  // namespace firebreak::cli_test

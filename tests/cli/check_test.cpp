// What check says of a scenario that is sound: each cause once, with its place and figures.
#include "program.hpp"

namespace firebreak::cli_test {
namespace {

Result check(const Words& sets) {
    Words arguments{"check", shipped("scenarios/templates/minimal.json")};
    for (const std::string& set : sets) {
        arguments.emplace_back("--set");
        arguments.push_back(set);
    }
    return firebreak(arguments);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

const std::string pdu = "/layout/sites/north/power/pdu-a/capacity_kw";
const std::string crah = "/layout/sites/north/cooling/crah-1/capacity_kw";

}  // namespace

TEST_CASE("check: a node that carries too much in peace, with both figures", "[cli]") {
    // Ten racks of 5 kW on two feeds.
    CHECK(!has(check({pdu + "=25"}).out, "overload"));
    const Result result = check({pdu + "=24"});
    CHECK(result.status == 0);
    const std::string line = line_with(result.out, "overload: with no fire at all");
    CHECK(has(line, pdu + ": warning: "));
    CHECK(has(line, "carries 25 kW"));
    CHECK(has(line, "rated for 24 kW"));
    CHECK(has(line_with(check({pdu + "=0.001"}).out, "overload"), "rated for 1 W"));
}

TEST_CASE("check: cooling that removes less heat than its racks give off", "[cli]") {
    CHECK(!has(check({crah + "=50"}).out, "give off"));
    const std::string line = line_with(check({crah + "=49"}).out, "give off");
    CHECK(has(line, "/layout/sites/north/rooms/hall: warning: "));
    CHECK(has(line, "50 kW"));
    CHECK(has(line, "49 kW"));
}

TEST_CASE("check: a standby that nothing moves to is no way back", "[cli]") {
    CHECK(!has(check({}).out, "shared fate"));
    const Result result = check({"/layout/placement/shop/failover=none"});
    CHECK(result.status == 0);
    CHECK(count(result.out, "shared fate") == 1);
    const std::string line = line_with(result.out, "shared fate");
    for (const std::string room : {"north/battery", "north/ups", "north/electrical", "north/hall"}) CHECK(has(line, room));
    CHECK(has(line, "takes down 2 of 2 functions for good: shop/browse, shop/order"));
    CHECK(has(line, "(a copy stands by, but failover is none)"));
}

TEST_CASE("check: a recovery point of nothing on asynchronous copies", "[cli]") {
    CHECK(!has(check({}).out, "rpo_s"));
    const std::string line =
        line_with(check({"/services/services/shop/functions/order/targets/rpo_s=0"}).out, "rpo_s of shop/order");
    CHECK(has(line, "/services/components/orders: warning: "));
    CHECK(has(line, "asynchronous"));
}

TEST_CASE("check: a part of a scenario is told from a scenario that lacks everything", "[cli]") {
    for (const auto& [file, key] : {std::pair{"layouts/single-site.json", "layout"}, {"services/messenger-group.json", "services"},
                                    {"parameters/generic.json", "parameters"}}) {
        const std::string path = shipped(std::string{"scenarios/"} + file);
        const Result result = firebreak({"check", path});
        CHECK(result.status == 2);
        CHECK(lines_of(result.err).size() == 1);
        CHECK(has(result.err, path + ": this is \"" + key + "\", a part of a scenario"));
        CHECK(has(result.err, "--set /" + std::string{key} + "=" + path));
    }
}

TEST_CASE("check: feeds that meet in one room", "[cli]") {
    const std::string line = line_with(check({}).out, "in it stand north/ups-a, north/ups-b");
    CHECK(has(line, "/layout/sites/north/rooms/ups: warning: redundancy in name only"));
    CHECK(has(line, "north/row-1, north/row-2"));
}

TEST_CASE("check: a fire of which little will be seen is said with its counts", "[cli]") {
    CHECK(!has(check({}).out, "fires drawn"));
    const Words harmless{"/parameters/suppression/agent_stops_battery_fire_probability=1",
                         "/parameters/suppression/agent_predischarge_s=0", "/parameters/damage/electronics_damage_c=900",
                         "/parameters/damage/cable_damage_c=900"};
    const std::string line = line_with(check(harmless).out, "fires drawn");
    CHECK(has(line, "/ignition/room: warning: "));
    CHECK(has(line, "of 100 fires drawn in north/battery"));
}

}  // namespace firebreak::cli_test

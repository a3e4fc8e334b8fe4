// Which rooms take a function down for good: by what stands in them, by power, by cables, by network.
#include "facility/shared_fate.hpp"

#include <set>

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::facility {
namespace {

using namespace test;

std::set<std::string> rooms_of(const World& world, FunctionId function) {
    std::set<std::string> names;
    for (const SharedFate& fate : find_shared_fate(world)) {
        if (fate.function != function) continue;
        for (const RoomId room : fate.rooms) names.insert(world.rooms[room].name);
    }
    return names;
}

using Rooms = std::set<std::string>;

struct Shop : Building {
    ComponentId store{build.component("store", 20)};
    FunctionId order{build.function("order", {store})};
    explicit Shop(BuildingOptions options) : Building{options} {}
};

TEST_CASE("shared fate: in a building of one zone every room takes everything") {
    Shop shop{{}};
    shop.build.copy(shop.store, shop.row_1);
    CHECK(rooms_of(shop.world(), shop.order) == Rooms{"north/battery", "north/ups", "north/ups-b",
                                                      "north/electrical", "north/hall-1", "north/hall-2"});
}

TEST_CASE("shared fate: zones and routes apart leave what everything hangs on") {
    Shop shop{{.one_zone = false, .emergency_power_off = true}};
    shop.build.copy(shop.store, shop.row_1);
    // Its own hall, hall 2 with the only core switch, and the electrical room that feeds both UPS: their
    // batteries bridge minutes only.
    CHECK(rooms_of(shop.world(), shop.order) == Rooms{"north/electrical", "north/hall-1", "north/hall-2"});
}

TEST_CASE("shared fate: cables through one room are one fate") {
    Shop shop{{.one_zone = false, .emergency_power_off = true, .cables_apart = false}};
    shop.build.copy(shop.store, shop.row_1);
    CHECK(rooms_of(shop.world(), shop.order) ==
          Rooms{"north/battery", "north/electrical", "north/hall-1", "north/hall-2"});
}

TEST_CASE("shared fate: a copy elsewhere ends it, even a standby") {
    Shop shop{{}};
    shop.build.copy(shop.store, shop.row_1);
    shop.build.copy(shop.store, shop.south_row, {ReplicaRole::standby});
    CHECK(find_shared_fate(shop.world()).empty());
}

TEST_CASE("shared fate: a copy that keeps too few servers is lost") {
    Shop shop{{.one_zone = false, .emergency_power_off = true}};
    const ReplicaId copy = shop.build.copy(
        shop.store, {shop.world().rows[shop.row_1].racks[0], shop.world().rows[shop.row_2].racks[0],
                     shop.world().rows[shop.row_2].racks[1]});
    shop.build.device(shop.hall_1, "core-2", DeviceKind::core, {{shop.pdu_1a}});
    shop.build.device(shop.hall_2, "border-2", DeviceKind::border, {{shop.pdu_2a}});
    shop.world().components[shop.store].min_servers = Ratio{0.5};
    CHECK(shop.world().replicas[copy].servers == 30);
    CHECK(rooms_of(shop.world(), shop.order) ==
          Rooms{"north/electrical", "north/hall-2"});  // 10 of 30 are left, or 20 of 30
    shop.world().components[shop.store].min_servers = Ratio{0.3};
    CHECK(rooms_of(shop.world(), shop.order) == Rooms{"north/electrical"});
}

TEST_CASE("shared fate: a generator in another room outlasts the batteries") {
    Shop shop{{.one_zone = false, .emergency_power_off = true}};
    shop.build.copy(shop.store, shop.row_1);
    const RoomId yard = shop.build.room(shop.north, "yard", RoomKind::generator);
    shop.world().rooms[yard].emergency_power_off = true;
    const PowerNodeId generator = shop.build.power(yard, "generator", PowerKind::generator, {});
    const CableId cable = shop.world().cables.add({"north/generator>ups-b", generator, {}});
    shop.world().power[shop.ups_b].inputs.push_back(cable);
    CHECK(rooms_of(shop.world(), shop.order) == Rooms{"north/hall-1", "north/hall-2"});
}

TEST_CASE("shared fate: the components that are lost are named together") {
    Shop shop{{}};
    const ComponentId login = shop.build.component("login", 30);
    const ComponentId safe = shop.build.component("safe", 50);
    shop.build.copy(shop.store, shop.row_1);
    shop.build.copy(login, shop.row_2);
    shop.build.copy(safe, shop.south_row);
    shop.world().functions[shop.order].needs = {shop.store, safe, login};
    const auto fates = find_shared_fate(shop.world());
    // One entry for the north, one for the hall in the south.
    REQUIRE(fates.size() == 2);
    const auto& north = fates[0].rooms.size() == 6 ? fates[0] : fates[1];
    const auto& south = fates[0].rooms.size() == 6 ? fates[1] : fates[0];
    CHECK(north.components == std::vector<ComponentId>{shop.store, login});
    CHECK(south.components == std::vector<ComponentId>{safe});
    CHECK(south.rooms == std::vector<RoomId>{shop.south_hall});
}

}  // namespace
}  // namespace firebreak::facility

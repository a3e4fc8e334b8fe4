// Which rooms take a function down for good, and why: by the engine's own rules.
#include "studies/room_loss.hpp"

#include <set>

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::studies {
namespace {

using namespace test;
using Rooms = std::set<std::string>;

Rooms rooms_of(const World& world, FunctionId function) {
    Rooms names;
    for (const RoomLoss& loss : lose_each_room(world)) {
        if (std::find(loss.lost.begin(), loss.lost.end(), function) != loss.lost.end())
            names.insert(world.rooms[loss.room].name);
    }
    return names;
}

/// What the loss of `room` does; nothing in it if it is harmless.
RoomLoss loss_of(const World& world, RoomId room) {
    for (RoomLoss& loss : lose_each_room(world)) {
        if (loss.room == room) return loss;
    }
    return {room, {}, {}, {}, {}};
}

struct Shop : Building {
    ComponentId store{build.component("store", 20)};
    FunctionId order{build.function("order", {store})};
    explicit Shop(BuildingOptions options = {.one_zone = false, .emergency_power_off = true}) : Building{options} {}
    WorldComponent& described() { return world().components[store]; }
};

/// A shop with a copy in the hall of row 1 and one in the south; hall 1 holds the only border, too.
struct TwoCopies : Shop {
    explicit TwoCopies(ReplicaRole second = ReplicaRole::active) {
        build.copy(store, row_1);
        build.copy(store, south_row, {second});
    }
    [[nodiscard]] std::vector<LostComponent> without_hall_1() const { return loss_of(world(), hall_1).components; }
};

TEST_CASE("room loss: in a building of one zone every room takes everything") {
    Shop shop{{}};
    shop.build.copy(shop.store, shop.row_1);
    CHECK(rooms_of(shop.world(), shop.order) == Rooms{"north/battery", "north/ups", "north/ups-b",
                                                      "north/electrical", "north/hall-1", "north/hall-2"});
}

TEST_CASE("room loss: zones and routes apart leave what everything hangs on") {
    Shop shop;
    shop.build.copy(shop.store, shop.row_1);
    // Its own hall, hall 2 with the only core switch, and the electrical room that feeds both UPS: their
    // batteries bridge minutes only.
    CHECK(rooms_of(shop.world(), shop.order) == Rooms{"north/electrical", "north/hall-1", "north/hall-2"});
}

TEST_CASE("room loss: cables through one room are one fate") {
    Shop shop{{.one_zone = false, .emergency_power_off = true, .cables_apart = false}};
    shop.build.copy(shop.store, shop.row_1);
    CHECK(rooms_of(shop.world(), shop.order) ==
          Rooms{"north/battery", "north/electrical", "north/hall-1", "north/hall-2"});
}

TEST_CASE("room loss: a copy elsewhere ends it if it can take over, even a standby") {
    TwoCopies shop{ReplicaRole::standby};
    CHECK(shop.without_hall_1() == std::vector<LostComponent>{{shop.store, Barred::no_failover}});
    shop.described().failover = FailoverMode::manual;
    CHECK(shop.without_hall_1().empty());
    shop.described().failover = FailoverMode::automatic;
    CHECK(shop.without_hall_1().empty());
}

TEST_CASE("room loss: two copies have no majority once one is lost, three have") {
    TwoCopies shop;
    shop.described().failover = FailoverMode::automatic;
    shop.described().replication = Replication::quorum;
    CHECK(shop.without_hall_1() == std::vector<LostComponent>{{shop.store, Barred::no_majority}});
    const SiteId east = shop.build.site("east");
    const RoomId hall = shop.build.room(east, "hall");
    const PowerNodeId grid = shop.build.power(hall, "grid", PowerKind::utility, {});
    shop.build.copy(shop.store, shop.build.row(hall, "row", {2, 10}, {{grid}}));
    CHECK(shop.without_hall_1().empty());
}

TEST_CASE("room loss: a synchronous copy stalls without its partner unless people move it") {
    TwoCopies shop;
    shop.described().replication = Replication::sync;
    shop.described().write_rate = BytesPerSecond{1e6};
    shop.described().on_partner_loss = PartnerLoss::stall;
    CHECK(shop.without_hall_1() == std::vector<LostComponent>{{shop.store, Barred::stalled}});
    shop.described().failover = FailoverMode::manual;
    CHECK(shop.without_hall_1().empty());
    shop.described().failover = FailoverMode::none;
    shop.described().on_partner_loss = PartnerLoss::degrade;
    // Nothing is lost, but users of the copy that is gone stay with it.
    CHECK(shop.without_hall_1().empty());
}

TEST_CASE("room loss: a copy that is too small leaves part of the demand") {
    TwoCopies shop{ReplicaRole::standby};
    shop.described().failover = FailoverMode::manual;
    shop.world().replicas[ReplicaId{1}].capacity_ratio = 0.2;  // of a peak of 0.8
    const RoomLoss loss = loss_of(shop.world(), shop.hall_1);
    CHECK(loss.lost.empty());
    CHECK(loss.short_of == std::vector<ShortFunction>{{shop.order, 25}});
}

TEST_CASE("room loss: a tool that is lost with the copy leaves hands") {
    TwoCopies shop{ReplicaRole::standby};
    const ComponentId tool = shop.build.component("tool", 30);
    shop.build.copy(tool, shop.row_2);
    shop.described().failover = FailoverMode::automatic;
    shop.described().needs_to_fail_over = {tool};
    // Without hall 1 the site is an island, and the tool in hall 2 beyond reach.
    CHECK(loss_of(shop.world(), shop.hall_1).by_hand == std::vector<WithoutTool>{{shop.store, tool}});
    CHECK(loss_of(shop.world(), shop.hall_1).lost.empty());
}

TEST_CASE("room loss: a copy that keeps too few servers is lost") {
    Shop shop;
    shop.build.copy(shop.store, {shop.world().rows[shop.row_1].racks[0], shop.world().rows[shop.row_2].racks[0],
                                 shop.world().rows[shop.row_2].racks[1]});
    shop.build.device(shop.hall_1, "core-2", DeviceKind::core, {{shop.pdu_1a}});
    shop.build.device(shop.hall_2, "border-2", DeviceKind::border, {{shop.pdu_2a}});
    shop.described().min_servers = Ratio{0.5};
    CHECK(rooms_of(shop.world(), shop.order) ==
          Rooms{"north/electrical", "north/hall-2"});  // 10 of 30 are left, or 20 of 30
    shop.described().min_servers = Ratio{0.3};
    CHECK(rooms_of(shop.world(), shop.order) == Rooms{"north/electrical"});
}

TEST_CASE("room loss: the causes are named together, and only what is down by itself") {
    Shop shop{{}};
    const ComponentId login = shop.build.component("login", 30);
    const ComponentId safe = shop.build.component("safe", 50);
    shop.build.copy(shop.store, shop.row_1);
    shop.build.copy(login, shop.row_2);
    shop.build.copy(safe, shop.south_row);
    shop.world().components[login].needs = {safe};
    shop.world().functions[shop.order].needs = {shop.store, safe, login};
    CHECK(loss_of(shop.world(), shop.battery).components ==
          std::vector<LostComponent>{{shop.store, Barred::no_copy}, {login, Barred::no_copy}});
    CHECK(loss_of(shop.world(), shop.south_hall).components == std::vector<LostComponent>{{safe, Barred::no_copy}});
}

}  // namespace
}  // namespace firebreak::studies

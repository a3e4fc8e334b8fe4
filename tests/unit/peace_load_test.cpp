// Loads and heat above what is rated, with no fire at all; and promises about data.
#include "facility/peace_load.hpp"

#include "building.hpp"
#include "catch_compat.hpp"
#include "services/data_promises.hpp"

namespace firebreak::facility {
namespace {

using namespace test;
using When = PeaceOverload::When;

PeaceOverload only(const World& world) {
    const auto found = find_peace_overloads(world);
    REQUIRE(found.size() == 1);
    return found.front();
}

struct Hall {
    WorldBuilder build;
    SiteId site = build.site("a");
    RoomId hall = build.room(site, "hall");
    PowerNodeId grid = build.power(hall, "grid", PowerKind::utility, {});

    void row(double kw, const std::vector<Feed>& feeds) { build.row(hall, "row", {10, 10, Watts{kw * 1e3}}, feeds); }
};

TEST_CASE("peace load: nodes of every kind, with both figures") {
    for (const PowerKind kind : {PowerKind::switchgear, PowerKind::ups, PowerKind::pdu}) {
        Hall a;
        const PowerNodeId node = a.build.power(a.hall, "node", kind, {{a.grid}});
        a.row(50.0, {{node}});
        a.build.world.power[node].other_load = Watts{7e3};
        a.build.world.power[node].capacity = Watts{57e3};
        CHECK(find_peace_overloads(a.build.world).empty());
        a.build.world.power[node].capacity = Watts{1.0};
        const PeaceOverload found = only(a.build.world);
        CHECK(found.what == entity(EntityKind::power_node, node));
        CHECK(found.carried.value() == 57e3);
        CHECK(found.rated.value() == 1.0);
        CHECK(found.when == When::always);
    }
}

TEST_CASE("peace load: a bus that runs on two of three loads each with half") {
    Hall a;
    std::vector<PowerNodeId> sets;
    for (const char* name : {"ups-1", "ups-2", "ups-3"}) {
        sets.push_back(a.build.power(a.hall, name, PowerKind::ups, {{a.grid}}));
        a.build.world.power[sets.back()].capacity = Watts{30e3};
    }
    const PowerNodeId bus = a.build.power(a.hall, "bus", PowerKind::switchgear, {{sets[0]}, {sets[1]}, {sets[2]}});
    a.build.world.power[bus].inputs_needed = 2;
    a.row(60.0, {{bus}});
    CHECK(find_peace_overloads(a.build.world).empty());  // 20 kW each, 30 kW on two
    a.build.world.power[sets[1]].capacity = Watts{29e3};
    const PeaceOverload found = only(a.build.world);
    CHECK(found.what == entity(EntityKind::power_node, sets[1]));
    CHECK(found.when == When::fewest_inputs);
    CHECK(std::abs(found.carried.value() - 30e3) < 1e-6);
}

TEST_CASE("peace load: a generator that bears less than what it stands by for") {
    Hall a;
    const PowerNodeId generator = a.build.power(a.hall, "generator", PowerKind::generator, {});
    const PowerNodeId board = a.build.power(a.hall, "board", PowerKind::switchgear, {{a.grid}, {generator}});
    a.row(80.0, {{board}});
    a.build.world.power[generator].capacity = Watts{80e3};
    CHECK(find_peace_overloads(a.build.world).empty());
    a.build.world.power[generator].capacity = Watts{60e3};
    const PeaceOverload found = only(a.build.world);
    CHECK(found.what == entity(EntityKind::power_node, generator));
    CHECK(found.when == When::on_generators);
    CHECK(found.carried.value() == 80e3);
}

TEST_CASE("peace load: generators of which two of three have to do") {
    Hall a;
    std::vector<Feed> sets;
    for (const char* name : {"set-1", "set-2", "set-3"}) {
        sets.push_back({a.build.power(a.hall, name, PowerKind::generator, {})});
        a.build.world.power[sets.back().from].capacity = Watts{30e3};
    }
    const PowerNodeId bus = a.build.power(a.hall, "bus", PowerKind::switchgear, sets);
    a.build.world.power[bus].inputs_needed = 2;
    const PowerNodeId board = a.build.power(a.hall, "board", PowerKind::switchgear, {{a.grid}, {bus}});
    a.row(60.0, {{board}});
    CHECK(find_peace_overloads(a.build.world).empty());
    a.build.world.power[sets[0].from].capacity = Watts{29e3};  // 20 kW of three, 30 kW of two
    CHECK(only(a.build.world).when == When::fewest_inputs);
}

TEST_CASE("peace load: a room hotter than its cooling units bear together") {
    Hall a;
    a.row(50.0, {{a.grid}});
    for (const char* name : {"crah-1", "crah-2"})
        a.build.world.cooling[a.build.cooling(a.hall, name, {a.hall}, {{a.grid}})].capacity = Watts{25e3};
    CHECK(find_peace_overloads(a.build.world).empty());
    a.build.world.cooling[CoolingId{0}].capacity = Watts{20e3};
    const PeaceOverload found = only(a.build.world);
    CHECK(found.what == entity(EntityKind::room, a.hall));
    CHECK(found.carried.value() == 50e3);
    CHECK(found.rated.value() == 45e3);
    a.build.world.cooling[CoolingId{0}].capacity = Watts{0.0};  // enough
    CHECK(find_peace_overloads(a.build.world).empty());
}

TEST_CASE("promises: no loss is promised of data that is copied asynchronously") {
    Building b;
    const ComponentId store = b.build.component("store", 20);
    b.build.copy(store, b.row_1);
    b.build.copy(store, b.south_row);
    const FunctionId order = b.build.function("order", {store});
    WorldComponent& component = b.world().components[store];
    component.write_rate = BytesPerSecond{1e6};
    component.replication = Replication::async;
    component.data_history = Hours{100.0};
    CHECK(services::find_broken_promises(b.world()).empty());  // nothing is promised
    b.world().functions[order].targets.rpo = Seconds{0.0};
    auto broken = services::find_broken_promises(b.world());
    REQUIRE(broken.size() == 1);
    CHECK(broken[0].component == store);
    CHECK(broken[0].gap == services::Gap::lag);
    CHECK(broken[0].loses == Seconds{4.0});
    CHECK(broken[0].functions == std::vector<FunctionId>{order});
    b.world().functions[order].targets.rpo = Seconds{4.0};
    CHECK(services::find_broken_promises(b.world()).empty());
    component.replication = Replication::none;
    CHECK(services::find_broken_promises(b.world()).at(0).gap == services::Gap::nothing);
    component.backup = WorldBackup{b.north, Hours{24.0}, Hours{2.0}, Probability{0.0}, 7, gbps(1.0)};
    broken = services::find_broken_promises(b.world());
    CHECK(broken.at(0).gap == services::Gap::backups);
    CHECK(broken.at(0).loses == Hours{26.0});
    for (const Replication kept : {Replication::sync, Replication::semi_sync, Replication::quorum}) {
        component.replication = kept;
        CHECK(services::find_broken_promises(b.world()).empty());
    }
}

TEST_CASE("promises: backups beside every copy") {
    Building b;
    const ComponentId store = b.build.component("store", 20);
    b.build.copy(store, b.row_1);
    WorldComponent& component = b.world().components[store];
    component.write_rate = BytesPerSecond{1e6};
    component.backup = WorldBackup{b.north, Hours{24.0}, Hours{2.0}, Probability{0.0}, 7, gbps(1.0)};
    CHECK(services::backups_beside_copies(b.world()) == std::vector<ComponentId>{store});
    component.backup->rooms = {b.hall_1};
    CHECK(services::backups_beside_copies(b.world()).size() == 1);
    component.backup->rooms = {b.hall_1, b.electrical};
    CHECK(services::backups_beside_copies(b.world()).empty());
    component.backup->rooms = {};
    component.backup->site = b.south;
    CHECK(services::backups_beside_copies(b.world()).empty());
}

}  // namespace
}  // namespace firebreak::facility

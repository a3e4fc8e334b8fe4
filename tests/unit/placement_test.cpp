// Servers on racks: even spread, the choosy first, shortages found, priorities and spares counted.
#include <numeric>

#include "catch_compat.hpp"
#include "world/world.hpp"

namespace firebreak::world {
namespace {

/// A site of three halls: 2 racks of 10 in a, 3 of 10 in b, 1 of 20 in c. Nothing is powered.
Scenario scenario() {
    Scenario s;
    s.name = "placing";
    Site site;
    site.id = "north";
    const auto hall = [&](const std::string& name, int racks, int servers) {
        Room room;
        room.id = name;
        room.kind = RoomKind::data_hall;
        site.rooms.push_back(room);
        Row row;
        row.id = "row-" + name;
        row.room = name;
        row.racks = racks;
        row.servers_per_rack = servers;
        site.rows.push_back(row);
    };
    hall("a", 2, 10);
    hall("b", 3, 10);
    hall("c", 1, 20);
    s.layout.sites.push_back(site);
    return s;
}

void add(Scenario& s, const std::string& id, int servers, int priority, std::vector<ReplicaRule> copies) {
    Component component;
    component.id = id;
    component.placement = id;
    component.servers = servers;
    component.priority = priority;
    s.services.components.push_back(component);
    PlacementRule rule;
    rule.id = id;
    rule.replicas = std::move(copies);
    s.layout.placement.push_back(rule);
}

struct Placed {
    std::vector<Finding> findings;
    World world;
    explicit Placed(const Scenario& s) : world{build(s, findings)} {}
    /// Servers of replica `index` in each of the rooms.
    [[nodiscard]] std::vector<int> by_room(std::uint32_t index) const {
        std::vector<int> servers(world.rooms.size(), 0);
        for (const RackShare& share : world.replicas[ReplicaId{index}].racks) {
            servers[world.rows[world.racks[share.rack].row].room.value] += share.servers;
        }
        return servers;
    }
};

using Servers = std::vector<int>;

TEST_CASE("placement: a copy is spread evenly over its rooms") {
    Scenario s = scenario();
    add(s, "app", 20, 5, {{.site = "north", .rooms = {}}});
    const Placed p{s};
    CHECK(p.findings.empty());
    CHECK(p.by_room(0) == Servers{7, 7, 6});
    CHECK(p.world.replicas[ReplicaId{0}].name == "app@north");
    CHECK(p.world.sites[SiteId{0}].spare_servers == 50);
}

TEST_CASE("placement: what a full room cannot give is asked of the others") {
    Scenario s = scenario();
    add(s, "app", 66, 5, {{.site = "north", .rooms = {}}});
    CHECK(Placed{s}.by_room(0) == Servers{20, 26, 20});
}

TEST_CASE("placement: rooms that a rule names are kept to") {
    Scenario s = scenario();
    add(s, "app", 31, 5, {{.site = "north", .rooms = {"c", "b"}}});
    const Placed p{s};
    CHECK(p.findings.empty());
    CHECK(p.by_room(0) == Servers{0, 15, 16});
}

TEST_CASE("placement: who may stand in few rooms chooses first") {
    Scenario s = scenario();
    add(s, "anywhere", 50, 5, {{.site = "north", .rooms = {}}});
    add(s, "only-c", 20, 6, {{.site = "north", .rooms = {"c"}}});
    const Placed p{s};
    CHECK(p.findings.empty());
    CHECK(p.by_room(1) == Servers{0, 0, 20});
    CHECK(p.by_room(0) == Servers{20, 30, 0});
    CHECK(p.world.sites[SiteId{0}].spare_servers == 0);
}

TEST_CASE("placement: a smaller copy has its share of servers, rounded up") {
    Scenario s = scenario();
    add(s, "app", 25, 5,
        {{.site = "north", .role = ReplicaRole::standby, .capacity_ratio = 0.5, .rooms = {}}});
    const Placed p{s};
    CHECK(p.world.replicas[ReplicaId{0}].servers == 13);
    CHECK(p.world.replicas[ReplicaId{0}].role == ReplicaRole::standby);
    CHECK(p.by_room(0) == Servers{5, 4, 4});
}

TEST_CASE("placement: each shortage is a finding with its number") {
    Scenario s = scenario();
    add(s, "big", 23, 5, {{.site = "north", .rooms = {"a"}}});
    add(s, "bigger", 58, 5, {{.site = "north", .rooms = {"b", "c"}}});
    const Placed p{s};
    REQUIRE(p.findings.size() == 2);
    CHECK(p.findings[0].severity == Severity::error);
    CHECK(p.findings[0].pointer == "/services/components/big/servers");
    CHECK(p.findings[0].problem.find("big@north needs 23 servers, and 3 of them") != std::string::npos);
    CHECK(p.findings[1].problem.find("bigger@north needs 58 servers, and 8 of them") != std::string::npos);
}

TEST_CASE("placement: a rack is as urgent as the most urgent component on it") {
    Scenario s = scenario();
    add(s, "slow", 5, 40, {{.site = "north", .rooms = {"a"}}});
    add(s, "urgent", 10, 7, {{.site = "north", .rooms = {"a"}}});
    const Placed p{s};
    const auto& racks = p.world.racks;
    CHECK(racks[RackId{0}].restore_priority == 7);  // 5 slow and 5 urgent servers
    CHECK(racks[RackId{1}].restore_priority == 7);
    CHECK(racks[RackId{2}].restore_priority > 1000);
    CHECK(racks[RackId{0}].name == "north/row-a/1");
}

TEST_CASE("placement: requests find what their components and links say about time") {
    Scenario s = scenario();
    Site south;
    south.id = "south";
    south.access_latency = Seconds{0.017};
    s.layout.sites.push_back(south);
    WanLink link{"told", "north", "south", BytesPerSecond{1e9}, Seconds{0.4}, std::nullopt};
    s.layout.wan.push_back(link);
    link.distance = Metres{200e3};
    s.layout.wan.push_back(link);
    add(s, "app", 5, 1, {{.site = "north", .rooms = {}}});
    s.services.components[0].service_time = Seconds{0.003};
    s.services.components[0].servers_per_queue = 3;
    s.services.components[0].waiting_per_server = 11;
    s.latency = {.samples_per_segment = 7, .patience = Seconds{2.5}};
    const World world = Placed{s}.world;
    CHECK(world.sites[SiteId{1}].access_latency.count() == 0.017);
    CHECK(world.wan[WanLinkId{0}].latency.count() == 0.4);
    CHECK(world.wan[WanLinkId{1}].latency.count() == Approx(1.5 * 0.979e-3 + 0.3e-3).epsilon(1e-3));
    const WorldComponent& app = world.components[ComponentId{0}];
    CHECK(app.service_time.count() == 0.003);
    CHECK(app.servers_per_queue == 3);
    CHECK(app.waiting_per_server == 11);
    CHECK(world.latency.samples_per_segment == 7);
    CHECK(world.latency.patience.count() == 2.5);
}

}  // namespace
}  // namespace firebreak::world

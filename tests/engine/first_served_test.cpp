// Who is served first of those who ask at one instant: the most urgent, in whatever order they stand in the tables.
// Constants of the fixture: boot 5 min, 660 min by hand, 15 min by tool, 10 min of switch; decision 116 min after the
// loss.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;

constexpr double loss = 10.0;
constexpr double decision = loss + 116.0;
constexpr double by_hand = 660.0;

/// What the two rivals, x and y in the order of the tables, are.
struct Rivals {
    int priority_x, priority_y;
    int tie_x = 0, tie_y = 0;
};

/// x and y, alike but for their urgency, each alone on a rack in the north; one service and one platform engineer.
struct Two {
    WorldBuilder build;
    SiteId north = build.site("north");
    SiteId south = build.site("south");
    RoomId hall = build.room(north, "hall");
    RoomId refuge = build.room(south, "refuge");
    RowId row_x = build.row(hall, "x", {1, 10});
    RowId row_y = build.row(hall, "y", {1, 10});
    ComponentId x, y;
    FunctionId uses_x, uses_y;

    explicit Two(Rivals r) {
        build.link(north, south);
        x = build.component("x", 10, r.priority_x);
        y = build.component("y", 10, r.priority_y);
        build.world.components[x].tie = r.tie_x;
        build.world.components[y].tie = r.tie_y;
        build.copy(x, row_x);
        build.copy(y, row_y);
        uses_x = build.function("x", {x});
        uses_y = build.function("y", {y});
        build.world.response.crews.platform = build.world.response.crews.service = 1;
        build.world.horizon = to_ticks(Hours{200.0});
    }
    WorldComponent& of(ComponentId id) { return build.world.components[id]; }
    [[nodiscard]] Script dark() const { return Script{build.world}.dark(loss, row_x).dark(loss, row_y); }
    /// When x and y serve again, in minutes; -1: never.
    [[nodiscard]] std::pair<double, double> back(const Script& script) const {
        const auto log = play(build.world, script.timeline());
        const auto last = [&](FunctionId function) {
            const auto steps = served_steps(log, function);
            return steps.back().second == 1.0 ? steps.back().first : -1.0;
        };
        return {last(uses_x), last(uses_y)};
    }
};

using Pair = std::pair<double, double>;

TEST_CASE("first served: restarts by hand, by priority, then by the time of asking, then by the tie") {
    const auto restarted = [](Rivals r, double y_later = 0.0) {
        const Two w{r};
        return w.back(w.dark().energised(60.0, w.row_x).energised(60.0 + y_later, w.row_y));
    };
    CHECK(restarted({9, 1}) == Pair{65.0 + 2 * by_hand, 65.0 + by_hand});
    CHECK(restarted({1, 9}) == Pair{65.0 + by_hand, 65.0 + 2 * by_hand});
    CHECK(restarted({5, 5, 2, 1}) == Pair{65.0 + 2 * by_hand, 65.0 + by_hand});
    CHECK(restarted({5, 5, 1, 2}) == Pair{65.0 + by_hand, 65.0 + 2 * by_hand});
    // Who has begun is not interrupted.
    CHECK(restarted({9, 1}, 1.0) == Pair{65.0 + by_hand, 65.0 + 2 * by_hand});
}

TEST_CASE("first served: specialists, too") {
    Two w{{9, 1}};
    w.build.world.response.crews.service = 40;
    w.build.world.response.crews.specialists = {{"database", 1}};
    w.of(w.x).skill = w.of(w.y).skill = "database";
    CHECK(w.back(w.dark().energised(60.0, w.row_x).energised(60.0, w.row_y)) == Pair{65.0 + 2 * by_hand, 65.0 + by_hand});
}

TEST_CASE("first served: of equals that asked at different times while all were busy, the first to ask") {
    Two w{{5, 5, 1, 2}};  // the tie would say x
    const ComponentId z = w.build.component("z", 10, 5);
    const RowId row_z = w.build.row(w.hall, "z", {1, 10});
    w.build.copy(z, row_z);
    const auto back = w.back(w.dark().dark(loss, row_z).energised(50.0, row_z).energised(60.0, w.row_y).energised(61.0, w.row_x));
    CHECK(back == Pair{55.0 + 3 * by_hand, 55.0 + 2 * by_hand});
}

TEST_CASE("first served: technicians at boot, and the lines that clean servers") {
    Two w{{9, 1}};
    w.build.world.response.crews.technicians = w.build.world.response.crews.cleaning = 1;
    w.build.world.response.crews.service = 9;
    const auto up = [&](const Script& script) {
        const auto log = play(w.build.world, script.timeline());
        const auto first = [&](RowId row) {
            return minutes_when(log, EntityKind::rack, w.build.world.rows[row].racks[0], State::up).at(0);
        };
        return Pair{first(w.row_x), first(w.row_y)};
    };
    const double clean = minutes_of(ignition_instant + to_ticks(Seconds{
                             10 * w.build.world.parameters.servers.cleaning_per_server.in_seconds.first}));
    const Script dark = w.dark();
    CHECK(up(Script{dark}.room(20.0, w.hall, State::normal, State::soiled).energised(60.0, w.row_x).energised(60.0, w.row_y)) ==
          Pair{60.0 + 2 * clean + 5.0, 60.0 + clean + 5.0});

    const ComponentId deploy = w.build.component("deploy", 4, 50);
    const RowId tools = w.build.row(w.refuge, "deploy", {1, 4});
    w.build.copy(deploy, tools);
    w.build.world.boots_servers = deploy;
    CHECK(up(w.dark().dark(loss, tools).energised(60.0, w.row_x).energised(60.0, w.row_y)) == Pair{100.0, 80.0});  // 2 min a server
}

TEST_CASE("first served: hands that are not on site travel once the loss is noticed") {
    for (const double on_site : {1.0, 0.5, 0.0}) {
        Two w{{9, 1}};
        w.build.world.response.crews.technicians = 2;
        w.build.world.response.crews.technicians_on_site = Ratio{on_site};
        w.build.world.response.crews.service = 9;
        w.build.world.parameters.people.travel = always(Minutes{55.0});
        const ComponentId deploy = w.build.component("deploy", 4, 50);
        const RowId tools = w.build.row(w.refuge, "deploy", {1, 4});
        w.build.copy(deploy, tools);
        w.build.world.boots_servers = deploy;
        const double there = loss + minutes_of(ignition_instant + to_ticks(Seconds{w.build.world.parameters.people.notice.in_seconds.first})) + 55.0;
        REQUIRE(there > 60.0);
        REQUIRE(there < 80.0);
        const auto back = w.back(w.dark().dark(loss, tools).energised(60.0, w.row_x).energised(60.0, w.row_y));
        CAPTURE(on_site);
        const double first = on_site > 0.0 ? 60.0 : there;
        const double second = on_site == 1.0 ? 60.0 : there;
        CHECK(back == Pair{second + 20.0 + by_hand, first + 20.0 + by_hand});
    }
}

TEST_CASE("first served: work longer than a shift that keeps nothing holds its technician for good") {
    Two w{{9, 1}};
    w.build.world.response.crews.technicians = 1;
    w.build.world.response.shifts = {Hours{1.0}, 7, Ratio{1.0}};
    w.build.world.racks[w.build.world.rows[w.row_y].racks[0]].servers = 31;  // 62 min of hands
    w.build.world.replicas[w.of(w.y).replicas[0]].servers = 31;
    w.build.world.replicas[w.of(w.y).replicas[0]].racks[0].servers = 31;
    const ComponentId deploy = w.build.component("deploy", 4, 50);
    const RowId tools = w.build.row(w.refuge, "deploy", {1, 4});
    w.build.copy(deploy, tools);
    w.build.world.boots_servers = deploy;
    const auto dark = w.dark().dark(loss, tools);
    CHECK(w.back(Script{dark}.energised(60.0, w.row_x).energised(60.0, w.row_y)) == Pair{-1.0, -1.0});
    w.build.world.response.crews.technicians = 2;
    CHECK(w.back(Script{dark}.energised(60.0, w.row_x).energised(60.0, w.row_y)) == Pair{80.0 + by_hand, -1.0});
}

TEST_CASE("first served: spare servers for one rebuild go to the more urgent, however many engineers there are") {
    for (const int engineers : {1, 4}) {
        Two w{{9, 1}};
        w.build.world.response.crews.platform = engineers;
        w.build.row(w.refuge, "spare", {1, 15});
        w.of(w.x).rebuildable = w.of(w.y).rebuildable = true;
        CAPTURE(engineers);
        CHECK(w.back(w.dark()) == Pair{-1.0, decision + by_hand + 10.0});
    }
}

TEST_CASE("first served: a rebuild that is called off gives its servers back, and the next begins") {
    Two w{{9, 1}};
    w.build.row(w.refuge, "spare", {1, 15});
    w.of(w.x).rebuildable = w.of(w.y).rebuildable = true;
    w.build.world.response.crews.platform = 4;
    const ComponentId need = w.build.component("need", 10, 50);
    const RowId row_need = w.build.row(w.hall, "need", {1, 10});
    w.build.copy(need, row_need);
    w.of(w.y).needs_to_start = {need};
    CHECK(w.back(w.dark().dark(300.0, row_need)) == Pair{300.0 + by_hand + 10.0, -1.0});
}

/// A standby of 6 servers that must grow by 4.
void add_small_standby(Two& w, ComponentId id) {
    w.build.copy(id, w.build.row(w.refuge, w.of(id).name, {1, 6}), {ReplicaRole::standby, 0.6});
    w.of(id).failover = FailoverMode::automatic;
    w.of(id).scale_out = true;
}

TEST_CASE("first served: spare servers for one growth go to the more urgent, by tool and by hand") {
    for (const Rivals& r : {Rivals{9, 1}, Rivals{5, 5, 2, 1}}) {
        Two w{r};
        add_small_standby(w, w.x);
        add_small_standby(w, w.y);
        int& spare = w.build.world.sites[w.south].spare_servers;
        spare = 4;
        CHECK(w.back(w.dark()) == Pair{-1.0, decision + by_hand});
        w.build.world.response.crews.platform = 9;
        CHECK(w.back(w.dark()) == Pair{-1.0, decision + by_hand});
        const ComponentId deploy = w.build.component("deploy", 4, 50);
        w.build.copy(deploy, w.build.row(w.refuge, "deploy", {1, 4}));
        w.build.world.boots_servers = deploy;
        spare = 4;
        CHECK(w.back(w.dark()) == Pair{-1.0, decision + 15.0});
    }
}

TEST_CASE("first served: at one instant a rebuild takes its servers before any growth does") {
    Two w{{1, 9}};
    add_small_standby(w, w.x);
    w.of(w.y).rebuildable = true;
    w.build.world.response.crews.platform = 9;
    w.build.world.sites[w.south].spare_servers = 10;
    CHECK(w.back(w.dark()) == Pair{-1.0, decision + by_hand + 10.0});
}

}  // namespace
}  // namespace firebreak

// Layers say what was waited for; whose absence made work one by hand; what is missing at the horizon.
#include "metrics/path_layers.hpp"

#include <algorithm>

#include "catch_compat.hpp"
#include "core/entity_name.hpp"
#include "metrics/path_record.hpp"
#include "metrics_test_world.hpp"
#include "report/explanation.hpp"

namespace firebreak::metrics {
namespace {

using namespace test;

const SmallIds id;

/// Two copies of the store, in the north on rack a1 and in the south; a deploy tool on rack b; text needs the
/// store.
struct Tale {
    World world = small_world();
    ObservationLog log = quiet_log(world);
    ReplicaId store_n{0}, store_s{1}, app_n{2};
    const Entity store = entity(EntityKind::component, id.store);
    const Entity app = entity(EntityKind::component, id.app);
    const Entity fire = entity(EntityKind::fire, id.hall_a);
    const Entity row = entity(EntityKind::row, id.row_a);
    const Entity rack = entity(EntityKind::rack, id.rack_a1);

    Tale() {
        world.replicas.add(
            {"store@north", id.store, id.north, ReplicaRole::active, 1.0, 40, {{id.rack_a1, 40}}});
        world.replicas.add(
            {"store@south", id.store, id.south, ReplicaRole::standby, 1.0, 30, {{id.rack_s, 30}}});
        world.replicas.add({"app@north", id.app, id.north, ReplicaRole::active, 1.0, 20, {{id.rack_b, 20}}});
        world.components[id.store].replicas = {store_n};
        world.components[id.app].replicas = {app_n};
        world.components[id.store].min_servers = Ratio{0.5};
    }

    EventId add(double at, Entity what, State from, State to, EventId cause, double value = 0.0) {
        log.events.push_back({at_h(at), what, from, to, cause, value});
        return EventId{static_cast<std::uint32_t>(log.events.size() - 1)};
    }
    void level(double at, double served, EventId cause) {
        log.levels.push_back({at_h(at), id.text, served, cause});
    }

    /// Fire at 0, row a cut and dark at 1 h, rack a1 and the store with it.
    EventId lose_store() {
        const EventId burning = add(0.0, fire, State::normal, State::burning, {});
        const EventId cut =
            add(1.0, entity(EntityKind::zone, id.north_a), State::normal, State::isolated, burning);
        const EventId dark = add(1.0, row, State::energised, State::dark, cut);
        const EventId down = add(1.0, rack, State::up, State::dark, dark);
        add(1.0, entity(EntityKind::replica, store_n), State::serving, State::down, down);
        const EventId lost = add(1.0, store, State::serving, State::unavailable, down);
        level(1.0, 0.0, lost);
        return lost;
    }
    [[nodiscard]] CriticalPath path() const { return critical_path(world, log, id.text, levels.full); }
    [[nodiscard]] std::string missing() const { return report::open_words(world, path().open.back()); }
};

TEST_CASE("layers: waiting for the power cut is a matter of the fire, not of power or of the network") {
    Tale tale;
    const EventId burning = tale.add(0.0, tale.fire, State::normal, State::burning, {});
    const EventId ordered = tale.add(0.5, tale.fire, State::burning, State::isolation_ordered, burning);
    const EventId cut =
        tale.add(1.5, entity(EntityKind::zone, id.north_a), State::normal, State::isolated, ordered);
    const EventId island =
        tale.add(2.0, entity(EntityKind::site, id.north), State::connected, State::island, ordered);
    const EventId battery =
        tale.add(3.0, entity(EntityKind::power_node, id.others), State::on_battery, State::dark, cut);
    const EventId hot =
        tale.add(4.0, entity(EntityKind::room, id.hall_b), State::normal, State::too_hot, ordered);
    const LogIndex index{tale.log};
    const auto layer = [&](EventId event) { return layer_of(tale.world, id.text, index, index[event]); };
    CHECK(layer(cut) == Layer::fire);
    CHECK(layer(island) == Layer::fire);
    CHECK(layer(battery) == Layer::power);
    CHECK(layer(hot) == Layer::fire);
    const EventId cooled =
        tale.add(5.0, entity(EntityKind::cooling, id.cooler_a), State::running, State::stopped, battery);
    const EventId heat =
        tale.add(6.0, entity(EntityKind::room, id.hall_a), State::normal, State::too_hot, cooled);
    const EventId back = tale.add(7.0, entity(EntityKind::room, id.hall_a), State::wet, State::normal, heat);
    const LogIndex more{tale.log};
    CHECK(layer_of(tale.world, id.text, more, more[cooled]) == Layer::power);
    CHECK(layer_of(tale.world, id.text, more, more[heat]) == Layer::cooling);
    CHECK(layer_of(tale.world, id.text, more, more[back]) == Layer::access);
}

TEST_CASE("layers: total, and words for every kind and state") {
    Tale tale;
    const EventId burning = tale.add(0.0, tale.fire, State::normal, State::burning, {});
    for (int kind = 0; kind <= static_cast<int>(EntityKind::organisation); ++kind) {
        if (kind == static_cast<int>(EntityKind::cable) || kind == static_cast<int>(EntityKind::device))
            continue;  // the world has none
        for (int state = 0; state <= static_cast<int>(State::arrived); ++state) {
            tale.log.events.resize(1);
            tale.add(1.0, Entity{static_cast<EntityKind>(kind), 0}, State::normal, static_cast<State>(state),
                     burning);
            const LogIndex index{tale.log};
            const Layer layer = layer_of(tale.world, id.text, index, tale.log.events.back());
            CHECK_FALSE(to_string(layer).empty());
            PathStep step;
            step.entity = tale.log.events.back().entity;
            step.to = tale.log.events.back().to;
            CHECK_FALSE(report::step_words(tale.world, step).empty());
        }
    }
}

TEST_CASE("layers: an engineer who is busy elsewhere is people, not tooling") {
    Tale tale;
    const EventId lost = tale.lose_store();
    const EventId other = tale.add(1.0, tale.app, State::unavailable, State::failing_over, lost);
    const EventId freed = tale.add(4.0, tale.app, State::failing_over, State::serving, other);
    const EventId begun = tale.add(4.0, tale.store, State::unavailable, State::failing_over, freed);
    const EventId done = tale.add(6.0, tale.store, State::failing_over, State::serving, begun);
    tale.level(6.0, 1.0, done);
    const CriticalPath path = tale.path();
    const std::vector<Ticks> time = time_by_layer(path);
    CHECK(time[static_cast<std::size_t>(Layer::people)] == to_ticks(Hours{3.0}));
    CHECK(time[static_cast<std::size_t>(Layer::tooling)] == Ticks{0});
    CHECK(time[static_cast<std::size_t>(Layer::service)] == to_ticks(Hours{2.0}));
    tale.world.components[id.store].needs_to_fail_over = {
        id.app};  // then the app is a tool that it waited for
    const std::vector<Ticks> with_tool = time_by_layer(tale.path());
    CHECK(with_tool[static_cast<std::size_t>(Layer::people)] == Ticks{0});
    CHECK(with_tool[static_cast<std::size_t>(Layer::tooling)] == to_ticks(Hours{3.0}));
}

TEST_CASE("by hand: the tool that is down is named where its absence made the work one by hand") {
    Tale tale;
    tale.world.boots_servers = id.app;
    const EventId lost = tale.lose_store();
    const EventId tool = tale.add(1.0, tale.app, State::serving, State::unavailable, lost);
    const Entity copy = entity(EntityKind::replica, tale.store_n);
    const EventId power = tale.add(5.0, tale.row, State::dark, State::energised, tool);
    const EventId booting = tale.add(5.0, tale.rack, State::waiting, State::booting, power);
    const EventId up = tale.add(7.0, tale.rack, State::booting, State::up, booting, 40.0);
    const EventId begun = tale.add(7.0, copy, State::down, State::starting, up);
    const EventId serves = tale.add(10.0, copy, State::starting, State::serving, begun);
    const EventId back = tale.add(10.0, tale.store, State::unavailable, State::serving, serves);
    tale.level(10.0, 1.0, back);
    const auto words = [&](EventId event) {
        const CriticalPath path = path_of(flatten(tale.path()));
        const auto step = std::ranges::find(path.steps, event, &PathStep::event);
        return report::step_words(tale.world, *step);
    };
    CHECK(words(serves) == "store@north serves, by hand, because app is down");
    CHECK(words(up) == "rack north/row-a/1 up, by hand, because app is down");
    CHECK(words(begun) == "store@north starts");
    tale.log.events[tool.value].to = State::serving;  // the tool is there
    CHECK(words(serves) == "store@north serves");
}

TEST_CASE("open: a function that is not back is explained by what it still waits for") {
    Tale tale;
    const EventId lost = tale.lose_store();
    SECTION("the release of the building, power, servers") {
        CHECK(tale.missing() == "the building is not released after the fire in north/hall-a");
        const CriticalPath path = path_of(flatten(tale.path()));
        CHECK_FALSE(path.recovered);
        CHECK(path.at == at_h(24.0));
        REQUIRE(path.open.size() == 4);
        CHECK(report::open_words(tale.world, path.open[0]) == "store does not serve");
        CHECK(report::open_words(tale.world, path.open[1]) == "too few servers of store@north are up");
        CHECK(report::open_words(tale.world, path.open[2]) == "row north/row-a has no power");
        CHECK(time_by_layer(path)[static_cast<std::size_t>(Layer::access)] == to_ticks(Hours{24.0}));
    }
    SECTION("a failover that nobody decided, or that is not set up") {
        tale.world.components[id.store].replicas = {tale.store_n, tale.store_s};
        tale.world.components[id.store].failover = FailoverMode::manual;
        tale.add(2.0, entity(EntityKind::replica, tale.store_s), State::serving, State::standby, lost);
        CHECK(tale.missing() == "nobody has decided on a failover");
        tale.add(3.0, Entity{EntityKind::organisation, 0}, State::assembled, State::decided, lost);
        CHECK(tale.missing() == "no engineer is free for store");
        tale.add(4.0, tale.store, State::unavailable, State::failing_over, lost);
        CHECK(tale.missing() == "work on store has begun and is not over");
        tale.log.events.pop_back();
        tale.world.components[id.store].failover = FailoverMode::none;
        CHECK(tale.missing() == "another copy of store is ready, and no failover is set up");
    }
    SECTION("data that is gone for good") {
        tale.world.components[id.store].data = Bytes{1e12};
        tale.world.components[id.store].rebuildable = false;
        tale.add(2.0, tale.rack, State::dark, State::ordered, lost);
        CHECK(tale.missing() ==
              "the data of store is lost for good: no copy, no backup, nothing to rebuild it from");
    }
    SECTION("new servers, hands, an engineer") {
        tale.add(2.0, tale.row, State::dark, State::energised, lost);
        tale.add(2.0, tale.rack, State::dark, State::ordered, lost);
        CHECK(tale.missing() == "new servers for rack north/row-a/1 are not there");
        tale.add(3.0, tale.rack, State::racking, State::waiting, lost);
        CHECK(tale.missing() == "nobody is free to start rack north/row-a/1");
        tale.add(4.0, tale.rack, State::booting, State::up, lost, 40.0);
        CHECK(tale.missing() == "no engineer is free for store@north");
        tale.add(5.0, entity(EntityKind::site, id.north), State::connected, State::island, lost);
        CHECK(tale.missing() == "north is cut off from the world");
    }
    SECTION("data that the engine put down as lost, backup or not") {
        tale.world.components[id.store].data_history = Seconds{1000.0};
        tale.world.components[id.store].rebuildable = false;
        tale.log.losses.push_back({at_h(2.0), id.store, Seconds{1000.0}, at_h(1.0), 1.0});
        CHECK(tale.missing() ==
              "the data of store is lost for good: no copy, no backup, nothing to rebuild it from");
    }
    SECTION("capacity") {
        tale.add(5.0, tale.store, State::unavailable, State::serving, lost);
        tale.level(5.0, 0.6, EventId{static_cast<std::uint32_t>(tale.log.events.size() - 1)});
        CHECK(tale.missing() == "the copies that serve carry less than what is asked of chat/text");
    }
}

}  // namespace
}  // namespace firebreak::metrics

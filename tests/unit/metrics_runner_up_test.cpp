// What a step of a critical path would have waited for instead: logs of a few lines, slacks read off.
#include "catch_compat.hpp"
#include "metrics/critical_path.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::metrics {
namespace {

using namespace test;

const SmallIds id;

/// A copy of the app in north on both racks of row a (40 and 20 servers), the store beside it.
struct Story {
    World world = small_world();
    ObservationLog log = quiet_log(world);
    ReplicaId app_copy;
    Entity fire = entity(EntityKind::fire, id.hall_a);
    Entity store = entity(EntityKind::component, id.store);
    Entity app = entity(EntityKind::component, id.app);
    Entity row = entity(EntityKind::row, id.row_a);
    Entity rack_1 = entity(EntityKind::rack, id.rack_a1);
    Entity rack_2 = entity(EntityKind::rack, id.rack_a2);
    Entity copy;

    EventId add(double at_h, Entity what, State from, State to, EventId cause = {}, double value = 0.0) {
        log.events.push_back({ignition_instant + to_ticks(Hours{at_h}), what, from, to, cause, value});
        return EventId{static_cast<std::uint32_t>(log.events.size() - 1)};
    }
    void level(double at_h, double served, EventId cause) {
        log.levels.push_back({ignition_instant + to_ticks(Hours{at_h}), id.pay, served, cause});
    }
    [[nodiscard]] CriticalPath path() const { return critical_path(world, log, id.pay, levels.full); }

    Story() {
        WorldComponent& described = world.components[id.app];
        described.min_servers = Ratio{0.6};
        app_copy = world.replicas.add({"app@north",
                                       id.app,
                                       id.north,
                                       ReplicaRole::active,
                                       1.0,
                                       60,
                                       {{id.rack_a1, 40}, {id.rack_a2, 20}}});
        described.replicas = {app_copy};
        copy = entity(EntityKind::replica, app_copy);
    }

    /// Fire at 0; everything lost at 1 h.
    EventId lose_all() {
        const EventId burns = add(0.0, fire, State::normal, State::burning);
        const EventId dark = add(1.0, row, State::energised, State::dark, burns);
        add(1.0, rack_1, State::up, State::dark, dark);
        add(1.0, rack_2, State::up, State::dark, dark);
        const EventId down = add(1.0, copy, State::serving, State::down, dark);
        add(1.0, store, State::serving, State::unavailable, dark);
        level(1.0, 0.0, add(1.0, app, State::serving, State::unavailable, down));
        return dark;
    }
};

const PathStep& step_of(const CriticalPath& path, Entity what, State to) {
    for (const PathStep& step : path.steps) {
        if (step.entity == what && step.to == to) return step;
    }
    FAIL("the path has no such step");
    return path.steps.front();
}

Ticks hours(double h) {
    return to_ticks(Hours{h});
}

/// Servers: 20 of 60 up at 4 h, all at 6 h; the store at 9 h; so the copy starts at 9 h, serves at 9.5 h.
Story started_by_the_store() {
    Story story;
    story.world.components[id.app].needs_to_start = {id.store};
    const EventId dark = story.lose_all();
    const EventId power = story.add(3.0, story.row, State::dark, State::energised, dark);
    story.add(4.0, story.rack_2, State::booting, State::up, power, 20.0);
    story.add(6.0, story.rack_1, State::booting, State::up, power, 40.0);
    const EventId store = story.add(9.0, story.store, State::unavailable, State::serving, dark);
    const EventId starts = story.add(9.0, story.copy, State::down, State::starting, store);
    const EventId serves = story.add(9.5, story.copy, State::starting, State::serving, starts);
    story.level(9.5, 1.0, story.add(9.5, story.app, State::unavailable, State::serving, serves));
    return story;
}

TEST_CASE("runner-up: a copy that waits for its store had enough servers three hours before") {
    const Story story = started_by_the_store();
    const CriticalPath path = story.path();
    const PathStep& starts = step_of(path, story.copy, State::starting);
    REQUIRE(starts.runners_up.size() == 1);
    const RunnerUp& servers = starts.runners_up.front();
    CHECK(servers.entity == story.rack_1);  // 20 of 60 were not enough
    CHECK(servers.slack == hours(3.0));
    CHECK(servers.at == ignition_instant + hours(6.0));
    CHECK(servers.layer == Layer::servers);
    CHECK(servers.common == 2);                   // fire and loss of power; then the chains part
    CHECK(path.steps.back().runners_up.empty());  // the app follows from its copy, the function from the app
}

TEST_CASE("runner-up: what would be next behind the longest wait, and how much of that wait counts") {
    const Story story = started_by_the_store();
    const CriticalPath path = story.path();
    const auto next = next_in_line(path);
    REQUIRE(next);
    CHECK(path.steps[next->decisive].entity == story.store);  // 8 h, from 1 h on
    CHECK(path.steps[next->step].to == State::starting);
    CHECK(next->runner_up.entity == story.rack_1);
    CHECK(next->runner_up.slack == hours(3.0));
}

TEST_CASE("runner-up: none is next that comes sooner together with the longest wait") {
    Story story;
    story.world.functions[id.pay].needs = {id.app, id.store};
    const EventId dark = story.lose_all();
    const EventId power = story.add(6.0, story.row, State::dark, State::energised, dark);
    const EventId app = story.add(7.0, story.app, State::unavailable, State::serving, power);
    const EventId store = story.add(7.5, story.store, State::unavailable, State::serving, power);
    story.level(7.5, 1.0, store);
    const CriticalPath path = story.path();
    REQUIRE(path.steps.back().runners_up.size() == 1);
    CHECK(path.steps.back().runners_up.front().event == app);
    CHECK(path.steps.back().runners_up.front().slack == hours(0.5));
    CHECK(path.steps[*decisive_step(path)].event == power);
    CHECK_FALSE(next_in_line(path));
}

TEST_CASE("runner-up: servers that were lost again are not what the copy had") {
    Story story = started_by_the_store();
    // Between 6 h and 9 h the big rack goes dark once more, and is up again at 8 h.
    auto& events = story.log.events;
    const auto at = [&](EventId event) { return events.begin() + event.value; };
    const EventId store{static_cast<std::uint32_t>(events.size() - 4)};
    REQUIRE(events[store.value].entity == story.store);
    const EventId dark{1};
    events.insert(at(store),
                  {{ignition_instant + hours(7.0), story.rack_1, State::up, State::dark, dark, 0.0},
                   {ignition_instant + hours(8.0), story.rack_1, State::booting, State::up, dark, 40.0}});
    for (std::size_t i = store.value + 3; i < events.size(); ++i) events[i].cause.value += 2;
    story.log.levels.back().cause.value += 2;
    const CriticalPath path = story.path();
    const PathStep& starts = step_of(path, story.copy, State::starting);
    REQUIRE(starts.runners_up.size() == 1);
    CHECK(starts.runners_up.front().slack == hours(1.0));
}

TEST_CASE("runner-up: tools of a failover count only where all of them were there, the decision always") {
    Story story;
    WorldComponent tool{};
    tool.name = "tool";
    const ComponentId second = story.world.components.add(tool);
    WorldComponent& app = story.world.components[id.app];
    app.failover = FailoverMode::manual;
    app.needs_to_fail_over = {id.store, second};
    const EventId dark = story.lose_all();
    story.add(1.0, entity(EntityKind::component, second), State::serving, State::unavailable, dark);
    const Entity people{EntityKind::organisation, 0};
    const EventId noticed = story.add(2.0, people, State::normal, State::noticed, dark);
    story.add(2.75, people, State::noticed, State::decided, noticed);
    const EventId store = story.add(4.0, story.store, State::unavailable, State::serving, dark);
    const auto back_by = [&](EventId freed) {
        const EventId begins = story.add(5.0, story.app, State::unavailable, State::failing_over, freed);
        const EventId done = story.add(6.0, story.app, State::failing_over, State::serving, begins);
        story.level(6.0, 1.0, done);
        return story.path();
    };
    SECTION("one tool is missing") {
        const CriticalPath path = back_by(story.add(5.0, story.copy, State::down, State::standby, dark));
        const PathStep& begins = step_of(path, story.app, State::failing_over);
        REQUIRE(begins.runners_up.size() == 1);
        CHECK(begins.runners_up[0].entity == people);
        CHECK(begins.runners_up[0].slack == hours(2.25));
        CHECK(begins.runners_up[0].layer == Layer::people);
    }
    SECTION("all are there") {
        story.add(4.5, entity(EntityKind::component, second), State::unavailable, State::serving, dark);
        const CriticalPath path = back_by(story.add(5.0, story.copy, State::down, State::standby, dark));
        const PathStep& begins = step_of(path, story.app, State::failing_over);
        REQUIRE(begins.runners_up.size() == 3);
        CHECK(begins.runners_up[0].slack == hours(0.5));
        CHECK(begins.runners_up[1].event == store);
        CHECK(begins.runners_up[2].entity == people);
    }
    SECTION("a tool hastens it: the work had begun before") {
        const EventId begins = story.add(3.0, story.app, State::unavailable, State::failing_over, noticed);
        const EventId last =
            story.add(4.5, entity(EntityKind::component, second), State::unavailable, State::serving, dark);
        const EventId hastened = story.add(4.5, story.app, State::failing_over, State::failing_over, last);
        story.level(5.0, 1.0, story.add(5.0, story.app, State::failing_over, State::serving, hastened));
        const CriticalPath path = story.path();
        const PathStep& step = step_of(path, story.app, State::failing_over);
        REQUIRE(step.runners_up.size() == 2);
        CHECK(step.runners_up[0].event == store);
        CHECK(step.runners_up[1].event == begins);
        CHECK(step.runners_up[1].slack == hours(1.5));
    }
}

TEST_CASE("runner-up: a rack that waits for a technician had its power before") {
    Story story;
    const EventId dark = story.lose_all();
    const EventId other =
        story.add(2.0, entity(EntityKind::rack, id.rack_b), State::booting, State::up, dark, 20.0);
    const EventId power = story.add(3.0, story.row, State::dark, State::energised, dark);
    story.add(3.25, story.rack_1, State::dark, State::waiting, power);
    const EventId freed =
        story.add(7.0, entity(EntityKind::rack, id.rack_b), State::up, State::up, other, 20.0);
    const EventId boots = story.add(7.0, story.rack_1, State::waiting, State::booting, freed);
    const EventId up = story.add(8.0, story.rack_1, State::booting, State::up, boots, 40.0);
    const EventId serves = story.add(8.0, story.copy, State::down, State::serving, up);
    story.level(8.0, 1.0, serves);
    const CriticalPath path = story.path();
    const PathStep& step = step_of(path, story.rack_1, State::booting);
    REQUIRE(step.runners_up.size() == 1);
    CHECK(step.runners_up[0].entity == story.row);
    CHECK(step.runners_up[0].slack ==
          hours(3.75));  // its outlet was closed a quarter of an hour after the row
    CHECK(step.runners_up[0].layer == Layer::power);
}

TEST_CASE("runner-up: a lineup that was switched on had its feed before, and the building's release") {
    Story story;
    World& world = story.world;
    WorldPowerNode ups{};
    ups.name = "north/ups";
    ups.kind = PowerKind::ups;
    const PowerNodeId above = world.power.add(ups);
    const CableId cable = world.cables.add({"north/ups>others", above, {}});
    world.power[id.others].inputs = {cable};
    const Entity pdu = entity(EntityKind::power_node, id.others);
    const Entity feeder = entity(EntityKind::power_node, above);
    const EventId dark = story.lose_all();
    story.add(1.0, pdu, State::normal, State::isolated, dark);
    const EventId off = story.add(1.0, feeder, State::energised, State::dark, dark);
    story.add(1.0, pdu, State::energised, State::dark, dark);
    const EventId cleared = story.add(5.0, story.fire, State::burning, State::cleared, off);
    story.add(5.5, feeder, State::dark, State::energised, cleared);
    const EventId member =
        story.add(7.0, entity(EntityKind::row, id.row_b), State::isolated, State::normal, cleared);
    const EventId closed = story.add(7.25, pdu, State::isolated, State::normal, member);
    const EventId on = story.add(7.25, pdu, State::dark, State::energised, closed);
    story.level(7.25, 1.0, on);
    const CriticalPath path = story.path();
    const PathStep& switched = step_of(path, pdu, State::normal);
    REQUIRE(switched.runners_up.size() == 1);
    CHECK(switched.runners_up[0].event == cleared);
    CHECK(switched.runners_up[0].slack ==
          hours(2.0));  // from when the crew was free, not from its work's end
    const PathStep& live = step_of(path, pdu, State::energised);
    REQUIRE(live.runners_up.size() == 1);
    CHECK(live.runners_up[0].entity == feeder);
    CHECK(live.runners_up[0].slack == hours(1.75));
}

}  // namespace
}  // namespace firebreak::metrics

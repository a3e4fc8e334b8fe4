// A log of a few lines whose critical path can be read off.
#include "metrics/critical_path.hpp"

#include "catch_compat.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::metrics {
namespace {

using namespace test;

const SmallIds id;

/// Fire at 0; the store is lost at 1 h with row a, the app with it; row a has power at 6 h, the store serves
/// at 9 h, the app at 7 h; text needs both.
struct Story {
    World world = small_world();
    ObservationLog log = quiet_log(world);

    EventId add(double at_h, Entity what, State from, State to, EventId cause = {}) {
        log.events.push_back({ignition_instant + to_ticks(Hours{at_h}), what, from, to, cause, 0.0});
        return EventId{static_cast<std::uint32_t>(log.events.size() - 1)};
    }
    void level(double at_h, double served, EventId cause) {
        log.levels.push_back({ignition_instant + to_ticks(Hours{at_h}), id.text, served, cause});
    }

    Story() {
        world.functions[id.text].needs = {id.store, id.app};
        const Entity store = entity(EntityKind::component, id.store);
        const Entity app = entity(EntityKind::component, id.app);
        const Entity row = entity(EntityKind::row, id.row_a);
        const EventId fire = add(0.0, entity(EntityKind::fire, id.hall_a), State::normal, State::burning);
        const EventId dark = add(1.0, row, State::energised, State::dark, fire);
        const EventId lost = add(1.0, store, State::serving, State::unavailable, dark);
        add(1.0, app, State::serving, State::unavailable, dark);
        level(1.0, 0.0, lost);
        const EventId power = add(6.0, row, State::dark, State::energised, dark);
        add(7.0, app, State::unavailable, State::serving, power);
        const EventId back = add(9.0, store, State::unavailable, State::serving, power);
        level(9.0, 1.0, back);
    }
};

TEST_CASE("critical path: the walk along the causes, with the slack of the runner-up") {
    const Story story;
    const CriticalPath path = critical_path(story.world, story.log, id.text, levels.full);
    REQUIRE(path.steps.size() == 5);
    CHECK(path.recovered);
    CHECK(path.at == ignition_instant + to_ticks(Hours{9.0}));
    CHECK(path.steps[1].took == to_ticks(Hours{1.0}));
    CHECK(path.steps[2].took == to_ticks(Hours{5.0}));
    CHECK(path.steps[3].took == to_ticks(Hours{3.0}));
    CHECK(path.steps[4].took == Ticks{0});
    REQUIRE(path.steps[4].runners_up.size() == 1);
    CHECK(path.steps[4].runners_up[0].entity == entity(EntityKind::component, id.app));
    CHECK(path.steps[4].runners_up[0].slack == to_ticks(Hours{2.0}));
    const auto worst = bottleneck(path);
    REQUIRE(worst);
    CHECK(worst->layer == Layer::power);
    CHECK(worst->entity == entity(EntityKind::row, id.row_a));
    CHECK(worst->took == to_ticks(Hours{5.0}));  // without the hour until the cut, which is the fire's
}

TEST_CASE("critical path: a component beside the function's needs is tooling") {
    Story story;
    story.world.functions[id.text].needs = {id.app};
    const CriticalPath path = critical_path(story.world, story.log, id.text, levels.full);
    REQUIRE(path.steps.size() == 5);
    CHECK(path.steps[3].layer == Layer::tooling);
}

TEST_CASE("critical path: a function that stays down leads to what it waits for at the horizon") {
    Story story;
    story.log.levels.pop_back();
    story.log.events.pop_back();  // the store does not come back
    const CriticalPath path = critical_path(story.world, story.log, id.text, levels.full);
    CHECK_FALSE(path.recovered);
    CHECK(path.at == story.log.end);
    REQUIRE(path.steps.size() == 5);
    CHECK(path.steps[2].to == State::unavailable);
    CHECK(path.steps[3].took == to_ticks(Hours{23.0}));
    CHECK(path.steps[3].missing == Missing::component);
    CHECK(path.steps[4].took == Ticks{0});
    REQUIRE(path.open.size() == 1);
    CHECK(path.open[0].entity == entity(EntityKind::component, id.store));
}

TEST_CASE("critical path: none for a function that was never lost") {
    const Story story;
    CHECK(critical_path(story.world, story.log, id.pay, levels.full).steps.empty());
    CHECK_FALSE(bottleneck(critical_path(story.world, story.log, id.pay, levels.full)));
}

}  // namespace
}  // namespace firebreak::metrics

// From a fire to dark rows and back: what is taken, when, and by which chain of causes.
#include "hazard/timeline.hpp"

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::hazard {
namespace {

using namespace test;
using Times = std::vector<double>;

HazardTimeline timeline_of(const Building& b) {
    return build_timeline(b.world(), Draws{1, 0});
}

template <class Tag>
Times when(const HazardTimeline& timeline, EntityKind kind, Id<Tag> id, State to) {
    Times minutes;
    for (const StateChange& change : timeline.changes) {
        if (change.entity == entity(kind, id) && change.to == to) minutes.push_back(minutes_of(change.at));
    }
    return minutes;
}

TEST_CASE("timeline: nothing burns, nothing happens") {
    Building b;
    b.world().ignition_room.reset();
    CHECK(timeline_of(b).changes.empty());
}

TEST_CASE("timeline: a building of one zone goes dark at isolation") {
    const Building b;
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::zone, b.world().rooms[b.battery].zone, State::isolated) == Times{103.0});
    CHECK(when(t, EntityKind::row, b.row_1, State::dark) == Times{103.0});
    CHECK(when(t, EntityKind::row, b.row_2, State::dark) == Times{103.0});
    CHECK(when(t, EntityKind::row, b.south_row, State::dark).empty());
    // Cleared at 680; pdu-1b first (path a is cut), then pdu-2b.
    CHECK(when(t, EntityKind::row, b.row_1, State::energised) == Times{690.0});
    CHECK(when(t, EntityKind::row, b.row_2, State::energised) == Times{700.0});
    CHECK(when(t, EntityKind::power_node, b.pdu_1a, State::energised) == Times{2510.0});
}

TEST_CASE("timeline: heat and cables take path a long before the power is cut") {
    const Building b;
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::room, b.ups_room, State::heated) == Times{9.0});
    CHECK(when(t, EntityKind::power_node, b.ups_a, State::damaged) == Times{9.0});
    CHECK(when(t, EntityKind::power_node, b.ups_b, State::damaged).empty());
    CHECK(when(t, EntityKind::cable, b.world().power[b.pdu_1a].inputs[0], State::damaged) == Times{17.0});
    CHECK(when(t, EntityKind::cable, b.world().power[b.pdu_1b].inputs[0], State::damaged).empty());
}

TEST_CASE("timeline: with zones room by room, and cables apart, the halls stay on") {
    const Building b{{.one_zone = false}};
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::row, b.row_1, State::dark).empty());
    CHECK(when(t, EntityKind::row, b.row_2, State::dark).empty());
}

TEST_CASE("timeline: cables that share the room's ceiling take both halls at once") {
    const Building b{{.one_zone = false, .cables_apart = false}};
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::row, b.row_1, State::dark) == Times{17.0});
    CHECK(when(t, EntityKind::row, b.row_2, State::dark) == Times{17.0});
    CHECK(when(t, EntityKind::row, b.row_1, State::energised) == Times{2500.0});
}

TEST_CASE("timeline: changes are sorted and caused by earlier ones, but for ignition") {
    Building b;
    b.world().observed.isolation = Minutes{30.0};
    b.world().observed.controlled = Minutes{12.0};  // contradicts the isolation: told in order all the same
    const HazardTimeline t = timeline_of(b);
    REQUIRE(t.changes.size() > 30);
    for (std::uint32_t i = 0; i < t.changes.size(); ++i) {
        const StateChange& change = t.changes[i];
        if (i > 0) CHECK(t.changes[i - 1].at <= change.at);
        if (i == 0) {
            CHECK(change.cause == StateChange::no_cause);
            CHECK(change.to == State::burning);
        } else {
            CHECK(change.cause < i);
        }
    }
    CHECK(t.pinned_steps == std::vector<std::string>{"isolation", "controlled"});
}

TEST_CASE("timeline: the water decision names what it waited for") {
    Building b;
    const auto cause_of_decision = [&] {
        const HazardTimeline t = timeline_of(b);
        for (const StateChange& change : t.changes) {
            if (change.to == State::water_decided) return t.changes.at(change.cause).to;
        }
        return State::normal;
    };
    CHECK(cause_of_decision() == State::detected);  // hesitation lasted longer than the drive
    b.world().parameters.fire.brigade_travel = always(Minutes{90.0});
    CHECK(cause_of_decision() == State::brigade_on_site);
}

TEST_CASE("timeline: gas that works leaves everything on") {
    Building b{{.gas = true}};
    b.world().parameters.fire.agent_stops_battery_fire = Probability{1.0};
    const HazardTimeline t = timeline_of(b);
    for (const StateChange& change : t.changes) CHECK(change.entity.kind == EntityKind::fire);
    CHECK(t.changes.back().to == State::cleared);
}

}  // namespace
}  // namespace firebreak::hazard

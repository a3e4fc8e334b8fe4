// Racks through a power cut: by automation, by hand, mended, interrupted. Times worked out by hand from
// the fixture's constants: boot 5 min, 2 min of hands a server, 30 min to mend one.
#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using namespace test;
using Minutes_ = std::vector<double>;

/// Rows a (two racks: 10 and 7 servers) and b (one of 3), nobody's automation.
struct Hall {
    WorldBuilder build;
    RowId row_a, row_b;
    RackId a1, a2, b1;

    explicit Hall(int technicians) {
        const SiteId north = build.site("north");
        const RoomId hall = build.room(north, "hall");
        row_a = build.row(hall, "a", {2, 10});
        row_b = build.row(hall, "b", {1, 3});
        a1 = build.world.rows[row_a].racks[0];
        a2 = build.world.rows[row_a].racks[1];
        b1 = build.world.rows[row_b].racks[0];
        build.world.racks[a2].servers = 7;
        build.world.racks[a1].restore_priority = 10;
        build.world.racks[a2].restore_priority = 30;
        build.world.racks[b1].restore_priority = 20;
        build.world.response.crews.technicians = technicians;
    }

    /// Automation that goes dark with `tool_row` and stays away unless the script says otherwise.
    RowId add_automation() {
        const RowId tool_row = build.row(build.room(SiteId{0}, "tools"), "tools", {1, 4});
        const ComponentId tool = build.component("deploy", 4, 1);
        build.copy(tool, tool_row);
        build.world.boots_servers = tool;
        return tool_row;
    }

    [[nodiscard]] Minutes_ up(const ObservationLog& log, RackId rack) const {
        return minutes_when(log, EntityKind::rack, rack, State::up);
    }
};

TEST_CASE("racks boot by themselves where automation is at hand") {
    const Hall hall{1};
    const auto log =
        play(hall.build.world,
             Script{hall.build.world}.dark(10.0, hall.row_a).energised(60.0, hall.row_a).timeline());
    CHECK(hall.up(log, hall.a1) == Minutes_{65.0});
    CHECK(hall.up(log, hall.a2) == Minutes_{65.0});
    CHECK(turns(log, entity(EntityKind::rack, hall.a2), State::up).at(0).value == 7.0);
    CHECK(turns(log, entity(EntityKind::rack, hall.a2), State::dark).at(0).value == 0.0);
    CHECK(hall.up(log, hall.b1).empty());  // its power never failed
}

TEST_CASE("one technician takes rack after rack, the most urgent first") {
    Hall hall{1};
    const RowId tools = hall.add_automation();
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, tools)
                                                .dark(10.0, hall.row_a)
                                                .dark(10.0, hall.row_b)
                                                .energised(60.0, hall.row_a)
                                                .energised(61.0, hall.row_b)
                                                .timeline());
    CHECK(hall.up(log, hall.a1) == Minutes_{80.0});
    CHECK(hall.up(log, hall.b1) == Minutes_{86.0});  // priority 20 before 30, although it came later
    CHECK(hall.up(log, hall.a2) == Minutes_{100.0});
}

TEST_CASE("two technicians work side by side") {
    Hall hall{2};
    const RowId tools = hall.add_automation();
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, tools)
                                                .dark(10.0, hall.row_a)
                                                .dark(10.0, hall.row_b)
                                                .energised(60.0, hall.row_a)
                                                .energised(61.0, hall.row_b)
                                                .timeline());
    CHECK(hall.up(log, hall.a1) == Minutes_{80.0});
    CHECK(hall.up(log, hall.a2) == Minutes_{74.0});
    CHECK(hall.up(log, hall.b1) == Minutes_{80.0});  // waits for whoever is free first, at 74
}

TEST_CASE("a rack that waited for hands names who freed them as the cause") {
    Hall hall{1};
    const RowId tools = hall.add_automation();
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, tools)
                                                .dark(10.0, hall.row_a)
                                                .energised(60.0, hall.row_a)
                                                .timeline());
    const Event booting = turns(log, entity(EntityKind::rack, hall.a2), State::booting).at(0);
    CHECK(minutes_of(booting.at) == 80.0);
    const Event freed = log.events.at(booting.cause.value);
    CHECK(freed.entity == entity(EntityKind::rack, hall.a1));
    CHECK(freed.to == State::up);
}

TEST_CASE("automation that comes back takes over the racks that still wait") {
    Hall hall{2};
    hall.build.world.response.runbooks = true;
    const RowId tools = hall.add_automation();
    hall.build.world.racks[hall.a1].servers = 100;
    hall.build.world.racks[hall.a2].servers = 150;
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, tools)
                                                .dark(10.0, hall.row_a)
                                                .dark(10.0, hall.row_b)
                                                .energised(60.0, tools)
                                                .energised(60.0, hall.row_a)
                                                .energised(60.0, hall.row_b)
                                                .timeline());
    // Tools by hand 60 to 68, then their software by hand (runbook: 180 min): back at 248.
    const auto back = turns(log, entity(EntityKind::component, ComponentId{0}), State::serving);
    REQUIRE(back.size() == 1);
    CHECK(minutes_of(back[0].at) == 248.0);
    CHECK(hall.up(log, hall.a1) == Minutes_{260.0});  // hands that have begun go on: 60 to 260
    CHECK(hall.up(log, hall.b1) == Minutes_{74.0});   // 68 to 74
    CHECK(hall.up(log, hall.a2) == Minutes_{374.0});  // 74 to 374, begun too
}

TEST_CASE("a rack that waits when automation returns boots at once, because of it") {
    Hall hall{1};
    hall.build.world.response.runbooks = true;
    const RowId tools = hall.add_automation();
    hall.build.world.racks[hall.a1].servers = 100;
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, tools)
                                                .dark(10.0, hall.row_a)
                                                .energised(60.0, tools)
                                                .energised(70.0, hall.row_a)
                                                .timeline());
    CHECK(hall.up(log, hall.a1) == Minutes_{270.0});
    CHECK(hall.up(log, hall.a2) == Minutes_{253.0});  // tools are back at 248
    const Event booting = turns(log, entity(EntityKind::rack, hall.a2), State::booting).at(0);
    const Event cause = log.events.at(booting.cause.value);
    CHECK(cause.entity == entity(EntityKind::component, ComponentId{0}));
    CHECK(cause.to == State::serving);
}

TEST_CASE("power that fails again during the boot voids it") {
    const Hall hall{1};
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, hall.row_a)
                                                .energised(60.0, hall.row_a)
                                                .dark(64.0, hall.row_a)
                                                .energised(90.0, hall.row_a)
                                                .timeline());
    CHECK(hall.up(log, hall.a1) == Minutes_{95.0});
}

TEST_CASE("power that fails again under the hands of a technician voids the work, not the hour") {
    Hall hall{1};
    const RowId tools = hall.add_automation();
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, tools)
                                                .dark(10.0, hall.row_a)
                                                .dark(10.0, hall.row_b)
                                                .energised(60.0, hall.row_a)
                                                .energised(60.0, hall.row_b)
                                                .dark(70.0, hall.row_a)
                                                .energised(120.0, hall.row_a)
                                                .timeline());
    CHECK(hall.up(log, hall.b1) == Minutes_{86.0});  // the technician notices at 80
    CHECK(hall.up(log, hall.a1) == Minutes_{140.0});
    CHECK(hall.up(log, hall.a2) == Minutes_{154.0});
}

TEST_CASE("servers that a power cycle kills are mended by technicians, after racks that wait") {
    Hall hall{1};
    hall.build.world.parameters.servers.non_return = always_share(1.0);
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, hall.row_a)
                                                .dark(10.0, hall.row_b)
                                                .energised(60.0, hall.row_b)
                                                .energised(70.0, hall.row_a)
                                                .timeline());
    CHECK(hall.up(log, hall.b1) == Minutes_{65.0, 155.0});  // 3 x 30 min from 65
    CHECK(hall.up(log, hall.a1) == Minutes_{75.0, 455.0});  // 10 x 30 min from 155
    CHECK(hall.up(log, hall.a2) == Minutes_{75.0, 665.0});  // 7 x 30 min from 455
    const auto b1 = turns(log, entity(EntityKind::rack, hall.b1), State::up);
    CHECK(b1[0].value == 0.0);
    CHECK(b1[1].value == 3.0);
}

TEST_CASE("hands go to racks that wait before they go to single servers") {
    Hall hall{1};
    hall.build.world.parameters.servers.non_return = always_share(1.0);
    const RowId tools = hall.add_automation();
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, tools)
                                                .dark(10.0, hall.row_a)
                                                .dark(10.0, hall.row_b)
                                                .energised(60.0, hall.row_b)
                                                .energised(61.0, hall.row_a)
                                                .timeline());
    CHECK(hall.up(log, hall.a1) == Minutes_{86.0, 400.0});  // mended from 100 on, the most urgent rack first
    CHECK(hall.up(log, hall.b1) == Minutes_{66.0, 490.0});
    CHECK(hall.up(log, hall.a2) == Minutes_{100.0, 700.0});
}

TEST_CASE("non-return is the share of the site drawn once, binomial in each rack") {
    Hall hall{50};
    hall.build.world.parameters.servers.non_return = always_share(0.3);
    hall.build.world.racks[hall.a1].servers = 90;
    const std::uint64_t seed = 11;
    const auto log =
        play(hall.build.world,
             Script{hall.build.world}.dark(10.0, hall.row_a).energised(60.0, hall.row_a).timeline(), seed);
    const int broken = Draws{seed, 0}.binomial(90, Probability{0.3}, "servers.broken", "north/a/1");
    REQUIRE(broken > 0);
    const auto ups = turns(log, entity(EntityKind::rack, hall.a1), State::up);
    REQUIRE(ups.size() == 2);
    CHECK(ups[0].value == 90.0 - broken);
    CHECK(ups[1].value == 90.0);
    CHECK(minutes_of(ups[1].at) == 65.0 + 30.0 * broken);
}

TEST_CASE("a second power cut interrupts the mending") {
    Hall hall{1};
    hall.build.world.parameters.servers.non_return = always_share(1.0);
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .dark(10.0, hall.row_b)
                                                .energised(60.0, hall.row_b)
                                                .dark(100.0, hall.row_b)
                                                .energised(160.0, hall.row_b)
                                                .timeline());
    const auto ups = turns(log, entity(EntityKind::rack, hall.b1), State::up);
    REQUIRE(ups.size() == 3);
    CHECK(minutes_of(ups[0].at) == 65.0);
    CHECK(minutes_of(ups[1].at) == 165.0);
    CHECK(ups[1].value == 0.0);
    CHECK(minutes_of(ups[2].at) == 255.0);
    CHECK(ups[2].value == 3.0);
}

}  // namespace
}  // namespace firebreak

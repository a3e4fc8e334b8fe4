// Rows 28, 29, 30: how flows share links, on SimGrid.
#include "engine/simgrid_backend.hpp"
#include "verification/table.hpp"
#include "world_fixture.hpp"

namespace firebreak::verification {
namespace {

using namespace test;

struct Transfer {
    RackId from, to;
    Bytes size;
};

/// Starts all transfers at ignition; seconds until each is done.
std::vector<double> seconds_of_transfers(const World& world, const std::vector<Transfer>& transfers) {
    const auto backend = engine::make_simgrid_backend(world);
    engine::Calendar calendar;
    calendar.advance_to(ignition_instant - lead_time);
    std::vector<double> seconds(transfers.size(), -1.0);
    calendar.schedule(ignition_instant, engine::Phase::services, [&] {
        for (std::size_t i = 0; i < transfers.size(); ++i) {
            backend->start({engine::port_of(transfers[i].from), engine::port_of(transfers[i].to), transfers[i].size},
                           [&, i](engine::Backend::Outcome outcome) {
                               REQUIRE(outcome == engine::Backend::Outcome::done);
                               seconds[i] = seconds_of(calendar.now() - ignition_instant).count();
                           });
        }
    });
    backend->run(calendar, at_h(1000.0));
    return seconds;
}

std::vector<RackId> racks(WorldBuilder& build, SiteId site, int count) {
    return build.world.rows[build.row(build.room(site, "hall"), "row", {count})].racks;
}

TEST_CASE("verification row 28: max-min shares of a link") {
    WorldBuilder build;
    const SiteId fast = build.site("fast", gbps(100.0));
    const SiteId slow = build.site("slow", gbps(2.0));
    const SiteId hub = build.site("hub", gbps(100.0));
    const SiteId target = build.site("target", gbps(100.0));
    const auto from = racks(build, fast, 2);
    const auto from_slow = racks(build, slow, 1);
    const auto to = racks(build, target, 3);
    build.link(fast, hub, gbps(100.0));
    build.link(slow, hub, gbps(100.0));
    build.link(hub, target, gbps(10.0));
    const Bytes terabyte{1e12};
    const auto seconds = seconds_of_transfers(
        build.world,
        {{from[0], to[0], terabyte}, {from[1], to[1], terabyte}, {from_slow[0], to[2], terabyte}});
    const char* why = "dates are whole microseconds, rounded twice";
    verify({{"28", "1 TB of 3 on 10 Gb/s, one held to 2: free, s", 2000.0, seconds[0], absolute(2e-6), why},
            {"28", "the same: the other free one, s", 2000.0, seconds[1], absolute(2e-6), why},
            {"28", "the same: the one held to 2 Gb/s, s", 4000.0, seconds[2], absolute(2e-6), why}});
}

TEST_CASE("verification row 28: three equal flows take a third each") {
    WorldBuilder build;
    const SiteId north = build.site("north", gbps(100.0));
    const SiteId south = build.site("south", gbps(100.0));
    const auto from = racks(build, north, 3);
    const auto to = racks(build, south, 3);
    build.link(north, south, gbps(10.0));
    std::vector<Transfer> transfers;
    for (std::size_t i = 0; i < 3; ++i) transfers.push_back({from[i], to[i], Bytes{1e12}});
    std::vector<Row> rows;
    for (const double seconds : seconds_of_transfers(build.world, transfers)) {
        rows.push_back({"28", "1 TB at a third of 10 Gb/s, s", 2400.0, seconds, absolute(2e-6),
                        "dates are whole microseconds, rounded twice"});
    }
    verify(rows);
}

TEST_CASE("verification row 29: a restore of 100 TB") {
    WorldBuilder build;
    const SiteId north = build.site("north", gbps(100.0));
    const SiteId south = build.site("south", gbps(100.0));
    const auto from = racks(build, north, 1);
    const auto to = racks(build, south, 1);
    build.link(north, south, gbps(10.0));
    const double hours = seconds_of_transfers(build.world, {{from[0], to[0], Bytes{1e14}}})[0] / 3600.0;
    verify({{"29", "restore of 100 TB over 10 Gb/s, h", 200.0 / 9.0, hours, absolute(1e-9),
             "pure fluid: exact but for the tick"}});
}

TEST_CASE("verification row 30: a pull storm of 1000 racks") {
    WorldBuilder build;
    const SiteId north = build.site("north", gbps(10.0));
    const auto all = racks(build, north, 1001);
    std::vector<Transfer> transfers;
    for (std::size_t i = 1; i < all.size(); ++i) transfers.push_back({all[0], all[i], Bytes{2e9}});
    const auto seconds = seconds_of_transfers(build.world, transfers);
    verify({{"30", "1000 x 2 GB from a 10 Gb/s rack: first, s", 1600.0,
             *std::min_element(seconds.begin(), seconds.end()), absolute(1e-3),
             "1000 shares summed: 1e-6 of the whole"},
            {"30", "the same: last, s", 1600.0, *std::max_element(seconds.begin(), seconds.end()),
             absolute(1e-3), "1000 shares summed: 1e-6 of the whole"}});
}

}  // namespace
}  // namespace firebreak::verification

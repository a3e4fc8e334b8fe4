// Nothing is written while nobody can write, and writes follow the demand.
#include "catch_compat.hpp"
#include "two_copies.hpp"

namespace firebreak {
namespace {

using namespace test;

/// The north's copy is dark from 10 to 60, the south takes over at 21; the fixture boots the north at 65, starts it
/// by hand at 725 and replays its log for 9 min, after what it has to catch up. Minutes of writes at the full rate.
double caught_up_min(const TwoCopies& w, Script script) {
    const auto log = w.run(script.dark(10.0, w.north_row).energised(60.0, w.north_row));
    const auto back = minutes_when(log, EntityKind::replica, w.build.world.components[w.store].replicas[0], State::serving);
    REQUIRE(back.size() == 1);
    return (back[0] - 725.0 - 9.0) * 12.5;  // 1.25 GB/s for 0.1 GB/s
}

TEST_CASE("writes: a copy catches up what was written while somebody served") {
    TwoCopies w{Replication::async};
    CHECK(caught_up_min(w, w.script()) == Approx(704.0).margin(1e-3));
    w.component().replication = Replication::none;
    CHECK(caught_up_min(w, w.script()) == Approx(704.0).margin(1e-3));
}

TEST_CASE("writes: they follow the demand, hour by hour") {
    TwoCopies w{Replication::async};
    std::vector<double>& hourly = w.build.world.functions[w.function].hourly_demand;
    hourly.assign(24, 0.25);
    CHECK(caught_up_min(w, w.script()) == Approx(176.0).margin(1e-3));
    hourly.assign(24, 0.5);
    hourly[12] = 1.0;  // the hour of ignition: 39 min of it, and 665 of the others
    CHECK(caught_up_min(w, w.script()) == Approx(39.0 + 332.5).margin(1e-3));
    hourly.assign(24, 0.0);
    CHECK(caught_up_min(w, w.script()) == Approx(0.0).margin(1e-3));
}

TEST_CASE("writes: none without a majority") {
    const TwoCopies w{Replication::quorum};
    CHECK(caught_up_min(w, w.script()) == Approx(0.0).margin(1e-3));
}

TEST_CASE("writes: none while what the store needs is down") {
    TwoCopies w{Replication::async};
    const ComponentId login = w.build.component("login", 10, 90);
    const RowId row = w.build.row(w.south_hall, "login", {1, 10});
    w.build.copy(login, row);
    w.component().needs = {login};
    w.build.world.functions[w.function].needs = {w.store, login};
    w.build.world.response.crews.service = 2;
    // login: dark from 30 on, booted at 95, by hand until 755.
    CHECK(caught_up_min(w, w.script().dark(30.0, row).energised(90.0, row)) == Approx(9.0).margin(1e-3));
}

TEST_CASE("writes: what a partly serving function takes is what is written") {
    TwoCopies w{Replication::async};
    w.build.world.replicas[w.component().replicas[1]].capacity_ratio = 0.4;  // for a peak of .8
    w.component().failover = FailoverMode::automatic;
    CHECK(caught_up_min(w, w.script()) == Approx(352.0).margin(1e-3));
}

TEST_CASE("writes: half of the users write half, all of it where they are served") {
    TwoCopies w{Replication::async};
    w.component().failover = FailoverMode::none;
    w.build.world.replicas[w.component().replicas[1]].role = ReplicaRole::active;
    CHECK(caught_up_min(w, w.script()) == Approx(0.5 * 715.0).margin(1e-3));  // from 10 on
}

TEST_CASE("writes: the age of what is lost is the time in which it was written") {
    TwoCopies w{Replication::async};
    std::vector<double>& hourly = w.build.world.functions[w.function].hourly_demand;
    hourly.assign(24, 0.5);
    // The south is an island from 10 on; the north writes on until it dies at 130.
    const auto log = w.run(w.script().island(10.0, w.south).dark(130.0, w.north_row).connected(140.0, w.south));
    REQUIRE(log.losses.size() == 1);
    CHECK(log.losses[0].age.count() == Approx(4.0 + 7200.0).epsilon(1e-9));
}

}  // namespace
}  // namespace firebreak

// What copies lack of each other's writes, what a takeover loses, and when it may open. Constants of the
// fixture: 11 min automatic, base lag 4 s, time-out 10 s, reconciliation 300 min.
#include "catch_compat.hpp"
#include "two_copies.hpp"

namespace firebreak {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;
using Minutes_ = std::vector<double>;

/// The south is an island from 10 to 70; the north dies at 40, and the south takes over at 81.
Script partner_gone_first(const TwoCopies& w) {
    return w.script().island(10.0, w.south).dark(40.0, w.north_row).connected(70.0, w.south);
}

TEST_CASE("what is written while the partner is gone dies with the copy that wrote it") {
    struct Case {
        Replication mode;
        double lost_s;
    };
    for (const auto& [mode, lost_s] : {Case{Replication::sync, 1800.0}, Case{Replication::semi_sync, 1790.0},
                                       Case{Replication::async, 1804.0}}) {
        const TwoCopies w{mode};
        const auto log = w.run(partner_gone_first(w));
        CHECK(w.served(log).back() == std::pair{81.0, 1.0});
        REQUIRE(log.losses.size() == 1);
        CHECK(log.losses[0].age.count() == Approx(lost_s).epsilon(1e-12));
        CHECK(minutes_of(log.losses[0].until) == 40.0);
        CHECK(minutes_of(log.losses[0].at) == 81.0);
        CHECK(log.losses[0].share == 1.0);
    }
}

TEST_CASE(
    "a synchronous copy that stalls answers again when its partner is back, or when people take it out") {
    TwoCopies w{Replication::sync};
    w.component().on_partner_loss = PartnerLoss::stall;
    w.component().failover = FailoverMode::none;
    const auto log = w.run(w.script().island(10.0, w.south).connected(70.0, w.south));
    CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {70.0, 1.0}});
    CHECK(log.losses.empty());

    w.component().failover = FailoverMode::automatic;  // goes on alone from 21, and so has something to lose
    const auto alone = w.run(partner_gone_first(w));
    CHECK(w.served(alone) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {21.0, 1.0}, {40.0, 0.0}, {81.0, 1.0}});
    REQUIRE(alone.losses.size() == 1);
    CHECK(alone.losses[0].age.count() == Approx(19.0 * 60.0));
}

TEST_CASE("a copy that was cut off catches up in batches, and is in step again") {
    const TwoCopies w{Replication::async};
    const auto lost_s = [&](double dies) {
        const auto log =
            w.run(w.script().island(10.0, w.south).connected(70.0, w.south).dark(dies, w.north_row));
        REQUIRE(log.losses.size() == 1);
        return log.losses[0].age.count();
    };
    // 360 GB behind at 70; 1.25 GB/s go out and 0.1 come in: 222 GB after 2 min, nothing after 5.3.
    CHECK(lost_s(72.0) == Approx(4.0 + 2220.0));
    CHECK(lost_s(75.0) == Approx(4.0 + 3600.0 - 11.5 * 300.0));
    CHECK(lost_s(76.0) == Approx(4.0));
}

TEST_CASE("a copy that comes back on its own servers first loses nothing") {
    const TwoCopies w{Replication::async};
    const auto log =
        w.run(w.script().island(10.0, w.south).dark(40.0, w.north_row).energised(45.0, w.north_row));
    CHECK(log.losses.empty());
}

TEST_CASE("a third copy shares the writes: each loses its own part") {
    TwoCopies w{Replication::async};
    const SiteId east = w.build.site("east");
    w.build.link(w.north, east);
    w.build.link(w.south, east);
    w.build.copy(w.store, w.build.row(w.build.room(east, "hall"), "row", {2, 10}));
    const auto log = w.run(w.script().dark(10.0, w.north_row));
    REQUIRE(log.losses.size() == 1);
    CHECK(log.losses[0].share == 0.5);
    CHECK(log.losses[0].age.count() == Approx(4.0));
}

TEST_CASE("a ledger that may have lost writes stays closed until the books agree") {
    for (const auto& [mode, opens] :
         {std::pair{Replication::async, 321.0}, {Replication::sync, 21.0}, {Replication::semi_sync, 21.0}}) {
        TwoCopies w{mode};
        w.component().ledger = true;
        const auto log = w.run(w.script().dark(10.0, w.north_row));
        CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {opens, 1.0}});
        CHECK(minutes_when(log, EntityKind::component, w.store, State::reconciling) ==
              (mode == Replication::async ? Minutes_{21.0} : Minutes_{}));
    }
}

TEST_CASE("sides that both took writes are compared before the one left behind serves again") {
    for (const bool stalls : {false, true}) {
        TwoCopies w{Replication::sync};
        if (stalls) w.component().on_partner_loss = PartnerLoss::stall;
        const ReplicaId north = w.component().replicas.at(0);
        const auto log = w.run(w.script().island(10.0, w.north).connected(100.0, w.north));
        CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {21.0, 1.0}});
        const auto compared = minutes_when(log, EntityKind::replica, north, State::reconciling);
        CHECK(compared == (stalls ? Minutes_{} : Minutes_{100.0}));
        if (!stalls) CHECK(minutes_when(log, EntityKind::replica, north, State::serving) == Minutes_{400.0});
    }
}

TEST_CASE("a ledger with dual writes is closed as well") {
    TwoCopies w{Replication::sync};
    w.component().ledger = true;
    const auto log = w.run(w.script().island(10.0, w.north));
    CHECK(w.served(log) == Steps{{-60.0, 1.0}, {10.0, 0.0}, {321.0, 1.0}});
}

}  // namespace
}  // namespace firebreak

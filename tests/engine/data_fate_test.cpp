// What becomes of data: which copies hold it, what is lost and when that is certain, and who may start without.
// Constants of the fixture: boot 5 min, by hand 660 min, 9 min of crash recovery, decision 116 min after the loss,
// new servers 500 h after clearance, 15 min to rack one.
#include "catch_compat.hpp"
#include "metrics/measure.hpp"
#include "two_copies.hpp"

namespace firebreak {
namespace {

using namespace test;
using Steps = std::vector<std::pair<double, double>>;

constexpr double loss = 10.0;
const Hours history{87600.0};

/// A store on two racks of one hall; nothing stands elsewhere.
struct OneCopy {
    WorldBuilder build;
    SiteId north;
    RoomId first, second;
    RowId row, other_row;
    ComponentId store;
    FunctionId function;

    explicit OneCopy(double min_servers) {
        north = build.site("north");
        first = build.room(north, "first");
        second = build.room(north, "second");
        row = build.row(first, "row", {1, 10});
        other_row = build.row(second, "other", {1, 10});
        store = build.component("store", 20);
        build.copy(store, {build.world.rows[row].racks[0], build.world.rows[other_row].racks[0]});
        component().min_servers = Ratio{min_servers};
        component().write_rate = BytesPerSecond{1e6};
        component().data = Bytes{1e12};
        component().data_history = history;
        function = build.function("store", {store});
        build.world.horizon = to_ticks(Hours{2000.0});
        build.world.response.crews.technicians = 2;
    }
    WorldComponent& component() { return build.world.components[store]; }
    [[nodiscard]] Script script() const { return Script{build.world}; }
    [[nodiscard]] ObservationLog run(const Script& script) const { return play(build.world, script.timeline()); }
};

void check_all_lost(const ObservationLog& log, double until) {
    REQUIRE(log.losses.size() == 1);
    CHECK(log.losses[0].age == history);
    CHECK(minutes_of(log.losses[0].until) == until);
}

TEST_CASE("data: a copy holds it while its least share of servers, and at least one, is not scrap") {
    for (const double least : {0.0, 0.5, 0.6, 1.0}) {
        const OneCopy w{least};
        const auto half = w.run(w.script().damaged(loss, w.first));
        if (least <= 0.5) {
            CHECK(half.losses.empty());
        } else {
            check_all_lost(half, loss);
        }
        check_all_lost(w.run(w.script().damaged(loss, w.first).damaged(loss, w.second)), loss);
    }
}

TEST_CASE("data: what is dark, wet or soiled is not lost") {
    const OneCopy w{0.0};
    const auto log = w.run(w.script()
                               .dark(loss, w.row)
                               .room(20.0, w.first, State::normal, State::wet)
                               .room(20.0, w.second, State::normal, State::soiled));
    CHECK(log.losses.empty());
}

TEST_CASE("data: what water ruins is gone like what burns, and new servers hold none") {
    OneCopy w{0.5};
    w.build.world.parameters.water.scrap = always_share(1.0);
    Script flood = w.script();
    for (const RoomId room : {w.first, w.second}) {
        flood.room(loss, room, State::normal, State::wet).room(600.0, room, State::wet, State::normal);
    }
    const auto log = w.run(flood.cleared(700.0));
    check_all_lost(log, loss);
    CHECK(minutes_of(log.losses[0].at) == 600.0);
    CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {loss, 0.0}});
    w.component().rebuildable = true;  // may start empty on new servers: racked 500 h and 150 min after clearance
    const auto empty = w.run(flood);
    CHECK(served_steps(empty, w.function).back() == std::pair{700.0 + 30000.0 + 150.0 + 5.0 + 660.0 + 9.0, 1.0});
    check_all_lost(empty, loss);
}

TEST_CASE("data: a stateless component that may not be rebuilt starts on new servers") {
    OneCopy w{0.5};
    w.component().write_rate = BytesPerSecond{0.0};
    w.component().data = Bytes{0.0};
    const auto log = w.run(w.script().damaged(loss, w.first).damaged(loss, w.second).cleared(700.0).room(
        800.0, w.first, State::damaged, State::normal).room(800.0, w.second, State::damaged, State::normal));
    CHECK(log.losses.empty());
    CHECK(served_steps(log, w.function).back() == std::pair{700.0 + 30000.0 + 150.0 + 5.0 + 660.0, 1.0});
}

TEST_CASE("data: the loss is the same whatever the horizon, once it has happened") {
    OneCopy w{0.5};
    w.component().backup = WorldBackup{w.north, Hours{24.0}, Hours{2.0}, Probability{0.5}, 4, BytesPerSecond{1e8}};
    const Script fire = w.script().damaged(loss, w.first).damaged(loss, w.second).cleared(700.0);
    std::vector<double> lost_s;
    for (const double hours : {1.0, 100.0, 1500.0}) {
        w.build.world.horizon = to_ticks(Hours{hours});
        lost_s.push_back(metrics::measure(w.build.world, w.run(fire)).functions[0].data_loss_s);
    }
    CHECK(lost_s[0] > 0.0);
    CHECK(lost_s[0] == lost_s[1]);
    CHECK(lost_s[0] == lost_s[2]);
}

TEST_CASE("data: a scrapped copy is filled from one that runs, and waits for one that is dark") {
    TwoCopies w{Replication::sync};
    w.component().data = Bytes{1.5e12};
    w.component().data_history = history;
    w.component().failover = FailoverMode::none;
    w.component().write_rate = BytesPerSecond{0.0};
    w.build.world.horizon = to_ticks(Hours{2000.0});
    w.build.world.response.crews.technicians = 2;
    const double racked = 700.0 + 30000.0 + 150.0;
    const Script burnt = w.script().damaged(loss, w.north_hall).cleared(700.0).room(800.0, w.north_hall, State::damaged, State::normal);
    // 1.5 TB over a link of 10 Gb/s: 20 min.
    CHECK(w.served(w.run(burnt)).back() == std::pair{racked + 5.0 + 660.0 + 20.0, 1.0});
    // The south goes dark before and is back later: racks at + 5, its software by hand at + 660.
    const double back = racked + 2000.0;
    Script dark = burnt;
    dark.dark(20.0, w.south_row).energised(back, w.south_row);
    const auto log = w.run(dark);
    CHECK(log.losses.empty());
    CHECK(minutes_when(log, EntityKind::replica, w.component().replicas[0], State::serving).back() == back + 665.0 + 20.0);
}

TEST_CASE("data: what a scrapped copy alone had is lost at once, whoever takes over later") {
    TwoCopies w{Replication::async};
    w.component().failover = FailoverMode::none;
    const auto log = w.run(w.script().damaged(loss, w.north_hall));
    REQUIRE(log.losses.size() == 1);
    CHECK(log.losses[0].age.count() == Approx(4.0));
    CHECK(minutes_of(log.losses[0].at) == loss);
    w.component().failover = FailoverMode::automatic;
    w.component().ledger = true;  // and it has to know: closed for 300 min from 21 on
    const auto ledger = w.run(w.script().damaged(loss, w.north_hall));
    CHECK(ledger.losses.size() == 1);
    CHECK(w.served(ledger).back() == std::pair{321.0, 1.0});
}

TEST_CASE("data: both copies gone is everything gone") {
    for (const Replication mode : {Replication::async, Replication::semi_sync, Replication::sync, Replication::quorum}) {
        TwoCopies w{mode};
        w.component().data_history = history;
        const auto log = w.run(w.script().damaged(loss, w.north_hall).damaged(loss, w.south_hall));
        check_all_lost(log, loss);
        CHECK(w.served(log).back() == std::pair{loss, 0.0});
    }
}

/// The store of `OneCopy` burns; its backups lie in the south, in two halls, with servers to spare in a third.
struct BackedUp : OneCopy {
    SiteId south;
    RoomId vault, tapes;
    RowId vault_row, tapes_row;

    BackedUp() : OneCopy{0.5} {
        south = build.site("south");
        vault = build.room(south, "vault");
        tapes = build.room(south, "tapes");
        vault_row = build.row(vault, "vault", {1, 1});
        tapes_row = build.row(tapes, "tapes", {1, 1});
        const SiteId west = build.site("west");
        build.row(build.room(west, "hall"), "spare", {2, 10});
        build.link(south, west);
        component().backup = WorldBackup{south, Hours{24.0}, Hours{2.0}, Probability{0.0}, 3, BytesPerSecond{1e9}, {vault}};
    }
    [[nodiscard]] Script fire() const { return script().damaged(loss, first).damaged(loss, second); }
};

/// Decision, by hand, switch; then 1 TB at 1 GB/s.
constexpr double restored = loss + 116.0 + 670.0 + 1000.0 / 60.0;

TEST_CASE("backups: what stands in a room that burns, or that water ruins, is gone") {
    BackedUp w;
    const auto good = w.run(w.fire());
    CHECK(served_steps(good, w.function).back().first == Approx(restored));
    REQUIRE(good.losses.size() == 1);
    CHECK(good.losses[0].age < Hours{26.0});
    const auto never_back = [&](const Script& script) {
        const auto log = w.run(script);
        check_all_lost(log, loss);
        CHECK(served_steps(log, w.function) == Steps{{-60.0, 1.0}, {loss, 0.0}});
    };
    never_back(w.fire().damaged(5.0, w.vault));    // before
    never_back(w.fire().damaged(loss, w.vault));   // with it
    never_back(w.fire().damaged(800.0, w.vault));  // in the middle of the restore
    w.build.world.parameters.water.scrap = always_share(1.0);
    never_back(w.fire().room(5.0, w.vault, State::normal, State::wet).room(9.0, w.vault, State::wet, State::normal));
    w.component().backup->rooms = {w.vault, w.tapes};  // a whole set in each
    CHECK(served_steps(w.run(w.fire().damaged(5.0, w.vault)), w.function).back().first == Approx(restored));
    w.component().backup->rooms.clear();  // the site's fate
    CHECK(served_steps(w.run(w.fire().damaged(5.0, w.vault)), w.function).back().first == Approx(restored));
    never_back(w.fire().damaged(5.0, w.vault).damaged(6.0, w.tapes));
}

TEST_CASE("backups: those in a dark or wet room are read when it is back") {
    BackedUp w;
    const double late = loss + 116.0 + 670.0 + 100.0;  // tried each minute
    const auto dark = w.run(w.fire().dark(20.0, w.vault_row).energised(late - 0.5, w.vault_row));
    CHECK(served_steps(dark, w.function).back().first == Approx(late + 1000.0 / 60.0));
    const auto wet = w.run(w.fire().room(20.0, w.vault, State::normal, State::wet).room(late - 0.5, w.vault, State::wet, State::normal));
    CHECK(served_steps(wet, w.function).back().first == Approx(late + 1000.0 / 60.0));
    CHECK(wet.losses.size() == 1);
    CHECK(wet.losses[0].age < Hours{26.0});
}

}  // namespace
}  // namespace firebreak

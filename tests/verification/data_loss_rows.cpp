// Rows 40 and 41: what a burnt site loses by the way its data was kept, and how often a quorum answers.
#include <cmath>
#include <functional>

#include "metrics/measure.hpp"
#include "services/quorum.hpp"
#include "two_copies.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

using namespace test;

struct Sample {
    double mean = 0.0, error = 0.0, max = 0.0;  ///< error: of the mean
};

/// Hours of data lost over `runs` whole runs of the engine, one seed each.
Sample lost_h(const World& world, const HazardTimeline& timeline, int runs) {
    double sum = 0.0, squares = 0.0;
    Sample sample;
    for (int seed = 1; seed <= runs; ++seed) {
        const auto log = play(world, timeline, static_cast<std::uint64_t>(seed));
        const double hours = metrics::measure(world, log).functions[0].data_loss_s / 3600.0;
        sum += hours;
        squares += hours * hours;
        sample.max = std::max(sample.max, hours);
    }
    sample.mean = sum / runs;
    sample.error = std::sqrt((squares / runs - sample.mean * sample.mean) / runs);
    return sample;
}

/// The site with the ledger burns while it writes; its backups, if any, lie in the south.
Sample ledger_burns(Replication mode, std::optional<WorldBackup> backup, int runs) {
    TwoCopies w{mode};
    w.component().ledger = true;
    w.component().data_history = Hours{87600.0};
    w.build.world.parameters.recovery.replication_lag = around(Seconds{1.0}, 1.0);
    if (backup) {  // the only other copy of the data
        backup->site = w.south;
        w.component().backup = backup;
        w.component().replicas.resize(1);
        w.build.world.sites[w.south].spare_servers = 20;
    }
    if (mode == Replication::quorum) {
        const SiteId east = w.build.site("east");
        w.build.link(w.north, east);
        w.build.link(w.south, east);
        w.build.copy(w.store, w.build.row(w.build.room(east, "hall"), "row", {2, 10}),
                     {ReplicaRole::standby});
    }
    return lost_h(w.build.world, w.script().damaged(10.0, w.north_hall).timeline(), runs);
}

TEST_CASE("verification row 41: a burnt ledger loses its lag, its backup's age, or nothing") {
    const char* four = "4 standard errors";
    std::vector<Row> rows;
    for (const auto& [mode, name] : {std::pair{Replication::sync, "sync"}, {Replication::quorum, "quorum"}}) {
        rows.push_back({"41", std::string{name} + ": data lost, h", 0.0, ledger_burns(mode, {}, 20).max,
                        absolute(0.0), "exact"});
    }
    const Sample async = ledger_burns(Replication::async, {}, 4000);
    rows.push_back({"41", "async, lag LN(1 s, 1): mean, s", std::exp(0.5), async.mean * 3600.0,
                    absolute(4.0 * async.error * 3600.0), four});
    const WorldBackup daily{SiteId{}, Hours{24.0}, Hours{2.0}, Probability{0.0}, 7, BytesPerSecond{1e9}};
    const Sample day = ledger_burns(Replication::none, daily, 2000);
    rows.push_back({"41", "backup, I 24 h, D 2 h: mean, h", 14.0, day.mean, absolute(4.0 * day.error), four});
    rows.push_back({"41", "the same: largest of 2000, h", 26.0, day.max, absolute(26.0 - 26.0 * 0.998),
                    "the largest of 2000 uniform draws"});
    WorldBackup monthly = daily;
    monthly.interval = Hours{720.0};
    const Sample month = ledger_burns(Replication::none, monthly, 2000);
    rows.push_back(
        {"41", "monthly backup, D 2 h: mean, h", 362.0, month.mean, absolute(4.0 * month.error), four});
    WorldBackup shaky = daily;
    shaky.restore_failure = Probability{0.1};
    shaky.kept = 1000;
    const Sample retried = ledger_burns(Replication::none, shaky, 2000);
    rows.push_back({"41", "daily, one restore in ten fails: mean, h", 14.0 + 24.0 / 9.0, retried.mean,
                    absolute(4.0 * retried.error), four});
    verify(rows);
}

TEST_CASE("verification row 40: two of three sites answer") {
    // Every subset of dark sites is played; the engine says who still answers after its elections.
    const double a = 0.999;
    double available = 0.0;
    for (int dark = 0; dark < 8; ++dark) {
        WorldBuilder build;
        const ComponentId store = build.component("store", 10);
        std::vector<RowId> rows;
        for (const char* name : {"north", "south", "east"}) {
            rows.push_back(build.row(build.room(build.site(name), "hall"), "row", {1, 10}));
            build.copy(store, rows.back());
        }
        build.world.components[store].replication = Replication::quorum;
        build.world.components[store].failover = FailoverMode::automatic;
        const FunctionId function = build.function("store", {store});
        Script script{build.world};
        double probability = 1.0;
        for (int site = 0; site < 3; ++site) {
            const bool gone = (dark >> site & 1) != 0;
            if (gone) script.dark(10.0, rows[site]);
            probability *= gone ? 1.0 - a : a;
        }
        if (served_steps(play(build.world, script.timeline()), function).back().second == 1.0)
            available += probability;
    }
    verify({{"40", "2 of 3 sites at .999: available", 0.999997002, available, absolute(1e-12),
             "exact; ten decimals given"}});
}

TEST_CASE("verification row 40: a commit waits for the nearest follower that makes a majority") {
    const Seconds b{0.001}, c{0.003};
    const auto all = services::commit_round_trip({c, b}, 3);
    const auto without_b = services::commit_round_trip({c}, 3);
    REQUIRE(all);
    REQUIRE(without_b);
    verify({{"40", "round trips 1 and 3 ms: commit, s", 0.001, all->count(), absolute(0.0), "exact"},
            {"40", "the same after B is lost, s", 0.003, without_b->count(), absolute(0.0), "exact"}});
    CHECK_FALSE(services::commit_round_trip({}, 3));
    CHECK(services::commit_round_trip({}, 1) == Seconds{0.0});
    CHECK(services::commit_round_trip({c, b, Seconds{0.002}, Seconds{0.009}}, 5) == Seconds{0.002});
}

}  // namespace
}  // namespace firebreak::verification

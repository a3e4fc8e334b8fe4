// Replication as a flow: the closed form of its lag, by both engines, and streams that share a link on
// SimGrid.
#include "engine/simgrid_backend.hpp"
#include "two_copies.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

using namespace test;

double lost_s(const TwoCopies& w, const HazardTimeline& timeline, bool simgrid) {
    const auto backend =
        simgrid ? engine::make_simgrid_backend(w.build.world) : engine::make_analytic_backend(w.build.world);
    const ObservationLog log = engine::execute(w.build.world, timeline, Draws{1, 0}, *backend);
    REQUIRE(log.losses.size() == 1);
    return log.losses[0].age.count();
}

// One SimGrid backend a process: each case plays one world on it.
TEST_CASE("verification row 41: a link narrower than the writes") {
    const TwoCopies w{Replication::async, gbps(0.64)};  // 80 of 100 MB/s
    const auto timeline = w.script().dark(10.0, w.north_row).timeline();
    const double expected =
        4.0 + 0.2 * 4200.0;  // (w - b) / w x t from the start of the run, an hour before ignition
    const char* why = "relative 1e-9: remainders of a flow of 10 TB";
    verify({{"41", "lag (w - b) t / w + 4 s after 70 min: analytic, s", expected, lost_s(w, timeline, false),
             relative(1e-9), why},
            {"41", "the same: SimGrid, s", expected, lost_s(w, timeline, true), relative(1e-9), why}});
}

TEST_CASE("verification row 41: catching up after an island, by both engines") {
    const TwoCopies w{Replication::async};
    const auto timeline =
        w.script().island(10.0, w.south).connected(70.0, w.south).dark(72.0, w.north_row).timeline();
    const double expected = 4.0 + 3600.0 - 11.5 * 120.0;  // 1250 MB/s go out, 100 come in
    const char* why = "relative 1e-9: batches end on whole microseconds";
    verify({{"41", "lag after 2 min of catch-up: analytic, s", expected, lost_s(w, timeline, false),
             relative(1e-9), why},
            {"41", "the same: SimGrid, s", expected, lost_s(w, timeline, true), relative(1e-9), why}});
}

TEST_CASE("verification row 28: a stream and a restore share a link") {
    // The stream of 100 MB/s and a bulk flow on 1 Gb/s: max-min gives 62.5 MB/s each; then the stream catches
    // up.
    TwoCopies w{Replication::async, gbps(1.0)};
    const RowId extra = w.build.row(w.north_hall, "extra", {1, 10});
    const RowId target = w.build.row(w.south_hall, "extra", {1, 10});
    const auto backend = engine::make_simgrid_backend(w.build.world);
    const engine::Ports ports{w.build.world};
    const ReplicaId north = w.component().replicas[0], south = w.component().replicas[1];
    const engine::LaneId lane = engine::Lanes{w.build.world, ports}.between(north, south);
    engine::Calendar calendar;
    calendar.advance_to(ignition_instant);
    double done_s = -1.0, left = -1.0;
    engine::Backend::FlowId stream = 0;
    calendar.schedule(at_s(0.0), engine::Phase::services, [&] {
        stream = backend->start({ports.copy(north), ports.copy(south), Bytes{1e12}, lane, BytesPerSecond{1e8}},
                                [](engine::Backend::Outcome) {});
    });
    calendar.schedule(at_s(100.0), engine::Phase::services, [&] {
        backend->start(
            {engine::port_of(w.build.world.rows[extra].racks[0]), engine::port_of(w.build.world.rows[target].racks[0]),
             Bytes{6.25e9}},
            [&](engine::Backend::Outcome) {
                done_s = seconds_of(calendar.now() - ignition_instant).count();
            });
    });
    calendar.schedule(at_s(500.0), engine::Phase::services,
                      [&] { left = backend->remaining(stream).value(); });
    backend->run(calendar, at_s(600.0));
    verify({{"28", "6.25 GB beside a stream, half of 1 Gb/s each: end, s", 200.0, done_s, absolute(2e-6),
             "dates are whole microseconds"},
            {"28", "the stream: GB by 500 s, held to 0.1 GB/s", 46.25, (1e12 - left) / 1e9, relative(1e-8),
             "the same"}});
}

}  // namespace
}  // namespace firebreak::verification

// Boot storms, repeated power cuts and orders for new servers, played by the engine.
#include <cmath>

#include "verification/table.hpp"
#include "world_fixture.hpp"

namespace firebreak::verification {
namespace {

using namespace test;

/// A hall of equal racks in one row, off from minute 10 to 60 unless a test says otherwise.
struct Hall {
    WorldBuilder build;
    SiteId site = build.site("north");
    RoomId room = build.room(site, "hall");
    RowId row;

    Hall(int racks, int servers) : row{build.row(room, "row", {racks, servers})} {
        build.world.horizon = to_ticks(Hours{2000.0});
        build.world.response.crews.technicians = 1'000'000;
    }
    [[nodiscard]] ObservationLog play_cut(std::uint64_t seed = 1) const {
        return play(build.world, Script{build.world}.dark(10.0, row).energised(60.0, row).timeline(), seed);
    }
    /// Minutes after ignition at which the last rack turned to `state`.
    [[nodiscard]] double last(const ObservationLog& log, State state) const {
        double minutes = 0.0;
        for (const Event& event : log.events) {
            if (event.entity.kind == EntityKind::rack && event.to == state) minutes = minutes_of(event.at);
        }
        return minutes;
    }
};

TEST_CASE("boot storm: racks that share the boot infrastructure of a site") {
    Hall hall{120, 4};
    WorldSite& site = hall.build.world.sites[hall.site];
    const auto last_up = [&](int places) {
        site.racks_booting_at_once = places;
        return hall.last(hall.play_cut(), State::up) - 60.0;
    };
    const char* exact = "ceil(n / c) boots of 5 min, exact";
    verify({{"-", "120 racks, 500 at a time, min", 5.0, last_up(500), absolute(1e-9), exact},
            {"-", "120 racks, 50 at a time, min", 15.0, last_up(50), absolute(1e-9), exact},
            {"-", "120 racks, 7 at a time, min", 90.0, last_up(7), absolute(1e-9), exact}});

    // As row 36: busy until c - 1 racks are left, then one after the other.
    site.racks_booting_at_once = 5;
    hall.build.world.parameters.servers.boot = {{Shape::exponential, 300.0, 0.0, 0.0}};
    double closed = 5.0 * (120.0 - 5.0) / 5.0, sum = 0.0, squares = 0.0;
    for (int left = 1; left <= 5; ++left) closed += 5.0 / left;
    constexpr int samples = 400;
    for (int seed = 1; seed <= samples; ++seed) {
        const double makespan = hall.last(hall.play_cut(static_cast<std::uint64_t>(seed)), State::up) - 60.0;
        sum += makespan;
        squares += makespan * makespan;
    }
    const double mean = sum / samples;
    const double error = std::sqrt((squares / samples - mean * mean) / samples);
    verify({{"-", "Exp(5 min) boots, 5 at a time: mean makespan, min", closed, mean, absolute(4.0 * error),
             "4 standard errors of 400 runs"}});
}

TEST_CASE("power cuts: each of them kills servers") {
    // 32,000 servers as in row 37, through one cut and through two.
    Hall hall{800, 40};
    hall.build.world.parameters.servers.non_return = always_share(0.01);
    hall.build.world.parameters.servers.fix_per_server = always(Hours{1e4});  // nobody mends in between
    const auto dead = [&](const Script& script, std::uint64_t seed) {
        double servers = 32'000.0;
        double up_at_last = 0.0;
        const ObservationLog log = play(hall.build.world, script.timeline(), seed);
        std::vector<double> up(hall.build.world.racks.size(), 0.0);
        for (const Event& event : log.events) {
            if (event.entity.kind == EntityKind::rack) up[event.entity.index] = event.value;
        }
        for (const double count : up) up_at_last += count;
        return servers - up_at_last;
    };
    constexpr int samples = 40;
    double once = 0.0, twice = 0.0;
    for (std::uint64_t seed = 1; seed <= samples; ++seed) {
        Script cuts{hall.build.world};
        once += dead(cuts.dark(10.0, hall.row).energised(60.0, hall.row), seed) / samples;
        twice += dead(cuts.dark(300.0, hall.row).energised(400.0, hall.row), seed) / samples;
    }
    const auto errors = [](double p) { return absolute(4.0 * std::sqrt(32'000 * p * (1.0 - p) / samples)); };
    const double p_2 = 1.0 - 0.99 * 0.99;
    verify(
        {{"37", "dead after one cut, p .01: mean of 40 runs", 320.0, once, errors(0.01), "4 standard errors"},
         {"-", "dead after two cuts, 32,000 (1 - .99^2)", 636.8, twice, errors(p_2), "4 standard errors"}});
}

TEST_CASE("orders: racks from stock, and built to order") {
    // 10 racks of 40 scrapped at 5 min and cleared at 100 min; a stock of a quarter: 2 racks of 40 fit into
    // 100.
    Hall hall{10, 40};
    ServerParameters& p = hall.build.world.parameters.servers;
    p.stock = Ratio{0.25};
    const auto log = play(hall.build.world, Script{hall.build.world}
                                                .room(5.0, hall.room, State::normal, State::damaged)
                                                .cleared(100.0)
                                                .room(100.0, hall.room, State::damaged, State::normal)
                                                .timeline());
    std::vector<double> racked;
    for (const Event& event : log.events) {
        if (event.entity.kind == EntityKind::rack && event.to == State::racking)
            racked.push_back(hours_of(event.at));
    }
    REQUIRE(racked.size() == 10);
    const auto from_stock = std::count_if(racked.begin(), racked.end(), [](double h) { return h < 100.0; });
    const double cleared_h = 100.0 / 60.0;
    verify(
        {{"-", "racks from a stock of 100 servers", 2.0, static_cast<double>(from_stock), absolute(0.0),
          "whole racks"},
         {"-", "first racked, h: clearance + 30", cleared_h + 30.0, racked.front(), absolute(1e-9), "exact"},
         {"-", "last up, h: clearance + 500 + 40 x 15 min + boot", cleared_h + 500.0 + 10.0 + 5.0 / 60.0,
          hall.last(log, State::up) / 60.0, absolute(1e-9), "exact"}});
}

}  // namespace
}  // namespace firebreak::verification

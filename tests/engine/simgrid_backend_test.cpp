// SimGrid keeps the contract of backends, and shares what contends. One backend a process.
#include "engine/simgrid_backend.hpp"
#include "engine/analytic_backend.hpp"

#include "backend_contract.hpp"

namespace firebreak::engine {
namespace {

namespace is = contract;
constexpr is::MakeBackend make = make_simgrid_backend;

TEST_CASE("simgrid: flows alone end on their dates") {
    is::flows_alone_end_on_their_dates(make);
}
TEST_CASE("simgrid: a rack that fails fails its flows at once") {
    is::a_rack_that_fails_fails_its_flows_at_once(make);
}
TEST_CASE("simgrid: a rack that fails leaves other flows alone") {
    is::a_rack_that_fails_leaves_other_flows_alone(make);
}
TEST_CASE("simgrid: a site cut off fails the flows that cross its links") {
    is::a_site_cut_off_fails_the_flows_that_cross_its_links(make);
}
TEST_CASE("simgrid: a flow cannot start over a dead rack or link") {
    is::a_flow_cannot_start_over_a_dead_rack_or_link(make);
}
TEST_CASE("simgrid: what comes back carries flows again") {
    is::what_comes_back_carries_flows_again(make);
}
TEST_CASE("simgrid: a lane is held to the rate of its flow") {
    is::a_lane_is_held_to_the_rate_of_its_flow(make);
}
TEST_CASE("simgrid: the rate of a lane goes up and down") {
    is::the_rate_of_a_lane_goes_up_and_down(make);
}
TEST_CASE("simgrid: a copy has the uplinks of its racks that run") {
    is::a_copy_has_the_uplinks_of_its_racks_that_run(make);
}
TEST_CASE("simgrid: a flow that is stopped or cut keeps what it has moved") {
    is::a_flow_that_is_stopped_or_cut_keeps_what_it_has_moved(make);
}
TEST_CASE("simgrid: sites that nothing joins exchange nothing") {
    is::sites_that_nothing_joins_exchange_nothing(make);
}
TEST_CASE("simgrid: entries of one instant run by phase and then by order") {
    is::entries_of_one_instant_run_by_phase_then_by_order(make);
}
TEST_CASE("simgrid: nothing runs past the end") {
    is::nothing_runs_past_the_end(make);
}
TEST_CASE("simgrid: a cancelled entry does not run") {
    is::a_cancelled_entry_does_not_run(make);
}

TEST_CASE("simgrid: flows share a link evenly, and take what another leaves") {
    const is::Net net;
    is::Player player{net.world(), make};
    // 10 Gb/s: 100 s alone at 5 Gb/s each from 0 s; a third joins at 50 s, at 10/3 Gb/s each.
    player.flow(0.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{6.25e10}});
    player.flow(0.0, {port_of(net.from[1]), port_of(net.to[1]), Bytes{6.25e10}});
    player.flow(50.0, {port_of(net.from[2]), port_of(net.to[2]), Bytes{6.25e10}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 3);
    // The first two need 3.125e10 more at 10/3 Gb/s: 75 s. The third then has 3.125e10 left at 10 Gb/s.
    is::check_ending(endings[0], 0, 125.0, Backend::Outcome::done);
    is::check_ending(endings[1], 1, 125.0, Backend::Outcome::done);
    is::check_ending(endings[2], 2, 150.0, Backend::Outcome::done);
}

TEST_CASE("simgrid: a failed flow leaves its share to the others") {
    const is::Net net;
    is::Player player{net.world(), make};
    player.flow(0.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{6.25e10}});
    player.flow(0.0, {port_of(net.from[1]), port_of(net.to[1]), Bytes{6.25e10}});
    player.at(40.0, [&] { player.backend().set_rack(net.from[1], false); });
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 2);
    is::check_ending(endings[0], 1, 40.0, Backend::Outcome::failed);
    // 40 s at 5 Gb/s, then 3.75e10 bytes at 10 Gb/s.
    is::check_ending(endings[1], 0, 70.0, Backend::Outcome::done);
}

TEST_CASE("simgrid: the two directions of a link do not contend") {
    const is::Net net;
    is::Player player{net.world(), make};
    player.flow(0.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{1.25e10}});
    player.flow(0.0, {port_of(net.to[1]), port_of(net.from[1]), Bytes{1.25e10}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 2);
    CHECK(endings[0].seconds == Approx(10.0).margin(2e-6));
    CHECK(endings[1].seconds == Approx(10.0).margin(2e-6));
}

TEST_CASE("simgrid: one flow at a time over a shared link is what the analytic backend says") {
    is::Net net;
    const auto load = [&](is::Player& player) {
        double start = 3.0;
        for (int i = 0; i < 9; ++i) {
            player.flow(start, {port_of(i % 2 ? net.slow_from[0] : net.from[i % 3]), port_of(net.to[(i + 1) % 3]),
                                Bytes{1e9 * (i + 0.37)}});
            start += 60.0 + 0.123457 * i;
        }
        return player.run(2000.0);
    };
    net.build.world.wan[net.slow_south].latency = Seconds{0.0013};
    is::Player analytic{net.world(), make_analytic_backend};
    const auto expected = load(analytic);
    is::Player player{net.world(), make};
    const auto got = load(player);
    REQUIRE(got.size() == 9);
    REQUIRE(expected.size() == 9);
    for (std::size_t i = 0; i < 9; ++i) {
        CHECK(got[i].flow == expected[i].flow);
        CHECK(got[i].seconds == Approx(expected[i].seconds).margin(2e-6));
        CHECK(got[i].outcome == Backend::Outcome::done);
    }
}

}  // namespace
}  // namespace firebreak::engine

// The analytic backend keeps the contract of backends.
#include "engine/analytic_backend.hpp"

#include "backend_contract.hpp"

namespace firebreak::engine {
namespace {

namespace is = contract;
constexpr is::MakeBackend make = make_analytic_backend;

TEST_CASE("analytic: flows alone end on their dates") {
    is::flows_alone_end_on_their_dates(make);
}
TEST_CASE("analytic: a rack that fails fails its flows at once") {
    is::a_rack_that_fails_fails_its_flows_at_once(make);
}
TEST_CASE("analytic: a rack that fails leaves other flows alone") {
    is::a_rack_that_fails_leaves_other_flows_alone(make);
}
TEST_CASE("analytic: a site cut off fails the flows that cross its links") {
    is::a_site_cut_off_fails_the_flows_that_cross_its_links(make);
}
TEST_CASE("analytic: a flow cannot start over a dead rack or link") {
    is::a_flow_cannot_start_over_a_dead_rack_or_link(make);
}
TEST_CASE("analytic: what comes back carries flows again") {
    is::what_comes_back_carries_flows_again(make);
}
TEST_CASE("analytic: a lane is held to the rate of its flow") {
    is::a_lane_is_held_to_the_rate_of_its_flow(make);
}
TEST_CASE("analytic: the rate of a lane goes up and down") {
    is::the_rate_of_a_lane_goes_up_and_down(make);
}
TEST_CASE("analytic: a copy has the uplinks of its racks that run") {
    is::a_copy_has_the_uplinks_of_its_racks_that_run(make);
}
TEST_CASE("analytic: a flow that is stopped or cut keeps what it has moved") {
    is::a_flow_that_is_stopped_or_cut_keeps_what_it_has_moved(make);
}
TEST_CASE("analytic: sites that nothing joins exchange nothing") {
    is::sites_that_nothing_joins_exchange_nothing(make);
}
TEST_CASE("analytic: entries of one instant run by phase and then by order") {
    is::entries_of_one_instant_run_by_phase_then_by_order(make);
}
TEST_CASE("analytic: nothing runs past the end") {
    is::nothing_runs_past_the_end(make);
}
TEST_CASE("analytic: a cancelled entry does not run") {
    is::a_cancelled_entry_does_not_run(make);
}

TEST_CASE("analytic: flows do not contend") {
    const is::Net net;
    is::Player player{net.world(), make};
    for (int i = 0; i < 3; ++i) player.flow(1.0, {port_of(net.from[i]), port_of(net.to[i]), Bytes{1.25e10}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) is::check_ending(endings[i], i, 11.0, Backend::Outcome::done);
}

}  // namespace
}  // namespace firebreak::engine

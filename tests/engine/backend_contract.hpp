// What every backend must do, as cases that take one: played against the analytic and the SimGrid one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catch_compat.hpp"
#include "engine/backend.hpp"
#include "world_fixture.hpp"

namespace firebreak::engine::contract {

using namespace test;

using MakeBackend = std::unique_ptr<Backend> (*)(const World&);

/// Three sites in a line. north and south have fast racks, slow's have uplinks of 2 Gb/s; the link from
/// the middle to south is the narrow one.
struct Net {
    WorldBuilder build;
    SiteId north, slow, south;
    std::vector<RackId> from, slow_from, to;
    WanLinkId north_slow, slow_south;
    LaneId lane;  ///< from north to south, between the copies of a store on three racks each
    PortId out, in;

    Net() {
        north = build.site("north", gbps(100.0));
        slow = build.site("slow", gbps(2.0));
        south = build.site("south", gbps(100.0));
        from = racks(north, 3);
        slow_from = racks(slow, 1);
        to = racks(south, 3);
        north_slow = build.link(north, slow, gbps(100.0));
        slow_south = build.link(slow, south, gbps(10.0));
        const ComponentId store = build.component("store", 30);
        const ReplicaId first = build.copy(store, from);
        const ReplicaId second = build.copy(store, to);
        build.world.components[store].replication = Replication::async;
        build.world.components[store].write_rate = BytesPerSecond{1e8};
        const Ports ports{build.world};
        out = ports.copy(first);
        in = ports.copy(second);
        lane = Lanes{build.world, ports}.between(first, second);
    }
    [[nodiscard]] const World& world() const { return build.world; }

  private:
    std::vector<RackId> racks(SiteId site, int count) {
        return build.world.rows[build.row(build.room(site, "hall"), "row", {count})].racks;
    }
};

struct Ending {
    std::size_t flow;
    double seconds;
    Backend::Outcome outcome;
};

/// Writes a calendar, plays it on a backend and notes how flows end.
class Player {
  public:
    Player(const World& world, MakeBackend make) : backend_{make(world)} {
        calendar_.advance_to(at_s(-10.0));
    }

    Calendar& calendar() { return calendar_; }
    Backend& backend() { return *backend_; }
    void at(double seconds, Calendar::Action action, Phase phase = Phase::facility) {
        calendar_.schedule(at_s(seconds), phase, std::move(action));
    }
    /// Flows are numbered from 0 in the order of these calls.
    void flow(double seconds, Flow flow) {
        at(
            seconds,
            [this, flow, index = flows_++] {
                backend_->start(flow, [this, index](Backend::Outcome outcome) {
                    endings_.push_back(
                        {index, seconds_of(calendar_.now() - ignition_instant).count(), outcome});
                });
            },
            Phase::services);
    }
    std::vector<Ending> run(double until) {
        backend_->run(calendar_, at_s(until));
        return endings_;
    }

  private:
    std::unique_ptr<Backend> backend_;
    Calendar calendar_;
    std::size_t flows_ = 0;
    std::vector<Ending> endings_;
};

inline void check_ending(const Ending& ending, std::size_t flow, double seconds, Backend::Outcome outcome) {
    CHECK(ending.flow == flow);
    CHECK(ending.seconds == Approx(seconds).margin(2e-6));  // two ticks: a date may be rounded twice
    CHECK(ending.outcome == outcome);
}

inline void flows_alone_end_on_their_dates(MakeBackend make) {
    Net net;
    net.build.world.wan[net.slow_south].latency = Seconds{0.25};
    Player player{net.world(), make};
    // 9 GB over 10 Gb/s: 7.2 s, and the latency; 3 GB out of a 2 Gb/s rack: 12 s; 5 GB within a site: .4 s.
    player.flow(1.5, {port_of(net.from[0]), port_of(net.to[0]), Bytes{9e9}});
    player.flow(100.0, {port_of(net.slow_from[0]), port_of(net.to[1]), Bytes{3e9}});
    player.flow(200.0, {port_of(net.from[1]), port_of(net.from[2]), Bytes{5e9}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 3);
    check_ending(endings[0], 0, 1.5 + 7.2 + 0.25, Backend::Outcome::done);
    check_ending(endings[1], 1, 112.25, Backend::Outcome::done);
    check_ending(endings[2], 2, 200.4, Backend::Outcome::done);
}

inline void a_rack_that_fails_fails_its_flows_at_once(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    player.flow(1.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{9e10}});  // 72 s alone
    player.flow(200.0, {port_of(net.from[1]), port_of(net.to[1]), Bytes{9e10}});
    player.at(31.25, [&] { player.backend().set_rack(net.from[0], false); });
    player.at(217.5, [&] { player.backend().set_rack(net.to[1], false); });
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 2);
    check_ending(endings[0], 0, 31.25, Backend::Outcome::failed);
    check_ending(endings[1], 1, 217.5, Backend::Outcome::failed);
}

inline void a_rack_that_fails_leaves_other_flows_alone(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    player.flow(1.0, {port_of(net.from[0]), port_of(net.from[1]), Bytes{1e11}});      // 8 s within the site
    player.flow(1.0, {port_of(net.slow_from[0]), port_of(net.to[0]), Bytes{2.5e9}});  // 10 s at 2 Gb/s
    player.at(3.0, [&] { player.backend().set_rack(net.from[0], false); });
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 2);
    check_ending(endings[0], 0, 3.0, Backend::Outcome::failed);
    check_ending(endings[1], 1, 11.0, Backend::Outcome::done);
}

inline void a_site_cut_off_fails_the_flows_that_cross_its_links(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    player.flow(1.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{9e10}});
    player.flow(2.0, {port_of(net.from[1]), port_of(net.from[2]), Bytes{1e12}});  // stays inside: 80 s
    // The site in the middle goes: north and south cannot reach each other any more.
    player.at(17.0, [&] { player.backend().set_site_connected(net.slow, false); });
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 2);
    check_ending(endings[0], 0, 17.0, Backend::Outcome::failed);
    check_ending(endings[1], 1, 82.0, Backend::Outcome::done);
}

inline void a_flow_cannot_start_over_a_dead_rack_or_link(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    player.at(5.0, [&] {
        player.backend().set_rack(net.to[2], false);
        player.backend().set_site_connected(net.north, false);
    });
    player.flow(6.0, {port_of(net.slow_from[0]), port_of(net.to[2]), Bytes{1e9}});
    player.flow(7.0, {port_of(net.to[2]), port_of(net.to[1]), Bytes{1e9}});
    player.flow(8.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{1e9}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 3);
    check_ending(endings[0], 0, 6.0, Backend::Outcome::failed);
    check_ending(endings[1], 1, 7.0, Backend::Outcome::failed);
    check_ending(endings[2], 2, 8.0, Backend::Outcome::failed);
}

inline void what_comes_back_carries_flows_again(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    player.at(5.0, [&] {
        player.backend().set_rack(net.to[2], false);
        player.backend().set_site_connected(net.north, false);
        player.backend().set_site_connected(net.slow, false);
    });
    player.at(50.0, [&] { player.backend().set_site_connected(net.slow, true); });
    player.flow(51.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{1e9}});  // north is still an island
    player.at(60.0, [&] {
        player.backend().set_rack(net.to[2], true);
        player.backend().set_site_connected(net.north, true);
    });
    player.flow(61.0, {port_of(net.from[0]), port_of(net.to[2]), Bytes{5e9}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 2);
    check_ending(endings[0], 0, 51.0, Backend::Outcome::failed);
    check_ending(endings[1], 1, 65.0, Backend::Outcome::done);
}

inline void a_lane_is_held_to_the_rate_of_its_flow(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    Backend::FlowId first = 0;
    player.at(2.0, [&] {
        first = player.backend().start({net.out, net.in, Bytes{9e9}, net.lane, BytesPerSecond{9e8}},
                                       [](Backend::Outcome) {});
    });
    player.at(6.0, [&] { CHECK(player.backend().remaining(first).value() == Approx(5.4e9)); });
    player.at(13.0, [&] { CHECK(player.backend().remaining(first).value() == 0.0); });
    // Faster than the link of 10 Gb/s it is not: 12.5 GB take 10 s.
    player.flow(21.0, {net.out, net.in, Bytes{12.5e9}, net.lane, BytesPerSecond{1e12}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 1);
    check_ending(endings[0], 0, 31.0, Backend::Outcome::done);
}

inline void the_rate_of_a_lane_goes_up_and_down(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    Backend::FlowId flow = 0;
    double ended_s = 0.0;
    player.at(2.0, [&] {
        flow = player.backend().start({net.out, net.in, Bytes{9e9}, net.lane, BytesPerSecond{1e9}}, [&](Backend::Outcome) {
            ended_s = seconds_of(player.calendar().now() - ignition_instant).count();
        });
        player.backend().set_rate(flow, BytesPerSecond{5e8});
    });
    player.at(4.0, [&] { player.backend().set_rate(flow, BytesPerSecond{1e9}); });
    player.at(7.0, [&] { player.backend().set_rate(flow, BytesPerSecond{1e8}); });
    player.at(17.0, [&] { player.backend().set_rate(flow, BytesPerSecond{2e8}); });
    player.at(12.0, [&] { CHECK(player.backend().remaining(flow).value() == Approx(4.5e9)); });
    player.run(1000.0);
    CHECK(ended_s == Approx(37.0).margin(2e-6));  // 1 + 3 + 1 GB by 17 s, then 4 GB at .2
}

/// Four racks with uplinks of 2 Gb/s each.
inline void a_copy_has_the_uplinks_of_its_racks_that_run(MakeBackend make) {
    Net net;
    const std::vector<RackId> wide =
        net.build.world.rows[net.build.row(net.build.room(net.slow, "wide"), "wide", {4})].racks;
    const ComponentId other = net.build.component("other", 40);
    const ReplicaId copy = net.build.copy(other, wide);
    const PortId set = Ports{net.world()}.copy(copy);
    Player player{net.world(), make};
    player.flow(1.0, {port_of(net.from[0]), set, Bytes{1e10}});  // 8 Gb/s: 10 s
    player.flow(100.0, {set, port_of(net.from[0]), Bytes{1e10}});
    player.at(104.0, [&] {
        player.backend().set_rack(wide[1], false);
        player.backend().set_rack(wide[2], false);
    });
    player.at(108.0, [&] { player.backend().set_rack(wide[1], true); });
    // None is left: it fails; what had arrived stays.
    player.flow(200.0, {port_of(net.from[0]), set, Bytes{1e10}});
    player.at(202.0, [&] {
        for (const RackId rack : wide) player.backend().set_rack(rack, false);
    });
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 3);
    check_ending(endings[0], 0, 11.0, Backend::Outcome::done);
    check_ending(endings[1], 1, 108.0 + 4.0 / 0.75, Backend::Outcome::done);  // 4 + 2 GB by 108 s, then 6 Gb/s
    check_ending(endings[2], 2, 202.0, Backend::Outcome::failed);
}

inline void a_flow_that_is_stopped_or_cut_keeps_what_it_has_moved(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    Backend::FlowId stopped = 0, cut = 0;
    int ended = 0;
    const Flow flow{net.out, net.in, Bytes{9e9}, net.lane, BytesPerSecond{1e9}};
    player.at(1.0, [&] { stopped = player.backend().start(flow, [&](Backend::Outcome) { ended += 100; }); });
    player.at(4.0, [&] { player.backend().cancel(stopped); });
    player.at(50.0, [&] {
        cut = player.backend().start(
            flow, [&](Backend::Outcome outcome) { ended += outcome == Backend::Outcome::failed ? 1 : 100; });
    });
    player.at(55.0, [&] { player.backend().set_site_connected(net.slow, false); });
    player.at(70.0, [&] {
        CHECK(player.backend().remaining(stopped).value() == Approx(6e9));
        CHECK(player.backend().remaining(cut).value() == Approx(4e9));
    });
    player.run(1000.0);
    CHECK(ended == 1);
}

inline void sites_that_nothing_joins_exchange_nothing(MakeBackend make) {
    Net net;
    const SiteId far = net.build.site("far");
    const RackId alone =
        net.build.world.rows[net.build.row(net.build.room(far, "hall"), "row", {1})].racks[0];
    Player player{net.world(), make};
    player.flow(4.0, {port_of(net.from[0]), port_of(alone), Bytes{1e9}});
    const auto endings = player.run(1000.0);
    REQUIRE(endings.size() == 1);
    check_ending(endings[0], 0, 4.0, Backend::Outcome::failed);
}

inline void entries_of_one_instant_run_by_phase_then_by_order(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    std::string order;
    const auto note = [&](char c) { return [&order, c] { order += c; }; };
    player.at(7.0, note('m'), Phase::measure);
    player.at(7.0, note('p'), Phase::people);
    for (const char c : {'1', '2', '3', '4', '5', '6', '7', '8'}) player.at(7.0, note(c), Phase::services);
    player.at(7.0, note('s'), Phase::servers);
    player.at(7.0, [&] {
        order += 'f';
        player.calendar().after(Ticks{0}, Phase::facility, note('g'));  // a cause found late still precedes
    });
    player.at(7.0 - 1e-6, note('-'), Phase::measure);
    player.run(8.0);
    CHECK(order == "-fgs12345678pm");
}

inline void nothing_runs_past_the_end(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    int before = 0, at_end = 0, after = 0;
    player.at(59.0, [&] { ++before; });
    player.at(
        60.0, [&] { ++at_end; }, Phase::measure);
    player.at(60.0 + 1e-6, [&] { ++after; });
    player.at(90.0, [&] { ++after; });
    player.flow(50.0, {port_of(net.from[0]), port_of(net.to[0]), Bytes{2.5e10}});  // would end at 70 s
    CHECK(player.run(60.0).empty());
    CHECK(before == 1);
    CHECK(at_end == 1);
    CHECK(after == 0);
    CHECK(player.calendar().now() <= at_s(60.0));
}

inline void a_cancelled_entry_does_not_run(MakeBackend make) {
    const Net net;
    Player player{net.world(), make};
    int ran = 0;
    const auto doomed = player.calendar().schedule(at_s(20.0), Phase::services, [&] { ran += 100; });
    player.at(10.0, [&] { player.calendar().cancel(doomed); });
    player.at(30.0, [&] { ++ran; });
    player.run(40.0);
    CHECK(ran == 1);
}

}  // namespace firebreak::engine::contract

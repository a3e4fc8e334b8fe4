// Routes between sites: least latency, narrowest bandwidth, order of links.
#include "engine/route.hpp"

#include <cmath>

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak::engine {
namespace {

using namespace test;

/// a - b - d is quick and narrow, a - c - d slow and wide, a - d direct and slower still; e stands alone.
struct Net {
    WorldBuilder build;
    SiteId a{build.site("a", gbps(40.0))}, b{build.site("b", gbps(1.0))}, c{build.site("c")},
        d{build.site("d", gbps(25.0))}, e{build.site("e")};
    WanLinkId bd{build.link(b, d, gbps(8.0), Seconds{0.003})};
    WanLinkId ab{build.link(a, b, gbps(9.0), Seconds{0.002})};
    WanLinkId ac{build.link(a, c, gbps(90.0), Seconds{0.004})};
    WanLinkId cd{build.link(d, c, gbps(80.0), Seconds{0.002})};
    WanLinkId ad{build.link(a, d, gbps(70.0), Seconds{0.007})};
};

using Path = std::vector<WanLinkId>;

TEST_CASE("route: the path of least latency, in order from its start") {
    const Net n;
    CHECK(find_wan_path(n.build.world, n.a, n.d) == Path{n.ab, n.bd});
    CHECK(find_wan_path(n.build.world, n.d, n.a) == Path{n.bd, n.ab});
    CHECK(find_wan_path(n.build.world, n.b, n.c) == Path{n.bd, n.cd});
    CHECK(find_wan_path(n.build.world, n.a, n.a) == Path{});
    CHECK_FALSE(find_wan_path(n.build.world, n.a, n.e).has_value());
}

TEST_CASE("route: latencies add up, the narrowest link counts, sites passed through do not") {
    const Net n;
    const auto route = find_route(n.build.world, n.a, n.d);
    REQUIRE(route.has_value());
    CHECK(route->latency.count() == Approx(0.005));
    CHECK(route->bandwidth == gbps(8.0));
    CHECK_FALSE(find_route(n.build.world, n.a, n.e).has_value());
}

TEST_CASE("route: a change of latency moves the path") {
    Net n;
    n.build.world.wan[n.bd].latency = Seconds{0.0041};
    CHECK(find_wan_path(n.build.world, n.a, n.d) == Path{n.ac, n.cd});
    const auto route = find_route(n.build.world, n.a, n.d);
    CHECK(route->bandwidth == gbps(80.0));
    CHECK(route->latency.count() == Approx(0.006));
}

TEST_CASE("route: within a site no link counts") {
    const Net n;
    const auto route = find_route(n.build.world, n.a, n.a);
    REQUIRE(route.has_value());
    CHECK(route->wan.empty());
    CHECK(route->latency == Seconds{0.0});
    CHECK(std::isinf(route->bandwidth.value()));
}

}  // namespace
}  // namespace firebreak::engine

// Served shares worked out by hand: load by peak users, filling level by level, reach, missing soft needs.
#include "services/served_share.hpp"

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak::services {
namespace {

using namespace test;

/// login (kept .9 busy) under chat (300 users) and pay (100 users); store (.6) under pay alone.
struct Market {
    WorldBuilder build;
    ComponentId login{build.component("login", 1)}, store{build.component("store", 1)},
        extra{build.component("extra", 1)};
    FunctionId chat{build.function("chat", {login}, 300.0)},
        pay{build.function("pay", {login, store}, 100.0)};
    Table<ComponentId, Offer> offers;

    Market() {
        build.world.components[login].peak_utilisation = 0.9;
        build.world.components[store].peak_utilisation = 0.6;
        offers.assign(3, Offer{1.0, 1.0});
    }
    [[nodiscard]] std::vector<double> served(std::vector<double> demand = {1.0, 1.0}) const {
        return served_shares(build.world, load_matrix(build.world), offers, demand);
    }
};

TEST_CASE("load is shared by peak users") {
    const Market m;
    const LoadMatrix loads = load_matrix(m.build.world);
    REQUIRE(loads.of_function.size() == 2);
    CHECK(loads.of_function[0].at(0).load == Approx(0.675));
    CHECK(loads.of_function[1].at(0).load == Approx(0.225));
    CHECK(loads.of_function[1].at(1).load == Approx(0.6));
}

TEST_CASE("with all copies everything is served") {
    CHECK(Market{}.served() == std::vector<double>{1.0, 1.0});
}

TEST_CASE("what is short is shared evenly, by level") {
    Market m;
    m.offers[m.login].capacity = 0.45;
    CHECK(m.served()[0] == Approx(0.5));
    CHECK(m.served()[1] == Approx(0.5));
}

TEST_CASE("who is held back elsewhere leaves the rest to others") {
    Market m;
    m.offers[m.login].capacity = 0.54;
    m.offers[m.store].capacity = 0.12;  // pay: .12 / .6
    CHECK(m.served()[1] == Approx(0.2));
    CHECK(m.served()[0] == Approx((0.54 - 0.2 * 0.225) / 0.675));
}

TEST_CASE("less demand needs less capacity") {
    Market m;
    m.offers[m.login].capacity = 0.45;
    const auto served = m.served({0.5, 1.0});
    CHECK(served[0] == Approx(0.45 / (0.5 * 0.675 + 0.225)));
    CHECK(served[1] == served[0]);
    CHECK(m.served({0.4, 0.5}) == std::vector<double>{1.0, 1.0});
}

TEST_CASE("traffic that does not arrive is not served") {
    Market m;
    m.offers[m.store].reach = 0.7;
    CHECK(m.served() == std::vector<double>{1.0, 0.7});
    m.offers[m.login].reach = 0.4;
    CHECK(m.served() == std::vector<double>{0.4, 0.4});
}

TEST_CASE("a component without capacity serves nobody, whatever its reach") {
    Market m;
    m.offers[m.store] = {0.0, 1.0};
    CHECK(m.served() == std::vector<double>{1.0, 0.0});
}

TEST_CASE("a missing soft need takes its share, and only that") {
    Market m;
    m.build.world.functions[m.chat].degraded_without = {{m.extra, Ratio{0.7}}};
    CHECK(m.served()[0] == 1.0);
    m.offers[m.extra] = {0.0, 1.0};
    CHECK(m.served()[0] == Approx(0.7));
    CHECK(m.served()[1] == 1.0);
    m.offers[m.extra] = {0.5, 0.4};  // reaches 40 %: .7 + .3 x .4
    CHECK(m.served()[0] == Approx(0.82));
}

TEST_CASE("a function without needs is always served") {
    Market m;
    m.build.function("static", {}, 10.0);
    m.offers.assign(3, Offer{});
    CHECK(m.served({1.0, 1.0, 1.0}) == std::vector<double>{0.0, 0.0, 1.0});
}

}  // namespace
}  // namespace firebreak::services

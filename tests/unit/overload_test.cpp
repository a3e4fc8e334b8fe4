// Swamped components: when they enter, when they leave, and who gets what room.
#include "services/overload.hpp"

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak::services {
namespace {

using namespace test;

/// One component that peak demand keeps busy to 60 %, one function of which each request is repeated 3 times.
struct Shop {
    WorldBuilder build;
    ComponentId store = build.component("store", 1);
    FunctionId order = build.function("order", {store});
    Table<ComponentId, Offer> offers;
    Resent resent = Resent::competes;

    explicit Shop(double goodput) {
        build.world.components[store].peak_utilisation = 0.6;
        build.world.components[store].overload_goodput = Ratio{goodput};
        build.world.functions[order].retried = Ratio{1.0};
        build.world.functions[order].retries = 3;
        offers.add({1.0, 1.0});
    }
    [[nodiscard]] Carried at(double fresh, double failing, double waiting = 0.0) const {
        return carry(build.world, load_matrix(build.world), offers, {{fresh}, {waiting}}, {failing}, resent);
    }
};

TEST_CASE("what refuses at no cost is never swamped") {
    const Carried carried = Shop{1.0}.at(1.0, 1.0);
    CHECK_FALSE(carried.swamped[ComponentId{0}]);
    CHECK(carried.fresh[0] == 1.0);
}

TEST_CASE("the state before decides between two states of the same demand") {
    const Shop shop{0.3};
    const Carried healthy = shop.at(1.0, 0.0);
    CHECK_FALSE(healthy.swamped[shop.store]);
    CHECK(healthy.fresh[0] == 1.0);
    const Carried after_outage = shop.at(1.0, 1.0);
    CHECK(after_outage.swamped[shop.store]);
    CHECK(after_outage.fresh[0] == Approx(0.5));  // .3 of .6
    CHECK(shop.at(1.0, after_outage.failing[0]).swamped[shop.store]);
}

TEST_CASE("a goodput that repetitions cannot hold down recovers by itself") {
    // p = 1/3: .6 x 1.48 = .89 < 1.
    CHECK_FALSE(Shop{0.4}.at(1.0, 1.0).swamped[ComponentId{0}]);
}

TEST_CASE("less demand frees it, at capacity over amplification") {
    const Shop shop{0.3};
    // p = 1 - .3 / (.6 d); tries .6 d A(p) cross 1 at d = .935.
    CHECK(shop.at(0.95, 0.5).swamped[shop.store]);
    CHECK_FALSE(shop.at(0.93, 0.5).swamped[shop.store]);
}

TEST_CASE("a storm of waiting requests swamps what new ones alone would not") {
    Shop shop{0.3};
    CHECK_FALSE(shop.at(1.0, 0.0, 0.5).swamped[shop.store]);
    const Carried storm = shop.at(1.0, 0.0, 20.0);
    CHECK(storm.swamped[shop.store]);
    CHECK(storm.fresh[0] == Approx(0.3 / (0.6 * 21.0)));
    shop.resent = Resent::comes_last;
    const Carried guarded = shop.at(1.0, 0.0, 20.0);
    CHECK_FALSE(guarded.swamped[shop.store]);
    CHECK(guarded.fresh[0] == 1.0);
    CHECK(20.0 * guarded.resent[0] == Approx(0.4 / 0.6));  // the room that new requests leave
}

TEST_CASE("a surge takes room from a function that shares the component") {
    WorldBuilder build;
    const ComponentId login = build.component("login", 1);
    build.world.components[login].peak_utilisation = 0.8;
    build.function("chat", {login}, 300.0);
    build.function("mail", {login}, 100.0);
    Table<ComponentId, Offer> offers;
    offers.add({1.0, 1.0});
    const Carried surge =
        carry(build.world, load_matrix(build.world), offers, {{1.0, 1.0}, {1.0, 0.0}}, {0.0, 0.0}, Resent::competes);
    // .6 x 2 + .2 = 1.4 of 1.
    CHECK(surge.fresh[0] == Approx(1.0 / 1.4));
    CHECK(surge.fresh[1] == Approx(1.0 / 1.4));
}

TEST_CASE("a function with a need that is down loads nothing") {
    WorldBuilder build;
    const ComponentId login = build.component("login", 1);
    const ComponentId store = build.component("store", 1);
    build.world.components[login].peak_utilisation = 0.8;
    build.world.components[login].overload_goodput = Ratio{0.1};
    const FunctionId chat = build.function("chat", {login, store}, 300.0);
    const FunctionId mail = build.function("mail", {login}, 100.0);
    build.world.functions[chat].retried = Ratio{1.0};
    build.world.functions[chat].retries = 9;
    Table<ComponentId, Offer> offers;
    offers.add({1.0, 1.0});
    offers.add({0.0, 0.0});
    const Carried carried =
        carry(build.world, load_matrix(build.world), offers, {{1.0, 1.0}, {0.0, 0.0}}, {1.0, 0.0}, Resent::competes);
    CHECK(carried.fresh[chat.value] == 0.0);
    CHECK(carried.failing[chat.value] == 1.0);
    CHECK(carried.fresh[mail.value] == 1.0);
    CHECK_FALSE(carried.swamped[login]);
}

}  // namespace
}  // namespace firebreak::services

// Shifts, and the order in which work is taken up.
#include "catch_compat.hpp"
#include "services/shifts.hpp"
#include "world/restore_order.hpp"

namespace firebreak {
namespace {

Instant at_h(double hours) { return ignition_instant + to_ticks(Hours{hours}); }

TEST_CASE("shifts: work within one shift takes what it takes") {
    const Shifts shifts{Hours{8.0}, 7, Ratio{0.15}};
    CHECK(services::end_of_work(shifts, 8.0, at_h(0.0), to_ticks(Hours{7.0})) == at_h(7.0));  // 8 to 15 o'clock
}

TEST_CASE("shifts: each hand-over loses a share of what was done since the last") {
    const Shifts shifts{Hours{8.0}, 7, Ratio{0.15}};
    // The worked number of the model card: ignition at 9 o'clock, the change at 15.
    CHECK(services::end_of_work(shifts, 9.0, at_h(0.0), to_ticks(Hours{10.0})) == at_h(10.9));
    // Begun before ignition, two changes: 20 h from 5 o'clock: 2 h, then a whole shift, then the rest.
    CHECK(services::end_of_work(shifts, 9.0, at_h(-4.0), to_ticks(Hours{12.0})) == at_h(-4.0 + 2.0 + 8.0 + 12.0 - 0.85 * 10.0));
    CHECK(services::end_of_work({Hours{8.0}, 7, Ratio{0.0}}, 9.0, at_h(1.0), to_ticks(Hours{30.0})) == at_h(31.0));
}

TEST_CASE("shifts: nothing is kept at a hand-over, and only what fits into one shift is ever done") {
    const Shifts shifts{Hours{8.0}, 7, Ratio{1.0}};  // changes at 6, 14 and 22 h
    CHECK(services::end_of_work(shifts, 9.0, at_h(0.0), to_ticks(Hours{6.0})) == at_h(6.0));
    CHECK(services::end_of_work(shifts, 9.0, at_h(5.0), to_ticks(Hours{8.0})) == at_h(14.0));
    CHECK(services::end_of_work(shifts, 9.0, at_h(0.0), to_ticks(Hours{6.5})) == at_h(12.5));
    CHECK(services::end_of_work(shifts, 9.0, at_h(0.0), to_ticks(Hours{8.001})) == never);
    CHECK(services::end_of_work(shifts, 9.0, at_h(-1.0), to_ticks(Hours{1e5})) == never);
}

TEST_CASE("shifts: a hundredth of a shift's work is kept: late, and exactly when") {
    const Shifts shifts{Hours{8.0}, 7, Ratio{0.99}};
    // 10 h: .06 kept at 6 h, .08 at each change after: 10 - .06 - n x .08 <= 8 at n = 25 (7.94 left).
    CHECK(services::end_of_work(shifts, 9.0, at_h(0.0), to_ticks(Hours{10.0})) == at_h(6.0 + 25 * 8.0 + 7.94));
    CHECK(services::end_of_work(shifts, 9.0, at_h(0.0), to_ticks(Hours{1e6})) > at_h(9.9e7));
    // So little is kept that time runs out.
    CHECK(services::end_of_work({Hours{8.0}, 7, Ratio{1.0 - 1e-10}}, 9.0, at_h(0.0), to_ticks(Hours{1e6})) == never);
}

/// store <- app (needs), tool <- app (to fail over); other stands alone with more users.
struct Shop {
    Services services;
    World world{};
    Shop() {
        const auto add = [&](const char* name, int priority) {
            WorldComponent component{};
            component.name = name;
            component.priority = priority;
            return world.components.add(component);
        };
        const ComponentId store = add("store", 9);
        const ComponentId tool = add("tool", 8);
        const ComponentId app = add("app", 1);
        add("other", 2);
        world.components[app].needs = {store};
        world.components[app].needs_to_fail_over = {tool};
        Function chat;
        chat.id = "chat";
        chat.users_peak = 100.0;
        chat.needs = {"app"};
        Function big = chat;
        big.id = "big";
        big.users_peak = 150.0;
        big.needs = {"other"};
        services.services = {{"shop", "", {chat, big}}};
    }
    std::vector<int> priorities(RestoreOrder order) {
        world::set_restore_order(services, order, world);
        std::vector<int> list;
        for (const WorldComponent& component : world.components) list.push_back(component.priority);
        return list;
    }
};

TEST_CASE("restore order: by users, with the tools that their functions wait for") {
    CHECK(Shop{}.priorities(RestoreOrder::as_listed) == std::vector<int>{9, 8, 1, 2});
    CHECK(Shop{}.priorities(RestoreOrder::by_users) == std::vector<int>{4, 3, 2, 1});
    CHECK(Shop{}.priorities(RestoreOrder::by_dependency) == std::vector<int>{2, 1, 3, 4});
    CHECK(Shop{}.priorities(RestoreOrder::first_come) == std::vector<int>{50, 50, 50, 50});
}

TEST_CASE("restore order: equal ones by users, then by name, never by their place in the table") {
    Shop shop;
    shop.priorities(RestoreOrder::first_come);
    std::vector<int> ties;
    for (const WorldComponent& component : shop.world.components) ties.push_back(component.tie);
    CHECK(ties == std::vector<int>{3, 4, 2, 1});  // other has 150 users; app, store, tool have 100
    // What has no user at all, no dependent and the same listed priority shares a rank.
    for (const char* name : {"spare-10", "spare-9"}) {
        WorldComponent component{};
        component.name = name;
        component.priority = 7;
        shop.world.components.add(component);
    }
    CHECK(shop.priorities(RestoreOrder::by_users) == std::vector<int>{2, 2, 2, 1, 3, 3});
    CHECK(shop.world.components[ComponentId{5}].tie < shop.world.components[ComponentId{4}].tie);
}

}  // namespace
}  // namespace firebreak

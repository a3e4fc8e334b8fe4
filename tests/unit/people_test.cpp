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

}  // namespace
}  // namespace firebreak

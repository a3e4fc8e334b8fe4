// Ranks of components from who waits for them.
#include "world/restore_order.hpp"

#include <algorithm>

#include "core/natural_order.hpp"

namespace firebreak::world {
namespace {

constexpr int same_for_all = 50;

/// Everything that `from` waits for, itself included, in any way back.
std::vector<char> waited_for(const World& world, std::vector<ComponentId> from) {
    std::vector<char> reached(world.components.size(), 0);
    while (!from.empty()) {
        const ComponentId id = from.back();
        from.pop_back();
        if (reached[id.value] != 0) continue;
        reached[id.value] = 1;
        const WorldComponent& of = world.components[id];
        for (const auto* list : {&of.needs, &of.needs_to_start, &of.needs_to_fail_over}) from.insert(from.end(), list->begin(), list->end());
    }
    return reached;
}

std::vector<double> users_behind(const Services& services, const World& world) {
    std::vector<double> users(world.components.size(), 0.0);
    const auto id_of = [&](const std::string& name) {
        const auto found = std::ranges::find(world.components, name, &WorldComponent::name);
        return ComponentId{static_cast<std::uint32_t>(found - world.components.begin())};
    };
    for (const Service& service : services.services) {
        for (const Function& function : service.functions) {
            std::vector<ComponentId> needs;
            for (const std::string& need : function.needs) needs.push_back(id_of(need));
            const std::vector<char> reached = waited_for(world, needs);
            for (std::size_t i = 0; i < users.size(); ++i) users[i] += reached[i] != 0 ? function.users_peak : 0.0;
        }
    }
    return users;
}

std::vector<double> dependents(const World& world) {
    std::vector<double> count(world.components.size(), 0.0);
    for (const ComponentId id : world.components.keys()) {
        const std::vector<char> reached = waited_for(world, {id});
        for (std::size_t i = 0; i < count.size(); ++i) count[i] += reached[i];
    }
    return count;
}

/// Components from the first to the last; of those that `before` does not part, the first by name.
template <class Before>
std::vector<ComponentId> ranked(const World& world, Before before) {
    std::vector<ComponentId> order = world.components.keys();
    std::ranges::sort(order, [&](ComponentId a, ComponentId b) {
        if (before(a, b)) return true;
        if (before(b, a)) return false;
        return natural_less(world.components[a].name, world.components[b].name);
    });
    return order;
}

/// Heavier first, then by listed priority; equal ones get equal numbers.
void prioritise(World& world, const std::vector<double>& weight) {
    std::vector<int> listed;
    for (const WorldComponent& component : world.components) listed.push_back(component.priority);
    const auto before = [&](ComponentId a, ComponentId b) {
        if (weight[a.value] != weight[b.value]) return weight[a.value] > weight[b.value];
        return listed[a.value] < listed[b.value];
    };
    int priority = 0;
    ComponentId last;
    for (const ComponentId id : ranked(world, before)) {
        if (!last.valid() || before(last, id)) ++priority;
        world.components[id].priority = priority;
        last = id;
    }
}

}  // namespace

void set_restore_order(const Services& services, RestoreOrder order, World& world) {
    const std::vector<double> users = users_behind(services, world);
    int tie = 0;
    for (const ComponentId id : ranked(world, [&](ComponentId a, ComponentId b) { return users[a.value] > users[b.value]; }))
        world.components[id].tie = ++tie;
    if (order == RestoreOrder::by_users) prioritise(world, users);
    if (order == RestoreOrder::by_dependency) prioritise(world, dependents(world));
    if (order != RestoreOrder::first_come) return;
    for (WorldComponent& component : world.components) component.priority = same_for_all;
}

}  // namespace firebreak::world

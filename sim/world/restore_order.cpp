// Ranks of components from who waits for them.
#include "world/restore_order.hpp"

#include <algorithm>
#include <numeric>

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

}  // namespace

void set_restore_order(const Services& services, RestoreOrder order, World& world) {
    if (order == RestoreOrder::as_listed) return;
    if (order == RestoreOrder::first_come) {
        for (WorldComponent& component : world.components) component.priority = same_for_all;
        return;
    }
    const std::vector<double> weight = order == RestoreOrder::by_users ? users_behind(services, world) : dependents(world);
    std::vector<std::uint32_t> ranking(world.components.size());
    std::iota(ranking.begin(), ranking.end(), 0u);
    std::ranges::stable_sort(ranking, [&](std::uint32_t a, std::uint32_t b) {
        if (weight[a] != weight[b]) return weight[a] > weight[b];
        return world.components[ComponentId{a}].priority < world.components[ComponentId{b}].priority;
    });
    for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
        world.components[ComponentId{ranking[rank]}].priority = static_cast<int>(rank) + 1;
    }
}

}  // namespace firebreak::world

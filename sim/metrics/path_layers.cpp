// Layers by what was waited for.
#include "metrics/path_layers.hpp"

#include <algorithm>

namespace firebreak::metrics {
namespace {

bool contains(const std::vector<ComponentId>& list, ComponentId id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

/// Something was lost, or taken away, or is only announced: nobody waits for that itself.
bool is_loss(State to) {
    switch (to) {
        case State::damaged:
        case State::heated:
        case State::isolated:
        case State::dark:
        case State::on_battery:
        case State::stopped:
        case State::island:
        case State::too_hot:
        case State::wet:
        case State::soiled:
        case State::waiting:
        case State::down:
        case State::unavailable:
        case State::swamped:
            return true;
        default:
            return false;
    }
}

Layer component_layer(const WorldFunction& function, ComponentId id) {
    const bool soft = std::any_of(function.degraded_without.begin(), function.degraded_without.end(),
                                  [id](const WorldSoftNeed& need) { return need.component == id; });
    return soft || contains(function.needs, id) ? Layer::service : Layer::tooling;
}

/// Of what an entity is a part.
Layer layer_of_kind(const World& world, const WorldFunction& function, Entity what) {
    switch (what.kind) {
        case EntityKind::fire:
        case EntityKind::room:
            return Layer::fire;
        case EntityKind::zone:
        case EntityKind::cable:
        case EntityKind::power_node:
        case EntityKind::row:
            return Layer::power;
        case EntityKind::cooling:
            return Layer::cooling;
        case EntityKind::site:
        case EntityKind::device:
            return Layer::network;
        case EntityKind::rack:
            return Layer::servers;
        case EntityKind::organisation:
            return Layer::people;
        case EntityKind::replica:
            return component_layer(function, world.replicas[ReplicaId{what.index}].component);
        case EntityKind::component:
            return component_layer(function, ComponentId{what.index});
        case EntityKind::function:
        case EntityKind::demand:
            return Layer::service;
    }
    return Layer::service;
}

bool begins_work(const PathStep& step) {
    switch (step.to) {
        case State::failing_over:
        case State::rebuilding:
        case State::growing:
        case State::bootstrapping:
        case State::starting:
            return step.from != step.to &&
                   (step.entity.kind == EntityKind::component || step.entity.kind == EntityKind::replica);
        default:
            return false;
    }
}

/// Of the component itself or of one of its copies.
std::optional<ComponentId> component_of(const World& world, Entity what) {
    if (what.kind == EntityKind::component) return ComponentId{what.index};
    if (what.kind == EntityKind::replica) return world.replicas[ReplicaId{what.index}].component;
    return std::nullopt;
}

/// `other` may be what `id` needs for its way back.
bool prerequisite(const World& world, ComponentId other, ComponentId id) {
    const WorldComponent& component = world.components[id];
    return other == id || contains(component.needs, other) || contains(component.needs_to_start, other) ||
           contains(component.needs_to_fail_over, other) || world.boots_servers == other ||
           world.serves_images == other;
}

}  // namespace

Layer layer_of(const World& world, FunctionId function, const LogIndex& index, const Event& event) {
    const WorldFunction& described = world.functions[function];
    const Entity what = event.entity;
    if (what.kind == EntityKind::fire)
        return event.to == State::cleared || event.to == State::repaired ? Layer::access : Layer::fire;
    if (is_loss(event.to)) {
        if (!event.cause.valid()) return Layer::fire;
        return layer_of_kind(world, described, index[event.cause].entity);
    }
    if (what.kind == EntityKind::room && event.to == State::normal) return Layer::access;
    return layer_of_kind(world, described, what);
}

void give_busy_hands_to_people(const World& world, CriticalPath& path) {
    for (std::size_t i = 1; i < path.steps.size(); ++i) {
        PathStep& begin = path.steps[i];
        if (!begins_work(begin)) continue;
        if (begin.took > Ticks{0}) begin.layer = Layer::people;
        const auto waiting = component_of(world, begin.entity);
        const auto worked_on = component_of(world, path.steps[i - 1].entity);
        if (!worked_on || !waiting || prerequisite(world, *worked_on, *waiting)) continue;
        for (std::size_t k = i; k > 0; --k) {
            PathStep& step = path.steps[k - 1];
            if (component_of(world, step.entity) != worked_on || is_loss(step.to)) break;
            step.layer = Layer::people;
        }
    }
}

}  // namespace firebreak::metrics

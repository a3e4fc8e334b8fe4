// Prerequisites by the world's own lists, dated by the log.
#include "metrics/runner_up.hpp"

#include <algorithm>

namespace firebreak::metrics {
namespace {

/// The last change of `what` to `to` among the first `before` events, if that is its last change at all:
/// something that was lost again was not what the step had.
std::optional<Instant> since(const ObservationLog& log, Entity what, State to, std::size_t before) {
    for (std::size_t i = before; i-- > 0;) {
        const Event& event = log.events[i];
        if (event.entity != what) continue;
        // A way back that lost, or growth of what serves, does not end the state before.
        if (event.to == State::called_off || event.to == State::growing) continue;
        return event.to == to ? std::optional{event.at} : std::nullopt;
    }
    return std::nullopt;
}

/// Of `needs`, the one that was back last but one; measured from `last`, when the last was.
std::optional<RunnerUp> second(const ObservationLog& log, const std::vector<ComponentId>& needs, Instant last,
                               std::size_t before, ComponentId binding) {
    std::optional<RunnerUp> best;
    for (const ComponentId need : needs) {
        if (need == binding) continue;
        const Entity what = entity(EntityKind::component, need);
        const std::optional<Instant> at = since(log, what, State::serving, before);
        if (!at || *at > last || *at <= ignition_instant) continue;  // never lost: nothing to wait for
        if (!best || last - *at < best->slack) best = RunnerUp{what, State::serving, last - *at};
    }
    return best;
}

/// The component behind an event of a component or one of its copies.
ComponentId component_of(const World& world, const Event& event) {
    if (event.entity.kind == EntityKind::component) return ComponentId{event.entity.index};
    if (event.entity.kind == EntityKind::replica)
        return world.replicas[ReplicaId{event.entity.index}].component;
    return {};
}

/// What the event needed besides its cause.
std::vector<ComponentId> prerequisites(const World& world, const Event& event, ComponentId component) {
    const WorldComponent& of = world.components[component];
    if (event.to == State::starting) return of.needs_to_start;
    if (event.to == State::failing_over) return of.needs_to_fail_over;
    const bool turned = event.to == State::serving && event.from != State::freed;
    if (event.entity.kind == EntityKind::component && turned) return of.needs;
    return {};
}

}  // namespace

std::optional<RunnerUp> runner_up(const World& world, const ObservationLog& log, EventId id) {
    const Event& event = log.events.at(id.value);
    const ComponentId component = component_of(world, event);
    if (!component.valid() || !event.cause.valid()) return std::nullopt;
    const Event& cause = log.events.at(event.cause.value);
    return second(log, prerequisites(world, event, component), cause.at, id.value,
                  component_of(world, cause));
}

std::optional<RunnerUp> runner_up_of_function(const World& world, const ObservationLog& log,
                                              FunctionId function, const ServiceLevel& back) {
    if (!back.cause.valid()) return std::nullopt;
    const Event& cause = log.events.at(back.cause.value);
    return second(log, world.functions[function].needs, cause.at, back.cause.value,
                  component_of(world, cause));
}

std::optional<OtherWay> other_way(const World& world, const ObservationLog& log, const CriticalPath& path) {
    ComponentId moved;
    for (const PathStep& step : path.steps) {
        const bool elsewhere = step.entity.kind == EntityKind::component &&
                               (step.from == State::failing_over || step.from == State::rebuilding ||
                                step.from == State::restoring) &&
                               step.to == State::serving;
        if (elsewhere && step.layer == Layer::service) moved = ComponentId{step.entity.index};
    }
    if (!moved.valid()) return std::nullopt;
    for (const Event& event : log.events) {
        if (event.at < path.at || event.at > log.end || event.entity.kind != EntityKind::replica) continue;
        const ReplicaId copy{event.entity.index};
        const bool returned =
            (event.from == State::starting || event.from == State::bootstrapping) && (event.to == State::serving || event.to == State::standby);
        if (returned && world.replicas[copy].component == moved) return OtherWay{copy, event.at - path.at};
    }
    return std::nullopt;
}

}  // namespace firebreak::metrics

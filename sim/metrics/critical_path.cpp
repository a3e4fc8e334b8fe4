// The walk back along the causes, and what each step could have been waiting for instead.
#include "metrics/critical_path.hpp"

#include <algorithm>

#include "metrics/runner_up.hpp"

namespace firebreak::metrics {
namespace {

bool contains(const std::vector<ComponentId>& list, ComponentId id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

Layer layer_of_fire(State to) {
    return to == State::cleared || to == State::repaired ? Layer::access : Layer::fire;
}

Layer layer_of(const World& world, const WorldFunction& function, const Event& event) {
    const auto component_layer = [&](ComponentId id) {
        const bool soft = std::any_of(function.degraded_without.begin(), function.degraded_without.end(),
                                      [id](const WorldSoftNeed& need) { return need.component == id; });
        return soft || contains(function.needs, id) ? Layer::service : Layer::tooling;
    };
    switch (event.entity.kind) {
        case EntityKind::fire:
            return layer_of_fire(event.to);
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
            return component_layer(world.replicas[ReplicaId{event.entity.index}].component);
        case EntityKind::component:
            return component_layer(ComponentId{event.entity.index});
        case EntityKind::function:
        case EntityKind::demand:
            return Layer::service;
    }
    return Layer::service;
}

/// The level change with which the function was back and stayed, or the one with which it fell and is not
/// back; none where it never left the level.
struct Return {
    const ServiceLevel* change = nullptr;
    bool recovered = true;
};

Return return_of(const World& world, const ObservationLog& log, FunctionId function, Level level) {
    StepCurve curve;
    for (const ServiceLevel& change : log.levels) {
        if (change.function == function && change.at <= log.end) curve.set(change.at, change.served);
    }
    const Passage found = passage(curve, level, {world.sustained, log.end});
    if (!found.lost) return {};
    Return result{nullptr, found.back.has_value()};
    const Instant at = result.recovered ? *found.back : *found.last_fall;
    bool there = true;
    for (const ServiceLevel& change : log.levels) {
        if (change.function != function || change.at > at) continue;
        const bool turned = reaches(change.served, level) != there;
        there = there != turned;
        if (turned && there == result.recovered) result.change = &change;
    }
    return result;
}

/// The step of the path's front part that has this id: the ids of a chain of causes grow.
std::optional<std::uint32_t> step_of(const CriticalPath& path, EventId id) {
    const auto end = path.steps.end() - 1;  // the function itself is no event
    const auto found =
        std::lower_bound(path.steps.begin(), end, id,
                         [](const PathStep& step, EventId wanted) { return step.event < wanted; });
    if (found == end || found->event != id) return std::nullopt;
    return static_cast<std::uint32_t>(found - path.steps.begin());
}

void place_runners_up(const World& world, const LogIndex& index, CriticalPath& path) {
    for (PathStep& step : path.steps) {
        for (RunnerUp& each : step.runners_up) {
            each.layer = layer_of(world, world.functions[path.function], index[each.event]);
            for (EventId id = each.event; id.valid() && each.common == 0; id = index[id].cause) {
                if (const auto shared = step_of(path, id)) each.common = *shared + 1;
            }
        }
    }
}

}  // namespace

std::string_view to_string(Layer layer) {
    switch (layer) {
        case Layer::fire:
            return "fire";
        case Layer::access:
            return "access and repair";
        case Layer::power:
            return "power";
        case Layer::cooling:
            return "cooling";
        case Layer::network:
            return "network";
        case Layer::servers:
            return "servers";
        case Layer::people:
            return "people";
        case Layer::tooling:
            return "tooling";
        case Layer::service:
            return "service";
    }
    raise_bug(__FILE__, __LINE__, "every layer has a name");
}

CriticalPath critical_path(const World& world, const ObservationLog& log, FunctionId function, Level level) {
    CriticalPath path{function, true, ignition_instant, {}, std::nullopt};
    const Return back = return_of(world, log, function, level);
    if (back.change == nullptr) return path;
    const WorldFunction& described = world.functions[function];
    const LogIndex index{log};
    path.recovered = back.recovered;
    path.at = back.change->at;
    for (EventId id = back.change->cause; id.valid(); id = index[id].cause) {
        const Event& event = index[id];
        path.steps.push_back({id, event.at, event.entity, event.from, event.to, Ticks{0},
                              layer_of(world, described, event), runners_up(world, index, id)});
    }
    std::reverse(path.steps.begin(), path.steps.end());
    PathStep end{EventId{},
                 path.at,
                 entity(EntityKind::function, function),
                 State::down,
                 back.recovered ? State::full : State::down,
                 Ticks{0},
                 Layer::service,
                 {}};
    if (back.recovered) end.runners_up = runners_up_of_function(world, index, *back.change, level);
    path.steps.push_back(end);
    Instant before = ignition_instant;
    for (PathStep& step : path.steps) {
        step.took = std::max(step.at, ignition_instant) - before;
        before = std::max(step.at, ignition_instant);
    }
    place_runners_up(world, index, path);
    if (path.recovered) path.other_way = other_way(world, log, path);
    return path;
}

std::vector<Ticks> time_by_layer(const CriticalPath& path) {
    std::vector<Ticks> time(layer_count, Ticks{0});
    for (const PathStep& step : path.steps) time[static_cast<std::size_t>(step.layer)] += step.took;
    return time;
}

std::optional<Bottleneck> bottleneck(const CriticalPath& path) {
    if (path.steps.empty()) return std::nullopt;
    const std::vector<Ticks> time = time_by_layer(path);
    Bottleneck worst;
    worst.layer = static_cast<Layer>(std::max_element(time.begin(), time.end()) - time.begin());
    for (const PathStep& step : path.steps) {
        if (step.layer != worst.layer) continue;
        Ticks took{0};
        for (const PathStep& other : path.steps) {
            if (other.layer == worst.layer && other.entity == step.entity) took += other.took;
        }
        if (took >= worst.took) worst = {worst.layer, step.entity, took};  // of equals the last
    }
    return worst;
}

std::optional<std::size_t> decisive_step(const CriticalPath& path) {
    const auto worst = bottleneck(path);
    if (!worst) return std::nullopt;
    std::optional<std::size_t> longest;
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const PathStep& step = path.steps[i];
        if (step.layer != worst->layer || step.entity != worst->entity) continue;
        if (!longest || step.took >= path.steps[*longest].took) longest = i;
    }
    return longest;
}

std::optional<NextInLine> next_in_line(const CriticalPath& path) {
    const auto decisive = decisive_step(path);
    if (!decisive) return std::nullopt;
    std::optional<NextInLine> next;
    for (std::size_t i = *decisive + 1; i < path.steps.size(); ++i) {
        for (const RunnerUp& each : path.steps[i].runners_up) {
            const Ticks limit = next ? next->runner_up.slack : path.steps[*decisive].took;
            if (each.common > *decisive || each.slack >= limit) continue;
            next = NextInLine{*decisive, i, each};
        }
    }
    return next;
}

}  // namespace firebreak::metrics

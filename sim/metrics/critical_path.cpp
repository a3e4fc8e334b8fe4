// The walk back along the causes, and what each step could have been waiting for instead.
#include "metrics/critical_path.hpp"

#include <algorithm>

#include "metrics/open_waits.hpp"
#include "metrics/path_layers.hpp"
#include "metrics/prerequisites.hpp"
#include "metrics/runner_up.hpp"

namespace firebreak::metrics {
namespace {

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
            each.layer = layer_of(world, path.function, index, index[each.event]);
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

namespace {

/// The tool that would have done the work between `begin` and its end, had it been there.
ComponentId missing_tool(const World& world, const LogIndex& index, EventId begin) {
    const Event& event = index[begin];
    const Past past{index, begin, event.at};
    const auto missing = [&past](ComponentId tool) {
        return !past.stretch({entity(EntityKind::component, tool)}, available_after).holds;
    };
    if (event.to == State::failing_over && event.entity.kind == EntityKind::component) {
        for (const ComponentId tool : world.components[ComponentId{event.entity.index}].needs_to_fail_over) {
            if (missing(tool)) return tool;
        }
    }
    const bool starts = (event.to == State::starting && event.entity.kind == EntityKind::replica) ||
                        (event.to == State::booting && event.entity.kind == EntityKind::rack) ||
                        event.to == State::growing;
    const auto& tool = world.boots_servers;
    const bool own = tool && event.entity.kind == EntityKind::replica &&
                     world.replicas[ReplicaId{event.entity.index}].component == *tool;
    return starts && tool && !own && missing(*tool) ? *tool : ComponentId{};
}

/// The chain of causes of `last`, from ignition on.
void walk_back(const World& world, const LogIndex& index, EventId last, CriticalPath& path) {
    for (EventId id = last; id.valid(); id = index[id].cause) {
        const Event& event = index[id];
        PathStep step{id,
                      event.at,
                      event.entity,
                      event.from,
                      event.to,
                      Ticks{0},
                      layer_of(world, path.function, index, event),
                      runners_up(world, index, id),
                      {},
                      {}};
        if (event.cause.valid() && index[event.cause].entity == event.entity &&
            index[event.cause].to != event.to)
            step.by_hand_without = missing_tool(world, index, event.cause);
        path.steps.push_back(std::move(step));
    }
    std::reverse(path.steps.begin(), path.steps.end());
}

}  // namespace

CriticalPath critical_path(const World& world, const ObservationLog& log, FunctionId function, Level level) {
    CriticalPath path{function, true, ignition_instant, {}, {}, std::nullopt};
    const Return back = return_of(world, log, function, level);
    if (back.change == nullptr) return path;
    const LogIndex index{log};
    path.recovered = back.recovered;
    path.at = back.recovered ? back.change->at : log.end;
    EventId last = back.change->cause;
    PathStep end{EventId{},
                 path.at,
                 entity(EntityKind::function, function),
                 State::down,
                 back.recovered ? State::full : State::down,
                 Ticks{0},
                 Layer::service,
                 {},
                 {},
                 {}};
    if (back.recovered) {
        end.runners_up = runners_up_of_function(world, index, *back.change, level);
    } else {
        path.open = open_waits(world, index, log, function, level);
        if (path.open.back().event.valid()) last = path.open.back().event;
    }
    walk_back(world, index, last, path);
    if (!back.recovered) {
        const OpenWait& wait = path.open.back();
        const State state = wait.event.valid() ? index[wait.event].to : State::down;
        path.steps.push_back(
            {EventId{}, log.end, wait.entity, state, state, Ticks{0}, wait.layer, {}, wait.missing, {}});
    }
    path.steps.push_back(end);
    Instant before = ignition_instant;
    for (PathStep& step : path.steps) {
        step.took = std::max(step.at, ignition_instant) - before;
        before = std::max(step.at, ignition_instant);
    }
    give_busy_hands_to_people(world, path);
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

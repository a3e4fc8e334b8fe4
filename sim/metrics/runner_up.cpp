// From prerequisites to runners-up: without what follows from the cause itself, and measured from it.
#include "metrics/runner_up.hpp"

#include <algorithm>

#include "metrics/prerequisites.hpp"

namespace firebreak::metrics {
namespace {

/// `id` is `cause`, or happened because of it.
bool follows(const LogIndex& index, EventId id, EventId cause) {
    while (id.valid() && id > cause) id = index[id].cause;
    return id == cause;
}

/// What was ready because of the cause is the cause by another name; what was there before the fire was not
/// waited for.
std::vector<RunnerUp> runners_up(const LogIndex& index, const std::vector<Prerequisite>& list, EventId cause,
                                 Instant let_in) {
    std::vector<RunnerUp> found;
    for (const Prerequisite& each : list) {
        if (each.ready.at == let_in && follows(index, cause, each.ready.event))
            continue;  // ... or the other way
        const bool late = each.ready.at > ignition_instant && each.ready.at <= let_in;
        if (!late || follows(index, each.ready.event, cause)) continue;
        const Event& shown = index[each.shown];
        found.push_back(
            {each.shown, shown.entity, shown.from, shown.to, each.ready.at, let_in - each.ready.at, {}, 0});
    }
    std::ranges::stable_sort(found, {}, [](const RunnerUp& each) {
        return std::pair{each.slack, each.event};
    });
    const auto twice = std::ranges::unique(found, {}, &RunnerUp::event);
    found.erase(twice.begin(), twice.end());
    return found;
}

}  // namespace

std::vector<RunnerUp> runners_up(const World& world, const LogIndex& index, EventId id) {
    const Event& event = index[id];
    if (!event.cause.valid()) return {};
    // New servers wait for their delivery, which is no event: they begin to be built in when it is there.
    const bool delivered = event.to == State::racking && index[event.cause].to == State::ordered;
    const Instant let_in = delivered ? event.at : index[event.cause].at;
    const Past past{index, id, let_in};
    const LetIn step{world, event, event.cause, past};
    std::vector<Prerequisite> list = service_prerequisites(step);
    std::ranges::copy(facility_prerequisites(step), std::back_inserter(list));
    return runners_up(index, list, event.cause, let_in);
}

std::vector<RunnerUp> runners_up_of_function(const World& world, const LogIndex& index,
                                             const ServiceLevel& back, Level level) {
    if (!back.cause.valid()) return {};
    const Event& cause = index[back.cause];
    const Past past{index, EventId{}, cause.at};  // whatever happened up to that instant
    return runners_up(index, function_prerequisites({world, cause, back.cause, past}, back.function, level),
                      back.cause, cause.at);
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
        const bool returned = (event.from == State::starting || event.from == State::bootstrapping) &&
                              (event.to == State::serving || event.to == State::standby);
        if (returned && world.replicas[copy].component == moved) return OtherWay{copy, event.at - path.at};
    }
    return std::nullopt;
}

}  // namespace firebreak::metrics

// The critical path of a recovery: the chain of causes that ended with a function back at a level.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "firebreak/observation.hpp"
#include "firebreak/world.hpp"
#include "metrics/step_curve.hpp"

namespace firebreak::metrics {

/// Where the time of a step went, from the fire up to the service.
enum class Layer {
    fire,    ///< burning, suppression, brigade, isolation
    access,  ///< clearance of the building, repair of what burnt
    power,   ///< re-energising, feeder by feeder
    cooling,
    network,
    servers,  ///< racks: hands, cleaning, boot
    people,   ///< notice, war room, decision
    tooling,  ///< components that the function does not need to serve, but that its return waited for; not
              ///< those that only kept an engineer busy
    service,  ///< the components that the function needs
};
inline constexpr std::size_t layer_count = 9;
[[nodiscard]] std::string_view to_string(Layer layer);

/// Something else that the same step had to wait for, and that was there earlier: had the step's cause come
/// sooner by more than `slack`, this would have been the one that it waited for.
struct RunnerUp {
    EventId event;
    Entity entity;
    State from = State::normal;
    State to = State::normal;
    Instant at{};   ///< since when it was there
    Ticks slack{};  ///< by how much earlier than what the step waited for last; not negative
    Layer layer = Layer::fire;
    std::uint32_t common = 0;  ///< its own chain of causes shares that many first steps with the path
};

/// What a function that is not back still misses; each with the entity that it is a matter of.
enum class Missing {
    component,   ///< it does not serve
    itself,      ///< it needs, by way of others, itself
    work,        ///< work or a transfer that has begun and is not over
    data,        ///< its data is gone for good: no copy, no backup, nothing to rebuild it from
    failover,    ///< another copy is usable, and no failover is set up
    decision,    ///< nobody has decided
    majority,    ///< copies are there, but not enough of them agree
    engineer,    ///< everything is there but somebody to do it
    servers,     ///< too few of the copy's servers are up
    delivery,    ///< new servers
    hands,       ///< somebody to start a rack
    power,       ///< the row has none
    release,     ///< the building has not been released
    repair,      ///< a burnt part of the supply
    switching,   ///< a part that was opened on purpose
    connection,  ///< the site's way to the world
    partner,     ///< it serves nothing while its partner copy is away
    capacity,    ///< everything serves, and carries less than is asked for
    hold,        ///< it is served again, not yet for as long as counts as back
};

/// One level of the descent to what is missing at the horizon.
struct OpenWait {
    Entity entity;
    Missing missing = Missing::component;
    Layer layer = Layer::service;
    EventId event;    ///< since which it is so; invalid where no event of the entity says
    Instant since{};  ///< of that event; ignition without one
};

/// One event of the path. `took`: since the event before it on the path.
struct PathStep {
    EventId event;
    Instant at{};
    Entity entity;
    State from = State::normal;
    State to = State::normal;
    Ticks took{};
    Layer layer = Layer::fire;
    std::vector<RunnerUp> runners_up;  ///< least slack first
    std::optional<Missing> missing{};  ///< the wait that lasts to the horizon: what of the entity is missing
    ComponentId by_hand_without{};     ///< the tool whose absence made this work one by hand; invalid: none
};

/// The way back that a recovery did not need, because another was first.
struct OtherWay {
    ReplicaId copy;  ///< a copy that came back by itself
    Ticks later{};   ///< after the recovery
};

/// From ignition to the recovery, in order of time. Empty where the function never fell below the level.
struct CriticalPath {
    FunctionId function;
    bool recovered = true;  ///< false: not back and held before the horizon; the path leads to what it waits for
    Instant at{};           ///< of the recovery, or the horizon
    std::vector<PathStep> steps;
    std::vector<OpenWait> open{};  ///< where not recovered: from a need of the function down to what is missing
    std::optional<OtherWay> other_way;
};

/// Model card. Every event names the last prerequisite that let it happen, so the path is the walk along
/// `cause` from the event that brought the function back to `level` for as long as a recovery takes to count
/// (step_curve.hpp: the passage of `recovery_h`; relapses are others), back to the event without a cause: exact,
/// without search or heuristics. The times of its steps add up to the recovery time. Of a function that is not
/// back at the horizon it is the walk back from what it still waits for (open_waits.hpp), the step before the
/// last is that wait, and its times add up to the horizon. Slack of a runner-up = t(what the step waited for
/// last) - t(the other prerequisite), over what the world says the step needed (prerequisites.hpp has the rules):
/// exact for this run. `OtherWay` is an estimate: a run without the move could have freed or busied people
/// otherwise. Left out: what a change would have gained in the end (other ways may win then); that takes another
/// simulation.
[[nodiscard]] CriticalPath critical_path(const World& world, const ObservationLog& log, FunctionId function,
                                         Level level);

/// The runner-up is itself a step of the path, as the building's release behind a queue of lineups.
[[nodiscard]] inline bool on_path(const CriticalPath& path, const RunnerUp& runner_up) {
    return runner_up.common > 0 && path.steps[runner_up.common - 1].event == runner_up.event;
}

/// Time of the path spent in each layer, in the order of `Layer`.
[[nodiscard]] std::vector<Ticks> time_by_layer(const CriticalPath& path);

/// The entity that the path spent most time on, within the layer that took most of it.
struct Bottleneck {
    Layer layer = Layer::fire;
    Entity entity;
    Ticks took{};  ///< of that entity
};
/// None for an empty path.
[[nodiscard]] std::optional<Bottleneck> bottleneck(const CriticalPath& path);

/// What limits the gain of shortening the bottleneck.
struct NextInLine {
    std::size_t decisive = 0;  ///< the longest step of the bottleneck's entity
    std::size_t step = 0;      ///< a later one, which would wait for the runner-up then
    RunnerUp runner_up;
};

/// The runner-up with the least slack behind the bottleneck's longest step, of those that would not come
/// sooner together with it: whatever shortens that step by up to that slack gains as much, beyond it nothing.
/// None where the slack is as long as the step, or nothing that the log can date stands behind it.
[[nodiscard]] std::optional<NextInLine> next_in_line(const CriticalPath& path);
/// The step that `next_in_line` looks behind; none for an empty path.
[[nodiscard]] std::optional<std::size_t> decisive_step(const CriticalPath& path);

}  // namespace firebreak::metrics

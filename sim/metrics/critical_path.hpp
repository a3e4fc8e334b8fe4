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
    tooling,  ///< components that the function does not need to serve, but that its return waited for
    service,  ///< the components that the function needs
};
inline constexpr std::size_t layer_count = 9;
[[nodiscard]] std::string_view to_string(Layer layer);

/// Something else that the same step had to wait for, and that was there earlier.
struct RunnerUp {
    Entity entity;
    State to = State::normal;
    Ticks slack{};  ///< by how much earlier than what the step waited for last; not negative
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
    std::optional<RunnerUp> runner_up;
};

/// The way back that a recovery did not need, because another was first.
struct OtherWay {
    ReplicaId copy;  ///< a copy that came back by itself
    Ticks later{};   ///< after the recovery
};

/// From ignition to the recovery, in order of time. Empty where the function never fell below the level.
struct CriticalPath {
    FunctionId function;
    bool recovered = true;  ///< false: below the level at the horizon; the path then explains the loss
    Instant at{};           ///< of the recovery
    std::vector<PathStep> steps;
    std::optional<OtherWay> other_way;
};

/// Model card. Every event names the last prerequisite that let it happen, so the path is the walk along
/// `cause` from the event that brought the function back to `level` for good, back to the event without a
/// cause: exact, without search or heuristics. The times of its steps add up to the recovery time.
/// Slack of a runner-up = t(what the step waited for last) - t(the other prerequisite), over what the world
/// says the step needed: components of a function, needs of a component. Left out: what a change would
/// have gained in the end (other ways may win then); that takes another simulation.
[[nodiscard]] CriticalPath critical_path(const World& world, const ObservationLog& log, FunctionId function,
                                         Level level);

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

}  // namespace firebreak::metrics

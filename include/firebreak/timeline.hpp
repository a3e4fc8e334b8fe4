// State changes: what the hazard and facility models produce and the engine plays.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firebreak/ids.hpp"
#include "firebreak/units.hpp"

namespace firebreak {

/// What a change happens to. `index` is the value of the id in the world's table of that kind;
/// for `organisation` it is 0 (notice, war room, decision) or 1 (technicians who travel).
enum class EntityKind {
    fire,       ///< index of the burning room
    room,
    zone,
    site,
    cable,
    power_node,
    row,
    cooling,
    device,
    rack,
    replica,
    component,
    function,
    demand,  ///< of a function: what waits and comes back
    organisation,
};

struct Entity {
    EntityKind kind = EntityKind::fire;
    std::uint32_t index = 0;
    auto operator<=>(const Entity&) const = default;
};

template <class Tag>
Entity entity(EntityKind kind, Id<Tag> id) { return Entity{kind, id.value}; }

enum class State {
    normal,
    // fire
    burning, detected, agent_released, brigade_called, brigade_on_site, water_decided, isolation_ordered,
    sprayed, controlled, extinguished, re_ignited, cleared, repaired,
    // rooms, cables, power, cooling, network
    heated, damaged, isolated, energised, dark, on_battery, stopped, running, connected, island, too_hot,
    // racks
    soiled, cleaning, booting, up, wet, ordered, racking,
    // components and replicas
    serving, standby, down, waiting, starting, failing_over, rebuilding, unavailable,
    restoring, growing, bootstrapping, reconciling, called_off,
    warming, warm, swamped, shedding, freed,
    // functions
    partial, half, most, full,
    // demand
    resending, drained,
    // people
    noticed, assembled, decided, arrived,
};

[[nodiscard]] std::string_view to_string(EntityKind kind);
[[nodiscard]] std::string_view to_string(State state);

/// One scheduled change. `cause` is the index of an earlier change in the same timeline; the first
/// change (ignition) has none. `value`: see `Event::value`.
struct StateChange {
    static constexpr std::uint32_t no_cause = 0xffffffff;
    Instant at{};
    Entity entity;
    State from = State::normal;
    State to = State::normal;
    std::uint32_t cause = no_cause;
    double value = 0.0;
};

/// Sorted by time; causes come before their effects.
struct HazardTimeline {
    std::vector<StateChange> changes;
    /// JSON keys of the steps in `observed` that replaced a draw in this run, in the order of use.
    std::vector<std::string> pinned_steps;
};

}  // namespace firebreak

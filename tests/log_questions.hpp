// Questions that tests ask of the log of a run: who turned to what, and when.
#pragma once

#include <utility>
#include <vector>

#include "amounts.hpp"
#include "firebreak/observation.hpp"

namespace firebreak::test {

inline std::vector<Event> turns(const ObservationLog& log, Entity what, State to) {
    std::vector<Event> found;
    for (const Event& event : log.events) {
        if (event.entity == what && event.to == to) found.push_back(event);
    }
    return found;
}

/// Minutes after ignition of each turn of `id` to `to`.
template <class Tag>
std::vector<double> minutes_when(const ObservationLog& log, EntityKind kind, Id<Tag> id, State to) {
    std::vector<double> minutes;
    for (const Event& event : turns(log, entity(kind, id), to)) minutes.push_back(minutes_of(event.at));
    return minutes;
}

/// (minutes after ignition, served share) of each step of one function.
inline std::vector<std::pair<double, double>> served_steps(const ObservationLog& log, FunctionId function) {
    std::vector<std::pair<double, double>> steps;
    for (const ServiceLevel& level : log.levels) {
        if (level.function == function) steps.emplace_back(minutes_of(level.at), level.served);
    }
    return steps;
}

/// The events that led to `event`, from itself back to the first.
inline std::vector<Event> chain_of(const ObservationLog& log, Event event) {
    std::vector<Event> chain{event};
    while (chain.back().cause.valid()) chain.push_back(log.events.at(chain.back().cause.value));
    return chain;
}

}  // namespace firebreak::test

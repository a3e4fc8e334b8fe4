// What happened in a run, and what let it happen. Written by an engine, folded by `metrics`.
#pragma once

#include <vector>

#include "firebreak/timeline.hpp"

namespace firebreak {

/// One state change. The id of an event is its index in the log, and `cause` is always smaller: the
/// chain of causes is acyclic, goes back in time and ends at ignition (whose cause is invalid).
struct Event {
    Instant at{};
    Entity entity;
    State from = State::normal;
    State to = State::normal;
    EventId cause;
    /// row: load in watts · rack: servers up after the change · replica: its share of servers up,
    /// while `warming` its share of full capacity · component `shedding`: share of requests let in ·
    /// function: its served ratio · 0 elsewhere.
    double value = 0.0;
};

/// From `at` on, a share `served` of the demand that is still the function's is served.
struct ServiceLevel {
    Instant at{};
    FunctionId function;
    double served = 1.0;
    EventId cause;
    double degraded = 0.0;   ///< share that gets the function only in part; not in `served`
    double remaining = 1.0;  ///< share of the users who have not gone to a rival
    double resent = 0.0;     ///< waiting requests served now, as a rate in multiples of the peak demand
};

/// Writes that were acknowledged and that neither a copy that took over nor a backup holds. It is recorded
/// when it is certain, whether or not anybody serves again before the horizon.
struct DataLoss {
    Instant at{};           ///< when another copy took over, or the last place that held them was gone
    ComponentId component;
    Seconds age{0.0};       ///< of the oldest lost write at `until`
    Instant until{};        ///< the last lost write
    double share = 1.0;     ///< of the writes between: the part that the lost copy took
};

/// How long answers take from `at` on: quantiles over a sample of requests of one function.
struct LatencyLevel {
    Instant at{};
    FunctionId function;
    Seconds median{0.0};  ///< meaningless without samples
    Seconds p99{0.0};
    int answered = 0;  ///< requests of the sample that were neither turned away nor given up
};

struct ObservationLog {
    std::vector<Event> events;
    std::vector<ServiceLevel> levels;  ///< sorted by time; each function starts with one at -lead_time
    std::vector<DataLoss> losses;
    std::vector<LatencyLevel> latencies;  ///< sorted by time; empty where none was asked for
    std::vector<std::string> pinned_steps;
    Instant end{};                     ///< the horizon
};

}  // namespace firebreak

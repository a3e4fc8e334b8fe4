// events.csv read back, and how long things stayed in a state.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/csv_table.hpp"

namespace firebreak::report {

/// One row of events.csv; its id is its index.
struct LoggedEvent {
    double time_h = 0.0;
    std::string kind;
    std::string entity;
    std::string from;
    std::string to;
    std::optional<std::size_t> cause;  ///< always an earlier event
    double value = 0.0;
};

/// Throws `FileError` where ids do not count up or a cause is not an earlier event.
[[nodiscard]] std::vector<LoggedEvent> read_events(const CsvTable& table);

/// An entity was in one state for a while.
struct Stay {
    std::size_t since = 0;             ///< the event that began it
    std::optional<std::size_t> until;  ///< the event that ended it; none: it lasts to the horizon
};

/// Every stay that an event began and that took time, in the order of beginning. An entity's first state
/// lasts since before the run and is left out; `kind` alone is looked at.
[[nodiscard]] std::vector<Stay> stays(const std::vector<LoggedEvent>& events, const std::string& kind,
                                      double horizon_h);

}  // namespace firebreak::report

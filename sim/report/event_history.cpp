// One pass over the events for each question.
#include "report/event_history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "firebreak/error.hpp"

namespace firebreak::report {

std::vector<LoggedEvent> read_events(const CsvTable& table) {
    const std::size_t id = table.column("id"), time = table.column("time_h"), kind = table.column("kind"),
                      entity = table.column("entity"), from = table.column("from"), to = table.column("to"),
                      cause = table.column("cause"), value = table.column("value");
    std::vector<LoggedEvent> events;
    events.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        LoggedEvent event{table.number(row, time), table.at(row, kind), table.at(row, entity),
                          table.at(row, from),     table.at(row, to),   std::nullopt,
                          table.number(row, value)};
        const double because = table.number(row, cause);
        if (!std::isnan(because)) event.cause = static_cast<std::size_t>(because);
        if (table.number(row, id) != static_cast<double>(row) || (event.cause && *event.cause >= row)) {
            throw FileError{fmt::format("events.csv, row {}: id or cause out of order", row + 1)};
        }
        events.push_back(std::move(event));
    }
    return events;
}

std::vector<Stay> stays(const std::vector<LoggedEvent>& events, const std::string& kind, double horizon_h) {
    std::vector<Stay> found;
    std::map<std::string, std::size_t> open;  // entity: place in `found`
    for (std::size_t i = 0; i < events.size(); ++i) {
        const LoggedEvent& event = events[i];
        if (event.kind != kind) continue;
        const auto [at, first] = open.try_emplace(event.entity, found.size());
        if (!first) {
            // More of the same (a rack that gets further servers up) does not end a stay.
            const std::string& state = events[found[at->second].since].to;
            if (state == event.to) continue;
            // One of several ways back is called off when another has won, and the entity is on that one.
            if (event.to == "called_off" && event.from != state) continue;
            found[at->second].until = i;
            at->second = found.size();
        }
        found.push_back({i, std::nullopt});
    }
    std::erase_if(found, [&](const Stay& stay) {
        return (stay.until ? events[*stay.until].time_h : horizon_h) <= events[stay.since].time_h;
    });
    return found;
}

}  // namespace firebreak::report

// What took so long, for the page of a report: the fire's clock, states over time, who waited for what.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "report/event_history.hpp"

namespace firebreak::report {

/// - `clock`: [{time_h, kind, entity, state}]: what the fire, the power cut and the people did;
/// - `lanes`: [{kind, entity, stays: [[from_h, to_h or null, state]]}] of components and the organisation;
/// - `waits`: [{kind, state, entities, stays, open, total_h, median_h, longest_h, ended_by}], one for each
///   state in which something spent time out of service; `ended_by` counts what the stays ended on:
///   ["kind|entity|state", times], the three empty where a stay ended by itself.
[[nodiscard]] nlohmann::ordered_json causes_data(const std::vector<LoggedEvent>& events, double horizon_h);

}  // namespace firebreak::report

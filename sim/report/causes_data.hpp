// Why it took so long, for the page of a report: the fire's clock, chains of causes, who waited for what.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "report/event_history.hpp"

namespace firebreak::report {

/// - `clock`: [{time_h, kind, entity, state}]: what the fire, the power cut and the people did;
/// - `chains`: function: [{time_h, kind, entity, from, to}], from ignition to its recovery;
/// - `lanes`: [{kind, entity, stays: [[from_h, to_h or null, state]]}] of components and the organisation;
/// - `waits`: [{kind, state, entities, stays, open, total_h, median_h, longest_h, ended_by}], one for each
///   state in which something spent time out of service; `ended_by` counts what the stays ended on.
[[nodiscard]] nlohmann::ordered_json causes_data(const std::vector<LoggedEvent>& events, double horizon_h);

}  // namespace firebreak::report

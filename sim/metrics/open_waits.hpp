// What a function that is not back still waits for at the horizon.
#pragma once

#include <vector>

#include "metrics/critical_path.hpp"
#include "metrics/log_index.hpp"

namespace firebreak::metrics {

/// Model card. From the function down to what nothing in the log has ended: a need that is not available, the
/// copy of it that is nearest to coming back, its servers, their power, the burnt or opened part above them;
/// or the hands, the decision, the tool, the data that the copy still misses; or demand above what is there.
/// One chain: the first open prerequisite on each level, in the order in which the engine asks for them. It
/// repeats conditions of the engine on the last events of the log. Left out: capacity for rebuilds on spare
/// servers, bandwidth of a transfer that is under way (the transfer itself is named as work). Not empty where
/// the function is below `level` at the end of the log.
[[nodiscard]] std::vector<OpenWait> open_waits(const World& world, const LogIndex& index,
                                               const ObservationLog& log, FunctionId function, Level level);

}  // namespace firebreak::metrics

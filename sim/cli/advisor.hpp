// What to change first, asked of one scenario.
#pragma once

#include <functional>
#include <string>

#include "cli/command.hpp"
#include "report/advice.hpp"
#include "run.hpp"

namespace firebreak::cli {

struct AdviceQuestion {
    ScenarioArguments scenario;
    Replications replications;
    std::string function;  ///< whose hours until it is fully back rank; empty: unserved user-hours do
    std::size_t top = 10;  ///< finalists among the single changes
};

/// Who plays the replications; `replicate`, but for tests.
using Runner = std::function<std::vector<RunRecord>(const World&, const ReplicateOptions&)>;

/// Model card. Replications 0 to N - 1 are those that `run` plays: every number of the base and of a finalist
/// comes from them. The changes are chosen on N others (N to 2 N - 1), so that the best one's value is not
/// the luckiest draw of the choice. Intervals of the finalists hold together (see `metrics::effect`). A
/// change whose scenario is invalid or whose run fails is recorded with its reason, and the ranking goes on.
/// Throws `InputError` where the scenario itself is wrong, `RunFailed` or `Bug` where it fails as it is.
[[nodiscard]] report::Advice advise(const AdviceQuestion& question, const Runner& runner = replicate);

}  // namespace firebreak::cli

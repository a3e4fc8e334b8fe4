// What to change first: changes ranked by what they save.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "firebreak/metrics.hpp"
#include "metrics/effect.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

/// One change, or two together, with what it saved against the scenario as it is.
struct AdvisedChange {
    std::string id;
    std::string title;
    std::string patch;                        ///< JSON Patch; of a pair both
    metrics::Effect saved;         ///< of the measure that ranks
    metrics::Effect saved_user_h;  ///< unserved user-hours over all functions
    bool finalist = false;         ///< estimated on other replications than those that chose it
    int replications = 0;
    double cost = 0.0;                        ///< in the scenario's currency
    bool priced = false;                      ///< the scenario has a price for it
    bool frontier = false;                    ///< no other costs as little and saves as much
};

/// One that could not be ranked.
struct FailedChange {
    enum class Stage { check, run };
    std::string id;
    std::string title;
    Stage stage = Stage::check;  ///< the changed scenario is not valid, or a run of it failed
    std::string reason;
};

struct Advice {
    std::string scenario;
    std::string layout;
    std::string function;   ///< whose time to full recovery ranks; empty: unserved user-hours do
    std::string currency;
    std::uint64_t seed = 1;
    int replications = 0;   ///< of every finalist, and most that the choice took
    int at_once = 1;        ///< intervals of the finalists that hold together in 95 % of studies
    double horizon_h = 0.0;
    Summary base;           ///< of the measure that ranks, without any change
    std::vector<AdvisedChange> single;  ///< best first
    std::vector<AdvisedChange> pairs;
    std::vector<FailedChange> failed;
};

/// Marks the priced changes that no cheaper or equally dear one equals in hours saved.
void mark_frontier(std::vector<AdvisedChange>& changes);

/// For people; no line is wider than the terminal. `top`: how many single changes are listed.
[[nodiscard]] std::string advice_text(const Advice& advice, const Terminal& terminal, std::size_t top);
/// One JSON document with a line feed at its end.
[[nodiscard]] std::string advice_json(const Advice& advice);

}  // namespace firebreak::report

// Changes that could shorten an outage, found in the scenario itself. Each is a JSON Patch (RFC 6902) against
// the composed scenario, so that it can be saved, read, priced and run like any edit of a planner.
#pragma once

#include <string>
#include <vector>

#include "firebreak/scenario.hpp"
#include "firebreak/world.hpp"

namespace firebreak::scenario {

struct ProposedChange {
    std::string kind;   ///< the word by which the scenario prices it, as in "second_copy"
    std::string id;     ///< unique: kind and target, as in "second_copy/control_plane@gasan"
    std::string title;  ///< what a planner would say
    std::string patch;  ///< JSON array of operations
    double units = 1.0; ///< how many of what the price is for: servers, people, rows; 1 where it is one thing
    std::string unit;   ///< "server", "person", "row", ...; empty: the change as a whole
};

/// Every change of the catalogue that this scenario leaves room for, in a fixed order. A change is proposed
/// where its subject exists, whether it helps or not: which of them do is found out by simulation.
/// `world` must have been built from `scenario`.
[[nodiscard]] std::vector<ProposedChange> catalogue(const Scenario& scenario, const World& world);

/// Kinds that `catalogue` knows, each with what its price is for; for the schema and for findings.
struct ChangeKind {
    std::string kind;
    std::string unit;  ///< empty: the change as a whole
    std::string help;
};
[[nodiscard]] const std::vector<ChangeKind>& change_kinds();

}  // namespace firebreak::scenario

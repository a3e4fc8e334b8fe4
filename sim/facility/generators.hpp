// Standby generators: when they are called, and whether they come.
#pragma once

#include <vector>

#include "facility/power_graph.hpp"
#include "facility/reliability.hpp"
#include "firebreak/random.hpp"

namespace firebreak::facility {

/// Model card. A set is called while a closed node that it feeds, directly or over a bus without a
///   utility, lacks utility power: fewer than `inputs_needed` of its inputs would be live with all
///   generators off and all batteries empty. It is ready a drawn start time and transfer time after the
///   call, unless it fails: with probability b q all sets of a site fail together, and each alone with
///   probability (1 - b) q (q fails to start, b common cause; both drawn once a site). A set that failed
///   stays out for the run. Once utility power is back the load returns without a break.
/// Source: beta factor model as in `group_fails` (reliability.hpp); sequence of NFPA 110. Valid for
///   automatic sets. Leaves out failures while running, fuel, staged loading, and repairs of sets.
/// Worked number: two sets, q 0.02, b 0.1: both fail with 0.002 + 0.998 * 0.018^2 = 0.00232.
class Generators {
  public:
    Generators(const World& world, const Draws& draws);

    [[nodiscard]] const std::vector<PowerNodeId>& sets() const { return sets_; }
    /// Finds out which nodes lack utility power. `downstream`: every node after its inputs.
    void review(const PowerGraph& graph, const std::vector<PowerNodeId>& downstream);
    /// A closed node that `set` feeds and that lacks utility power; invalid: nobody calls.
    [[nodiscard]] PowerNodeId caller(PowerNodeId set) const { return caller_[set]; }
    [[nodiscard]] bool starts(PowerNodeId set) const;
    [[nodiscard]] Ticks delay(PowerNodeId set) const;

  private:
    [[nodiscard]] MemberFailure failure_at(const std::string& site) const;

    const World& world_;
    const Draws& draws_;
    std::vector<PowerNodeId> sets_;
    Table<PowerNodeId, char> on_utility_;   ///< a utility feeds it, however far up
    Table<PowerNodeId, char> has_utility_;  ///< ... and does so now
    Table<PowerNodeId, PowerNodeId> caller_;
};

}  // namespace firebreak::facility

// Standby generators: when they are called, whether they come, and how long they last.
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
///   probability (1 - b) q (q fails to start, b common cause; both drawn once a site).
///   Under load it fails after T = min(T_own, T_site), S_own(t) = S(t)^(1 - b), S_site(t) = S(t)^b; S(t) the
///   probability to last longer than t (`generator_run`), T_site one draw for all sets of the site, b as
///   above: so that each set by itself lasts as S says, and a share b of the hazard takes all of them. Each
///   run is drawn anew and counts from its own start. It also stops when its tank is empty; all its runs draw
///   on it. A set that failed or ran dry stays out. Once utility power is back the load returns without a
///   break.
/// Source: beta factor model as in `group_fails` (reliability.hpp), on hazards; sequence of NFPA 110. Valid
/// for
///   automatic sets. Leaves out staged loading, consumption by load, and repairs of sets.
/// Worked numbers: two sets, q 0.02, b 0.1: both fail to start with 0.002 + 0.998 * 0.018^2 = 0.00232.
/// Weibull
///   of 14,300 h and 0.4: a set lasts two weeks with 0.8; both of two at b 0.1 with 0.8^1.9 = 0.654, where
///   independent ones would with 0.64. Verification: rows "generators".
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
    /// How long run number `run` (from 0) of `set` lasts before it fails, its tank apart. `Ticks::max()`: for
    /// good.
    [[nodiscard]] Ticks lasts(PowerNodeId set, std::uint32_t run) const;

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

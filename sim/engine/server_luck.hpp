// What a power cut does to the servers of a rack: who does not return, who checks its disks first.
#pragma once

#include <optional>

#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. Each power cut kills each server that was alive with a probability p drawn once a run and site
///   (`non_return`; of racks that smoke soiled or that became too hot the larger of p and
///   `non_return_stressed`), so that after n cuts a share 1 - (1 - p)^n is dead. Of those that return a share
///   `fully_checked`, drawn once a run and site, checks its whole file systems first, side by side; they
///   count when the last is done: the longest of k independent `full_check` times, F(t)^k.
/// Source: judgement; published incidents confirm only that p is above zero. Valid for cuts without a
/// shutdown. Leaves out disks that die later, and checks that fail. Worked number: 32,000 servers, p 0.01,
/// two cuts: 636.8 dead. Verification: rows "power cuts".
class ServerLuck {
  public:
    explicit ServerLuck(const Stage& stage) : stage_{stage} { shares_.assign(stage.world.sites.size(), {}); }

    /// Of `alive` servers those that cut number `cut` (from 0) kills.
    [[nodiscard]] int killed(RackId rack, int alive, std::uint32_t cut, bool stressed);
    /// Of `alive` servers those that make a full check after that cut.
    [[nodiscard]] int checked(RackId rack, int alive, std::uint32_t cut);
    /// How long `count` of them (positive) take.
    [[nodiscard]] Ticks check_time(RackId rack, int count, std::uint32_t cut) const;

  private:
    struct Shares {
        Ratio non_return;
        Ratio stressed;
        Ratio fully_checked;
    };
    const Shares& shares_at(RackId rack);

    const Stage& stage_;
    Table<SiteId, std::optional<Shares>> shares_;  ///< drawn when first asked for
};

}  // namespace firebreak::engine

// Restore from backup: data for a copy whose own is gone, from where the backups lie.
#pragma once

#include "engine/platform_state.hpp"
#include "engine/transfers.hpp"

namespace firebreak::engine {

/// Model card.
///   age of the newest backup that can be restored, at the loss = U(0, I) + D + k I;
///   I: interval (s), D: duration until a backup can be restored (s), k: restores that failed before.
/// A restore moves all data of the component as one flow at `streams` x `stream_rate`, sharing the WAN; it
/// turns out useless with `restore_failure` and the next older backup is tried; after `kept` of them, or
/// without backups, the component starts empty and loses `data_history`. Source: closed form of a renewal
/// process with constant interval; rates and failures: judgement (facts, section F). Valid while fires do not
/// depend on the hour of backups. Left out: logs kept between backups, a backup site that burns as well (its
/// link is then cut, and the restore waits), tapes that have to be fetched. Worked number: I 24 h, D 2 h:
/// mean 14 h, at most 26 h (no failure). Checked by verification row 41.
class Restores {
  public:
    /// What was brought back: writes of the last `age` before the loss are missing.
    using Restored = std::function<void(Seconds age)>;

    Restores(const Stage& stage, Transfers& transfers) : stage_{stage}, transfers_{transfers} {}

    /// Brings the data of `component` to `site` while `wanted` holds, then calls `restored`.
    void bring(ComponentId component, SiteId site, Transfers::Wanted wanted, Restored restored) {
        attempt(component, site, 0, std::move(wanted), std::move(restored));
    }

  private:
    void attempt(ComponentId id, SiteId site, int failed, Transfers::Wanted wanted, Restored restored);

    const Stage& stage_;
    Transfers& transfers_;
};

}  // namespace firebreak::engine

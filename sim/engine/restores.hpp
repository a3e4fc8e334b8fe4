// Restore from backup: data for a copy whose own is gone, from where the backups lie.
#pragma once

#include <optional>

#include "engine/platform_state.hpp"
#include "engine/transfers.hpp"

namespace firebreak::engine {

/// Model card.
///   age of the newest backup that can be restored, at the loss = min(H, U(0, I) + D + k I);
///   H: `data_history`, I: interval, D: duration until a backup can be restored (s), k: restores that fail before.
/// A restore moves all data of the component as one flow at `streams` x `stream_rate`, over the WAN and through
/// the uplinks of the racks that it fills (ports.hpp); it turns out useless with `restore_failure` and the next
/// older backup is tried; after `kept` of them the component is as one without backups. Without backups nothing
/// is restored: a component that is `rebuildable` may start empty, any other does not come back. What is lost is
/// counted when the last copy and what is left of the backups say so, not when the restore ends; a backup that
/// is lost before it was restored makes the loss that of the whole history. A backup stands in its `rooms`, a
/// whole set in each, or in every room of its site that has racks: a set is gone when its room is damaged, or
/// with the share of the servers that water ruins when it was wet; it cannot be read while its room is wet or
/// too hot, or has racks and none has power. The backup is gone with its last set, and cannot be read from
/// elsewhere while its site is an island. Source: closed form of a renewal process with constant interval; rates
/// and failures: judgement (facts, section F). Valid while fires do not depend on the hour of backups. Left out:
/// logs kept between backups, tapes that have to be fetched. Worked number: I 24 h, D 2 h: mean 14 h, at most
/// 26 h (no failure). Checked by verification row 41 and tests/engine/data_fate_test.cpp.
class Restores {
  public:
    /// What was brought back: writes of the last `age` before the loss are missing; nothing: no backup was good.
    using Restored = std::function<void(std::optional<Seconds> age)>;

    Restores(const Stage& stage, PlatformState& platform, Transfers& transfers);

    /// Brings what is missing of the data of `component` to `to`, then calls `restored`. `ticket`: of the
    /// transfer that runs.
    void bring(Transfers::Ticket& ticket, ComponentId component, PortId to, Bytes missing, Restored restored);

  private:
    const Stage& stage_;
    PlatformState& platform_;
    Transfers& transfers_;
    Table<ComponentId, int> useless_;  ///< newest backups known to be
};

}  // namespace firebreak::engine

// Where the data of each component still is: on the racks of its copies, and in its backups.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/stage.hpp"

namespace firebreak::engine {

/// There is data to lose.
[[nodiscard]] inline bool has_data(const WorldComponent& component) {
    return component.write_rate.value() > 0.0 || component.data.value() > 0.0;
}

/// Model card. A copy spreads its data over its servers so that any `min_servers_ratio` of them, and at least
/// one, hold all of it:
///   intact  <=>  n > 0 and n / N >= m;   n: servers not scrapped since they were last filled, N: of the copy,
///   m: `min_servers_ratio` (-).
/// Below that the copy's data is gone, all of it. What fire, smoke or water scraps is gone alike; what is
/// merely dark, wet, soiled or cut off holds its data. New servers are bare until the copy runs on them.
/// A component's data can come back while a copy is intact, while it was set up anew elsewhere with its data,
/// or while a backup is left. Source: definition. Left out: disks that outlive their server, erasure codes
/// with a ratio of their own, the time to spread data over new servers of a copy that runs.
/// Worked number: 4 racks of 10, m = .5: scrapping the third loses the copy; m = 0: the fourth.
/// Checked by tests/engine/data_fate_test.cpp.
class Holdings {
  public:
    explicit Holdings(const Stage& stage);

    [[nodiscard]] bool intact(ReplicaId copy) const;
    [[nodiscard]] bool any_intact(ComponentId component) const;
    [[nodiscard]] bool backup_left(ComponentId component) const { return components_[component].backup_left; }
    /// Something holds its data, or there is none to hold.
    [[nodiscard]] bool recoverable(ComponentId component) const;
    /// A copy can serve with its data, or may serve without: nobody has to wait for it in vain.
    [[nodiscard]] bool may_return(ComponentId component) const;

    /// A rack is scrap with all that the copy had on it.
    void scrap(ReplicaId copy, RackId rack);
    /// Of all the data that a copy which has none is being sent, this much is on its servers already.
    [[nodiscard]] Bytes arrived(ReplicaId copy) const { return arrived_[copy]; }
    void set_arrived(ReplicaId copy, Bytes size) { arrived_[copy] = size; }
    /// The copy's data is on all of its racks that run, as `runs` says.
    void fill(ReplicaId copy, const Table<RackId, double>& runs);
    /// It was set up anew elsewhere, and its data, all that was left of it, with it.
    void moved(ComponentId component);
    /// Its backups are gone, or turned out useless one and all.
    void lose_backup(ComponentId component);
    /// Grows whenever anything of this changes.
    [[nodiscard]] std::uint64_t version() const { return version_; }

  private:
    struct Component {
        bool backup_left = false;
        bool elsewhere = false;
    };

    const Stage& stage_;
    Table<ReplicaId, std::vector<char>> bare_;  ///< for each of its racks: nothing of its data is there
    Table<ReplicaId, Bytes> arrived_;
    Table<ComponentId, Component> components_;
    std::uint64_t version_ = 1;
};

/// Age of the newest backup that can be restored, at the loss of everything else; none if every kept one turns
/// out useless. See `Restores`. The component has backups.
[[nodiscard]] std::optional<Seconds> age_of_good_backup(const Stage& stage, ComponentId component);
/// The `number`th restore of the component, counted from the newest backup, brings nothing.
[[nodiscard]] bool restore_fails(const Stage& stage, ComponentId component, int number);

}  // namespace firebreak::engine

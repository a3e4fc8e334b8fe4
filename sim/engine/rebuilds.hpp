// Rebuild: a component without a usable copy is set up anew on spare servers of another site.
#pragma once

#include "engine/engineers.hpp"
#include "engine/reconciliations.hpp"
#include "engine/restores.hpp"
#include "engine/spare_servers.hpp"
#include "engine/work.hpp"

namespace firebreak::engine {

/// Model card. Begun after the decision, by a member of the platform crew, once all `needs_to_start` are
/// available, for a component that has no usable copy, at the first site without a copy of it that has spare
/// servers for all of it; it holds them from the beginning of the work, and gives them back if it is called off:
///   if it is `rebuildable`: by hand (`by_hand_with_runbook` or `_without_runbook`), its data, if still
///   there, follows when its site returns; if no copy of its data is left: likewise, and the data is restored from
///   a backup before it serves. Without a backup it starts empty if it is `rebuildable`; else nobody sets it up.
/// Then `traffic_switch`. A copy that comes back first calls it off. Left out: a smaller rebuild on fewer
/// servers, giving the spare servers back once the old copies serve.
class Rebuilds {
  public:
    using Done = std::function<void(EventId cause)>;

    Rebuilds(const Stage& stage, PlatformState& platform, Transfers& transfers, Restores& restores,
             Reconciliations& reconciliations, SpareServers& spare, Engineers& engineers, Done done);

    void decide(EventId cause) { decision_ = cause; }
    /// Something changed: begins or calls off what it lets or makes.
    void poke(EventId cause);

  private:
    struct Job {
        Work work;
        bool restoring = false;   ///< the hands are done, the data comes
        SiteId site;              ///< where it holds spare servers
        std::uint32_t epoch = 0;  ///< older plans are void
        Transfers::Ticket transfer = 0;
    };

    void consider(ComponentId id, EventId cause);
    [[nodiscard]] bool wanted(ComponentId id) const;
    [[nodiscard]] bool no_data_left(ComponentId id) const;
    [[nodiscard]] SiteId site_for(ComponentId id) const;
    [[nodiscard]] bool begun(ComponentId id) const { return jobs_[id].site.valid(); }
    void take_up(ComponentId id, EventId cause);
    void begin(ComponentId id, EventId cause);
    void set_up(ComponentId id);
    void finish(ComponentId id, State was, Seconds age);
    void call_off(ComponentId id, EventId cause);

    const Stage& stage_;
    PlatformState& platform_;
    Transfers& transfers_;
    Restores& restores_;
    Reconciliations& reconciliations_;
    SpareServers& spare_;
    Engineers& engineers_;
    Done done_;
    EventId decision_;
    Table<ComponentId, Job> jobs_;
};

}  // namespace firebreak::engine

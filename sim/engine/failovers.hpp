// Failover: a component serves from copies elsewhere, promoted by a controller, by election or by people.
#pragma once

#include <functional>

#include "engine/engineers.hpp"
#include "engine/platform_state.hpp"
#include "engine/reconciliations.hpp"
#include "engine/work.hpp"
#include "services/served_share.hpp"

namespace firebreak::engine {

/// Model card. A component fails over while it has a usable copy and
///   its traffic does not all arrive at a live copy, or
///   it has lost capacity, a usable copy is inactive, and what serves is less than its load:
///     C < u sum(s_f d_f(t));   C: serving capacity (full copies); u: `peak_utilisation`; s_f: part of function f
///     in its peak users, d_f: demand now as a share of the peak; u where no function needs it.
/// Once begun it is called off only when what serves without the standby bears the peak, C >= u: neither a crumb
/// of the old copy that comes back nor the night stops it. Demand is looked at every full hour. Whichever way is
/// first:
///   automatic (if its placement says so): all `needs_to_fail_over` are available and, with quorum
///     replication, more than half of its copies are usable; takes `automatic_failover`, or `leader_election`
///     with quorum, + `traffic_switch`;
///   by people: after the decision, a member of the platform crew takes it up, by priority; with all
///     `needs_to_fail_over` available it takes `failover_with_tool`, else by hand; a tool that comes back
///     hastens the work; then `traffic_switch`.
/// A copy that restarts in place first with enough of its servers calls the failover off; of automation and
/// people the slower is called off. A standby that restarts while nobody answers carries the traffic at once.
/// Worked number: utilisation .8, 3 of 10 racks back: wanted from a demand of .375 of the peak on. What a failover
/// loses, and what must be compared before it opens: `Reconciliations`.
class Failovers {
  public:
    using Done = std::function<void(EventId cause)>;

    Failovers(const Stage& stage, PlatformState& platform, Reconciliations& reconciliations, Engineers& engineers,
              Done done);

    void decide(EventId cause) { decision_ = cause; }
    /// Something changed: begins, hastens or calls off what it lets or makes.
    void poke(EventId cause);
    /// More is asked of what still serves: begins what that makes needed.
    void look_at_demand();

  private:
    struct Job {
        Work people;
        Work automatic;
    };

    void consider(ComponentId id, EventId cause);
    [[nodiscard]] State shown(ComponentId id) const;
    [[nodiscard]] bool wanted(ComponentId id) const;
    [[nodiscard]] bool begun(ComponentId id) const;
    [[nodiscard]] bool too_small(ComponentId id) const;
    [[nodiscard]] double load(ComponentId id) const;
    [[nodiscard]] bool tools(ComponentId id) const;
    [[nodiscard]] Ticks draw(ComponentId id, bool with_tool) const;
    [[nodiscard]] Ticks traffic_switch(ComponentId id) const;
    void begin_automatic(ComponentId id, EventId cause);
    void begin_by_people(ComponentId id, EventId cause);
    void take_up(ComponentId id, EventId cause);
    void hasten(ComponentId id);
    void call_off(ComponentId id, EventId cause);
    void stop(ComponentId id, Work& loser, EventId cause);
    void finish(ComponentId id, const Work& winner);

    const Stage& stage_;
    PlatformState& platform_;
    Reconciliations& reconciliations_;
    Engineers& engineers_;
    Done done_;
    EventId decision_;
    services::LoadMatrix loads_;
    Table<ComponentId, Job> jobs_;
};

}  // namespace firebreak::engine

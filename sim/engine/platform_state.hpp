// Who serves at this moment: copies of components, their capacity, and where traffic goes.
#pragma once

#include <vector>

#include "engine/stage.hpp"
#include "services/served_share.hpp"

namespace firebreak::engine {

class PlatformState {
  public:
    explicit PlatformState(const Stage& stage);

    // --- questions -----------------------------------------------------------------------------
    /// Enough servers run and the software on them too, and the site can be reached.
    [[nodiscard]] bool usable(ReplicaId replica) const;
    [[nodiscard]] bool serving(ReplicaId replica) const { return usable(replica) && replicas_[replica].active; }
    /// The component answers: a copy serves, or it was rebuilt; and the same holds for all its needs.
    [[nodiscard]] bool available(ComponentId component) const { return components_[component].available; }
    [[nodiscard]] bool all_available(const std::vector<ComponentId>& list) const;
    [[nodiscard]] services::Offer offer(ComponentId component) const;
    [[nodiscard]] bool enough_servers(ReplicaId replica) const;
    [[nodiscard]] bool started(ReplicaId replica) const { return replicas_[replica].started; }
    /// Always true without quorum replication.
    [[nodiscard]] bool has_majority(ComponentId component) const;
    [[nodiscard]] bool any_usable(ComponentId component) const;
    [[nodiscard]] bool connected(SiteId site) const { return connected_[site]; }
    [[nodiscard]] bool rebuilt(ComponentId component) const { return components_[component].rebuilt_at.valid(); }
    /// Where it was rebuilt; invalid if it was not.
    [[nodiscard]] SiteId rebuilt_at(ComponentId component) const { return components_[component].rebuilt_at; }
    /// What its running servers carry, in full copies of the component.
    [[nodiscard]] double capacity(ReplicaId replica) const;
    [[nodiscard]] double up_share(ReplicaId replica) const { return replicas_[replica].up_share; }
    /// The last event that changed what the component offers.
    [[nodiscard]] EventId last_change(ComponentId component) const { return components_[component].last_change; }
    /// A rack of a serving copy, to pull data from; invalid if there is none.
    [[nodiscard]] RackId source_rack(ComponentId component) const;
    [[nodiscard]] RackId first_running_rack(ReplicaId replica) const;

    // --- changes; each records its events and returns the last -----------------------------------
    void set_rack(RackId rack, double up_share, EventId cause);
    void set_connected(SiteId site, bool connected, EventId cause);
    /// The copy's software runs again; it carries traffic if it is an active one or nobody else does.
    EventId start(ReplicaId replica, EventId cause);
    EventId show(ReplicaId replica, State state, EventId cause);
    /// Every usable copy carries traffic from now on.
    EventId promote_all(ComponentId component, EventId cause);
    EventId rebuild(ComponentId component, SiteId site, EventId cause);
    /// Re-evaluates `available` for all components, needs first. True if any changed.
    bool update_availability();

  private:
    struct Replica {
        double up_share = 1.0;
        bool started = true;
        bool active = false;
        double weight = 0.0;  ///< share of the component's traffic that is sent here
        State shown = State::serving;
    };
    struct Component {
        bool available = true;
        SiteId rebuilt_at;
        EventId last_change;
    };

    [[nodiscard]] bool answers(ComponentId component) const;
    [[nodiscard]] EventId cause_of_turn(ComponentId component, bool now_available) const;
    void rebalance(ComponentId component);

    const Stage& stage_;
    Table<ReplicaId, Replica> replicas_;
    Table<ComponentId, Component> components_;
    Table<SiteId, char> connected_;
    std::vector<ComponentId> needs_first_;
    Table<RackId, std::vector<ReplicaId>> on_rack_;
    Table<RackId, double> rack_up_;
};

}  // namespace firebreak::engine

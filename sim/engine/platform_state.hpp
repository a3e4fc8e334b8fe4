// Who serves at this moment: copies of components, their capacity, and where traffic goes.
#pragma once

#include <vector>

#include "engine/holdings.hpp"
#include "engine/stage.hpp"
#include "services/served_share.hpp"

namespace firebreak::engine {

class PlatformState {
  public:
    explicit PlatformState(const Stage& stage);

    // --- questions -----------------------------------------------------------------------------
    /// Enough servers run and the software on them too, the site can be reached, and its data is not one
    /// side of a split brain.
    [[nodiscard]] bool usable(ReplicaId replica) const;
    [[nodiscard]] bool serving(ReplicaId replica) const { return usable(replica) && replicas_[replica].active; }
    /// The component answers: a copy serves, or it was rebuilt; and the same holds for all its needs.
    [[nodiscard]] bool available(ComponentId component) const { return components_[component].available; }
    [[nodiscard]] bool all_available(const std::vector<ComponentId>& list) const;
    [[nodiscard]] services::Offer offer(ComponentId component) const;
    [[nodiscard]] bool enough_servers(ReplicaId replica) const;
    /// It is meant to carry traffic, whether it can or not.
    [[nodiscard]] bool active(ReplicaId replica) const { return replicas_[replica].active; }
    [[nodiscard]] bool started(ReplicaId replica) const { return replicas_[replica].started; }
    /// Always true without quorum replication.
    [[nodiscard]] bool has_majority(ComponentId component) const;
    [[nodiscard]] bool any_usable(ComponentId component) const;
    /// Usable copies of the largest group that see each other: in one site, or over sites that are connected.
    [[nodiscard]] std::size_t largest_group(ComponentId component) const;
    [[nodiscard]] bool connected(SiteId site) const { return connected_[site]; }
    [[nodiscard]] bool rebuilt(ComponentId component) const { return components_[component].rebuilt_at.valid(); }
    /// Where it was rebuilt; invalid if it was not.
    [[nodiscard]] SiteId rebuilt_at(ComponentId component) const { return components_[component].rebuilt_at; }
    /// Share of the component's traffic, and so of its writes, that is sent to this copy.
    [[nodiscard]] double traffic_share(ReplicaId replica) const { return replicas_[replica].weight; }
    /// Users' writes arrive at this copy and are taken.
    [[nodiscard]] bool takes_writes(ReplicaId replica) const;
    /// Full copies that serving copies amount to.
    [[nodiscard]] double serving_capacity(ComponentId component) const;
    /// Where its data is.
    [[nodiscard]] const Holdings& data() const { return data_; }
    [[nodiscard]] Holdings& data() { return data_; }
    /// Both sides of a split took writes, and this copy is on the side that was left behind.
    [[nodiscard]] bool diverged(ReplicaId replica) const { return replicas_[replica].diverged; }
    [[nodiscard]] bool closed(ComponentId component) const { return components_[component].closed; }
    [[nodiscard]] bool stalled(ComponentId component) const { return components_[component].stalled; }
    /// What its running servers carry, in full copies of the component.
    [[nodiscard]] double capacity(ReplicaId replica) const;
    [[nodiscard]] double up_share(ReplicaId replica) const { return replicas_[replica].up_share; }
    /// The last event that changed what the component offers.
    [[nodiscard]] EventId last_change(ComponentId component) const { return components_[component].last_change; }
    /// A copy that data can be pulled from: a serving one, else one that runs; invalid if there is none.
    [[nodiscard]] ReplicaId source(ComponentId component) const;
    [[nodiscard]] bool runs(RackId rack) const { return rack_up_[rack] > 0.0; }

    // --- changes; each records its events and returns the last -----------------------------------
    void set_rack(RackId rack, double up_share, EventId cause);
    void set_connected(SiteId site, bool connected, EventId cause);
    /// The copy's software runs again; it carries traffic if it is an active one or nobody else does.
    EventId start(ReplicaId replica, EventId cause);
    EventId show(ReplicaId replica, State state, EventId cause);
    /// Every usable copy carries traffic from now on.
    EventId promote_all(ComponentId component, EventId cause);
    EventId rebuild(ComponentId component, SiteId site, EventId cause);
    /// What stood on a rack is gone for good.
    void scrap_rack(RackId rack);
    /// The copy's data has been brought back from elsewhere.
    void renew_data(ReplicaId replica) { data_.fill(replica, rack_up_); }
    void set_diverged(ReplicaId replica, bool diverged) { replicas_[replica].diverged = diverged; }
    /// Sides agree again: the copy serves if it is an active one or nobody else does.
    EventId reconcile(ReplicaId replica, EventId cause);
    /// Writes wait for a partner / the component is closed until its books agree: it does not answer.
    void set_stalled(ComponentId component, bool stalled, EventId cause);
    void set_closed(ComponentId component, bool closed, EventId cause);
    /// `full_copies` more at the site of this copy, on spare servers.
    EventId grow(ReplicaId replica, double full_copies, EventId cause);
    /// Re-evaluates `available` for all components, needs first. True if any changed.
    bool update_availability();

  private:
    struct Replica {
        double up_share = 1.0;
        bool started = true;
        bool active = false;
        double weight = 0.0;  ///< share of the component's traffic that is sent here
        State shown = State::serving;
        bool diverged = false;
        double grown = 0.0;   ///< full copies added on spare servers
    };
    struct Component {
        bool available = true;
        bool stalled = false;
        bool closed = false;
        SiteId rebuilt_at;
        EventId last_change;
    };

    [[nodiscard]] bool see_each_other(SiteId a, SiteId b) const;
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
    Holdings data_;
};

}  // namespace firebreak::engine

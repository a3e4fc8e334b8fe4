// Components, copies and functions: needs, servers, sites, tools and decisions.
#include <algorithm>

#include "metrics/prerequisites.hpp"

namespace firebreak::metrics {
namespace {

/// A list that forgets what was never waited for.
class Needed {
  public:
    explicit Needed(const LetIn& let_in) : world_{let_in.world}, past_{let_in.past}, cause_{let_in.cause()} {}

    void add(const std::optional<Ready>& found) {
        if (found) list_.push_back({*found, found->event});
    }
    void add_available(const std::vector<ComponentId>& needs) {
        for (const ComponentId need : needs) {
            if (!concerns_cause(need))
                add(past_.ready({entity(EntityKind::component, need)}, available_after));
        }
    }
    /// Tools help only once all of them are there.
    void add_tools(const std::vector<ComponentId>& tools) {
        const bool all = std::ranges::all_of(tools, [this](ComponentId tool) {
            return past_.stretch({entity(EntityKind::component, tool)}, available_after).holds;
        });
        if (all) add_available(tools);
    }
    void add_decision() {
        add(past_.ready({Entity{EntityKind::organisation, 0}},
                        [decided = false](const Event& event, bool) mutable {
                            return decided = decided || event.to == State::decided;
                        }));
    }
    void add_servers(ReplicaId copy);
    void add_site(SiteId site) { add(past_.ready({entity(EntityKind::site, site)}, connected)); }
    void add_copies(ComponentId id);
    /// The work itself, which a tool that came later hastened.
    void add_own_begin(Entity what, State work) {
        const auto begun = past_.last(what);
        if (begun && past_[begun->event].to == work) add(begun);
    }

    /// The cause is a matter of this component: its own, of a copy, or of a rack that a copy stands on.
    [[nodiscard]] bool concerns_cause(ComponentId id) const;
    [[nodiscard]] std::vector<Prerequisite> list() const { return list_; }

  private:
    static bool connected(const Event& event, bool held) {
        return event.to == State::connected || (held && event.to != State::island);
    }
    [[nodiscard]] bool on_rack(ReplicaId copy, Entity what) const {
        return what.kind == EntityKind::rack &&
               std::ranges::any_of(world_.replicas[copy].racks,
                                   [what](const RackShare& share) { return share.rack.value == what.index; });
    }

    const World& world_;
    const Past& past_;
    const Event& cause_;
    std::vector<Prerequisite> list_;
};

bool Needed::concerns_cause(ComponentId id) const {
    const Entity what = cause_.entity;
    if (what == entity(EntityKind::component, id)) return true;
    return std::ranges::any_of(world_.components[id].replicas, [&](ReplicaId copy) {
        return what == entity(EntityKind::replica, copy) || on_rack(copy, what);
    });
}

void Needed::add_servers(ReplicaId copy) {
    const WorldReplica& described = world_.replicas[copy];
    if (on_rack(copy, cause_.entity)) return;  // the servers are what it waited for
    std::vector<Entity> racks;
    std::vector<double> up;
    for (const RackShare& share : described.racks) {
        racks.push_back(entity(EntityKind::rack, share.rack));
        up.push_back(1.0);
    }
    const double needed = world_.components[described.component].min_servers.value();
    add(past_.ready(racks, [&](const Event& event, bool) {
        double total = 0.0;
        for (std::size_t i = 0; i < racks.size(); ++i) {
            if (racks[i] == event.entity && event.to != State::energised) {
                up[i] =
                    event.to == State::up ? event.value / world_.racks[described.racks[i].rack].servers : 0.0;
            }
            total += up[i] * described.racks[i].servers;
        }
        return total / described.servers + 1e-9 >=
               needed;  // a hair of tolerance: shares are sums of fractions
    }));
}

/// Since when a copy of the component serves at a connected site.
void Needed::add_copies(ComponentId id) {
    const WorldComponent& component = world_.components[id];
    const bool data_decides = component.replication == Replication::quorum || component.ledger ||
                              component.on_partner_loss == PartnerLoss::stall;
    if (data_decides || concerns_cause(id)) return;
    struct Copy {
        Entity copy;
        Entity site;
        bool serves;
        bool connected = true;
    };
    std::vector<Copy> copies;
    std::vector<Entity> entities;
    for (const ReplicaId copy : component.replicas) {
        const WorldReplica& described = world_.replicas[copy];
        copies.push_back({entity(EntityKind::replica, copy), entity(EntityKind::site, described.site),
                          described.role == ReplicaRole::active});
        entities.push_back(copies.back().copy);
        if (std::ranges::find(entities, copies.back().site) == entities.end())
            entities.push_back(copies.back().site);
    }
    add(past_.ready(entities, [&copies](const Event& event, bool) {
        for (Copy& copy : copies) {
            if (copy.copy == event.entity) copy.serves = event.to == State::serving;
            if (copy.site == event.entity) copy.connected = connected(event, copy.connected);
        }
        return std::ranges::any_of(copies, [](const Copy& copy) { return copy.serves && copy.connected; });
    }));
}

void add_for_component(const LetIn& let_in, ComponentId id, Needed& needed) {
    const WorldComponent& component = let_in.world.components[id];
    const bool by_people = component.failover != FailoverMode::automatic;
    switch (let_in.step.to) {
        case State::serving:
            if (let_in.step.from != State::unavailable) return;
            needed.add_available(component.needs);
            needed.add_copies(id);
            return;
        case State::failing_over:
            needed.add_tools(component.needs_to_fail_over);
            if (!by_people)
                return;  // automation and people may both be at it: the log does not tell whose work it is
            if (let_in.step.from == State::failing_over) {
                needed.add_own_begin(let_in.step.entity, let_in.step.to);
            } else {
                needed.add_decision();
            }
            return;
        case State::rebuilding:
            needed.add_decision();
            needed.add_available(component.needs_to_start);
            return;
        case State::growing:
            needed.add_decision();
            return;
        default:
            return;
    }
}

void add_for_copy(const LetIn& let_in, ReplicaId id, Needed& needed) {
    const WorldReplica& copy = let_in.world.replicas[id];
    const State to = let_in.step.to;
    if (to != State::starting && to != State::bootstrapping) return;
    if (let_in.step.from == State::starting) {
        needed.add_own_begin(let_in.step.entity, let_in.step.to);
        return;
    }
    if (to == State::starting) needed.add_available(let_in.world.components[copy.component].needs_to_start);
    needed.add_servers(id);
    needed.add_site(copy.site);
}

}  // namespace

std::vector<Prerequisite> service_prerequisites(const LetIn& let_in) {
    Needed needed{let_in};
    const Entity what = let_in.step.entity;
    if (what.kind == EntityKind::component) add_for_component(let_in, ComponentId{what.index}, needed);
    if (what.kind == EntityKind::replica) add_for_copy(let_in, ReplicaId{what.index}, needed);
    return needed.list();
}

std::vector<Prerequisite> function_prerequisites(const LetIn& let_in, FunctionId function, Level level) {
    Needed needed{let_in};
    const WorldFunction& described = let_in.world.functions[function];
    std::vector<ComponentId> needs = described.needs;
    for (const WorldSoftNeed& soft : described.degraded_without) {
        if (!reaches(soft.served_without.value(), level)) needs.push_back(soft.component);
    }
    needed.add_available(needs);
    return needed.list();
}

}  // namespace firebreak::metrics

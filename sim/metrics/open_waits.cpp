// A descent along what is missing at the end of the log.
#include "metrics/open_waits.hpp"

#include <algorithm>
#include <set>

#include "metrics/prerequisites.hpp"

namespace firebreak::metrics {
namespace {

class Descent {
  public:
    Descent(const World& world, const LogIndex& index, const ObservationLog& log)
        : world_{world}, log_{log}, index_{index}, end_{log.end}, past_{index, EventId{}, log.end} {}

    void function(FunctionId id, Level level);
    [[nodiscard]] std::vector<OpenWait> list() const { return list_; }

  private:
    void add(Entity what, Missing missing, Layer layer, std::optional<Ready> since = std::nullopt) {
        OpenWait wait{what, missing, layer, EventId{}, ignition_instant};
        if (!since) since = past_.last(what);
        if (since) {
            wait.event = since->event;
            wait.since = since->at;
        }
        list_.push_back(wait);
    }
    [[nodiscard]] std::optional<State> state(Entity what) const {
        const auto last = past_.last(what);
        if (!last) return std::nullopt;
        return index_[last->event].to;
    }
    [[nodiscard]] bool available(ComponentId id) const {
        return past_.stretch({entity(EntityKind::component, id)}, available_after).holds;
    }
    [[nodiscard]] bool connected(SiteId site) const {
        return state(entity(EntityKind::site, site)) != State::island;
    }
    [[nodiscard]] bool started(ReplicaId id) const {
        const auto now = state(entity(EntityKind::replica, id));
        return !now || now == State::serving || now == State::standby;
    }
    [[nodiscard]] bool ever(Entity what, State to) const {
        return std::ranges::any_of(index_.of(what),
                                   [&](EventId id) { return index_[id].to == to && index_[id].at <= end_; });
    }
    [[nodiscard]] double servers_up(ReplicaId id) const;
    [[nodiscard]] bool data_gone(ComponentId id) const;
    [[nodiscard]] std::optional<ComponentId> missing_of(const std::vector<ComponentId>& list) const;
    [[nodiscard]] ReplicaId nearest(const WorldComponent& component) const;

    void component(ComponentId id);
    bool work_under_way(ComponentId id);
    void failover(ComponentId id);
    void copy(ReplicaId id);
    void servers(ReplicaId id);
    void rack(RackId id);
    void power(const std::vector<CableId>& feeds);

    const World& world_;
    const ObservationLog& log_;
    const LogIndex& index_;
    Instant end_;
    Past past_;
    std::set<ComponentId> seen_;
    std::vector<OpenWait> list_;
};

double Descent::servers_up(ReplicaId id) const {
    const WorldReplica& replica = world_.replicas[id];
    double up = 0.0;
    for (const RackShare& share : replica.racks) {
        double ratio = 1.0;
        for (const EventId event : index_.of(entity(EntityKind::rack, share.rack))) {
            if (index_[event].at > end_ || index_[event].to == State::energised) continue;
            ratio =
                index_[event].to == State::up ? index_[event].value / world_.racks[share.rack].servers : 0.0;
        }
        up += ratio * share.servers;
    }
    return replica.servers > 0 ? up / replica.servers : 1.0;
}

/// Its whole history was put down as lost; or every copy stood on too many servers that were written off, and
/// nothing brings the data back.
bool Descent::data_gone(ComponentId id) const {
    const WorldComponent& component = world_.components[id];
    if (component.rebuildable) return false;
    const bool put_down = std::ranges::any_of(log_.losses, [&](const DataLoss& loss) {
        return loss.component == id && component.data_history > Seconds{0.0} &&
               loss.age >= component.data_history;
    });
    if (put_down) return true;
    const bool has_data = component.write_rate.value() > 0.0 || component.data.value() > 0.0;
    if (!has_data || component.backup) return false;
    return std::ranges::none_of(component.replicas, [&](ReplicaId copy) {
        double kept = 0.0, all = 0.0;
        for (const RackShare& share : world_.replicas[copy].racks) {
            all += share.servers;
            if (!ever(entity(EntityKind::rack, share.rack), State::ordered)) kept += share.servers;
        }
        return kept > 0.0 && kept + 1e-9 >= component.min_servers.value() * all;
    });
}

std::optional<ComponentId> Descent::missing_of(const std::vector<ComponentId>& list) const {
    const auto found = std::ranges::find_if(list, [this](ComponentId id) { return !available(id); });
    if (found == list.end()) return std::nullopt;
    return *found;
}

/// The copy with most of its servers, of equals one whose work has begun.
ReplicaId Descent::nearest(const WorldComponent& component) const {
    const auto progress = [this](ReplicaId id) {
        const auto now = state(entity(EntityKind::replica, id));
        return std::pair{now == State::starting || now == State::bootstrapping, servers_up(id)};
    };
    return *std::ranges::max_element(component.replicas, {}, progress);
}

void Descent::function(FunctionId id, Level level) {
    const WorldFunction& described = world_.functions[id];
    std::vector<ComponentId> needs = described.needs;
    for (const WorldSoftNeed& soft : described.degraded_without) {
        if (!reaches(soft.served_without.value(), level)) needs.push_back(soft.component);
    }
    if (const auto missing = missing_of(needs)) return component(*missing);
    const ServiceLevel* last = nullptr;
    for (const ServiceLevel& change : log_.levels) {
        if (change.function == id && change.at <= end_) last = &change;
    }
    if (last == nullptr || !reaches(last->served, level))
        return add(entity(EntityKind::demand, id), Missing::capacity, Layer::service);
    add(entity(EntityKind::function, id), Missing::hold, Layer::service, Ready{last->cause, last->at});
}

void Descent::component(ComponentId id) {
    const Entity what = entity(EntityKind::component, id);
    const bool again = !seen_.insert(id).second;
    add(what, again ? Missing::itself : Missing::component, Layer::tooling);
    if (again || work_under_way(id)) return;
    if (data_gone(id)) return add(what, Missing::data, Layer::tooling);
    const WorldComponent& described = world_.components[id];
    const auto usable = [this](ReplicaId copy) {
        return started(copy) && connected(world_.replicas[copy].site);
    };
    const bool serves = std::ranges::any_of(described.replicas, [&](ReplicaId copy) {
        return usable(copy) &&
               state(entity(EntityKind::replica, copy)).value_or(State::serving) == State::serving &&
               (world_.replicas[copy].role == ReplicaRole::active ||
                state(entity(EntityKind::replica, copy)) == State::serving);
    });
    if (serves) {
        if (const auto missing = missing_of(described.needs)) return component(*missing);
        return add(what, described.replication == Replication::quorum ? Missing::majority : Missing::partner,
                   Layer::tooling);
    }
    if (std::ranges::any_of(described.replicas, usable)) return failover(id);
    if (!described.replicas.empty()) copy(nearest(described));
}

/// A way back that has begun and not ended: whoever waits, waits for that.
bool Descent::work_under_way(ComponentId id) {
    const Entity what = entity(EntityKind::component, id);
    std::optional<Ready> work;
    for (const EventId event : index_.of(what)) {
        if (index_[event].at > end_) continue;
        switch (index_[event].to) {
            case State::failing_over:
            case State::rebuilding:
            case State::restoring:
            case State::growing:
            case State::reconciling:
                work = Ready{event, index_[event].at};
                break;
            case State::called_off:
            case State::serving:
            case State::normal:
                work.reset();
                break;
            default:
                break;
        }
    }
    if (!work) return false;
    const State doing = index_[work->event].to;
    const bool by_people =
        doing == State::failing_over || doing == State::rebuilding || doing == State::growing;
    add(what, Missing::work, by_people ? Layer::people : Layer::tooling, work);
    return true;
}

/// A usable copy is there, and nobody has sent the traffic to it.
void Descent::failover(ComponentId id) {
    const WorldComponent& described = world_.components[id];
    const Entity what = entity(EntityKind::component, id);
    if (described.failover == FailoverMode::none) return add(what, Missing::failover, Layer::tooling);
    if (described.failover == FailoverMode::automatic) {
        if (const auto tool = missing_of(described.needs_to_fail_over)) return component(*tool);
    }
    const Entity people{EntityKind::organisation, 0};
    if (!ever(people, State::decided)) return add(people, Missing::decision, Layer::people);
    if (described.replication == Replication::quorum) return add(what, Missing::majority, Layer::tooling);
    add(what, Missing::engineer, Layer::people);
}

void Descent::copy(ReplicaId id) {
    const WorldReplica& replica = world_.replicas[id];
    const WorldComponent& described = world_.components[replica.component];
    const Entity what = entity(EntityKind::replica, id);
    const auto now = state(what);
    if (now == State::starting || now == State::bootstrapping) return add(what, Missing::work, Layer::people);
    if (servers_up(id) + 1e-9 < described.min_servers.value()) return servers(id);
    if (!connected(replica.site))
        return add(entity(EntityKind::site, replica.site), Missing::connection, Layer::network);
    if (started(id)) return add(what, Missing::majority, Layer::tooling);
    if (const auto need = missing_of(described.needs_to_start)) return component(*need);
    add(what, Missing::engineer, Layer::people);
}

/// The rack that is furthest behind: the copy needs it, or one like it.
void Descent::servers(ReplicaId id) {
    const WorldReplica& replica = world_.replicas[id];
    add(entity(EntityKind::replica, id), Missing::servers, Layer::servers);
    std::optional<RackId> behind;
    Instant since = Instant::max();
    for (const RackShare& share : replica.racks) {
        const auto last = past_.last(entity(EntityKind::rack, share.rack));
        if (!last || index_[last->event].to == State::up || last->at >= since) continue;
        behind = share.rack;
        since = last->at;
    }
    if (behind) rack(*behind);
}

void Descent::rack(RackId id) {
    const Entity what = entity(EntityKind::rack, id);
    const State now = state(what).value_or(State::up);
    if (now == State::ordered) return add(what, Missing::delivery, Layer::servers);
    if (now == State::waiting) {
        const auto tool = world_.boots_servers;
        add(what, Missing::hands, Layer::servers);
        if (tool && !available(*tool) && !seen_.contains(*tool)) component(*tool);
        return;
    }
    if (now != State::dark) return add(what, Missing::work, Layer::servers);
    const WorldRow& row = world_.rows[world_.racks[id].row];
    const Entity row_entity = entity(EntityKind::row, world_.racks[id].row);
    const auto row_state = state(row_entity);
    if (!row_state || row_state == State::energised) return add(what, Missing::work, Layer::servers);
    add(row_entity, Missing::power, Layer::power);
    const auto room = entity(EntityKind::fire, world_.ignition_room.value_or(RoomId{0}));
    if (world_.ignition_room && !ever(room, State::cleared))
        return add(room, Missing::release, Layer::access);
    power(row.feeds);
}

/// The first damaged or opened part above; supplies that are merely dark lead further up.
void Descent::power(const std::vector<CableId>& feeds) {
    std::vector<CableId> open = feeds;
    std::set<std::uint32_t> seen;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const Entity cable = entity(EntityKind::cable, open[i]);
        if (state(cable) == State::damaged) return add(cable, Missing::repair, Layer::access);
        const PowerNodeId from = world_.cables[open[i]].from;
        if (!seen.insert(from.value).second) continue;
        const Entity node = entity(EntityKind::power_node, from);
        if (state(node) == State::damaged) return add(node, Missing::repair, Layer::access);
        if (state(node) == State::isolated) return add(node, Missing::switching, Layer::power);
        std::ranges::copy(world_.power[from].inputs, std::back_inserter(open));
    }
}

}  // namespace

std::vector<OpenWait> open_waits(const World& world, const LogIndex& index, const ObservationLog& log,
                                 FunctionId function, Level level) {
    Descent descent{world, index, log};
    descent.function(function, level);
    return descent.list();
}

}  // namespace firebreak::metrics

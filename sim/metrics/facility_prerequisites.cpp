// Racks, lineups, feeds and sites: readiness, clearance, repair, live inputs.
#include <algorithm>

#include "metrics/prerequisites.hpp"

namespace firebreak::metrics {
namespace {

class Facility {
  public:
    explicit Facility(const LetIn& let_in)
        : let_in_{let_in},
          world_{let_in.world},
          past_{let_in.past},
          step_{let_in.step},
          cause_{let_in.cause()} {}

    std::vector<Prerequisite> list() {
        switch (step_.entity.kind) {
            case EntityKind::rack:
                add_for_rack(RackId{step_.entity.index});
                break;
            case EntityKind::power_node:
            case EntityKind::row:
            case EntityKind::cooling:
                add_for_power();
                break;
            case EntityKind::cable:
                add_for_repair();
                break;
            case EntityKind::site:
                if (step_.to == State::connected) add_for_site(SiteId{step_.entity.index});
                break;
            default:
                break;
        }
        return list_;
    }

  private:
    void add(const std::optional<Ready>& found) {
        if (found) list_.push_back({*found, found->event});
    }
    void add_for_rack(RackId id);
    void add_power(RackId id);
    void add_for_power();
    void add_for_switch_on();
    void add_for_repair();
    void add_of_fire(State what);
    [[nodiscard]] bool cleared_once() const;
    [[nodiscard]] bool supply_was_cut(PowerNodeId node) const;
    void add_feeds(const std::vector<CableId>& feeds, int needed);
    void add_cooling(RoomId room);
    void add_for_site(SiteId site);
    /// Since when `what` is no longer in the state `off`, which it leaves for normal.
    void add_end_of(Entity what, State off) {
        add(past_.ready({what}, [off](const Event& event, bool held) {
            if (event.to == off) return false;
            return held || (event.from == off && event.to == State::normal);
        }));
    }

    const LetIn& let_in_;
    const World& world_;
    const Past& past_;
    const Event& step_;
    const Event& cause_;
    std::vector<Prerequisite> list_;
};

/// A rack that stands in a queue says since when it has been ready; one that starts at once does not.
void Facility::add_for_rack(RackId id) {
    const bool queued = step_.from == State::waiting || step_.from == State::soiled;
    if (step_.to == State::racking) {
        // Delivery is no event: only what else was there by then can be dated.
        add_end_of(entity(EntityKind::room, world_.rows[world_.racks[id].row].room), State::damaged);
        return;
    }
    if (step_.to != State::booting && step_.to != State::cleaning && step_.to != State::waiting &&
        step_.to != State::soiled)
        return;
    if (queued) {
        const auto ready = past_.last(step_.entity);
        if (ready && past_[ready->event].to == step_.from) {
            const EventId why = past_[ready->event].cause;
            const EntityKind kind = why.valid() ? past_[why].entity.kind : EntityKind::rack;
            const bool powered = kind == EntityKind::row || kind == EntityKind::room;
            list_.push_back({*ready, powered ? why : ready->event});
        }
    } else if (step_.from == State::dark) {
        add_power(id);
    }
    const auto& tool = world_.boots_servers;
    if (step_.to != State::booting || !tool) return;
    add(past_.ready({entity(EntityKind::component, *tool)}, available_after));
}

void Facility::add_power(RackId id) {
    const RowId row = world_.racks[id].row;
    add(past_.ready({entity(EntityKind::row, row)}, [](const Event& event, bool held) {
        return event.to == State::energised || (held && event.to != State::dark);
    }));
    add_end_of(entity(EntityKind::room, world_.rows[row].room), State::wet);
}

void Facility::add_for_power() {
    if (step_.from == State::isolated && step_.to == State::normal) return add_for_switch_on();
    const Entity what = step_.entity;
    if (step_.from == State::damaged && step_.to == State::normal) return add_for_repair();
    if (what.kind == EntityKind::cooling) {
        if (step_.to != State::running) return;
        add_feeds(world_.cooling[CoolingId{what.index}].feeds, 1);
        add_end_of(what, State::stopped);
        for (const State harm : {State::isolated, State::damaged, State::wet}) add_end_of(what, harm);
        return;
    }
    if (step_.to != State::energised) return;
    add_end_of(what, State::isolated);
    if (what.kind == EntityKind::row) {
        add_feeds(world_.rows[RowId{what.index}].feeds, 1);
        add_cooling(world_.rows[RowId{what.index}].room);
    } else {
        for (const State harm : {State::damaged, State::wet, State::too_hot}) add_end_of(what, harm);
        const WorldPowerNode& node = world_.power[PowerNodeId{what.index}];
        add_feeds(node.inputs, node.inputs_needed);
    }
}

/// What burnt waits for the repair and the clearance, other damage for the clearance alone.
void Facility::add_for_repair() {
    const bool burnt = step_.entity.kind == EntityKind::cable || cause_.to == State::repaired;
    if (step_.from != State::damaged || step_.to != State::normal || !burnt || !cleared_once()) return;
    add_of_fire(State::cleared);
    if (cause_.to == State::cleared) add_of_fire(State::repaired);
}

/// One lineup after the other by a crew; those on a burnt supply after the repair.
void Facility::add_for_switch_on() {
    const bool pdu = step_.entity.kind == EntityKind::power_node &&
                     world_.power[PowerNodeId{step_.entity.index}].kind == PowerKind::pdu;
    if ((!pdu && step_.entity.kind != EntityKind::row) || !cleared_once()) return;
    add_of_fire(State::cleared);
    if (pdu && supply_was_cut(PowerNodeId{step_.entity.index})) add_of_fire(State::repaired);
    if (cause_.to != State::repaired || world_.response.crews.facility != 1) return;
    std::optional<Ready> before;
    for (const PowerNodeId node : world_.power.keys()) {
        if (world_.power[node].kind != PowerKind::pdu) continue;
        const auto on =
            past_.ready({entity(EntityKind::power_node, node)}, [](const Event& event, bool held) {
                return event.to != State::isolated && (held || event.from == State::isolated);
            });
        if (on && (!before || on->event > before->event)) before = on;
    }
    add(before);
}

bool Facility::supply_was_cut(PowerNodeId node) const {
    const auto& inputs = world_.power[node].inputs;
    return !inputs.empty() && std::ranges::all_of(inputs, [this](CableId cable) {
        bool cut = false;
        (void)past_.stretch({entity(EntityKind::cable, cable)}, [&cut](const Event& event, bool) {
            cut = cut || event.to == State::damaged;
            return true;
        });
        return cut;
    });
}

/// After a leak the building is cleared twice, and the log does not tell which of the two a step waited for.
bool Facility::cleared_once() const {
    if (!world_.ignition_room) return false;
    int times = 0;
    (void)past_.stretch({entity(EntityKind::fire, *world_.ignition_room)},
                        [&times](const Event& event, bool) {
                            times += event.to == State::cleared ? 1 : 0;
                            return true;
                        });
    return times == 1;
}

/// What comes after the fire in the room where it began: clearance, repair.
void Facility::add_of_fire(State what) {
    add(past_.ready({entity(EntityKind::fire, *world_.ignition_room)}, [what](const Event& event, bool held) {
        return event.to == what || (held && event.to != State::burning);
    }));
}

void Facility::add_feeds(const std::vector<CableId>& feeds, int needed) {
    struct Feed {
        Entity cable;
        Entity from;
        bool whole = true;
        bool live = true;
    };
    std::vector<Feed> list;
    std::vector<Entity> entities;
    for (const CableId id : feeds) {
        const PowerNodeId from = world_.cables[id].from;
        if (world_.power[from].kind == PowerKind::generator) return;  // whether it stood by is not in the log
        list.push_back({entity(EntityKind::cable, id), entity(EntityKind::power_node, from)});
        entities.push_back(list.back().cable);
        if (std::ranges::find(entities, list.back().from) == entities.end())
            entities.push_back(list.back().from);
    }
    if (std::ranges::find(entities, cause_.entity) != entities.end())
        return;  // the feeds are what it waited for
    add(past_.ready(entities, [&list, needed](const Event& event, bool) {
        int live = 0;
        for (Feed& feed : list) {
            if (feed.cable == event.entity && event.to == State::damaged) feed.whole = false;
            if (feed.cable == event.entity && event.to == State::normal) feed.whole = true;
            if (feed.from == event.entity) {
                if (event.to == State::energised || event.to == State::on_battery) feed.live = true;
                if (event.to == State::dark || event.to == State::stopped) feed.live = false;
            }
            live += feed.whole && feed.live ? 1 : 0;
        }
        return live >= needed;
    }));
}

/// A row waits until its room is cooled.
void Facility::add_cooling(RoomId room) {
    std::vector<Entity> units;
    for (const CoolingId id : world_.cooling.keys()) {
        const auto& serves = world_.cooling[id].serves;
        if (std::ranges::find(serves, room) != serves.end()) units.push_back(entity(EntityKind::cooling, id));
    }
    if (units.empty() || std::ranges::find(units, cause_.entity) != units.end()) return;
    std::vector<char> runs(units.size(), 1);
    add(past_.ready(units, [&](const Event& event, bool) {
        const auto place = static_cast<std::size_t>(std::ranges::find(units, event.entity) - units.begin());
        if (event.to == State::running || (event.to == State::stopped && event.from == State::running))
            runs[place] = event.to == State::running;
        return std::ranges::find(runs, 1) != runs.end();
    }));
}

void Facility::add_for_site(SiteId site) {
    for (const DeviceKind kind : {DeviceKind::border, DeviceKind::core}) {
        std::vector<Entity> devices;
        for (const DeviceId id : world_.devices.keys()) {
            const WorldDevice& device = world_.devices[id];
            if (device.site == site && device.kind == kind) devices.push_back(entity(EntityKind::device, id));
        }
        if (std::ranges::find(devices, cause_.entity) != devices.end()) continue;
        std::vector<char> runs(devices.size(), 1);
        add(past_.ready(devices, [&](const Event& event, bool) {
            for (std::size_t i = 0; i < devices.size(); ++i) {
                const bool turns = event.from == State::running || event.to == State::running;
                if (devices[i] == event.entity && turns) runs[i] = event.to == State::running;
            }
            return std::ranges::find(runs, 1) != runs.end();
        }));
    }
}

}  // namespace

std::vector<Prerequisite> facility_prerequisites(const LetIn& let_in) {
    return Facility{let_in}.list();
}

}  // namespace firebreak::metrics

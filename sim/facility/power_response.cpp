// Turns of the graph become changes in the journal; loads and plans follow once an instant is complete.
#include "facility/power_response.hpp"

#include <algorithm>

#include "facility/equipment.hpp"

namespace firebreak::facility {
namespace {

Entity node_entity(PowerNodeId node) {
    return entity(EntityKind::power_node, node);
}

const PowerGraph::Listener nobody = [](Entity, State, State, Entity) {};

}  // namespace

PowerResponse::PowerResponse(const World& world, const Draws& draws, Journal& journal, Agenda& agenda,
                             Turned turned)
    : world_{world},
      draws_{draws},
      journal_{journal},
      agenda_{agenda},
      graph_{world},
      loads_{world},
      batteries_{world, draws},
      generators_{world, draws},
      listener_{[this, turned = std::move(turned)](Entity what, State from, State to, Entity parent) {
          const ChangeRef cause = journal_.last(parent);
          if (what.kind == EntityKind::power_node) {
              journal_.add(what, from, to, cause);
          } else {
              turned(what, to == State::energised || to == State::running, cause);
          }
      }} {
    engine_.assign(world.power.size(), {});
    for (const PowerNodeId id : world.power.keys()) {
        const WorldPowerNode& node = world.power[id];
        if (node.kind == PowerKind::ups && node.battery_autonomy > Ticks{0}) ups_.push_back(id);
        if (node.capacity.value() > 0.0) limited_.push_back(id);
    }
}

void PowerResponse::accept_as_steady(const Consumption& consumption) {
    loads_.update(graph_, consumption);
    loads_.accept_as_steady();
}

void PowerResponse::apply(const StateChange& change, ChangeRef ref) {
    journal_.note(change.entity, ref);
    switch (change.entity.kind) {
        case EntityKind::power_node:
        case EntityKind::row:
        case EntityKind::cooling:
        case EntityKind::device:
            return apply_harm(change);
        case EntityKind::cable: {
            const bool back = change.to == State::normal;
            if (change.to == State::damaged || back) graph_.set_cut(CableId{change.entity.index}, !back, listener_);
            return;
        }
        case EntityKind::fire:
            if (change.to != State::burning) return;
            return lose_batteries(
                [&](const WorldPowerNode& node) { return node.battery_room == RoomId{change.entity.index}; }, ref);
        case EntityKind::room:
            if (change.to != State::wet && change.to != State::damaged && change.to != State::heated) return;
            return lose_batteries(
                [&](const WorldPowerNode& node) { return node.battery_room == RoomId{change.entity.index}; }, ref);
        case EntityKind::zone:
            if (change.to != State::isolated) return;
            // A battery that ends in the zone is cut off from its UPS outside, and nobody closes it in haste.
            return lose_batteries(
                [&](const WorldPowerNode& node) {
                    return node.battery_room.valid() &&
                           world_.rooms[node.battery_room].zone == ZoneId{change.entity.index} &&
                           world_.rooms[node.room].zone != ZoneId{change.entity.index};
                },
                ref);
        default:
            return;
    }
}

void PowerResponse::lose_batteries(const std::function<bool(const WorldPowerNode&)>& which, ChangeRef cause) {
    for (const PowerNodeId node : ups_) {
        if (!which(world_.power[node])) continue;
        journal_.note(node_entity(node), cause);
        graph_.lose_battery(node, listener_);
    }
}

/// A cut, damage, water or heat that comes to something, or is over.
void PowerResponse::apply_harm(const StateChange& change) {
    const bool back = change.to == State::normal;
    const State harm = back ? change.from : change.to;
    if (!keeps_off(harm) || (!back && change.from != State::normal)) return;
    if (change.entity.kind == EntityKind::power_node) {
        const PowerNodeId node{change.entity.index};
        if (back && graph_.tripped(node)) reset(node);
        // It comes back on bypass or on rented equipment: without its reserve.
        if (harm == State::damaged && world_.power[node].kind == PowerKind::ups) graph_.lose_battery(node, listener_);
    }
    graph_.set_off(change.entity, harm, !back, listener_);
}

void PowerResponse::set_too_hot(Entity what, bool hot, ChangeRef cause) {
    journal_.note(what, cause);
    graph_.set_off(what, State::too_hot, hot, listener_);
}

void PowerResponse::battery_empty(PowerNodeId node, ChangeRef cause) {
    journal_.note(node_entity(node), cause);
    graph_.battery_empty(node, listener_);
}

void PowerResponse::generator_ready(PowerNodeId set, ChangeRef cause) {
    const bool starts = generators_.starts(set);
    turn_engine(set, starts ? State::energised : State::stopped, cause);
    if (!starts) return;
    const Ticks left = runs_for(set);
    if (left < to_ticks(Hours{1e5}))
        agenda_.make(Plan::generator_stop, set.value, journal_.now() + left, journal_.last(node_entity(set)));
}

void PowerResponse::generator_stops(PowerNodeId set, ChangeRef cause) {
    turn_engine(set, State::stopped, cause);
}

/// From the start of its present run: until it fails or its tank is empty.
Ticks PowerResponse::runs_for(PowerNodeId set) const {
    const Engine& engine = engine_[set];
    const Ticks lasts = generators_.lasts(set, engine.runs - 1);
    const Ticks tank = world_.power[set].fuel;
    return tank > Ticks{0} ? std::min(lasts, std::max(Ticks{0}, tank - engine.burnt)) : lasts;
}

void PowerResponse::turn_engine(PowerNodeId set, State to, ChangeRef cause) {
    Engine& engine = engine_[set];
    journal_.note(node_entity(set), cause);
    if (engine.state == State::energised) {
        engine.burnt += journal_.now() - engine.since;
        agenda_.drop(Plan::generator_stop, set.value);
    }
    if (to == State::energised) {
        ++engine.runs;
        engine.since = journal_.now();
    }
    engine.state = to;
    graph_.set_generator(set, to, listener_);
}

void PowerResponse::overload_trip(PowerNodeId node, ChangeRef cause) {
    journal_.note(node_entity(node), cause);
    graph_.set_tripped(node, true, listener_);
    const Ticks crew = draws_.duration(world_.parameters.facility.trip_reset, "facility.trip_reset",
                                       world_.power[node].name);
    agenda_.make(Plan::trip_reset, node.value, journal_.now() + crew, journal_.last(node_entity(node)));
}

void PowerResponse::crew_ready(PowerNodeId node) {
    if (graph_.tripped(node)) resettable_.push_back(node);
}

void PowerResponse::reset(PowerNodeId node) {
    agenda_.drop(Plan::trip_reset, node.value);
    std::erase(resettable_, node);
    graph_.set_tripped(node, false, listener_);
}

bool PowerResponse::settle(const Consumption& consumption) {
    call_generators();
    loads_.update(graph_, consumption);
    review_batteries();
    review_overloads();
    return reset_tripped(consumption);
}

void PowerResponse::call_generators() {
    if (generators_.sets().empty()) return;
    generators_.review(graph_, loads_.downstream());
    for (const PowerNodeId set : generators_.sets()) {
        const PowerNodeId caller = generators_.caller(set);
        const State engine = engine_[set].state;
        if (engine == State::standby && caller.valid() && graph_.closed(set)) {
            turn_engine(set, State::starting, journal_.last(node_entity(caller)));
            agenda_.make(Plan::generator_ready, set.value, journal_.now() + generators_.delay(set),
                         journal_.last(node_entity(set)));
        } else if (!caller.valid() && (engine == State::starting || engine == State::energised)) {
            agenda_.drop(Plan::generator_ready, set.value);
            turn_engine(set, State::standby, journal_.trigger());
        }
    }
}

void PowerResponse::review_batteries() {
    for (const PowerNodeId node : ups_) {
        const State state = graph_.state(node);
        if (state == State::on_battery) {
            if (batteries_.carries(node, loads_[node])) continue;
            const Ticks left = batteries_.discharge(node, loads_[node], journal_.now());
            if (left == Ticks::max()) {
                agenda_.drop(Plan::battery_empty, node.value);
            } else {
                agenda_.make(Plan::battery_empty, node.value, journal_.now() + left,
                             journal_.last(node_entity(node)));
            }
            continue;
        }
        agenda_.drop(Plan::battery_empty, node.value);
        if (state == State::energised) {
            batteries_.charge(node, journal_.now());
            graph_.battery_charged(node);
        } else {
            batteries_.rest(node, journal_.now());
        }
    }
}

void PowerResponse::review_overloads() {
    for (const PowerNodeId node : limited_) {
        if (!graph_.live(node) || !loads_.overloaded(node)) {
            agenda_.drop(Plan::overload_trip, node.value);
        } else if (!agenda_.has(Plan::overload_trip, node.value)) {
            const Ticks holds = draws_.duration(world_.parameters.facility.overload_trip,
                                                "facility.overload_trip", world_.power[node].name);
            agenda_.make(Plan::overload_trip, node.value, journal_.now() + holds, journal_.trigger());
        }
    }
}

bool PowerResponse::bears(const std::vector<PowerNodeId>& closing, Consumption consumption) const {
    PowerGraph graph = graph_;
    for (const PowerNodeId node : closing) graph.set_tripped(node, false, nobody);
    for (const RowId row : world_.rows.keys()) {
        consumption.row_on[row] = graph.live(row) && !consumption.row_hot[row];
        for (SoloRacks& group : consumption.cords[row]) group.on = graph.live(group.feed);
    }
    PowerLoads loads = loads_;
    loads.update(graph, consumption);
    return std::none_of(limited_.begin(), limited_.end(),
                        [&](PowerNodeId node) { return loads.overloaded(node) && !loads_.overloaded(node); });
}

bool PowerResponse::reset_tripped(const Consumption& consumption) {
    if (resettable_.empty()) return false;
    std::vector<PowerNodeId> closing;
    if (bears(resettable_, consumption)) {
        closing = resettable_;
    } else {
        for (const PowerNodeId node : resettable_) {
            closing.push_back(node);
            if (!bears(closing, consumption)) closing.pop_back();
        }
    }
    for (const PowerNodeId node : closing) {
        journal_.note(node_entity(node), journal_.trigger());
        reset(node);
    }
    return !closing.empty();
}

}  // namespace firebreak::facility

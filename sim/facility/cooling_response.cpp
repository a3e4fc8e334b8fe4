// Units first, then the heat that they leave in the rooms.
#include "facility/cooling_response.hpp"

#include <algorithm>

#include "facility/equipment.hpp"

namespace firebreak::facility {
namespace {

/// Times are whole microseconds: at the planned instant a threshold is met but for this.
constexpr Kelvins rounding{1e-3};

Entity unit_entity(CoolingId unit) {
    return entity(EntityKind::cooling, unit);
}

}  // namespace

CoolingResponse::CoolingResponse(const World& world, const Draws& draws, Journal& journal, Agenda& agenda)
    : world_{world}, draws_{draws}, journal_{journal}, agenda_{agenda}, plant_{world}, heat_{world, draws} {
    cause_.assign(world.cooling.size(), StateChange::no_cause);
    inhibited_.assign(world.cooling.size(), 0);
    heats_from_.assign(world.rows.size(), Instant::min());
    stopped_.assign(world.rooms.size(), StateChange::no_cause);
    readied_.assign(world.rooms.size(), StateChange::no_cause);
    Table<RoomId, std::size_t> place;
    place.assign(world.rooms.size(), static_cast<std::size_t>(-1));
    for (const RowId row : world.rows.keys()) {
        const RoomId room = world.rows[row].room;
        if (!plant_.has_units(room)) continue;
        if (place[room] == static_cast<std::size_t>(-1)) {
            place[room] = halls_.size();
            halls_.emplace_back().room = room;
        }
        halls_[place[room]].rows.push_back(row);
    }
    for (Hall& hall : halls_) {
        for (const Entity what : equipment_in(world, hall.room)) {
            const bool ups = what.kind == EntityKind::power_node && world.power[PowerNodeId{what.index}].kind == PowerKind::ups;
            if (ups || what.kind == EntityKind::device) hall.electronics.push_back({what});
        }
    }
}

void CoolingResponse::apply(const StateChange& change, ChangeRef ref) {
    if (change.entity.kind != EntityKind::cooling) return;
    const bool stopped = change.to == State::stopped;
    if (!stopped && change.to != State::normal) return;
    const CoolingId unit{change.entity.index};
    inhibited_[unit] = stopped;
    plant_.set_inhibited(unit, stopped);
    cause_[unit] = ref;
}

ChangeRef CoolingResponse::cause_of(const CoolingPlant::Turn& turn, const PowerGraph& graph) const {
    const bool by_itself = !turn.able && (!graph.live(turn.unit) || inhibited_[turn.unit]);
    ChangeRef cause = turn.able || by_itself ? cause_[turn.unit] : StateChange::no_cause;
    if (!by_itself) {
        for (const CoolingId plant : world_.cooling[turn.unit].plant) {
            if (plant_.running(plant) == turn.able)
                cause = journal_.later(cause, journal_.last(unit_entity(plant)));
        }
    }
    return cause == StateChange::no_cause ? journal_.trigger() : cause;
}

void CoolingResponse::settle_units(const PowerGraph& graph) {
    const FacilityParameters& parameters = world_.parameters.facility;
    for (const CoolingPlant::Turn& turn : plant_.review(graph)) {
        const ChangeRef cause = cause_of(turn, graph);
        if (turn.able) {
            const std::string& name = world_.cooling[turn.unit].name;
            const Ticks restart =
                plant_.is_plant(turn.unit)
                    ? draws_.duration(parameters.chiller_restart, "facility.chiller_restart", name)
                    : draws_.duration(parameters.fan_restart, "facility.fan_restart", name);
            agenda_.make(Plan::unit_start, turn.unit.value, journal_.now() + restart, cause);
            for (const RoomId room : world_.cooling[turn.unit].serves) readied_[room] = cause;
        } else {
            agenda_.drop(Plan::unit_start, turn.unit.value);
            if (!turn.was_running) continue;
            const ChangeRef ref = journal_.add(unit_entity(turn.unit), State::running, State::stopped, cause);
            for (const RoomId room : world_.cooling[turn.unit].serves) stopped_[room] = ref;
        }
    }
}

void CoolingResponse::unit_starts(CoolingId unit, ChangeRef cause) {
    plant_.start(unit);
    const ChangeRef ref = journal_.add(unit_entity(unit), State::stopped, State::running, cause);
    journal_.set_trigger(ref);
}

void CoolingResponse::row_energised(RowId row, ChangeRef cause) {
    if (!plant_.has_units(world_.rows[row].room)) return;
    heats_from_[row] = journal_.now() + draws_.duration(world_.parameters.servers.boot, "facility.row_boot",
                                                        world_.rows[row].name);
    agenda_.make(Plan::row_heats, row.value, heats_from_[row], cause);
}

bool CoolingResponse::bears(RowId row, const Consumption& consumption) const {
    const RoomId room = world_.rows[row].room;
    if (!plant_.has_units(room)) return true;
    Watts load = world_.rows[row].load;
    for (const RowId other : world_.rows.keys()) {
        if (other != row && world_.rows[other].room == room) load += consumption.of(world_, other);
    }
    const Watts capacity = plant_.capacity_at_speed(room);
    return capacity.value() > 0.0 && capacity.value() * (1.0 + 1e-9) >= load.value();
}

CoolingResponse::Hall& CoolingResponse::hall_of(RoomId room) {
    const auto hall = std::find_if(halls_.begin(), halls_.end(), [&](const Hall& h) { return h.room == room; });
    FIREBREAK_ASSERT(hall != halls_.end(), "only rooms with rows and cooling units overheat");
    return *hall;
}

void CoolingResponse::mark_too_hot(Hall& hall, ChangeRef cause) {
    if (hall.too_hot) return;
    journal_.add(entity(EntityKind::room, hall.room), State::normal, State::too_hot, cause);
    hall.too_hot = true;
}

CoolingResponse::Turned CoolingResponse::overheat(RoomId room, ChangeRef cause, const PowerGraph& graph, Consumption& consumption) {
    Hall& hall = hall_of(room);
    Turned turned;
    const Kelvins rise = heat_.rise(room, journal_.now()) + rounding;
    for (std::size_t i = 0; i < hall.rows.size(); ++i) {
        const RowId row = hall.rows[i];
        if (!heats(row, consumption) || hall.thresholds[i] > rise) continue;
        mark_too_hot(hall, cause);
        consumption.row_hot[row] = 1;
        turned.rows.push_back(row);
    }
    for (Electronics& device : hall.electronics) {
        if (device.hot || device.threshold > rise || !graph.live(device.what)) continue;
        mark_too_hot(hall, cause);
        device.hot = true;
        journal_.add(device.what, State::normal, State::too_hot, journal_.last(entity(EntityKind::room, room)));
        turned.electronics.push_back(device.what);
    }
    if (!turned.electronics.empty()) {
        const Ticks crew = draws_.duration(world_.parameters.facility.trip_reset, "facility.heat_reset", world_.rooms[room].name);
        agenda_.make(Plan::room_reset, room.value, journal_.now() + crew, journal_.last(entity(EntityKind::room, room)));
    }
    if (hall.too_hot) journal_.set_trigger(journal_.last(entity(EntityKind::room, room)));
    return turned;
}

void CoolingResponse::cool_electronics(Hall& hall, Turned& turned) {
    for (Electronics& device : hall.electronics) {
        if (!device.hot) continue;
        device.hot = false;
        journal_.add(device.what, State::too_hot, State::normal, journal_.trigger());
        turned.electronics.push_back(device.what);
    }
    agenda_.drop(Plan::room_reset, hall.room.value);
}

CoolingResponse::Turned CoolingResponse::reset(RoomId room) {
    Hall& hall = hall_of(room);
    Turned turned;
    if (hall.shortfall.value() > 0.0) {
        const Ticks crew = draws_.duration(world_.parameters.facility.trip_reset, "facility.heat_reset", world_.rooms[room].name);
        agenda_.make(Plan::room_reset, room.value, journal_.now() + std::max(crew, Ticks{std::chrono::minutes{1}}), journal_.trigger());
    } else {
        cool_electronics(hall, turned);
    }
    return turned;
}

CoolingResponse::Turned CoolingResponse::release(const PowerGraph& graph, Consumption& consumption) {
    Turned turned;
    for (Hall& hall : halls_) {
        Watts spare = plant_.capacity(hall.room);
        if (!hall.too_hot || spare.value() <= 0.0) continue;
        for (const RowId row : hall.rows) {
            if (graph.live(row) && !consumption.row_hot[row]) spare = spare - world_.rows[row].load;
        }
        if (spare.value() >= 0.0) cool_electronics(hall, turned);
        bool any_hot = false;
        for (const RowId row : hall.rows) {
            if (!consumption.row_hot[row]) continue;
            if (world_.rows[row].load > spare) {
                any_hot = true;
                continue;
            }
            spare = spare - world_.rows[row].load;
            consumption.row_hot[row] = 0;
            turned.rows.push_back(row);
        }
        if (any_hot) continue;
        hall.too_hot = false;
        journal_.add(entity(EntityKind::room, hall.room), State::too_hot, State::normal, journal_.trigger());
    }
    return turned;
}

void CoolingResponse::settle_heat(const PowerGraph& graph, const Consumption& consumption) {
    for (Hall& hall : halls_) {
        const Watts capacity = plant_.capacity(hall.room);
        Watts load{0.0};
        double racks = 0.0;
        for (const RowId row : hall.rows) {
            const Watts drawn = consumption.of(world_, row);
            if (drawn.value() <= 0.0 || !heats(row, consumption)) continue;
            load += drawn;
            racks += static_cast<double>(world_.rows[row].racks.size()) * (drawn / world_.rows[row].load);
        }
        const bool suffices = capacity.value() > 0.0 && capacity.value() * (1.0 + 1e-9) >= load.value();
        if (suffices) {
            if (hall.warming) heat_.cool(hall.room, journal_.now());
            if (hall.warming) agenda_.drop(Plan::room_hot, hall.room.value);
            hall.warming = false;
            hall.shortfall = Watts{0.0};
            continue;
        }
        const Watts shortfall = racks > 0.0 ? (load - capacity) * (1.0 / racks) : Watts{0.0};
        if (!hall.warming) hall.cause = journal_.later(journal_.trigger(), stopped_[hall.room]);
        if (!hall.warming || shortfall != hall.shortfall) heat_.heat(hall.room, shortfall, journal_.now());
        hall.warming = true;
        hall.shortfall = shortfall;
        plan_shutdown(hall, graph, consumption);
    }
}

void CoolingResponse::draw_thresholds(Hall& hall) {
    if (!hall.thresholds.empty()) return;
    for (const RowId row : hall.rows) hall.thresholds.push_back(heat_.threshold(world_.rows[row].name));
    for (Electronics& device : hall.electronics) device.threshold = heat_.threshold(name_of(world_, device.what));
}

void CoolingResponse::plan_shutdown(Hall& hall, const PowerGraph& graph, const Consumption& consumption) {
    if (hall.shortfall.value() <= 0.0) return agenda_.drop(Plan::room_hot, hall.room.value);
    draw_thresholds(hall);
    Kelvins first{1e9};
    for (std::size_t i = 0; i < hall.rows.size(); ++i) {
        if (heats(hall.rows[i], consumption)) first = std::min(first, hall.thresholds[i]);
    }
    for (const Electronics& device : hall.electronics) {
        if (!device.hot && graph.live(device.what)) first = std::min(first, device.threshold);
    }
    agenda_.drop(Plan::room_hot, hall.room.value);
    const Ticks left = heat_.time_to(hall.room, first);
    if (left != Ticks::max()) {
        const Instant at = std::max(journal_.now(), heat_.since(hall.room) + left);
        agenda_.make(Plan::room_hot, hall.room.value, at, hall.cause);
    }
}

}  // namespace firebreak::facility

// Moves along the curve of the present load.
#include "facility/room_heat.hpp"

#include <algorithm>

namespace firebreak::facility {

RoomHeat::RoomHeat(const World& world, const Draws& draws)
    : world_{world},
      draws_{draws},
      rack_{.air = JoulesPerKelvin{world.parameters.facility.rack_air_kj_per_k * 1e3},
            .solid = JoulesPerKelvin{world.parameters.facility.rack_solid_kj_per_k * 1e3},
            .coupling = WattsPerKelvin{world.parameters.facility.rack_exchange_w_per_k}} {
    air_.assign(world.rooms.size(), Air{});
}

Kelvins RoomHeat::rise(RoomId room, Instant now) const {
    const Air& air = air_[room];
    if (air.load.value() <= 0.0) return air.rise;
    return air_rise(rack_, air.load, air.on_curve + seconds_of(now - air.since));
}

void RoomHeat::heat(RoomId room, Watts shortfall, Instant now) {
    const Kelvins reached = rise(room, now);
    const Seconds on_curve = shortfall.value() > 0.0 ? time_of_rise(rack_, shortfall, reached) : Seconds{0.0};
    air_[room] = {reached, shortfall, on_curve, now};
}

void RoomHeat::cool(RoomId room, Instant now) {
    air_[room] = {Kelvins{0.0}, Watts{0.0}, Seconds{0.0}, now};
}

Kelvins RoomHeat::threshold(const std::string& name) const {
    const FacilityParameters& parameters = world_.parameters.facility;
    const double inlet_c =
        draws_.number(parameters.shutdown_inlet_c, "facility.shutdown_inlet", name);
    return Kelvins{std::max(0.0, inlet_c - parameters.supply_air_c)};
}

Ticks RoomHeat::time_to(RoomId room, Kelvins rise) const {
    const Air& air = air_[room];
    if (rise <= air.rise) return Ticks{0};
    if (air.load.value() <= 0.0) return Ticks::max();
    const Seconds left = time_of_rise(rack_, air.load, rise) - air.on_curve;
    return left < Hours{1e5} ? std::max(Ticks{0}, to_ticks(left)) : Ticks::max();
}

}  // namespace firebreak::facility

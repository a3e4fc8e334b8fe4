// One draw for the person, one for the way.
#include "hazard/staff.hpp"

#include <algorithm>
#include <cmath>

#include "core/night.hpp"

namespace firebreak::hazard {
namespace {

/// Of the people who are there by day.
constexpr double night_share = 1.0 / 3.0;

}  // namespace

Ticks until_somebody_is_there(const World& world, const Draws& draws) {
    const Crews& crews = world.response.crews;
    const double by_day = std::round(crews.technicians_on_site.value() * crews.technicians);
    const double people = is_night(world.ignition_local_hour) ? by_day * night_share : by_day;
    const std::string& room = world.rooms[*world.ignition_room].name;
    if (draws.happens(Probability{std::min(1.0, people)}, "fire.somebody_on_site", room)) return Ticks{0};
    return draws.duration(world.parameters.people.travel, "fire.travel_to_fire", room);
}

}  // namespace firebreak::hazard

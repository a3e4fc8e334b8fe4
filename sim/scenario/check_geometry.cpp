// Checks of geometry: openings that the walls have room for, racks that the floor has room for, light that is in time.
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

/// Footprint of one rack, 0.6 m x 1.2 m, aisles apart.
constexpr double rack_m2 = 0.72;

/// Walls of a square room of this floor, as the fire's models take it.
double walls_m2(const Room& room) {
    return 4.0 * std::sqrt(room.area.value()) * room.height.value();
}

}  // namespace

void Checks::geometry() {
    for (const Site& site : scenario_.layout.sites) {
        const std::string place = "/layout/sites/" + site.id + "/rooms/";
        std::map<std::string, std::int64_t> racks;
        for (const Row& row : site.rows) racks[row.room] += row.racks;
        for (const Room& room : site.rooms) {
            openings(room, place + room.id);
            const auto stands = static_cast<double>(racks[room.id]);
            if (stands * rack_m2 <= room.area.value()) continue;
            add({place + room.id + "/area_m2",
                 fmt::format("{} racks need {:.4g} m2 without any aisle, and the room has {:.4g} m2", stands, stands * rack_m2,
                             room.area.value()),
                 "a fire heats a room of this area: say how large it is", false, Severity::warning});
        }
    }
    for (const WanLink& link : scenario_.layout.wan) distance(link, "/layout/wan/" + link.id);
}

void Checks::openings(const Room& room, const std::string& place) {
    const double opening = room.opening_area.value();
    if (opening <= 0.0) return;
    if (opening > walls_m2(room)) {
        add({place + "/opening_area_m2",
             fmt::format("openings of {:.4g} m2 in walls of {:.4g} m2 ({:.4g} m2 of floor, {:.4g} m high)", opening,
                         walls_m2(room), room.area.value(), room.height.value()),
             "less, or 0 for a closed room; area_m2 and height_m say how large its walls are"});
    }
    if (room.opening_height > room.height) {
        add({place + "/opening_height_m",
             fmt::format("an opening {:.4g} m high in a room of {:.4g} m", room.opening_height.value(), room.height.value()),
             "at most height_m"});
    }
}

void Checks::distance(const WanLink& link, const std::string& place) {
    if (!link.distance || link.latency == WanLink{}.latency) return;
    constexpr double light_in_fibre_m_per_s = 2.0e8;
    const double needed_ms = link.distance->value() / light_in_fibre_m_per_s * 1e3;
    const double said_ms = link.latency.count() * 1e3;
    if (said_ms >= needed_ms) return;
    add({place + "/latency_ms",
         fmt::format("{:.4g} ms, and light in fibre needs {:.4g} ms for {:.4g} km", said_ms, needed_ms, link.distance->value() / 1e3),
         "where distance_km is given, the latency follows from it and this is not used", false, Severity::warning});
}

}  // namespace firebreak::scenario

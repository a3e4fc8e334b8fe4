// How long light takes through a cable between two sites.
//
// Model card
//   one way = n L / c,  round trip = 2 n L / c;  WAN link: n r D / c + g
//   L: length of fibre (m); n: group index of silica at 1550 nm, 1.4675; c: 299,792,458 m/s;
//   D: distance as the crow flies (m); r: route factor 1.5 (1.2 to 2.0 in practice);
//   g: amplifiers, transponders and routers, 0.3 ms one way (0.1 to 0.5)
//   Source: c by definition, n from fibre data sheets (9.79 us of round trip a km); r, g: operators'
//   practice. Valid: a terrestrial or sea cable. Leaves out: protection switching onto a longer route, queues
//   in routers, microwave links. Worked number: 100 km of fibre, 0.979 ms round trip. Checked by verification
//   row 27.
#pragma once

#include "firebreak/units.hpp"

namespace firebreak {

/// One way through `length` of fibre, without any equipment.
[[nodiscard]] inline Seconds fibre_delay(Metres length) {
    constexpr double group_index = 1.4675;
    constexpr double light_m_per_s = 299'792'458.0;
    return Seconds{group_index * length.value() / light_m_per_s};
}

/// One way between two sites `distance` apart, as the crow flies.
[[nodiscard]] inline Seconds wan_latency(Metres distance) {
    constexpr double route_factor = 1.5;
    constexpr Seconds equipment{0.3e-3};
    return fibre_delay(distance * route_factor) + equipment;
}

}  // namespace firebreak

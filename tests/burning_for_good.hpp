// A world in which a given room burns, is lost, and is never given back: beside what `check` says of the room.
#pragma once

#include "amounts.hpp"
#include "firebreak/world.hpp"

namespace firebreak::test {

/// A fire that heats its room at once, is followed by the power cut, and is never cleared.
inline World burning_for_good(World world, RoomId room) {
    world.ignition_room = room;
    world.observed.detection = always(Seconds{1.0});
    world.observed.feeds_lost = always(Seconds{0.0});
    world.observed.cables_lost = always(Seconds{0.0});
    world.observed.isolation = always(Minutes{5.0});
    world.observed.controlled = always(Hours{9.0});
    world.observed.extinguished = always(Hours{10.0});
    world.parameters.damage.electronics_damage_c = always_number(21.0);
    world.parameters.restoration.clearance = always(Hours{1e5});
    world.parameters.fire.re_ignition = Probability{0.0};
    world.parameters.fire.leak_isolation = Probability{0.0};
    return world;
}

}  // namespace firebreak::test

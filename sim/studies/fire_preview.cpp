// Hazard timelines alone: no engine is made.
#include "studies/fire_preview.hpp"

#include <algorithm>

#include "hazard/timeline.hpp"

namespace firebreak::studies {
namespace {

bool cuts(const StateChange& change) {
    return change.to == State::isolated;
}

/// Something that a server or its users would notice.
bool has_effect(const StateChange& change) {
    switch (change.entity.kind) {
        case EntityKind::row:
        case EntityKind::rack:
            return change.to == State::dark;
        case EntityKind::site:
            return change.to == State::island;
        case EntityKind::room:
            return change.to == State::damaged || change.to == State::soiled || change.to == State::wet ||
                   change.to == State::too_hot;
        default:
            return false;
    }
}

}  // namespace

FirePreview preview_fires(const World& described, RoomId room, std::uint64_t seed, int fires) {
    World world = described;
    world.ignition_room = room;
    FirePreview preview{fires, 0, 0};
    for (int i = 0; i < fires; ++i) {
        const auto changes = hazard::build_timeline(world, Draws{seed, static_cast<std::uint32_t>(i)}).changes;
        preview.without_cut += std::none_of(changes.begin(), changes.end(), cuts) ? 1 : 0;
        preview.without_effect += std::none_of(changes.begin(), changes.end(), has_effect) ? 1 : 0;
    }
    return preview;
}

std::vector<RoomId> rooms_with_effect(const World& world, RoomId room, std::uint64_t seed, int fires) {
    std::vector<RoomId> found;
    for (const RoomId other : world.rooms.keys()) {
        if (world.rooms[other].site != world.rooms[room].site) continue;
        if (2 * preview_fires(world, other, seed, fires).without_effect < fires) found.push_back(other);
    }
    return found;
}

}  // namespace firebreak::studies

// Earliest ignition first, so that a room is lit by whoever reaches it first.
#include "hazard/outbreak.hpp"

#include <queue>
#include <set>
#include <tuple>

namespace firebreak::hazard {
namespace {

struct Spark {
    Instant at;
    RoomId room;
    std::size_t from;
    bool operator>(const Spark& other) const { return std::tie(at, room) > std::tie(other.at, other.room); }
};

}  // namespace

std::vector<BurningRoom> follow_outbreak(const World& world, const Origin& origin, const Draws& draws) {
    std::vector<BurningRoom> rooms;
    std::set<RoomId> lit{origin.room};
    std::priority_queue<Spark, std::vector<Spark>, std::greater<>> sparks;
    const auto burn = [&](BurningRoom room, const Hindrance& hindrance) {
        room.history = follow_fire(world, room.room, room.fire, hindrance, draws);
        for (const Breach& breach : room.history.breaches) {
            sparks.push({room.ignited + to_ticks(breach.at), breach.to, rooms.size()});
        }
        rooms.push_back(std::move(room));
    };
    burn({origin.room, ignition_instant, 0, origin.fire, {}}, origin.hindrance);
    while (!sparks.empty()) {
        const Spark spark = sparks.top();
        sparks.pop();
        if (spark.at >= origin.controlled || !lit.insert(spark.room).second) continue;
        burn({spark.room, spark.at, spark.from, draw_room_fire(world, spark.room, draws), {}},
             {.end = seconds_of(origin.controlled - spark.at), .sprayed = std::nullopt});
    }
    return rooms;
}

}  // namespace firebreak::hazard

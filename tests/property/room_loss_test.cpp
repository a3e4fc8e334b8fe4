// What `check` says a room takes down is what a run shows whose fire takes that room and whose people never get it
// back. Both ways, over random worlds. Excepted, because no run of one fire shows it: rooms where nothing gets hot
// enough to be lost (the fire ends in its cells), which are left out of the comparison.
#include <set>

#include "burning_for_good.hpp"
#include "hazard/timeline.hpp"
#include "property.hpp"
#include "random_world.hpp"
#include "studies/room_loss.hpp"

namespace firebreak {
namespace {

using namespace test;

/// Supplies with little to spare, so that what moves to them may trip them.
void limit_supplies(World& world, std::uint64_t luck) {
    const Draws draws{luck, 0};
    for (WorldPowerNode& node : world.power) {
        if (node.kind == PowerKind::utility || draws.uniform("limited", node.name) < 0.5) continue;
        node.capacity = Watts{6e3 * (0.5 + 4.0 * draws.uniform("capacity", node.name))};
    }
}

struct Outcome {
    std::set<FunctionId> lost;
    std::set<studies::ShortFunction> short_of;
    bool operator==(const Outcome&) const = default;
};

Outcome outcome(const studies::RoomLoss& loss) {
    return {{loss.lost.begin(), loss.lost.end()}, {loss.short_of.begin(), loss.short_of.end()}};
}

bool becomes(const HazardTimeline& timeline, Entity what, State state) {
    return std::any_of(timeline.changes.begin(), timeline.changes.end(),
                       [&](const StateChange& change) { return change.entity == what && change.to == state; });
}

TEST_CASE("what check says a room takes down is what a run without the room shows") {
    int compared = 0, felt = 0;
    holds("check agrees with runs", [&](const std::vector<std::uint8_t>& genes, std::uint64_t seed) {
        World world = studies::without_bad_luck(RandomWorld{genes}.world());
        limit_supplies(world, seed);
        const auto losses = studies::lose_each_room(world, Draws{seed, 0});
        for (const RoomId room : world.rooms.keys()) {
            const World burning = burning_for_good(world, room);
            const HazardTimeline timeline = hazard::build_timeline(burning, Draws{seed, 0});
            if (!becomes(timeline, entity(EntityKind::room, room), State::damaged)) continue;
            const studies::RoomLoss run = studies::outcome_of(burning, room, play(burning, timeline, seed));
            Outcome said;
            for (const studies::RoomLoss& loss : losses) {
                if (loss.room == room) said = outcome(loss);
            }
            ++compared;
            felt += said.lost.empty() ? 0 : 1;
            if (said != outcome(run)) {
                RC_LOG() << "room " << world.rooms[room].name << ": said lost " << said.lost.size() << ", short "
                         << said.short_of.size() << "; run lost " << run.lost.size() << ", short " << run.short_of.size() << '\n';
                RC_FAIL("check and run disagree");
            }
        }
    });
    // A comparison of nothing would agree as well.
    CHECK(compared > 300);
    CHECK(felt > 100);
    CHECK(felt < compared);
}

}  // namespace
}  // namespace firebreak

// What each room takes down: the engine itself, played on the room's loss.
#pragma once

#include <vector>

#include "firebreak/observation.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::studies {

/// Why a component that a function needs does not come back.
enum class Barred {
    no_copy,        ///< nowhere do enough of its servers run and reach their users
    no_majority,    ///< a quorum of its copies does not
    stalled,        ///< a synchronous copy waits for its partner
    no_failover,    ///< another copy runs, and nothing moves the traffic to it
    stays_down,     ///< another copy runs, and still it does not answer: closed books, say
};

struct LostComponent {
    ComponentId component;
    Barred why = Barred::no_copy;
    auto operator<=>(const LostComponent&) const = default;
};

struct ShortFunction {
    FunctionId function;
    int served_pct = 0;  ///< at its worst hour, rounded down
    auto operator<=>(const ShortFunction&) const = default;
};

/// A component that moves to another copy by hand, because a tool of its failover is lost with the room.
struct WithoutTool {
    ComponentId component;
    ComponentId tool;
    auto operator<=>(const WithoutTool&) const = default;
};

/// What is missing while a room stays lost and everybody has done what can be done.
struct RoomLoss {
    RoomId room;
    std::vector<FunctionId> lost;           ///< not served at any hour
    std::vector<LostComponent> components;  ///< that lost functions need, and that are not down for their own needs
    std::vector<ShortFunction> short_of;    ///< served in part; functions too small without any loss are left out
    std::vector<WithoutTool> by_hand;

    [[nodiscard]] bool harmless() const { return lost.empty() && short_of.empty() && by_hand.empty(); }
};

/// How long people get to bring back what can be brought back without the room.
inline constexpr Ticks room_loss_horizon = std::chrono::hours{24 * 30};

/// The same world as `lose_each_room` plays it: a long horizon, and no bad luck beside the room: generators start and
/// run until their tank is dry, and backups restore.
[[nodiscard]] World without_bad_luck(World world);

/// The outcome of a log at its end: the last day counts, at every hour of it.
[[nodiscard]] RoomLoss outcome_of(const World& world, RoomId room, const ObservationLog& log);

/// Model card. For each room of the layout: `facility::lose_room` says what goes dark for good, and the engine (the one
///   without contention) plays what servers, copies and people make of it for `room_loss_horizon`; what is not served
///   in its last 24 hours is lost. One draw of everything that has a spread (`luck`): times move within the horizon,
///   and outcomes only where several components race for the last spare servers of a site. Source: the rules of a run, none of its own. Valid where work ends within the horizon; leaves out what
///   `lose_room` does.
/// Rooms whose loss is harmless are not listed.
[[nodiscard]] std::vector<RoomLoss> lose_each_room(const World& world, const Draws& luck = {1, 0});

}  // namespace firebreak::studies

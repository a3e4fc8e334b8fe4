// How warm the air in each room has become, under a load and a shortfall that change.
#pragma once

#include "facility/heat_up.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Rise of a room's air above the supply temperature.
///
/// Model card. While the cooling falls short by S = P - K > 0 (P load of the racks that are on, K heat
///   removed, W), each of the n racks heats its air like `air_rise` (heat_up.hpp) under S / n. When S / n
///   changes, the curve of the new load goes on from the rise already reached. A row switches off at a
///   rise of T - T_0: T shutdown temperature, drawn for each row, T_0 supply temperature; so do the UPS and
///   network devices in the room, which protect themselves by their inlet temperature like servers (judgement,
///   low confidence). Once the cooling suffices again the air is back at T_0.
/// Source: two-node balance; thresholds from server manuals. Valid for equal racks and steps of the load.
/// Leaves out the heat that the solids still hold when the cooling returns, differences inside a room,
/// throttling, faster server fans, and what has no such protection: switchgear, lineups, generators and cooling
/// units bear the air at which the last row has switched off.
/// Worked number: 5 kW a rack, no cooling, 22 K: 180 s.
class RoomHeat {
  public:
    RoomHeat(const World& world, const Draws& draws);

    /// From `now` on the racks of `room` heat with `shortfall` each; 0 keeps the rise that was reached.
    void heat(RoomId room, Watts shortfall, Instant now);
    /// The cooling suffices.
    void cool(RoomId room, Instant now);

    [[nodiscard]] Kelvins rise(RoomId room, Instant now) const;
    /// Rise at which a row, UPS or device switches off.
    [[nodiscard]] Kelvins threshold(const std::string& name) const;
    [[nodiscard]] Instant since(RoomId room) const { return air_[room].since; }
    /// Time from `since`, the last call of `heat` or `cool`, until the rise is `rise`; Ticks::max() if it
    /// never is.
    [[nodiscard]] Ticks time_to(RoomId room, Kelvins rise) const;

  private:
    struct Air {
        Kelvins rise{};  ///< at `since`
        Watts load{};
        Seconds on_curve{};  ///< time at which the curve of `load` has that rise
        Instant since = ignition_instant;
    };

    const World& world_;
    const Draws& draws_;
    RackHeat rack_;
    Table<RoomId, Air> air_;
};

}  // namespace firebreak::facility

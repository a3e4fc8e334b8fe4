// How many lineups a supply can switch on at once.
#pragma once

#include <vector>

#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::facility {

/// Lineups of equal load, switched on in waves behind one supply.
struct StagedStart {
    Watts supply_limit{};        ///< what the supply bears without tripping
    Watts running{};             ///< what it carries already
    Watts lineup_load{};         ///< of one lineup once it runs, positive
    double inrush_factor = 1.0;  ///< inrush over running load, at least 1; 3 to 5 for server supplies
};

/// How many lineups can be switched on in the same moment; 0 if not even one.
///
/// Model card. n = floor((P_max - P_0) / (f P)); P_max limit, P_0 running load, P one lineup, W; f inrush
///   factor. Source: sum of peaks; f from vendor guides for rack power units (peaks of 20 to 50 ms).
/// Valid for lineups whose peaks coincide (the worst case). Leaves out the magnetising inrush of
/// transformers and the time curves of breakers.
/// Worked number: 1 MW limit, 200 kW running, 50 kW lineups, factor 4: 4 at once; then 200 kW more run, so
/// the next wave has 3.
[[nodiscard]] int simultaneous_starts(const StagedStart& start);

/// Sizes of the waves in which `lineups` (not negative) come back, each wave running before the next;
/// shorter than all of them where the supply is exhausted.
[[nodiscard]] std::vector<int> start_waves(StagedStart start, int lineups);

/// The inrush cap of a site that is switched on lineup by lineup.
///
/// Model card. A lineup (pdu) closes its rows in waves, so that in no supply S with a capacity on the way to
/// it
///   the racks that start in one instant, one of each row of the wave, peak above C_S (1 + s): per wave at
///   most `simultaneous_starts` rows, at least one (a breaker lets a peak of milliseconds pass rather than
///   keep a building dark). A row takes (racks - 1) x outlet delay, then the next wave follows; the lineup
///   counts as on when its last wave begins. C_S capacity, s overload margin; running load: what was switched
///   on before behind S, lineups that never went off included. Source: as `simultaneous_starts`; sequenced
///   outlets of rack power units. Valid for sequenced outlets. Leaves out second feeds of rows that run
///   already (they take over load without a peak), cooling, and generators that pick up a site at once.
/// Worked number: 6 rows of 2 racks of 6 kW behind 100 kW (+ 10 %), factor 4: floor(110 / 24) = 4 rows, then
/// the
///   other 2 one outlet delay later. With outlets in sequence a supply that bears the load of a row bears its
///   peak too, unless the row has fewer racks than the factor: the cap costs seconds, and the steps minutes.
/// Test: inrush_test.cpp.
class InrushCap {
  public:
    /// `off`: the lineups that will be switched on.
    InrushCap(const World& world, const Draws& draws, const std::vector<PowerNodeId>& off);

    /// Switches `lineup` on; the time between its first wave and its last.
    [[nodiscard]] Ticks close(PowerNodeId lineup);

  private:
    [[nodiscard]] std::size_t rows_at_once(PowerNodeId lineup, Watts rack) const;
    void run(PowerNodeId lineup, Watts load);

    const World& world_;
    const Draws& draws_;
    double factor_ = 1.0;
    bool limited_ = false;  ///< some supply has a capacity
    Table<PowerNodeId, std::vector<PowerNodeId>>
        supplies_;                                 ///< of each lineup: those with a capacity, itself included
    Table<PowerNodeId, std::vector<RowId>> rows_;  ///< of each lineup
    Table<PowerNodeId, double> running_w_;
    Table<RowId, char> row_on_;
};

}  // namespace firebreak::facility

// Smoke: faster than fire, and enough to stop fans and soil servers.
#pragma once

#include <optional>

#include "hazard/outbreak.hpp"

namespace firebreak::hazard {

/// What smoke does to one room; empty: it does not.
struct SmokeEffect {
    std::optional<Instant> alarm;   ///< concentration reaches the room's alarm level
    double dose_g_s_per_m3 = 0.0;   ///< soot concentration times time
};

/// Spreads soot from the burning rooms until `until` over all rooms of the site.
///
/// Model card. V_i dc_i/dt = S_i + sum_j q_ij (c_j - c_i) - n_i V_i c_i
///   c soot concentration, g/m3; V volume, m3; S soot released, g/s (yield x heat release); q_ij exchange
///   through barriers (leakage x the smaller volume; an open door's flow through open doors and shared
///   voids), and between rooms of one air system (their air changes); n fresh air changes.
/// Explicit steps of 60 s, each exchange limited to half of the smaller volume, which keeps concentrations
/// positive and mass conserved. Source: well-mixed multi-zone transport, as CFAST's trace species
/// (verification row 8: two rooms of equal volume end with half each). Valid for the slow part of smoke
/// spread. Left out: buoyancy, stairwells, deposition, filters.
[[nodiscard]] Table<RoomId, SmokeEffect> spread_smoke(const World& world, const std::vector<BurningRoom>& fire, Instant until,
                                                      const Draws& draws);

}  // namespace firebreak::hazard

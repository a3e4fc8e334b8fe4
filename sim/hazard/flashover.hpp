// The heat release at which everything in a room takes fire, and the most that its openings can feed.
#pragma once

#include "hazard/layer_temperature.hpp"

namespace firebreak::hazard {

struct VentedRoom {
    VentilationFactor ventilation{};
    SquareMetres enclosure{};        ///< walls, ceiling and floor without the openings
    HeatTransferCoefficient loss{};  ///< needed by MQH only
};

/// Heat release needed for flashover, by three correlations, and the most that openings let burn.
///
/// Model card. MQH: 610 sqrt(h_k A_T A sqrt(H)); Babrauskas: 750 A sqrt(H);
///   Thomas: 7.8 A_T + 378 A sqrt(H); ventilation limit: 1500 A sqrt(H). All in kW.
///   A sqrt(H) ventilation factor, m^(5/2); A_T enclosure, m2; h_k loss coefficient, kW/(m2 K).
/// Source: McCaffrey, Quintiere, Harkleroad 1981; Babrauskas 1980; Thomas 1981; NUREG-1805 chapter 13.
/// Valid for rooms of ordinary shape with openings in walls; a layer at 500 to 600 C, or 20 kW/m2 at
/// the floor, is what they mean by flashover. They disagree by a factor of two: use them as a band.
/// Leaves out rooms without openings: there the oxygen decides (oxygen.hpp).
/// Worked number: A_T 45 m2, opening 2.1 m2 x 2.1 m, h_k 30 W/(m2 K): 1236, 2282, 1501 kW; limit
/// 4565 kW. Verification row 3.
[[nodiscard]] Watts flashover_mqh(const VentedRoom& room);
[[nodiscard]] Watts flashover_babrauskas(VentilationFactor ventilation);
[[nodiscard]] Watts flashover_thomas(const VentedRoom& room);
[[nodiscard]] Watts ventilation_limit(VentilationFactor ventilation);

/// Smallest and largest of the correlations that apply, and a place between them (0 the smallest).
///
/// MQH and Thomas always apply; Babrauskas, who leaves out what the walls take, only up to A_T / (A sqrt(H))
/// = 65 m^(-1/2), the largest of the rooms behind it (handbooks, from memory). A hall of 3300 m2 with one
/// door would otherwise flash over at 3 MW, which does not even warm its ceiling.
struct FlashoverBand {
    Watts min{};
    Watts max{};
    [[nodiscard]] Watts at(Ratio place) const { return min + (max - min) * place.value(); }
};

/// `room.ventilation` positive.
[[nodiscard]] FlashoverBand flashover_band(const VentedRoom& room);

}  // namespace firebreak::hazard

// How hot a room with a fire in it gets: with openings, closed, and perfectly sealed.
#pragma once

#include <span>

#include "core/thermal_units.hpp"

namespace firebreak::hazard {

/// Heat lost through the room's surfaces, W/(m2 K).
using HeatTransferCoefficient = Quantity<struct HeatTransferCoefficientTag>;
/// Area of the openings times the root of their height, m^(5/2): how much air they let in.
using VentilationFactor = Quantity<struct VentilationFactorTag>;

/// What walls, ceiling and floor are made of. All values positive.
struct Lining {
    double conductivity_w_per_mk = 0.0;
    double density_kg_per_m3 = 0.0;
    double specific_heat_j_per_kgk = 0.0;
    Metres thickness{};
};

/// An opening in a wall.
struct Vent {
    SquareMetres area{};
    Metres height{};
};

/// Heat has crossed the lining after this time: t_p = (rho c / k) (d / 2)^2.
[[nodiscard]] Seconds penetration_time(const Lining& lining);

/// h_k = sqrt(k rho c / t) before the penetration time, k / d after it. `time` positive.
[[nodiscard]] HeatTransferCoefficient conduction_loss(const Lining& lining, Seconds time);

/// Sum of A sqrt(H) over the openings; 0 for a closed room.
[[nodiscard]] VentilationFactor ventilation_factor(std::span<const Vent> vents);

struct VentedRoomFire {
    Watts heat_release{};
    VentilationFactor ventilation{};  ///< positive
    SquareMetres enclosure{};         ///< walls, ceiling and floor without the openings, positive
    HeatTransferCoefficient loss{};   ///< positive
};

/// Temperature rise of the hot layer in a room with natural openings.
///
/// Model card. dT = 6.85 [Q^2 / (A sqrt(H) A_T h_k)]^(1/3)
///   dT rise above ambient, K; Q heat release, kW; A sqrt(H) ventilation factor, m^(5/2);
///   A_T enclosure surface, m2; h_k loss coefficient, kW/(m2 K), see `conduction_loss`.
/// (The terms in the bracket multiply; a sum, seen in print, is a mistake.)
/// Source: McCaffrey, Quintiere, Harkleroad 1981 (MQH); NUREG-1805 chapter 2.
/// Valid for rises to about 600 K, fires that get air enough and are away from walls: `mqh_applies`.
/// Leaves out the time in which the layer fills, fans, and the spread of temperature inside the layer.
/// Error against experiments: bias 1.44, standard deviation 0.25 (NUREG-1934): it predicts too hot.
/// Worked number: 500 kW, opening 2.5 m2 x 2 m, A_T 75 m2, h_k 35 W/(m2 K): 205 K.
/// Verification rows 1, 2, 4, 5.
[[nodiscard]] Kelvins mqh_rise(const VentedRoomFire& fire);

/// Whether the fire is inside MQH's range: rise at most 600 K, and air enough for all of it to burn.
[[nodiscard]] bool mqh_applies(const VentedRoomFire& fire);

struct ClosedRoomFire {
    Watts heat_release{};      ///< steady
    CubicMetres volume{};      ///< positive
    SquareMetres enclosure{};  ///< 0 for walls that take no heat
    Lining lining;
};

/// Temperature rise of a closed room with small leaks, `time` after a steady fire began.
///
/// Model card. dT = (2 K2 / K1^2) (K1 sqrt(t) - 1 + exp(-K1 sqrt(t))),
///   K1 = 0.8 A_T sqrt(k rho c) / (m c_p), K2 = Q / (m c_p)
///   m mass of the room's air at 1.2 kg/m3, kg; c_p 1005 J/(kg K); other symbols as for `mqh_rise`.
/// Source: Beyler 1991; NUREG-1805 chapter 2. (A_T is missing in some printings; units demand it.)
/// Valid until the oxygen is used up (oxygen.hpp) and for times below the penetration time.
/// Leaves out layering: one temperature for all the air. Without walls it becomes Q t / (m c_p).
/// Worked number: 100 kW, 5 x 5 x 5 m, 0.2 m concrete, 60 s: 6.9 K (without walls 39.8 K).
[[nodiscard]] Kelvins closed_room_rise(const ClosedRoomFire& fire, Seconds time);

/// Temperature rise of a sealed room whose walls take no heat: dT = E / (m c_v).
/// Model card. E heat released, J; m air at 1.2 kg/m3; c_v 718 J/(kg K). Source: first law. An upper
/// bound, since real walls take most of the heat. Leaves out the fuel's own mass. Verification row 6.
[[nodiscard]] Kelvins sealed_room_rise(Joules released, CubicMetres volume);

/// Overpressure, Pa, of the same room: (gamma - 1) E / V with gamma 1.4. Verification row 6.
[[nodiscard]] double sealed_room_overpressure_pa(Joules released, CubicMetres volume);

}  // namespace firebreak::hazard

// Hot gas under a ceiling, and when it sets off a sprinkler or a heat detector.
#pragma once

#include <optional>

#include "hazard/growth.hpp"

namespace firebreak::hazard {

/// Where a link hangs as the fire sees it. Both positive.
struct JetPoint {
    Metres radius{};  ///< from the plume's axis
    Metres height{};  ///< of the ceiling above the fire's base
};

/// Gas in the ceiling jet of a steady fire: temperature rise and speed.
///
/// Model card. dT = 16.9 Q^(2/3) / H^(5/3) for r / H <= 0.18, else 5.38 (Q / r)^(2/3) / H;
///   u = 0.96 (Q / H)^(1/3) for r / H <= 0.15, else 0.195 Q^(1/3) H^(1/2) / r^(5/6).
///   dT rise above ambient, K; u speed, m/s; Q heat release, kW; H ceiling above the fire, m; r distance
///   from the axis, m.
/// Source: Alpert 1972; NUREG-1805 chapter 11. Valid for flat ceilings without walls near by, before a
/// hot layer forms. Leaves out beams, slopes and air streams of cooling units.
/// Worked number: 1 MW, r 2.5 m, H 3.5 m: 83.45 K, 1.700 m/s. Verification row 16.
[[nodiscard]] Kelvins jet_rise(Watts heat_release, const JetPoint& point);
[[nodiscard]] MetresPerSecond jet_speed(Watts heat_release, const JetPoint& point);

/// Response time index, (m s)^(1/2): below 50 fast, 80 to 350 standard.
using ResponseIndex = Quantity<struct ResponseIndexTag>;

struct HeatLink {
    ResponseIndex index{};  ///< positive
    Celsius activation{};   ///< 57, 68, 74 or 79 C for common sprinklers
};

struct LinkStep {
    Celsius link{};  ///< at the beginning
    Celsius gas{};   ///< mean over the step
    MetresPerSecond speed{};
    ResponseIndex index{};
    Seconds step{};
};

/// The link's temperature after a step in gas of constant temperature and speed (exact for those).
[[nodiscard]] Celsius advanced_link(const LinkStep& step);

struct LinkExposure {
    HeatLink link;
    JetPoint point;
    Celsius ambient{};
    Seconds step{1.0};        ///< of integration, positive
    Seconds horizon{3600.0};  ///< how long to look
};

/// When the ceiling jet of the fire brings the link to its activation temperature; empty if it does
/// not before the horizon. 0 if ambient air would set it off.
///
/// Model card. dT_L / dt = sqrt(u) / RTI (T_g - T_L), T_L(0) = ambient; T_g, u from the ceiling jet of
///   the heat release of the moment. Each step is solved exactly for the gas of its middle; the
///   crossing is interpolated, so that halving the step moves the result by well below 1 %.
///   T_L link, T_g gas temperature, C; RTI response time index, (m s)^(1/2); u gas speed, m/s.
/// Source: Heskestad and Smith 1976; NUREG-1805 chapters 10 and 12. Valid for fires that grow slowly
/// against the time the plume needs to reach the ceiling (some seconds). Leaves out heat lost to the
/// pipe, radiation, and a hot layer around the jet.
/// Worked number: steady 1 MW, r 2.5 m, H 3.5 m, RTI 130, 74 C, ambient 25 C: 88.2 s.
/// Verification rows 11 (a warming room), 16, 17.
[[nodiscard]] std::optional<Seconds> activation_time(const LinkExposure& exposure,
                                                     const HeatReleaseCurve& fire);

}  // namespace firebreak::hazard

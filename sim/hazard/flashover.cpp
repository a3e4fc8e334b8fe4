// Three flashover correlations as a band.
#include "hazard/flashover.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::hazard {
namespace {

/// Enclosure over ventilation factor, m^(-1/2), of the most closed room that Babrauskas looked at.
constexpr double babrauskas_ratio_max = 65.0;

constexpr Watts from_kw(double kilowatts) {
    return Watts{kilowatts * 1e3};
}

}  // namespace

Watts flashover_mqh(const VentedRoom& room) {
    const double loss_kw = room.loss.value() / 1e3;
    return from_kw(610.0 * std::sqrt(loss_kw * room.enclosure.value() * room.ventilation.value()));
}

Watts flashover_babrauskas(VentilationFactor ventilation) {
    return from_kw(750.0 * ventilation.value());
}

Watts flashover_thomas(const VentedRoom& room) {
    return from_kw(7.8 * room.enclosure.value() + 378.0 * room.ventilation.value());
}

Watts ventilation_limit(VentilationFactor ventilation) {
    return from_kw(1500.0 * ventilation.value());
}

FlashoverBand flashover_band(const VentedRoom& room) {
    FIREBREAK_ASSERT(room.ventilation.value() > 0.0, "the correlations are for rooms with openings");
    const auto [low, high] = std::minmax({flashover_mqh(room), flashover_thomas(room)});
    FlashoverBand band{.min = low, .max = high};
    if (room.enclosure.value() <= babrauskas_ratio_max * room.ventilation.value()) {
        band.min = std::min(band.min, flashover_babrauskas(room.ventilation));
        band.max = std::max(band.max, flashover_babrauskas(room.ventilation));
    }
    return band;
}

}  // namespace firebreak::hazard

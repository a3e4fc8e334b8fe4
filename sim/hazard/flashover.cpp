// Three flashover correlations as a band.
#include "hazard/flashover.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::hazard {
namespace {

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
    const auto [min, max] =
        std::minmax({flashover_mqh(room), flashover_babrauskas(room.ventilation), flashover_thomas(room)});
    return {.min = min, .max = max};
}

}  // namespace firebreak::hazard

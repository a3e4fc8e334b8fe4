// Quantities of heat and temperature that the fire and cooling models share.
#pragma once

#include "firebreak/units.hpp"

namespace firebreak {

using Joules = Quantity<struct JoulesTag>;
using Metres = Quantity<struct MetresTag>;
using MetresPerSecond = Quantity<struct MetresPerSecondTag>;
using CubicMetres = Quantity<struct CubicMetresTag>;
using CubicMetresPerSecond = Quantity<struct CubicMetresPerSecondTag>;
using WattsPerSquareMetre = Quantity<struct WattsPerSquareMetreTag>;
using JoulesPerKelvin = Quantity<struct JoulesPerKelvinTag>;
using WattsPerKelvin = Quantity<struct WattsPerKelvinTag>;
/// A temperature difference, K.
using Kelvins = Quantity<struct KelvinsTag>;

constexpr Joules operator*(Watts power, Seconds time) {
    return Joules{power.value() * time.count()};
}
constexpr Seconds operator/(Joules energy, Watts power) {
    return Seconds{energy.value() / power.value()};
}

/// A temperature on the Celsius scale: a point, so that two of them cannot be added.
class Celsius {
  public:
    constexpr Celsius() = default;
    constexpr explicit Celsius(double value) : value_{value} {}
    [[nodiscard]] constexpr double value() const { return value_; }
    constexpr auto operator<=>(const Celsius&) const = default;
    friend constexpr Celsius operator+(Celsius point, Kelvins rise) {
        return Celsius{point.value_ + rise.value()};
    }
    friend constexpr Kelvins operator-(Celsius a, Celsius b) { return Kelvins{a.value_ - b.value_}; }

  private:
    double value_ = 0.0;
};

}  // namespace firebreak

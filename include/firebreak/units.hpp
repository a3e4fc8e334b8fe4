// Time and physical quantities: the unit is in the type, so that minutes cannot be added to watts.
#pragma once

#include <chrono>
#include <cmath>
#include <compare>
#include <cstdint>

#include "firebreak/error.hpp"

namespace firebreak {

/// Durations as models compute them (64-bit floating point).
using Seconds = std::chrono::duration<double>;
using Minutes = std::chrono::duration<double, std::ratio<60>>;
using Hours = std::chrono::duration<double, std::ratio<3600>>;

/// Durations as the calendar counts them: whole microseconds. Integer ticks make sums exact and
/// order-independent, and absorb differences in the last bit of a C library's `log` or `exp`.
using Ticks = std::chrono::duration<std::int64_t, std::micro>;

/// The simulation's clock. It has no `now()`: only an engine knows what time it is.
struct SimClock {
    using duration = Ticks;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<SimClock>;
    static constexpr bool is_steady = true;
};

/// A point in simulated time; the epoch is ignition. Two instants cannot be added.
using Instant = SimClock::time_point;

inline constexpr Instant ignition_instant{};
/// Later than any horizon: "does not happen".
inline constexpr Instant never = Instant::max();

/// Rounds a duration to the nearest tick. Valid for |duration| below 292,000 years.
inline Ticks to_ticks(Seconds duration) { return Ticks{std::llround(duration.count() * 1e6)}; }
inline double hours_of(Ticks duration) { return static_cast<double>(duration.count()) / 3.6e9; }
/// Hours since ignition; negative before it.
inline double hours_of(Instant instant) { return hours_of(instant.time_since_epoch()); }
inline Seconds seconds_of(Ticks duration) { return Seconds{static_cast<double>(duration.count()) * 1e-6}; }

/// A number with a physical dimension named by `Tag`; only the products in use are defined below.
template <class Tag>
class Quantity {
  public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : value_{value} {}
    [[nodiscard]] constexpr double value() const { return value_; }
    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity& operator+=(Quantity other) { value_ += other.value_; return *this; }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{a.value_ + b.value_}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity{a.value_ - b.value_}; }
    friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity{a.value_ * factor}; }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

  private:
    double value_ = 0.0;
};

using Bytes = Quantity<struct BytesTag>;
using BytesPerSecond = Quantity<struct BytesPerSecondTag>;
using Watts = Quantity<struct WattsTag>;
using SquareMetres = Quantity<struct SquareMetresTag>;
using Metres = Quantity<struct MetresTag>;

constexpr Seconds operator/(Bytes size, BytesPerSecond rate) { return Seconds{size.value() / rate.value()}; }
constexpr Bytes operator*(BytesPerSecond rate, Seconds time) { return Bytes{rate.value() * time.count()}; }

/// A share of something, in [0, 1]; anything else is a bug of ours (the reader has checked input).
template <class Tag>
class UnitInterval {
  public:
    constexpr UnitInterval() = default;
    constexpr explicit UnitInterval(double value) : value_{value} {
        FIREBREAK_ASSERT(value >= 0.0 && value <= 1.0, "a ratio or probability lies in [0, 1]");
    }
    [[nodiscard]] constexpr double value() const { return value_; }
    constexpr auto operator<=>(const UnitInterval&) const = default;

  private:
    double value_ = 0.0;
};

using Ratio = UnitInterval<struct RatioTag>;
using Probability = UnitInterval<struct ProbabilityTag>;

}  // namespace firebreak

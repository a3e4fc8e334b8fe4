// From a coordinate in [0, 1] to what stands in the scenario.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/sweep_file.hpp"
#include "scenario/variants.hpp"
#include "sweep/plan.hpp"

namespace firebreak::sweep {

/// Model card
///   range            grid: min + i (max - min) / (steps - 1);   else min + u (max - min)
///   log_range        the same on log(min), log(max)
///   distribution     F^-1(u); a grid: u = (i + 1/2) / steps; Morris: F^-1(0.01 + 0.98 u)
///   levels           the floor(u L)-th of L
///   u: coordinate; i: level. Whole numbers from a range are equally likely: min + floor(u (max - min + 1)).
///   Worked number: log_range 1 to 100, u = 0.5: 10.
class Axis {
  public:
    /// `first_layout`: the number of the axis's first layout among the variants.
    Axis(const scenario::SweepAxis& declared, DesignKind design, std::size_t first_layout);

    /// Of a grid.
    [[nodiscard]] std::size_t levels() const;
    /// Whether two levels of a grid would be the same value.
    [[nodiscard]] bool repeats() const;
    /// Coordinates that reach all levels, or the ends where there are none: what has to be tried.
    [[nodiscard]] std::vector<double> trials() const;
    /// Adds to `change` what the axis does at a coordinate.
    void apply(double coordinate, scenario::Change& change) const;
    /// The value there, as JSON text: a name for layouts and patches.
    [[nodiscard]] std::string setting(double coordinate) const;
    /// Where the file says what happens there.
    [[nodiscard]] std::string place(double coordinate) const;
    [[nodiscard]] const PlanAxis& described() const { return described_; }

  private:
    [[nodiscard]] bool by_levels() const;
    [[nodiscard]] std::size_t level(double coordinate) const;
    [[nodiscard]] double middle(std::size_t level) const;  ///< its coordinate
    [[nodiscard]] double number(double coordinate) const;
    [[nodiscard]] double between(const std::vector<double>& ends, double coordinate) const;

    const scenario::SweepAxis& declared_;
    DesignKind design_;
    std::size_t first_layout_;
    scenario::FieldFacts field_;
    PlanAxis described_;
};

}  // namespace firebreak::sweep

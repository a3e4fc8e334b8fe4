// The distributions as authors write them: {"lognormal": {"median": 60, "sigma": 0.5}}.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/fields.hpp"

namespace firebreak::scenario {

struct ShapeParameter {
    std::string_view name;
    double Distribution::*member;
    bool scaled = true;  ///< in the unit of the key; otherwise a pure number
    bool above_zero = false;
    double pure_max = 0.0;  ///< upper end of a pure number
};

struct ShapeForm {
    std::string_view name;
    Shape shape;
    std::vector<ShapeParameter> parameters;  ///< where several are scaled, they are ascending
    bool shares_only = false;
};

/// All distributions but the constant, which is written as a plain number.
[[nodiscard]] const std::vector<ShapeForm>& shape_forms();

/// Written values that a parameter of an uncertain field may take.
[[nodiscard]] Range parameter_range(const ShapeParameter& parameter, const Field& field);

/// Written values of the plain number.
[[nodiscard]] Range constant_range(const Field& field);

/// Names of the forms that `field` accepts.
[[nodiscard]] std::vector<std::string> shape_names(const Field& field);

}  // namespace firebreak::scenario

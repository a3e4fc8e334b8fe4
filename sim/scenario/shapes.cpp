// The table of distributions.
#include "scenario/shapes.hpp"

namespace firebreak::scenario {
namespace {

/// Longer than anything in a fire, and far from the end of the calendar.
constexpr Seconds duration_max = Hours{1e5};

double upper_end(const Field& field) {
    if (field.kind == Kind::uncertain_number) return 1e12;
    return field.kind == Kind::uncertain_share ? 1.0 : duration_max.count() / field.factor;
}

}  // namespace

const std::vector<ShapeForm>& shape_forms() {
    using D = Distribution;
    static const std::vector<ShapeForm> forms{
        {"uniform", Shape::uniform, {{"min", &D::first}, {"max", &D::second}}},
        {"triangular", Shape::triangular, {{"min", &D::first}, {"mode", &D::second}, {"max", &D::third}}},
        {"lognormal",
         Shape::lognormal,
         {{"median", &D::first, true, true}, {"sigma", &D::second, false, false, 3.0}}},
        {"exponential", Shape::exponential, {{"mean", &D::first, true, true}}},
        {"weibull",
         Shape::weibull,
         {{"scale", &D::first, true, true}, {"shape", &D::second, false, true, 20.0}}},
        {"log_uniform",
         Shape::log_uniform,
         {{"min", &D::first, true, true}, {"max", &D::second, true, true}}},
        {"beta",
         Shape::beta,
         {{"alpha", &D::first, false, true, 1e6}, {"beta", &D::second, false, true, 1e6}},
         true},
    };
    return forms;
}

Range parameter_range(const ShapeParameter& parameter, const Field& field) {
    return {.min = 0.0,
            .max = parameter.scaled ? upper_end(field) : parameter.pure_max,
            .above_min = parameter.above_zero};
}

Range constant_range(const Field& field) {
    return between(0.0, upper_end(field));
}

std::vector<std::string> shape_names(const Field& field) {
    std::vector<std::string> names;
    for (const ShapeForm& form : shape_forms()) {
        if (!form.shares_only || field.kind == Kind::uncertain_share) names.emplace_back(form.name);
    }
    return names;
}

}  // namespace firebreak::scenario

// Weighs the measures of a run with the values that the scenario declares.
#include "metrics/loss_value.hpp"

#include <algorithm>

namespace firebreak::metrics {
namespace {

bool same(const LossValue& a, const LossValue& b) {
    return a.per_unserved_user_hour == b.per_unserved_user_hour && a.per_lost_request == b.per_lost_request;
}

}  // namespace

double loss_of(const World& world, const Measures& measures) {
    const WorldEconomics& economics = world.economics;
    double loss = 0.0;
    bool late = false;
    for (std::size_t f = 0; f < measures.functions.size(); ++f) {
        const auto& of = measures.functions[f];
        const LossValue value = f < economics.values.size() ? economics.values[f] : LossValue{};
        loss += value.per_unserved_user_hour * of.unserved_user_h + value.per_lost_request * of.lost_requests;
        late = late || Seconds{Hours{of.recovery_h.full}} > economics.compensation_after;
    }
    return late ? loss + economics.compensation : loss;
}

bool values_losses(const WorldEconomics& economics) {
    return economics.compensation > 0.0 || std::ranges::any_of(economics.values, [](const LossValue& value) {
               return value.per_unserved_user_hour > 0.0 || value.per_lost_request > 0.0;
           });
}

bool same_values(const World& base, const World& other) {
    const WorldEconomics& a = base.economics;
    const WorldEconomics& b = other.economics;
    if (a.currency != b.currency || a.compensation != b.compensation || a.discount_rate != b.discount_rate)
        return false;
    if (a.compensation_after != b.compensation_after || a.planning_period_years != b.planning_period_years)
        return false;
    if (a.ignitions_per_site_year != b.ignitions_per_site_year) return false;
    for (const FunctionId i : base.functions.keys()) {
        for (const FunctionId j : other.functions.keys()) {
            if (base.functions[i].name != other.functions[j].name) continue;
            if (!same(a.values[i.value], b.values[j.value])) return false;
        }
    }
    return true;
}

}  // namespace firebreak::metrics

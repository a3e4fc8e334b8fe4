// Checks of economics: prices of changes that nobody would ever try, sums in unknown money, impossible rates.
#include <fmt/format.h>

#include <cmath>

#include "scenario/catalogue.hpp"
#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

/// Beyond that the losses of a period are no sum of single fires any more, and no planner means it.
constexpr double fires_in_period_max = 500.0;

bool values_a_loss(const Economics& economics) {
    if (economics.per_unserved_user_hour > 0.0 || economics.per_lost_request > 0.0) return true;
    return economics.compensation > 0.0 || !economics.function_values.empty();
}

}  // namespace

void Checks::prices() {
    const Economics& economics = scenario_.economics;
    Known kinds{"kind of change", ""};
    for (const ChangeKind& kind : change_kinds()) kinds.add(kind.kind);
    for (const ChangePrice& price : economics.change_prices) {
        reference(price.id, kinds, "/economics/change_prices/" + price.id);
    }
    currencies();
    function_values();
    if (!economics.ignitions_per_site_year) return;
    const double most = quantile(economics.ignitions_per_site_year->value, 0.9995) * economics.planning_period_years;
    if (!(most <= fires_in_period_max)) {
        add({"/economics/ignitions_per_site_year",
             fmt::format("up to {:.0f} fires in the planning period of {:g} years are more than {:g}", most,
                         economics.planning_period_years, fires_in_period_max),
             "it counts the fires of one site in one year, as in 0.001"});
    }
}

void Checks::currencies() {
    const Economics& economics = scenario_.economics;
    if (economics.currency.empty() && values_a_loss(economics)) {
        add({"/economics/currency", "losses have a value here, but in no currency", "name it, as in \"KRW million\""});
    }
    const auto& cost = scenario_.layout.cost;
    if (cost && !economics.currency.empty() && cost->currency != economics.currency) {
        add({"/layout/cost/currency",
             fmt::format("the layout's cost is in {}, the scenario's amounts are in {}", in_quotes(cost->currency),
                         in_quotes(economics.currency)),
             "write both in one currency: nothing is converted"});
    }
}

void Checks::function_values() {
    Known functions{"function", ""};
    for (const Service& service : scenario_.services.services) {
        for (const Function& function : service.functions) functions.add(service.id + '/' + function.id);
    }
    Known seen{"value", ""};
    const auto& values = scenario_.economics.function_values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string place = fmt::format("/economics/function_values/{}/function", i);
        reference(values[i].function, functions, place);
        if (seen.has(values[i].function)) {
            add({place, in_quotes(values[i].function) + " has its values above already", "write them in one entry"});
        }
        seen.add(values[i].function);
    }
}

}  // namespace firebreak::scenario

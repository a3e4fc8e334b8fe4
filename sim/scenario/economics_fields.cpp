// What things cost: the economics of a scenario, and the cost of a layout.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

constexpr Range amount{.min = 0, .max = 1e15};

const Record& change_price_record() {
    static const Record record =
        Table<ChangePrice>{"change_price", "Price of one kind of change; `firebreak advise` names the kinds and their units."}
            .keyed_by(&ChangePrice::id)
            .field("price", &ChangePrice::price, "In the scenario's currency, for each unit of the kind, over the planning period.",
                   between(0, 1e15))
            .required();
    return record;
}

const Record& function_value_record() {
    using V = FunctionValue;
    static const Record record =
        Table<V>{"function_value", "What the loss of one function is worth, where that differs from the others."}
            .field("function", &V::function, "The function, as \"service/function\".")
            .required()
            .field("value_per_unserved_user_hour", &V::per_unserved_user_hour, "In place of the general value.", amount)
            .field("value_per_lost_request", &V::per_lost_request, "In place of the general value.", amount);
    return record;
}

}  // namespace

const Record& economics_record() {
    using E = Economics;
    static const Record record =
        Table<E>{"economics", "What things cost and what a loss is worth. Nothing here changes what happens in a run."}
            .document()
            .field("currency", &E::currency, "Name of the currency of every amount, with its scale, as in \"KRW million\".")
            .keyed("change_prices", &E::change_prices, change_price_record(), "Prices of the changes that `advise` tries, by kind.")
            .field("value_per_unserved_user_hour", &E::per_unserved_user_hour,
                   "Worth of an hour in which one user is not served. No source gives one: revenue, compensation or a "
                   "user's own time lead to very different ones, so vary it.",
                   amount)
            .field("value_per_lost_request", &E::per_lost_request,
                   "Worth of a request that nobody repeats, on top of the user-hours: a sale, a fare.", amount)
            .list("function_values", &E::function_values, function_value_record(),
                  "Functions with values of their own.")
            .field("compensation", &E::compensation, "Sum paid after an incident, whatever its size.", amount)
            .field("compensation_after_h", &E::compensation_after,
                   "It is paid where some function is fully back only later than this.", between(0, 1e5))
            .field("ignitions_per_site_year", &E::ignitions_per_site_year,
                   "How often a fire such as the scenario's starts at the site that burns. Fires at other sites are not "
                   "simulated and do not count. Fires that stop a whole site: 1e-4 to 2e-3 a site-year, log-uniform (low "
                   "confidence; Uptime and DCD event counts). Absent: nothing is said by the year.")
            .field("planning_period_years", &E::planning_period_years, "Time over which a layout is to pay.", between(1, 100))
            .field("discount_rate_ratio", &E::discount_rate, "A year; 0: money later is worth as much as now.");
    return record;
}

const Record& layout_cost_record() {
    using C = LayoutCost;
    static const Record record =
        Table<C>{"layout_cost",
                 "What the layout costs, for `firebreak compare`. Only differences between layouts matter, so what all "
                 "of them have may be left out of all of them."}
            .field("currency", &C::currency,
                   "As the scenario's `economics` has it, word for word: a layout file serves many scenarios. Where a "
                   "scenario names no currency, the cost is not used.")
            .required()
            .field("capital", &C::capital, "Paid once, before the first year.", amount)
            .field("yearly", &C::yearly, "Paid each year: rent, people, energy, wear.", amount);
    return record;
}

}  // namespace firebreak::scenario

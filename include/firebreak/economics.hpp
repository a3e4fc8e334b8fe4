// What things cost, in the currency that the scenario names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firebreak/random.hpp"
#include "firebreak/units.hpp"

namespace firebreak {

/// Price of one kind of change of the catalogue that `advise` tries.
struct ChangePrice {
    std::string id;      ///< kind of change, as in "second_copy"
    double price = 0.0;  ///< for each unit of the kind (server, person, room, ...), over the planning period
};

/// What the loss of one function is worth; takes the place of the general value.
struct FunctionValue {
    std::string function;  ///< "service/function"
    std::optional<double> per_unserved_user_hour;
    std::optional<double> per_lost_request;
};

struct Economics {
    std::string currency;
    std::vector<ChangePrice> change_prices;
    double per_unserved_user_hour = 0.0;
    double per_lost_request = 0.0;  ///< on top of the value of the user-hours
    std::vector<FunctionValue> function_values;
    double compensation = 0.0;  ///< for each incident in which some function is gone for longer than
    Seconds compensation_after{0.0};
    std::optional<UncertainNumber> ignitions_per_site_year;  ///< none: nothing is said by the year
    double planning_period_years = 20.0;
    Ratio discount_rate{0.0};  ///< a year
};

/// What a layout costs, beside the layouts that it is compared with.
struct LayoutCost {
    std::string currency;  ///< has to be the scenario's: a layout file serves many scenarios
    double capital = 0.0;  ///< once, before the first year
    double yearly = 0.0;
};

}  // namespace firebreak

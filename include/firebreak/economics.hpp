// What things cost, in the currency that the scenario names.
#pragma once

#include <string>
#include <vector>

namespace firebreak {

/// Price of one kind of change of the catalogue that `advise` tries.
struct ChangePrice {
    std::string id;      ///< kind of change, as in "second_copy"
    double price = 0.0;  ///< for each unit of the kind (server, person, room, ...), over the planning period
};

struct Economics {
    std::string currency;
    std::vector<ChangePrice> change_prices;
};

}  // namespace firebreak

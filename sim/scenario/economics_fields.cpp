// What things cost: the economics of a scenario.
#include "scenario/records.hpp"
#include "scenario/table.hpp"

namespace firebreak::scenario {
namespace {

const Record& change_price_record() {
    static const Record record =
        Table<ChangePrice>{"change_price", "Price of one kind of change; `firebreak advise` names the kinds and their units."}
            .keyed_by(&ChangePrice::id)
            .field("price", &ChangePrice::price, "In the scenario's currency, for each unit of the kind, over the planning period.",
                   between(0, 1e15))
            .required();
    return record;
}

}  // namespace

const Record& economics_record() {
    static const Record record =
        Table<Economics>{"economics", "What things cost. Nothing here changes what happens in a run."}
            .field("currency", &Economics::currency, "Name of the currency, with its scale, as in \"KRW million\".")
            .keyed("change_prices", &Economics::change_prices, change_price_record(), "Prices of the changes that `advise` tries, by kind.");
    return record;
}

}  // namespace firebreak::scenario

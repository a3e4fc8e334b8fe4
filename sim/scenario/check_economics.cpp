// Checks of economics: prices of changes that nobody would ever try.
#include "scenario/catalogue.hpp"
#include "scenario/checks.hpp"

namespace firebreak::scenario {

void Checks::prices() {
    Known kinds{"kind of change", ""};
    for (const ChangeKind& kind : change_kinds()) kinds.add(kind.kind);
    for (const ChangePrice& price : scenario_.economics.change_prices) {
        reference(price.id, kinds, "/economics/change_prices/" + price.id);
    }
}

}  // namespace firebreak::scenario

// One pass over the store.
#include "sweep/readings.hpp"

#include <algorithm>
#include <cmath>

#include "firebreak/metrics.hpp"
#include "sweep/values.hpp"

namespace firebreak::sweep {

Readings read_all(StoreReader& store, std::size_t failures_max) {
    Readings readings;
    readings.values.resize(store.plan().measures.size());
    store.for_each_run([&](const RunRow& row) {
        if (row.status != Status::ok) {
            if (readings.failures.size() < failures_max) readings.failures.push_back(row);
            return;
        }
        const std::vector<double> values = parse_values(row.measures);
        for (std::size_t i = 0; i < readings.values.size(); ++i) {
            if (!std::isnan(values.at(i)) && values[i] != not_at_all) readings.values[i].push_back(values[i]);
        }
    });
    for (std::vector<double>& values : readings.values) std::sort(values.begin(), values.end());
    return readings;
}

}  // namespace firebreak::sweep

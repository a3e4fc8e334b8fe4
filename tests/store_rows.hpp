// What two stores of one plan must have in common.
#pragma once

#include <string>
#include <vector>

#include "sweep/store.hpp"

namespace firebreak::sweep::test {

/// Every row but its wall time, as text, in order.
inline std::vector<std::string> rows_of(const std::string& store) {
    std::vector<std::string> rows;
    StoreReader reader{store};
    reader.for_each_run([&](const RunRow& row) {
        rows.push_back(std::to_string(row.point) + ":" + std::to_string(row.replication) + " " +
                       std::to_string(row.seed) + " " + to_string(row.status) + " " + row.error + " " +
                       row.measures);
    });
    return rows;
}

}  // namespace firebreak::sweep::test

// What two stores of one plan must have in common.
#pragma once

#include <string>
#include <vector>

#include "firebreak/error.hpp"
#include "sweep/sqlite.hpp"
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

/// How many runs a store holds, which somebody may be writing just now.
inline int rows_in(const std::string& store) {
    try {
        Database database{store, Database::Mode::read};
        Statement count = database.prepare("SELECT count(*) FROM run");
        count.step();
        return static_cast<int>(count.integer(0));
    } catch (const FileError&) {
        return 0;  // it is not there yet
    }
}

}  // namespace firebreak::sweep::test

// Rows of the verification table: each prints what was expected beside what was computed, and checks it.
#pragma once

#include <cmath>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "catch_compat.hpp"

namespace firebreak::verification {

/// How far a computed value may lie from the expected one.
struct Tolerance {
    double size = 0.0;
    bool relative = true;
    [[nodiscard]] double allowed(double expected) const {
        return relative ? size * std::abs(expected) : size;
    }
};

inline Tolerance relative(double share) {
    return {.size = share, .relative = true};
}
inline Tolerance absolute(double size) {
    return {.size = size, .relative = false};
}

struct Row {
    std::string_view row;  ///< number of the case in the table of published and closed-form cases
    std::string what;      ///< case and quantity, with its unit
    double expected = 0.0;
    double computed = 0.0;
    Tolerance tolerance;
    std::string_view reason;  ///< why the tolerance is what it is
};

/// Prints the rows under a heading and checks each of them.
inline void verify(const std::vector<Row>& rows) {
    const auto line = [](auto row, const auto& what, auto expected, auto computed, const auto& tolerance,
                         auto reason) {
        std::cout << std::left << std::setw(4) << row << std::setw(46) << what << std::right << std::setw(15)
                  << expected << std::setw(15) << computed << std::setw(11) << tolerance << "  " << reason
                  << '\n';
    };
    std::cout << std::setprecision(8);
    line("row", "case", "expected", "computed", "tolerance", "reason");
    for (const Row& row : rows) {
        std::ostringstream size;
        size << (row.tolerance.relative ? row.tolerance.size * 100.0 : row.tolerance.size)
             << (row.tolerance.relative ? " %" : "");
        line(row.row, row.what, row.expected, row.computed, size.str(), row.reason);
        INFO("row " << row.row << ", " << row.what << ": expected " << row.expected << ", computed "
                    << row.computed << ", tolerance " << size.str());
        CHECK(std::abs(row.computed - row.expected) <= row.tolerance.allowed(row.expected));
    }
    std::cout << std::flush;
}

}  // namespace firebreak::verification

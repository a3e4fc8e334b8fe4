// Figures of several layouts side by side, stacked where the terminal is too narrow for all of them.
#pragma once

#include <string>
#include <vector>

#include "report/text_table.hpp"

namespace firebreak::report {

/// One grid: a name and a cell for each layout in every row.
struct LayoutGrid {
    std::string name_title;
    std::vector<std::string> labels;
    struct Row {
        std::string name;
        std::vector<Cell> cells;
    };
    std::vector<Row> rows;
};

/// The grid in as many blocks as its width asks for.
[[nodiscard]] std::string render(const LayoutGrid& grid, const Terminal& terminal);

}  // namespace firebreak::report

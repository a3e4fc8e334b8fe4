// Breaks a grid of layouts into blocks that fit the terminal.
#include "report/layout_grid.hpp"

#include <algorithm>

#include "report/display_width.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t most_columns = 4;  ///< more figures in a row are not read but searched
constexpr std::size_t gap = 2;

std::string heading_of(const std::string& label, std::size_t width) {
    std::string title;
    for (const std::string& part : broken(label, width)) title += (title.empty() ? "" : "\n") + part;
    return title;
}

}  // namespace

std::string render(const LayoutGrid& grid, const Terminal& terminal) {
    std::size_t name_width = display_width(grid.name_title);
    std::size_t cell_width = 10;  // a label broken at its hyphens usually fits
    for (const LayoutGrid::Row& row : grid.rows) {
        name_width = std::max(name_width, display_width(row.name));
        for (const Cell& cell : row.cells) cell_width = std::max(cell_width, display_width(cell.text));
    }
    const std::size_t room = terminal.columns > name_width ? terminal.columns - name_width : 0;
    const std::size_t fits = std::clamp<std::size_t>(room / (cell_width + gap), 1, most_columns);
    const std::size_t blocks = (grid.labels.size() + fits - 1) / fits;
    const std::size_t block = (grid.labels.size() + blocks - 1) / blocks;  // as even as can be
    // Labels may use what the cells leave over.
    const std::size_t label_width = std::max(cell_width, room / block > gap ? room / block - gap : 0);
    std::string text;
    for (std::size_t first = 0; first < grid.labels.size(); first += block) {
        const std::size_t last = std::min(first + block, grid.labels.size());
        std::vector<Column> columns{{grid.name_title, Align::left}};
        for (std::size_t i = first; i < last; ++i)
            columns.push_back({heading_of(grid.labels[i], label_width)});
        TextTable table{std::move(columns)};
        for (const LayoutGrid::Row& row : grid.rows) {
            std::vector<Cell> cells{{row.name}};
            for (std::size_t i = first; i < last; ++i) cells.push_back(row.cells[i]);
            table.add_row(std::move(cells));
        }
        if (first > 0) text += '\n';
        text += table.render(terminal);
    }
    return text;
}

}  // namespace firebreak::report

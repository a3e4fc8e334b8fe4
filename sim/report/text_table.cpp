// Widths, alignment and colour of terminal tables.
#include "report/text_table.hpp"

#include <algorithm>
#include <numeric>

#include "firebreak/error.hpp"
#include "report/display_width.hpp"

namespace firebreak::report {
namespace {

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n') {
            lines.emplace_back();
        } else {
            lines.back() += c;
        }
    }
    return lines;
}

struct Shape {
    std::vector<std::size_t> widths;
    std::size_t gap = 2;
    [[nodiscard]] std::size_t total() const {
        const std::size_t gaps = widths.empty() ? 0 : gap * (widths.size() - 1);
        return std::accumulate(widths.begin(), widths.end(), gaps);
    }
};

/// Takes room from the gaps, then column by column from the widest, until the table fits.
void shrink(Shape& shape, std::size_t columns) {
    while (shape.total() > columns) {
        if (shape.gap > 1) {
            --shape.gap;
            continue;
        }
        const auto widest = std::max_element(shape.widths.begin(), shape.widths.end());
        if (widest == shape.widths.end()) return;
        if (*widest > 1) {
            --*widest;
        } else {
            shape.widths.pop_back();  // more columns than the terminal: the last ones go
        }
    }
}

std::string line_of(const std::vector<Cell>& cells, const std::vector<Column>& columns, const Shape& shape,
                    bool colour) {
    std::string line;
    std::size_t blanks = 0;  // owed before the next text, so that no line ends in blanks
    for (std::size_t i = 0; i < shape.widths.size(); ++i) {
        const std::string text = fitted(i < cells.size() ? cells[i].text : "", shape.widths[i]);
        const std::size_t padding = shape.widths[i] - display_width(text);
        const bool right = columns[i].align == Align::right;
        if (i > 0) blanks += shape.gap;
        if (right) blanks += padding;
        if (!text.empty()) {
            line += std::string(blanks, ' ') + styled(text, cells[i].style, colour);
            blanks = 0;
        }
        if (!right) blanks += padding;
    }
    return line + '\n';
}

}  // namespace

void TextTable::add_row(std::vector<Cell> cells) {
    FIREBREAK_ASSERT(cells.size() <= columns_.size(), "a table row has no more cells than columns");
    for (Cell& cell : cells) cell.text = printable(cell.text);
    rows_.push_back(std::move(cells));
}

std::vector<std::vector<Cell>> TextTable::title_rows() const {
    std::size_t height = 0;
    for (const Column& column : columns_) height = std::max(height, split_lines(column.title).size());
    std::vector<std::vector<Cell>> rows(height, std::vector<Cell>(columns_.size()));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::vector<std::string> lines = split_lines(columns_[i].title);
        for (std::size_t line = 0; line < lines.size(); ++line) {
            // Short titles stand on the bottom line, next to their column.
            rows[height - lines.size() + line][i] = {printable(lines[line]), Style::heading};
        }
    }
    return rows;
}

std::string TextTable::render(const Terminal& terminal) const {
    if (rows_.empty()) return {};
    std::vector<std::vector<Cell>> all = title_rows();
    all.insert(all.end(), rows_.begin(), rows_.end());
    Shape shape;
    shape.widths.assign(columns_.size(), 1);
    for (const std::vector<Cell>& row : all) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            shape.widths[i] = std::max(shape.widths[i], display_width(row[i].text));
        }
    }
    shrink(shape, terminal.columns);
    std::string text;
    for (const std::vector<Cell>& row : all) text += line_of(row, columns_, shape, terminal.colour);
    return text;
}

std::string paragraph(std::string_view lead, std::string_view text, std::size_t columns) {
    const std::size_t indent = std::min(display_width(lead), columns / 2);
    std::string result = fitted(lead, indent);
    std::size_t used = indent;
    bool line_is_empty = true;
    const std::string safe = printable(text);
    for (std::size_t at = 0; at < safe.size();) {
        const std::size_t end = std::min(safe.find(' ', at), safe.size());
        const std::string word = fitted(std::string_view{safe}.substr(at, end - at), columns - indent);
        at = end + 1;
        if (word.empty()) continue;
        if (!line_is_empty && used + 1 + display_width(word) > columns) {
            result += '\n' + std::string(indent, ' ');
            used = indent;
            line_is_empty = true;
        }
        if (!line_is_empty) result += ' ';
        result += word;
        used += display_width(word) + (line_is_empty ? 0 : 1);
        line_is_empty = false;
    }
    return result + '\n';
}

std::string styled(std::string_view text, Style style, bool colour) {
    if (!colour || style == Style::plain || text.empty()) return std::string{text};
    std::string_view code;
    switch (style) {
        case Style::plain:
            break;
        case Style::heading:
            code = "\x1b[1m";
            break;
        case Style::good:
            code = "\x1b[32m";
            break;
        case Style::bad:
            code = "\x1b[31m";
            break;
        case Style::faint:
            code = "\x1b[2m";
            break;
    }
    return std::string{code} + std::string{text} + "\x1b[0m";
}

std::vector<std::string> broken(std::string_view text, std::size_t width) {
    FIREBREAK_ASSERT(width > 0, "text is broken into lines of at least one column");
    std::vector<std::string> lines(1);
    const auto put = [&](std::string_view part) {
        if (!lines.back().empty() && display_width(lines.back()) + display_width(part) > width)
            lines.emplace_back();
        lines.back() += fitted(part, width);
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t hyphen = text.find_first_of("-_/. ", at);
        const std::size_t end = hyphen == std::string_view::npos ? text.size() : hyphen + 1;
        put(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

}  // namespace firebreak::report

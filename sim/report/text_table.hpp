// Tables and paragraphs for terminals of a given width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::report {

enum class Align { left, right };
enum class Style { plain, heading, good, bad, faint };

/// Where text goes: no line is wider than `columns`; control codes for colour only where asked for.
struct Terminal {
    std::size_t columns = 80;
    bool colour = false;
};

struct Cell {
    std::string text;
    Style style = Style::plain;
};

struct Column {
    std::string title;  ///< a line feed starts a second line
    Align align = Align::right;
};

/// Columns as wide as their widest cell. Where that is wider than the terminal, gaps shrink first,
/// then the widest columns, whose cells are cut with an ellipsis.
class TextTable {
  public:
    explicit TextTable(std::vector<Column> columns) : columns_{std::move(columns)} {}

    /// Missing cells at the end stay empty; more cells than columns are a bug.
    void add_row(std::vector<Cell> cells);
    /// Lines, each with its line feed and without blanks at its end. Empty without rows.
    [[nodiscard]] std::string render(const Terminal& terminal) const;

  private:
    [[nodiscard]] std::vector<std::vector<Cell>> title_rows() const;
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

/// Words of `text` on lines of at most `columns`, the first after `lead`, the others indented as far.
/// Ends with a line feed. A word too long for a line is cut.
[[nodiscard]] std::string paragraph(std::string_view lead, std::string_view text, std::size_t columns);

/// `text` in the colour of `style`; unchanged without colour.
[[nodiscard]] std::string styled(std::string_view text, Style style, bool colour);

/// `text` broken into lines of at most `width` columns (not 0), after hyphens and the like where it can be.
[[nodiscard]] std::vector<std::string> broken(std::string_view text, std::size_t width);

}  // namespace firebreak::report

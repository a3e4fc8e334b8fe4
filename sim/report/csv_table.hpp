// A CSV file of a run, read back: columns by name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firebreak::report {

/// Rows and columns of RFC 4180 text. Every row has as many fields as the header.
class CsvTable {
  public:
    /// Throws `FileError`, naming `name` and the line, where a row does not fit the header or a quote is
    /// never closed.
    [[nodiscard]] static CsvTable parse(const std::string& name, std::string_view text);

    [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : fields_.size() / columns_.size(); }
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    /// Index of a column. Throws `FileError` where there is none.
    [[nodiscard]] std::size_t column(std::string_view name) const;
    [[nodiscard]] const std::string& at(std::size_t row, std::size_t column) const {
        return fields_.at(row * columns_.size() + column);
    }
    /// A field as a number; NaN where it is empty. Throws `FileError` where it is neither.
    [[nodiscard]] double number(std::size_t row, std::size_t column) const;

  private:
    std::string name_;
    std::vector<std::string> columns_;
    std::vector<std::string> fields_;  ///< row after row
};

}  // namespace firebreak::report

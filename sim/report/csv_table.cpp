// A one-pass reader: quotes, doubled quotes, both line ends.
#include "report/csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "firebreak/error.hpp"

namespace firebreak::report {
namespace {

/// Splits text into records of fields.
class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_{text} {}

    /// The next record, or false at the end. `closed` turns false where a quote is never closed.
    bool next(std::vector<std::string>& fields, bool& closed) {
        fields.clear();
        if (at_ >= text_.size()) return false;
        bool more = true;
        while (more) more = field(fields.emplace_back(), closed);
        return true;
    }

  private:
    /// Reads one field and what ends it; true where another follows in this record.
    bool field(std::string& into, bool& closed) {
        if (at_ < text_.size() && text_[at_] == '"') quoted(into, closed);
        const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        into.append(text_.substr(at_, end - at_));
        at_ = end;
        if (at_ < text_.size() && text_[at_] == ',') return ++at_, true;
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size() && text_[at_] == '\n') ++at_;
        return false;
    }

    void quoted(std::string& into, bool& closed) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                into += text_[at_];
            } else if (text_.substr(at_ + 1, 1) == "\"") {
                into += text_[++at_];
            } else {
                ++at_;
                return;
            }
        }
        closed = false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

CsvTable CsvTable::parse(const std::string& name, std::string_view text) {
    CsvTable table;
    table.name_ = name;
    Splitter splitter{text};
    bool closed = true;
    splitter.next(table.columns_, closed);
    std::vector<std::string> fields;
    while (splitter.next(fields, closed)) {
        if (!closed || fields.size() != table.columns_.size()) {
            throw FileError{fmt::format("{}, row {}: {} fields where the header has {}", name,
                                        table.rows() + 1, fields.size(), table.columns_.size())};
        }
        std::move(fields.begin(), fields.end(), std::back_inserter(table.fields_));
    }
    return table;
}

std::size_t CsvTable::column(std::string_view name) const {
    const auto found = std::find(columns_.begin(), columns_.end(), name);
    if (found == columns_.end()) throw FileError{fmt::format("{} has no column {}", name_, name)};
    return static_cast<std::size_t>(found - columns_.begin());
}

double CsvTable::number(std::size_t row, std::size_t column) const {
    const std::string& text = at(row, column);
    if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw FileError{
            fmt::format("{}, row {}: {} is no number in column {}", name_, row + 1, text, columns_[column])};
    }
    return value;
}

}  // namespace firebreak::report

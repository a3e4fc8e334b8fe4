// A page of terminal text, and the cells that every table of times shares.
#pragma once

#include <string>

#include "firebreak/metrics.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

/// Collects lines, headings and tables for one terminal.
class Page {
  public:
    explicit Page(const Terminal& terminal) : terminal_{terminal} {}

    /// A paragraph, broken at the terminal's width.
    void line(const std::string& words, Style style = Style::plain);
    /// A paragraph behind a fixed lead; its further lines are indented as far.
    void item(const std::string& lead, const std::string& words);
    void blank() { text_ += '\n'; }
    /// A blank line and a heading.
    void section(const std::string& title);
    void table(const TextTable& table) { text_ += table.render(terminal_); }
    /// Text that is laid out already.
    void raw(const std::string& text) { text_ += text; }

    [[nodiscard]] const Terminal& terminal() const { return terminal_; }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    Terminal terminal_;
    std::string text_;
};

/// Makes the cells of times, and remembers which signs need a footnote.
class TimeCells {
  public:
    explicit TimeCells(double horizon_h) : horizon_h_{horizon_h} {}

    /// The median; `horizon_h` where it is another than that of the page.
    [[nodiscard]] Cell median(const Statistics& of) { return median(of, horizon_h_); }
    [[nodiscard]] Cell median(const Statistics& of, double horizon_h);
    /// The range of 90 %; empty where it says no more than the median.
    [[nodiscard]] Cell range(const Statistics& of);
    /// The meaning of the signs that were used.
    void add_notes(Page& page) const;

  private:
    double horizon_h_;
    bool saw_kept_ = false;
    bool saw_censored_ = false;
};

}  // namespace firebreak::report

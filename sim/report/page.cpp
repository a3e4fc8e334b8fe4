// Lines, headings and cells of times.
#include "report/page.hpp"

#include <fmt/format.h>

#include <cmath>

#include "report/phrases.hpp"

namespace firebreak::report {

void Page::line(const std::string& words, Style style) {
    // Coloured after breaking: control codes have no width.
    std::string lines = paragraph("", words, terminal_.columns);
    lines.pop_back();
    text_ += styled(lines, style, terminal_.colour) + '\n';
}

void Page::item(const std::string& lead, const std::string& words) {
    text_ += paragraph(lead, words, terminal_.columns);
}

void Page::section(const std::string& title) {
    blank();
    line(title, Style::heading);
}

Cell TimeCells::median(const Statistics& of, double horizon_h) {
    saw_censored_ = saw_censored_ || of.p50 == censored;
    saw_kept_ = saw_kept_ || of.p50 == 0.0;
    const Style style = of.p50 == censored ? Style::bad : of.p50 == 0.0 ? Style::good : Style::plain;
    return {time_text(of.p50, horizon_h), style};
}

Cell TimeCells::range(const Statistics& of) {
    const std::string range = range_text({.low_h = of.p5, .high_h = of.p95}, horizon_h_);
    if (range == time_text(of.p50, horizon_h_)) return {};
    saw_censored_ = saw_censored_ || of.p95 == censored;
    return {range, Style::faint};
}

void TimeCells::add_notes(Page& page) const {
    const std::string horizon = time_text(horizon_h_, horizon_h_);
    if (saw_kept_) page.line("-: never below that share");
    if (saw_censored_) page.line(fmt::format(">{0}: not within the {0} of the run", horizon));
}

}  // namespace firebreak::report

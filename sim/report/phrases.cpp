// Rounding and units of the numbers in terminal output.
#include "report/phrases.hpp"

#include <fmt/format.h>

#include <cmath>

#include "firebreak/metrics.hpp"

namespace firebreak::report {
namespace {

/// One decimal below 100, none from there on; no ".0" where the number is whole after rounding.
std::string short_number(double value) {
    std::string text = std::abs(value) < 99.95 ? fmt::format("{:.1f}", value) : fmt::format("{:.0f}", value);
    if (text.size() > 2 && text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

enum class Unit { seconds, minutes, hours };

/// The largest unit in which the time is at least one, after rounding to whole seconds and minutes.
Unit unit_of(double hours) {
    if (std::isinf(hours) || hours * 60.0 >= 59.5) return Unit::hours;
    return hours * 3600.0 >= 59.5 ? Unit::minutes : Unit::seconds;
}

const char* name_of(Unit unit) {
    switch (unit) {
        case Unit::seconds:
            return " s";
        case Unit::minutes:
            return " min";
        case Unit::hours:
            return " h";
    }
    return "";
}

std::string number_in(Unit unit, double hours, double horizon_h) {
    if (std::isinf(hours)) return '>' + short_number(horizon_h);
    if (unit == Unit::hours) return hours > 0.0 && hours < 0.05 ? "<0.1" : short_number(hours);
    const double value = hours * (unit == Unit::minutes ? 60.0 : 3600.0);
    // Something that took time must not read as if it had taken none.
    if (value > 0.0 && value < 0.5) return "<1";
    return fmt::format("{:.0f}", value);
}

}  // namespace

std::string time_text(double hours, double horizon_h) {
    if (hours == 0.0) return "-";
    if (hours == not_at_all) return "never";
    const Unit unit = unit_of(hours);
    return number_in(unit, hours, horizon_h) + name_of(unit);
}

std::string range_text(TimeRange range, double horizon_h) {
    const std::string low = time_text(range.low_h, horizon_h);
    if (range.high_h == not_at_all && range.low_h != not_at_all) return low + " or never";
    if (low == time_text(range.high_h, horizon_h)) return low;
    const Unit unit = unit_of(range.high_h);
    const bool open = std::isinf(range.high_h);
    const std::string high = open ? short_number(horizon_h) + '+' : number_in(unit, range.high_h, horizon_h);
    return number_in(unit, range.low_h, horizon_h) + '-' + high + name_of(unit);
}

std::string count_text(double count) {
    if (count >= 999.95e6) return short_number(count / 1e9) + " bn";
    if (count >= 999999.5) return short_number(count / 1e6) + " M";
    std::string digits = fmt::format("{:.0f}", count);
    if (count > 0.0 && digits == "0") return "<1";
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string amount_text(double amount) {
    const double size = std::abs(amount);
    const std::string sign = amount < 0.0 ? "-" : "";
    if (size == 0.0) return "0";
    if (size >= 999.95e9) return sign + short_number(size / 1e12) + " tn";
    if (size >= 999.5) return sign + count_text(size);
    return sign + fmt::format("{:.3g}", size);
}

std::string percent_text(double share) {
    const double percent = 100.0 * share;
    if (percent > 0.0 && percent < 0.1) return "<0.1 %";
    if (percent < 100.0 && percent > 99.9) return ">99.9 %";
    std::string text = fmt::format("{:.1f}", percent);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text + " %";
}

std::string age_text(double seconds) {
    if (seconds == 0.0) return "0";
    const double hours = seconds / 3600.0;
    return number_in(unit_of(hours), hours, 0.0) + name_of(unit_of(hours));
}

std::string difference_text(double hours, int decimals) {
    const std::string text = fmt::format("{:+.{}f}", hours, decimals);
    return text.find_first_of("123456789") == std::string::npos ? "0" : text;
}

std::string clock_text(double local_hour) {
    const int minutes = static_cast<int>(std::lround(local_hour * 60.0)) % (24 * 60);
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace firebreak::report

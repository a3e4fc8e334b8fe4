// Reads and writes local wall-clock times.
#include "scenario/local_time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace firebreak::scenario {
namespace {

constexpr std::string_view pattern = "0000-00-00T00:00";  // 0: a digit; the rest stands for itself

bool has_pattern(std::string_view text) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
    }
    return true;
}

int number_at(std::string_view text, std::size_t from, std::size_t length) {
    int value = 0;
    std::from_chars(text.data() + from, text.data() + from + length, value);
    return value;
}

}  // namespace

std::optional<LocalTime> parse_local_time(std::string_view text) {
    if (!has_pattern(text)) return std::nullopt;
    const LocalTime time{.year = number_at(text, 0, 4),
                         .month = number_at(text, 5, 2),
                         .day = number_at(text, 8, 2),
                         .hour = number_at(text, 11, 2),
                         .minute = number_at(text, 14, 2)};
    const std::chrono::year_month_day date{std::chrono::year{time.year},
                                           std::chrono::month{static_cast<unsigned>(time.month)},
                                           std::chrono::day{static_cast<unsigned>(time.day)}};
    if (!date.ok() || time.hour > 23 || time.minute > 59) return std::nullopt;
    return time;
}

std::string format_local_time(const LocalTime& time) {
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", time.year, time.month, time.day, time.hour,
                       time.minute);
}

}  // namespace firebreak::scenario

// Written and read here without a JSON library: it is done once a run.
#include "sweep/values.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>

#include "firebreak/error.hpp"
#include "firebreak/metrics.hpp"

namespace firebreak::sweep {
namespace {

constexpr std::string_view censored_word = "\"censored\"";
constexpr std::string_view never_word = "\"never\"";

double parse_value(std::string_view word) {
    if (word == "null") return no_such_measure();
    if (word == censored_word) return censored;
    if (word == never_word) return not_at_all;
    double value = 0.0;
    const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || stop != word.data() + word.size())
        throw FileError{fmt::format("the store holds {} where a measure should be", word)};
    return value;
}

}  // namespace

double no_such_measure() {
    return std::numeric_limits<double>::quiet_NaN();
}

std::string values_text(std::span<const double> values) {
    std::string text = "[";
    for (const double value : values) {
        if (text.size() > 1) text += ',';
        if (std::isnan(value)) {
            text += "null";
        } else if (value == censored) {
            text += censored_word;
        } else if (value == not_at_all) {
            text += never_word;
        } else {
            fmt::format_to(std::back_inserter(text), "{}", value);
        }
    }
    return text + "]";
}

std::vector<double> parse_values(std::string_view text) {
    if (text.size() < 2 || text.front() != '[' || text.back() != ']')
        throw FileError{"the store holds no list of measures where one should be"};
    std::vector<double> values;
    text = text.substr(1, text.size() - 2);
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        values.push_back(parse_value(text.substr(0, comma)));
        text = comma == text.npos ? std::string_view{} : text.substr(comma + 1);
    }
    return values;
}

}  // namespace firebreak::sweep

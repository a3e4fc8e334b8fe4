// What the tables of fields have in common.
#include "scenario/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace firebreak::scenario {

void set_unit(Field& field, Dimension dimension) {
    const KeyUnit* unit = unit_of(field.key);
    if (field.kind == Kind::uncertain_number) {
        // Its member is named for the unit in memory; a suffix that is none ("_c", "_k") is that unit.
        if (unit == nullptr) return;
        field.factor = unit->factor;
        field.unit = unit->name;
        return;
    }
    if (dimension == Dimension::none && field.kind != Kind::number) return;
    if (dimension == Dimension::none) {
        // A bare number may count millions; any other suffix ("requests_per_user_h") is a plain name.
        if (unit == nullptr || unit->dimension != Dimension::number) return;
    } else {
        FIREBREAK_ASSERT(unit != nullptr && unit->dimension == dimension, "a key names its member's unit");
    }
    field.factor = unit->factor;
    field.unit = unit->name;
}

const Field* Record::find(std::string_view key) const {
    const auto it = std::ranges::find(fields, key, &Field::key);
    return it == fields.end() ? nullptr : &*it;
}

std::vector<std::string> Record::keys() const {
    std::vector<std::string> result;
    for (const Field& field : fields) result.push_back(field.key);
    return result;
}

bool is_id(std::string_view text) {
    const auto alphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    const auto allowed = [&](char c) { return alphanumeric(c) || c == '_' || c == '.' || c == '-'; };
    return !text.empty() && text.size() <= 64 && alphanumeric(text[0]) && std::ranges::all_of(text, allowed);
}

double written(double value, double factor) {
    const double quotient = value / factor;
    double best = quotient;
    std::size_t best_length = std::numeric_limits<std::size_t>::max();
    double candidate = quotient;
    for (int i = 0; i < 3; ++i)
        candidate = std::nextafter(candidate, -std::numeric_limits<double>::infinity());
    // Several neighbours may read back exactly; the shortest is what the author wrote.
    for (int i = -3; i <= 3; ++i) {
        const std::size_t length = number_text(candidate).size();
        if (candidate * factor == value && length < best_length) {
            best = candidate;
            best_length = length;
        }
        candidate = std::nextafter(candidate, std::numeric_limits<double>::infinity());
    }
    return best;
}

std::string number_text(double value) {
    return fmt::format("{}", value);
}

std::string describe(const Range& range, std::string_view unit) {
    const bool low = std::isfinite(range.min);
    const bool high = std::isfinite(range.max);
    std::string text;
    if (low && range.above_min) {
        text = "above " + number_text(range.min);
        if (high) text += " and at most " + number_text(range.max);
    } else if (low && range.min == range.max) {
        text = number_text(range.min);
    } else if (low && high) {
        text = number_text(range.min) + " to " + number_text(range.max);
    } else if (low) {
        text = "at least " + number_text(range.min);
    } else if (high) {
        text = "at most " + number_text(range.max);
    }
    // A share says so by its range alone.
    if (!text.empty() && !unit.empty() && unit != "a share of one" && unit != "a probability") {
        text += ' ';
        text += unit;
    }
    return text;
}

}  // namespace firebreak::scenario

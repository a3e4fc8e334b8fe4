// Wrong units first: "battery_autonomy_s" is not a typing error for "battery_autonomy_min".
#include "scenario/misspelt.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/nearest.hpp"
#include "scenario/problems.hpp"

namespace firebreak::scenario {
namespace {

/// The field that `key` names but for the unit, or null.
const Field* field_in_other_unit(std::string_view key, const Record& record) {
    for (const Field& field : record.fields) {
        const bool has_unit = !field.unit.empty() || unit_of(field.key) != nullptr;
        if (has_unit && stem_of(field.key) == stem_of(key)) return &field;
    }
    return nullptr;
}

std::string right_spelling(std::string_view key, std::optional<double> value, const Field& field) {
    const KeyUnit* written_unit = unit_of(key);
    const KeyUnit* right_unit = unit_of(field.key);
    const bool convertible = value && !field.unit.empty() && written_unit != nullptr &&
                             right_unit != nullptr && written_unit->dimension == right_unit->dimension;
    if (!convertible) return fmt::format("write \"{}\"", field.key);
    const double converted = *value * written_unit->factor / right_unit->factor;
    return fmt::format("write \"{}\": {:.12g}", field.key, converted);
}

}  // namespace

Misspelt explain_unknown_key(std::string_view key, std::optional<double> value, const Record& record) {
    if (const Field* field = field_in_other_unit(key, record)) {
        const std::string given =
            field->unit.empty() ? fmt::format("as \"{}\"", field->key) : "in " + field->unit;
        return {fmt::format("unknown key {}: this field is given {}", in_quotes(key), given),
                right_spelling(key, value, *field), field->key};
    }
    const std::vector<std::string> keys = record.keys();
    const std::string guess = nearest(key, keys);
    if (!guess.empty()) {
        return {"unknown key " + in_quotes(key), fmt::format("did you mean \"{}\"?", guess), guess};
    }
    return {"unknown key " + in_quotes(key), fmt::format("known: {}", fmt::join(keys, ", ")), ""};
}

}  // namespace firebreak::scenario

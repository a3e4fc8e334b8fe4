// Walks struct and field table together.
#include "scenario/encode.hpp"

#include <algorithm>
#include <cmath>

#include "scenario/shapes.hpp"

namespace firebreak::scenario {
namespace {

/// Whole numbers without ".0", as their author wrote them.
Json number(double value) {
    constexpr double exact_max = 9007199254740992.0;  // 2^53
    if (value == std::floor(value) && std::abs(value) < exact_max) return static_cast<std::int64_t>(value);
    return value;
}

Json encode_distribution(const Field& field, const Distribution& distribution) {
    if (distribution.shape == Shape::constant) return number(written(distribution.first, field.factor));
    const auto form = std::ranges::find(shape_forms(), distribution.shape, &ShapeForm::shape);
    FIREBREAK_ASSERT(form != shape_forms().end(), "every shape has a written form");
    Json values = Json::object();
    for (const ShapeParameter& parameter : form->parameters) {
        const double value = distribution.*parameter.member;
        values[std::string{parameter.name}] = number(parameter.scaled ? written(value, field.factor) : value);
    }
    Json result = Json::object();
    result[std::string{form->name}] = std::move(values);
    return result;
}

Json encode_field(const Field& field, const void* object) {
    if (field.record == nullptr) return encode_leaf(field, field.load(object));
    if (field.kind == Kind::object) return encode(*field.record, field.entry(object, 0));
    Json result = field.kind == Kind::keyed ? Json::object() : Json::array();
    for (std::size_t i = 0; i < field.entries(object); ++i) {
        const void* entry = field.entry(object, i);
        Json value = encode(*field.record, entry);
        if (field.kind == Kind::keyed) {
            result[field.record->load_id(entry)] = std::move(value);
        } else {
            result.push_back(std::move(value));
        }
    }
    return result;
}

bool is_absent(const Field& field, const void* object) {
    if (field.note) return true;
    if (!field.optional) return false;
    return field.record != nullptr ? field.entries(object) == 0
                                   : std::holds_alternative<std::monostate>(field.load(object));
}

}  // namespace

Json encode_leaf(const Field& field, const Leaf& leaf) {
    if (const bool* value = std::get_if<bool>(&leaf)) return *value;
    if (const double* value = std::get_if<double>(&leaf)) return number(written(*value, field.factor));
    if (field.kind == Kind::json) return Json::parse(std::get<std::string>(leaf));
    if (const auto* value = std::get_if<std::string>(&leaf)) return *value;
    if (const auto* value = std::get_if<std::vector<std::string>>(&leaf)) return *value;
    if (const auto* value = std::get_if<Distribution>(&leaf)) return encode_distribution(field, *value);
    Json result = Json::array();
    if (const auto* values = std::get_if<std::vector<double>>(&leaf)) {
        for (const double value : *values) result.push_back(number(value));
    }
    return result;
}

Json encode(const Record& record, const void* object) {
    if (record.bare) return encode_field(record.fields.front(), object);
    Json result = Json::object();
    for (const Field& field : record.fields) {
        if (!is_absent(field, object)) result[field.key] = encode_field(field, object);
    }
    return result;
}

}  // namespace firebreak::scenario

// Walks document and field table together. One function a kind of value.
#include "scenario/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "scenario/local_time.hpp"
#include "scenario/misspelt.hpp"
#include "scenario/nearest.hpp"
#include "scenario/shapes.hpp"

namespace firebreak::scenario {
namespace {

class Decoder {
  public:
    explicit Decoder(Problems& problems) : problems_{problems} {}
    void record(const Json& json, const Record& record, void* object, const std::string& pointer);
    [[nodiscard]] bool sound() const { return sound_; }

  private:
    void field(const Json& json, const Field& field, void* object, const std::string& pointer);
    void children(const Json& json, const Field& field, void* object, const std::string& pointer);
    void keyed(const Json& json, const Field& field, void* object, const std::string& pointer);
    std::optional<Leaf> leaf(const Json& json, const Field& field, const std::string& pointer);
    std::optional<Leaf> text(const Json& json, const Field& field, const std::string& pointer);
    std::optional<Leaf> references(const Json& json, const std::string& pointer);
    std::optional<Leaf> numbers(const Json& json, const Field& field, const std::string& pointer);
    std::optional<Leaf> uncertain(const Json& json, const Field& field, const std::string& pointer);
    std::optional<Leaf> window(const Json& ends, const Field& field, const std::string& pointer);
    std::optional<Leaf> distribution(const Json& values, const ShapeForm& form, const Field& field,
                                     const std::string& pointer);
    std::optional<double> number(const Json& json, const Range& range, std::string_view unit, bool whole,
                                 const std::string& pointer);
    bool unfit(const Json& json, bool fits, const std::string& expected, const std::string& pointer);

    Problems& problems_;
    bool sound_ = true;
};

std::string kind_of(const Json& json) {
    if (json.is_string()) return "the text " + in_quotes(json.get_ref<const std::string&>());
    if (json.is_boolean()) return json.get<bool>() ? "true" : "false";
    if (json.is_number()) return "the number " + number_text(json.get<double>());
    if (json.is_null()) return "null";
    return json.is_array() ? "an array" : "an object";
}

std::string number_of(std::string_view what, std::string_view unit) {
    return unit.empty() ? std::string{what} : fmt::format("{} ({})", what, unit);
}

bool Decoder::unfit(const Json& json, bool fits, const std::string& expected, const std::string& pointer) {
    if (!fits) problems_.add({pointer, fmt::format("expected {}, found {}", expected, kind_of(json))});
    return !fits;
}

void Decoder::record(const Json& json, const Record& record, void* object, const std::string& pointer) {
    if (record.bare) return field(json, record.fields.front(), object, pointer);
    if (unfit(json, json.is_object(), "an object", pointer)) {
        sound_ = false;
        return;
    }
    std::set<std::string> meant;  // fields present under a wrong name: not missing as well
    for (const auto& [key, value] : json.get_ref<const Json::object_t&>()) {
        if (record.document && key == "$schema") continue;
        const std::string place = child_pointer(pointer, key);
        if (const Field* known = record.find(key)) {
            field(value, *known, object, place);
        } else if (problems_.full()) {
            problems_.add({place, "unknown key"});
        } else {
            const auto number = value.is_number() ? std::optional{value.get<double>()} : std::nullopt;
            const Misspelt misspelt = explain_unknown_key(key, number, record);
            problems_.add({place, misspelt.problem, misspelt.suggestion, true});
            meant.insert(misspelt.meant);
        }
    }
    for (const Field& each : record.fields) {
        if (!each.required || meant.contains(each.key) || json.contains(each.key)) continue;
        problems_.add({pointer, fmt::format("\"{}\" is missing", each.key), each.help});
    }
}

void Decoder::field(const Json& json, const Field& field, void* object, const std::string& pointer) {
    if (json.is_discarded()) {  // an include that failed and has been reported
        sound_ = false;
    } else if (field.optional && json.is_null()) {
        // null says "none", as leaving the key out does
    } else if (field.record != nullptr) {
        children(json, field, object, pointer);
    } else if (const std::optional<Leaf> value = leaf(json, field, pointer)) {
        field.store(object, *value);
    }
}

void Decoder::children(const Json& json, const Field& field, void* object, const std::string& pointer) {
    if (field.kind == Kind::object) return record(json, *field.record, field.add_entry(object), pointer);
    if (field.kind == Kind::keyed) return keyed(json, field, object, pointer);
    if (unfit(json, json.is_array(), "an array", pointer)) {
        sound_ = false;
        return;
    }
    for (std::size_t i = 0; i < json.size(); ++i) {
        record(json[i], *field.record, field.add_entry(object), child_pointer(pointer, std::to_string(i)));
    }
}

void Decoder::keyed(const Json& json, const Field& field, void* object, const std::string& pointer) {
    if (unfit(json, json.is_object(), "an object with an id for each key", pointer)) {
        sound_ = false;
        return;
    }
    for (const auto& [id, value] : json.get_ref<const Json::object_t&>()) {
        const std::string place = child_pointer(pointer, id);
        if (!is_id(id)) {
            problems_.add({place, in_quotes(id) + " cannot be an id", std::string{id_rule}, true});
            sound_ = false;
            continue;
        }
        void* entry = field.add_entry(object);
        field.record->store_id(entry, id);
        record(value, *field.record, entry, place);
    }
}

std::optional<Leaf> Decoder::leaf(const Json& json, const Field& field, const std::string& pointer) {
    switch (field.kind) {
        case Kind::boolean:
            if (unfit(json, json.is_boolean(), "true or false", pointer)) return std::nullopt;
            return json.get<bool>();
        case Kind::integer:
        case Kind::number: {
            const auto value = number(json, field.range, field.unit, field.kind == Kind::integer, pointer);
            if (!value) return std::nullopt;
            return *value * field.factor;
        }
        case Kind::json:
            return json.dump();
        case Kind::references:
            return references(json, pointer);
        case Kind::numbers:
            return numbers(json, field, pointer);
        case Kind::uncertain_duration:
        case Kind::uncertain_share:
        case Kind::uncertain_number:
            return uncertain(json, field, pointer);
        default:
            return text(json, field, pointer);
    }
}

std::optional<double> Decoder::number(const Json& json, const Range& range, std::string_view unit, bool whole,
                                      const std::string& pointer) {
    const std::string expected = number_of(whole ? "a whole number" : "a number", unit);
    if (unfit(json, json.is_number(), expected, pointer)) return std::nullopt;
    const double value = json.get<double>() + 0.0;  // turns -0 into 0
    if (unfit(json, !whole || value == std::floor(value), expected, pointer)) return std::nullopt;
    if (value < range.min || value > range.max || (range.above_min && value <= range.min)) {
        problems_.add({pointer, fmt::format("{} is out of range", number_text(value)),
                       "allowed: " + describe(range, unit)});
        return std::nullopt;
    }
    return value;
}

std::optional<Leaf> Decoder::text(const Json& json, const Field& field, const std::string& pointer) {
    const bool words = field.kind == Kind::choice;
    const std::string expected = words ? fmt::format("one of {}", fmt::join(field.choices, ", ")) : "a text";
    if (unfit(json, json.is_string(), expected, pointer)) return std::nullopt;
    const std::string& text = json.get_ref<const std::string&>();
    if (words && std::ranges::find(field.choices, text) == field.choices.end()) {
        const std::string guess = did_you_mean(text, field.choices);
        problems_.add({pointer, in_quotes(text) + " is not " + expected, guess});
        return std::nullopt;
    }
    if (field.kind == Kind::reference && !is_id(text) && (field.required || !text.empty())) {
        problems_.add({pointer, in_quotes(text) + " cannot be an id", std::string{id_rule}});
        return std::nullopt;
    }
    if (field.kind == Kind::local_time && !parse_local_time(text)) {
        problems_.add({pointer, in_quotes(text) + " is no local time",
                       "write \"YYYY-MM-DDThh:mm\", as in \"2022-10-15T15:19\""});
        return std::nullopt;
    }
    return text;
}

std::optional<Leaf> Decoder::references(const Json& json, const std::string& pointer) {
    if (unfit(json, json.is_array(), "an array of ids", pointer)) return std::nullopt;
    std::vector<std::string> ids;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string place = child_pointer(pointer, std::to_string(i));
        if (unfit(json[i], json[i].is_string(), "an id", place)) continue;
        const std::string& id = json[i].get_ref<const std::string&>();
        if (!is_id(id)) {
            problems_.add({place, in_quotes(id) + " cannot be an id", std::string{id_rule}});
        } else if (!seen.insert(id).second) {
            problems_.add({place, in_quotes(id) + " is listed twice", "remove one of the two"});
        } else {
            ids.push_back(id);
        }
    }
    return ids;
}

std::optional<Leaf> Decoder::numbers(const Json& json, const Field& field, const std::string& pointer) {
    const std::string expected =
        field.count == 0 ? "an array of numbers" : fmt::format("an array of {} numbers", field.count);
    if (unfit(json, json.is_array(), expected, pointer)) return std::nullopt;
    if (field.count != 0 && json.size() != field.count) {
        problems_.add({pointer, fmt::format("expected {}, found {}", expected, json.size()), field.help});
    }
    std::vector<double> values;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string place = child_pointer(pointer, std::to_string(i));
        if (const auto value = number(json[i], field.range, field.unit, false, place))
            values.push_back(*value);
    }
    return values;
}

std::optional<Leaf> Decoder::uncertain(const Json& json, const Field& field, const std::string& pointer) {
    if (json.is_number()) {
        const auto value = number(json, constant_range(field), field.unit, false, pointer);
        if (!value) return std::nullopt;
        return Distribution{.shape = Shape::constant, .first = *value * field.factor};
    }
    if (json.is_array()) return window(json, field, pointer);
    const std::vector<std::string> names = shape_names(field);
    const std::string forms = fmt::format("{}", fmt::join(names, ", "));
    const bool one = json.is_object() && json.size() == 1;
    if (unfit(json, one, number_of("a number", field.unit) + ", [min, max] or exactly one of " + forms, pointer)) {
        return std::nullopt;
    }
    const auto& [name, values] = json.get_ref<const Json::object_t&>().front();
    const std::string place = child_pointer(pointer, name);
    if (std::ranges::find(names, name) == names.end()) {
        problems_.add({place, in_quotes(name) + " is not one of " + forms, did_you_mean(name, names), true});
        return std::nullopt;
    }
    if (unfit(values, values.is_object(), "an object", place)) return std::nullopt;
    return distribution(values, *std::ranges::find(shape_forms(), name, &ShapeForm::name), field, place);
}

/// [min, max]: anywhere between, equally likely.
std::optional<Leaf> Decoder::window(const Json& ends, const Field& field, const std::string& pointer) {
    if (ends.size() != 2) {
        problems_.add({pointer, fmt::format("expected {} or [min, max], found an array of {}", number_of("a number", field.unit), ends.size()),
                       "a window has two ends"});
        return std::nullopt;
    }
    const auto low = number(ends[0], constant_range(field), field.unit, false, child_pointer(pointer, "0"));
    const auto high = number(ends[1], constant_range(field), field.unit, false, child_pointer(pointer, "1"));
    if (!low || !high) return std::nullopt;
    if (*high < *low) {
        problems_.add({child_pointer(pointer, "1"), "the window ends before it starts", "the order is [min, max]"});
        return std::nullopt;
    }
    return Distribution{.shape = Shape::uniform, .first = *low * field.factor, .second = *high * field.factor};
}

std::optional<Leaf> Decoder::distribution(const Json& values, const ShapeForm& form, const Field& field,
                                          const std::string& pointer) {
    Distribution result{.shape = form.shape};
    std::vector<std::string> keys;
    bool complete = true;
    double last = 0.0;
    for (const ShapeParameter& parameter : form.parameters) {
        const std::string& key = keys.emplace_back(parameter.name);
        const auto it = values.find(key);
        if (it == values.end()) {
            problems_.add({pointer, fmt::format("\"{}\" is missing", key)});
            complete = false;
            continue;
        }
        const std::string place = child_pointer(pointer, key);
        const std::string unit = parameter.scaled ? field.unit : "";
        const auto value = number(*it, parameter_range(parameter, field), unit, false, place);
        complete = complete && value.has_value();
        if (!value) continue;
        if (parameter.scaled && *value < last) {
            problems_.add({place, fmt::format("{} is below the number before it", number_text(*value)),
                           fmt::format("the order is {}", fmt::join(keys, " <= "))});
            complete = false;
        }
        if (parameter.scaled) last = *value;
        result.*parameter.member = parameter.scaled ? *value * field.factor : *value;
    }
    for (const auto& member : values.get_ref<const Json::object_t&>()) {
        if (std::ranges::find(keys, member.first) != keys.end()) continue;
        problems_.add({child_pointer(pointer, member.first), "unknown key " + in_quotes(member.first),
                       did_you_mean(member.first, keys), true});
        complete = false;
    }
    if (!complete) return std::nullopt;
    return result;
}

}  // namespace

bool decode(const Json& json, const Record& record, void* object, Problems& problems) {
    Decoder decoder{problems};
    decoder.record(json, record, object, "");
    return decoder.sound();
}

}  // namespace firebreak::scenario

// Both ends of every declared field that a scenario has: what `--set` would put there. Walks the declaration beside
// the resolved text, so that a new field is drawn without being named here.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenario/reader.hpp"
#include "scenario/records.hpp"
#include "scenario/shapes.hpp"

namespace firebreak::test {

/// "POINTER=VALUE" with an end of the range of the field at the pointer.
using Setting = std::string;

/// The settings of one field; they exclude each other.
using Ends = std::vector<Setting>;

class FieldEnds {
  public:
    using Json = nlohmann::ordered_json;

    /// Of `resolved`, as `scenario::Loaded` has it.
    explicit FieldEnds(const std::string& resolved) {
        walk(scenario::scenario_record(), Json::parse(resolved), "");
    }
    [[nodiscard]] const std::vector<Ends>& fields() const { return fields_; }

  private:
    using Kind = scenario::Kind;

    void walk(const scenario::Record& record, const Json& json, const std::string& pointer) {
        if (record.bare) return leaf(record.fields.front(), pointer);
        for (const scenario::Field& field : record.fields) {
            if (field.note) continue;
            const std::string place = pointer + "/" + field.key;
            if (field.record == nullptr) {
                leaf(field, place);
            } else if (json.contains(field.key)) {
                children(field, json.at(field.key), place);
            }
        }
    }

    void children(const scenario::Field& field, const Json& json, const std::string& pointer) {
        if (field.kind == Kind::object) {
            if (!json.is_null()) walk(*field.record, json, pointer);
        } else if (field.kind == Kind::list) {
            for (std::size_t i = 0; i < json.size(); ++i) walk(*field.record, json[i], pointer + "/" + std::to_string(i));
        } else {
            for (const auto& [id, value] : json.items()) walk(*field.record, value, pointer + "/" + id);
        }
    }

    static std::string low(const scenario::Range& range) {
        if (!std::isfinite(range.min)) return "-1e9";
        return scenario::number_text(range.above_min ? range.min + 1e-9 : range.min);
    }
    static std::string high(const scenario::Range& range) {
        return scenario::number_text(std::isfinite(range.max) ? range.max : 1e9);
    }

    void leaf(const scenario::Field& field, const std::string& pointer) {
        Ends ends;
        const auto value = [&](const std::string& text) { ends.push_back(pointer + "=" + text); };
        switch (field.kind) {
            case Kind::boolean:
                value("true");
                value("false");
                break;
            case Kind::integer:
                value(scenario::number_text(std::ceil(field.range.above_min ? field.range.min + 1.0 : field.range.min)));
                value(high(field.range));
                break;
            case Kind::number:
                value(low(field.range));
                value(high(field.range));
                break;
            case Kind::numbers: {
                const std::size_t count = field.count == 0 ? 1 : field.count;
                for (const std::string& end : {low(field.range), high(field.range)}) {
                    std::string list;
                    for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "[" : ",") + end;
                    value(list + "]");
                }
                break;
            }
            case Kind::choice:
                for (const std::string& word : field.choices) value("\"" + word + "\"");
                break;
            case Kind::uncertain_duration:
            case Kind::uncertain_share:
            case Kind::uncertain_number:
                uncertain(field, value);
                break;
            default:
                return;
        }
        // The version of the format has no other end.
        if (pointer != "/schema" && !ends.empty()) fields_.push_back(std::move(ends));
    }

    template <class Value>
    static void uncertain(const scenario::Field& field, Value value) {
        value(low(scenario::constant_range(field)));
        value(high(scenario::constant_range(field)));
        const std::vector<std::string> names = scenario::shape_names(field);
        for (const scenario::ShapeForm& form : scenario::shape_forms()) {
            if (std::find(names.begin(), names.end(), form.name) == names.end()) continue;
            for (const bool top : {false, true}) {
                std::string parameters;
                for (const scenario::ShapeParameter& each : form.parameters) {
                    const scenario::Range range = scenario::parameter_range(each, field);
                    parameters += (parameters.empty() ? "{\"" : ",\"") + std::string{each.name} + "\":" + (top ? high(range) : low(range));
                }
                value("{\"" + std::string{form.name} + "\":" + parameters + "}}");
            }
        }
    }

    std::vector<Ends> fields_;
};

}  // namespace firebreak::test

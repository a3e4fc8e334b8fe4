// The JSON Schema of a document, from the table of fields.
#include <cmath>

#include "scenario/document.hpp"
#include "scenario/encode.hpp"
#include "scenario/reader.hpp"
#include "scenario/records.hpp"
#include "scenario/shapes.hpp"

namespace firebreak::scenario {
namespace {

constexpr const char* id_pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$";
constexpr const char* optional_id_pattern = "^([A-Za-z0-9][A-Za-z0-9_.-]{0,63})?$";

Json number_type(const char* type, const Range& range) {
    Json schema{{"type", type}};
    if (std::isfinite(range.min)) schema[range.above_min ? "exclusiveMinimum" : "minimum"] = range.min;
    if (std::isfinite(range.max)) schema["maximum"] = range.max;
    return schema;
}

/// Every object lists its keys and accepts no other.
Json closed_object(Json properties, Json required) {
    Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

Json uncertain_type(const Field& field) {
    const Json plain = number_type("number", constant_range(field));
    Json any = Json::array({plain});
    any.push_back({{"type", "array"}, {"items", plain}, {"minItems", 2}, {"maxItems", 2}});
    for (const ShapeForm& form : shape_forms()) {
        if (form.shares_only && field.kind != Kind::uncertain_share) continue;
        Json properties = Json::object();
        Json required = Json::array();
        for (const ShapeParameter& parameter : form.parameters) {
            const std::string name{parameter.name};
            properties[name] = number_type("number", parameter_range(parameter, field));
            required.push_back(name);
        }
        const std::string name{form.name};
        Json outer = Json::object();
        outer[name] = closed_object(std::move(properties), std::move(required));
        any.push_back(closed_object(std::move(outer), Json::array({name})));
    }
    return Json{{"anyOf", std::move(any)}};
}

class SchemaWriter {
  public:
    std::string reference(const Record& record) {
        if (!definitions_.contains(record.name)) {
            definitions_[record.name] = nullptr;  // keeps its place in the order of the documents
            Json schema = this->record(record);
            definitions_[record.name] = std::move(schema);
        }
        return "#/$defs/" + record.name;
    }
    Json record(const Record& record);
    [[nodiscard]] const Json& definitions() const { return definitions_; }

  private:
    Json type(const Field& field);
    Json leaf_type(const Field& field);
    Json field(const Record& record, const Field& field);

    Json definitions_ = Json::object();
};

Json SchemaWriter::leaf_type(const Field& field) {
    switch (field.kind) {
        case Kind::boolean:
            return {{"type", "boolean"}};
        case Kind::integer:
            return number_type("integer", field.range);
        case Kind::number:
            return number_type("number", field.range);
        case Kind::json:
            return Json::object();
        case Kind::local_time:
            return {{"type", "string"}, {"pattern", "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$"}};
        case Kind::choice:
            return {{"type", "string"}, {"enum", field.choices}};
        case Kind::reference:
            return {{"type", "string"}, {"pattern", field.required ? id_pattern : optional_id_pattern}};
        case Kind::references:
            return {{"type", "array"},
                    {"items", {{"type", "string"}, {"pattern", id_pattern}}},
                    {"uniqueItems", true}};
        case Kind::numbers: {
            Json schema{{"type", "array"}, {"items", number_type("number", field.range)}};
            if (field.count > 0) schema["minItems"] = schema["maxItems"] = field.count;
            return schema;
        }
        case Kind::uncertain_duration:
        case Kind::uncertain_share:
        case Kind::uncertain_number:
            return uncertain_type(field);
        default:
            return {{"type", "string"}};
    }
}

Json SchemaWriter::type(const Field& field) {
    if (field.record == nullptr) return leaf_type(field);
    const Json inner{{"$ref", reference(*field.record)}};
    if (field.kind == Kind::list) return {{"type", "array"}, {"items", inner}};
    if (field.kind == Kind::object) return inner;
    return {
        {"type", "object"}, {"propertyNames", {{"pattern", id_pattern}}}, {"additionalProperties", inner}};
}

Json SchemaWriter::field(const Record& record, const Field& field) {
    Json schema = type(field);
    if (field.includable) schema = Json{{"anyOf", Json::array({Json{{"type", "string"}}, schema})}};
    if (field.optional) schema = Json{{"anyOf", Json::array({schema, Json{{"type", "null"}}})}};
    schema["description"] = field.help + (field.unit.empty() ? "" : " Unit: " + field.unit + ".");
    const bool has_default = !field.required && !field.optional && !field.note && field.record == nullptr;
    if (has_default) schema["default"] = encode_leaf(field, field.load(record.defaults()));
    return schema;
}

Json SchemaWriter::record(const Record& record) {
    if (record.bare) {
        Json schema = type(record.fields.front());
        schema["description"] = record.help + " " + record.fields.front().help;
        return schema;
    }
    Json properties = Json::object();
    if (record.document) properties["$schema"] = Json{{"type", "string"}};
    Json required = Json::array();
    for (const Field& each : record.fields) {
        properties[each.key] = field(record, each);
        if (each.required) required.push_back(each.key);
    }
    Json schema = closed_object(std::move(properties), std::move(required));
    schema["description"] = record.help;
    return schema;
}

}  // namespace

std::string json_schema(DocumentKind kind) {
    const Record& root = kind == DocumentKind::scenario ? scenario_record() : sweep_record();
    SchemaWriter writer;
    Json document = writer.record(root);
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Firebreak " + root.name}};
    for (auto& [key, value] : document.get_ref<Json::object_t&>()) schema[key] = std::move(value);
    schema["$defs"] = writer.definitions();
    return schema.dump(2) + "\n";
}

}  // namespace firebreak::scenario

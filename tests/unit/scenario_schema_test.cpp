// What else follows from the field tables: JSON Schema and reference.
#include <nlohmann/json.hpp>

#include "scenario/records.hpp"
#include "scenario_fixture.hpp"

namespace firebreak::scenario {
namespace {

void collect(const Record& record, std::map<std::string, const Record*>& records) {
    if (!records.emplace(record.name, &record).second) return;
    for (const Field& field : record.fields) {
        if (field.record != nullptr) collect(*field.record, records);
    }
}

std::map<std::string, const Record*> all_records() {
    std::map<std::string, const Record*> records;
    collect(scenario_record(), records);
    return records;
}

}  // namespace

TEST_CASE("the schema defines every record with every key and no other", "[scenario][schema]") {
    const auto schema = nlohmann::ordered_json::parse(json_schema());
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    for (const auto& [name, record] : all_records()) {
        CAPTURE(name);
        const auto& definition = name == "scenario" ? schema : schema.at("$defs").at(name);
        if (record->bare) continue;
        CHECK(definition.at("additionalProperties") == false);
        CHECK(definition.at("properties").size() == record->fields.size() + (record->document ? 1 : 0));
        for (const Field& field : record->fields) {
            CAPTURE(field.key);
            const auto& property = definition.at("properties").at(field.key);
            CHECK(property.at("description").get<std::string>().starts_with(field.help));
            const bool listed =
                definition.contains("required") &&
                definition["required"].dump().find("\"" + field.key + "\"") != std::string::npos;
            CHECK(listed == field.required);
        }
    }
}

TEST_CASE("the schema states ranges, words, defaults and alternatives", "[scenario][schema]") {
    const auto schema = nlohmann::ordered_json::parse(json_schema());
    const auto& definitions = schema.at("$defs");
    CHECK(definitions["power_node"]["properties"]["battery_autonomy_min"]["maximum"] == 1440);
    CHECK(schema["properties"]["horizon_h"]["exclusiveMinimum"] == 0);
    CHECK(schema["properties"]["horizon_h"]["default"] == 140);
    CHECK(definitions["wan_link"]["properties"]["latency_ms"]["default"] == 2);
    CHECK(definitions["replica_rule"]["properties"]["role"]["enum"] ==
          nlohmann::ordered_json({"active", "standby"}));
    CHECK(definitions["demand_curve"]["minItems"] == 24);
    CHECK(schema["properties"]["layout"]["anyOf"][0]["type"] == "string");
    CHECK(schema["properties"]["layout"]["anyOf"][1]["$ref"] == "#/$defs/layout");
    CHECK(definitions["fire_parameters"]["properties"]["set_up_water_min"]["anyOf"].size() == 8);
    CHECK(definitions["server_parameters"]["properties"]["non_return_ratio"]["anyOf"].size() == 9);
}

TEST_CASE("every field has a sentence of help and a key that names its unit", "[scenario][schema]") {
    for (const auto& [name, record] : all_records()) {
        for (const Field& field : record->fields) {
            CAPTURE(name, field.key);
            CHECK(field.help.size() > 5);
            CHECK(field.help.back() == '.');
            const KeyUnit* unit = unit_of(field.key);
            if (!field.unit.empty()) CHECK((unit != nullptr && unit->name == field.unit));
        }
    }
}

TEST_CASE("every parameter is required and says how far to trust it", "[scenario][schema]") {
    for (const auto& [name, record] : all_records()) {
        if (!name.ends_with("_parameters")) continue;
        for (const Field& field : record->fields) {
            CAPTURE(name, field.key);
            CHECK(field.required);
            CHECK(field.help.find("confidence") != std::string::npos);
        }
    }
}

TEST_CASE("the shipped reference is the generated one", "[scenario][schema]") {
    std::ifstream file{std::string{FIREBREAK_SOURCE_DIR} + "/docs/scenario-reference.md"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    INFO("write what markdown_reference() returns to docs/scenario-reference.md");
    CHECK((text == markdown_reference()));  // the brackets keep Catch2 from printing both
}

}  // namespace firebreak::scenario

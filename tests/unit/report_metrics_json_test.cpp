// metrics.json: shape, nulls, and agreement with its schema.
#include "report/metrics_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catch_compat.hpp"
#include "metrics/measure.hpp"
#include "metrics/statistics.hpp"
#include "metrics_test_world.hpp"
#include "report/comparison.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;
using namespace test;

/// `text` back after 6 h and 10 h, or never; `pay` untouched.
std::vector<Measures> three_replications(const World& world) {
    std::vector<Measures> result;
    for (const double back_h : {6.0, censored, 10.0}) {
        ObservationLog log = quiet_log(world);
        serve(log, 1.0, FunctionId{0}, 0.2);
        if (back_h != censored) serve(log, back_h, FunctionId{0}, 1.0);
        result.push_back(metrics::measure(world, log));
    }
    return result;
}

/// A validator of the part of JSON Schema that our schema uses.
bool valid(const Json& value, Json schema, const Json& root) {
    if (schema.contains("$ref")) {
        schema =
            root.at("$defs").at(schema["$ref"].get<std::string>().substr(std::string{"#/$defs/"}.size()));
    }
    if (schema.contains("const")) return value == schema["const"];
    const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
    const bool type_fits = std::any_of(types.begin(), types.end(), [&](const Json& type) {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
               (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
               (type == "integer" && value.is_number_integer()) || (type == "null" && value.is_null());
    });
    if (!type_fits) return false;
    if (value.is_array()) {
        return std::all_of(value.begin(), value.end(),
                           [&](const Json& item) { return valid(item, schema["items"], root); });
    }
    if (!value.is_object()) return true;
    for (const Json& key : schema.value("required", Json::array())) {
        if (!value.contains(key.get<std::string>())) return false;
    }
    for (const auto& item : value.items()) {
        const Json properties = schema.value("properties", Json::object());
        const Json rest = schema.value("additionalProperties", Json(false));
        if (!properties.contains(item.key()) && !rest.is_object()) return false;
        if (!valid(item.value(), properties.contains(item.key()) ? properties[item.key()] : rest, root))
            return false;
    }
    return true;
}

TEST_CASE("metrics.json has the charter's keys in their order, and nulls for what has no number") {
    const World world = small_world();
    const MetricsSummary summary = metrics::summarise(world, three_replications(world));
    const std::string text =
        metrics_json(world, summary, {.seed = 18446744073709551615U, .pinned_steps = {"isolation_h"}, .unused_steps = {{"controlled", 2}}});
    CHECK(text.ends_with("}\n"));
    const Json json = Json::parse(text);
    std::vector<std::string> keys;
    for (const auto& item : json.items()) keys.push_back(item.key());
    CHECK(keys == std::vector<std::string>{"schema", "scenario", "layout", "seed", "replications",
                                           "horizon_h", "pinned_steps", "unused_steps", "services", "facility"});
    CHECK(json["seed"] == 18446744073709551615U);
    CHECK(json["replications"] == 3);
    CHECK(json["horizon_h"] == 24.0);
    CHECK(json["pinned_steps"] == Json::array({"isolation_h"}));
    CHECK(json["unused_steps"] == Json{{"controlled", 2}});
    const Json& half = json["services"]["chat"]["functions"]["text"]["recovery_h"]["half"];
    CHECK(half["mean"].get<double>() == Approx(40.0 / 3.0));
    CHECK(half["p5"] == 6.0);
    CHECK(half["p50"] == 10.0);
    CHECK(half["p95"].is_null());
    CHECK(half["censored"] == 1);
    CHECK(half["ci95"][1].get<double>() > 24.0);
    const Json& targets = json["services"]["chat"]["functions"]["text"]["targets"];
    CHECK(targets["rto_h"].get<double>() == Approx(1.0 / 3.0).epsilon(1e-8));
    CHECK(targets["met_probability"] == 0.0);
    CHECK(targets["rpo_met_probability"] == 1.0);
    CHECK_FALSE(targets.contains("mtpd_h"));
    CHECK(json["services"]["payment"]["functions"]["pay"]["targets"]["mtpd_h"] == 12.0);
    CHECK(json["facility"]["sites"]["south"]["isolation_h"]["p50"].is_null());
    CHECK(json["facility"]["sites"]["south"]["isolation_h"]["censored"] == 0);
    CHECK(json["facility"]["sites"]["south"]["isolation_h"]["never"] == 3);
    CHECK(json["facility"]["sites"]["south"]["isolation_h"]["mean"].is_null());
    CHECK(json["facility"]["sites"]["south"]["isolation_h"]["among_affected"].is_null());
    CHECK(half["restricted_to_h"] == 24.0);
    CHECK(half["affected"] == 3);
    CHECK(half["among_affected"]["p50"] == 10.0);
    const Json& untouched = json["services"]["payment"]["functions"]["pay"]["recovery_h"]["full"];
    CHECK(untouched["affected"] == 0);
    CHECK(untouched["p95"] == 0.0);
    CHECK(untouched["restricted_to_h"].is_null());
    // Nothing in these logs sends the deferred requests again: they wait at the horizon in all three.
    CHECK(json["services"]["chat"]["functions"]["text"]["unserved_user_h"]["censored"] == 3);
    CHECK(text ==
          metrics_json(world, summary, {.seed = 18446744073709551615U, .pinned_steps = {"isolation_h"}, .unused_steps = {{"controlled", 2}}}));
}

TEST_CASE("one replication has no interval") {
    const World world = small_world();
    const std::vector<Measures> all = three_replications(world);
    const MetricsSummary summary = metrics::summarise(world, std::span{all}.first(1));
    const Json json = Json::parse(metrics_json(world, summary, {}));
    const Json& full = json["services"]["chat"]["functions"]["text"]["recovery_h"]["full"];
    CHECK(full["mean"] == 6.0);
    CHECK(full["ci95"] == Json::array({nullptr, nullptr}));
}

TEST_CASE("a service may be named by a number") {
    World world = small_world();
    world.functions[FunctionId{0}].service = "0";
    world.functions[FunctionId{0}].name = "0/1";
    const Json json =
        Json::parse(metrics_json(world, metrics::summarise(world, three_replications(world)), {}));
    CHECK(json["services"].is_object());
    CHECK(json["services"]["0"]["functions"]["1"]["recovery_h"]["first"]["mean"] == 0.0);
}

TEST_CASE("the schema accepts metrics.json, and nothing with a key more or less") {
    const World world = small_world();
    const Json schema = Json::parse(metrics_schema());
    const Json json =
        Json::parse(metrics_json(world, metrics::summarise(world, three_replications(world)), {}));
    CHECK(valid(json, schema, schema));
    Json more = json;
    more["services"]["chat"]["functions"]["text"]["recovery_s"] = 1;
    CHECK_FALSE(valid(more, schema, schema));
    Json less = json;
    less["facility"]["sites"]["north"].erase("servers_lost");
    CHECK_FALSE(valid(less, schema, schema));
    Json wrong = json;
    wrong["services"]["payment"]["functions"]["pay"]["data_loss_s"]["mean"] = "7";
    CHECK_FALSE(valid(wrong, schema, schema));
}

TEST_CASE("compare's document pairs every measure of two layouts") {
    const World world = small_world();
    const std::vector<Measures> base = three_replications(world);
    std::vector<Measures> other = base;
    for (Measures& measures : other) measures.functions[0].recovery_h.full = 2.0;
    const Comparison comparison{
        .seed = 5,
        .layouts = {{"one", &world, base, metrics::summarise(world, base), {}},
                    {"two", &world, other, metrics::summarise(world, other), {5, {"isolation_h"}, {}}}}};
    const Json json = Json::parse(compare_json(comparison));
    CHECK(json["base"] == "one");
    CHECK(json["replications"] == 3);
    REQUIRE(json["layouts"].size() == 2);
    CHECK(json["layouts"][1]["pinned_steps"][0] == "isolation_h");
    CHECK(json["layouts"][1]["services"]["chat"]["functions"]["text"]["recovery_h"]["full"]["mean"] == 2.0);
    REQUIRE(json["differences"].size() == 1);
    CHECK(json["differences"][0]["label"] == "two");
    CHECK(json["differences"][0]["base"] == "one");
    const Json& full = json["differences"][0]["services"]["chat"]["functions"]["text"]["recovery_h"]["full"];
    CHECK(full["mean"].get<double>() == Approx((-4.0 - 22.0 - 8.0) / 3.0));
    CHECK(full["n"] == 3);
    CHECK(full["censored"] == 0);
    CHECK(full["censored_base"] == 1);
    CHECK(full["restricted_to_h"] == 24.0);
    CHECK(full["p50"] == -8.0);  // beyond -22, -8, -4
    CHECK(full["uncensored"]["n"] == 2);
    CHECK(full["uncensored"]["mean"] == -6.0);
    CHECK(full["affected"] == 3);
    CHECK(full["among_affected"]["n"] == 3);
    CHECK(json["differences"][0]["facility"]["sites"]["north"]["servers_lost"]["mean"] == 0.0);
}

}  // namespace
}  // namespace firebreak::report

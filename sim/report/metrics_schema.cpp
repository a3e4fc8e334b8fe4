// The JSON Schema of metrics.json, made by walking the measures of a world of one function and one site.
#include <map>
#include <nlohmann/json.hpp>

#include "report/metrics_json.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

Json object_of(Json properties) {
    Json required = Json::array();
    for (const auto& item : properties.items()) required.push_back(item.key());
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

Json map_of(Json values) {
    return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json number_schema(const char* description) {
    return {{"type", "number"}, {"description", description}};
}

Json nullable(const char* description) {
    return {{"type", Json::array({"number", "null"})}, {"description", description}};
}

Json probability(const char* description) {
    return {{"type", "number"}, {"minimum", 0}, {"maximum", 1}, {"description", description}};
}

Json count(const char* description) {
    return {{"type", "integer"}, {"minimum", 0}, {"description", description}};
}

Json statistics_properties() {
    const Json bound = {{"type", Json::array({"number", "null"})}};
    return {{"mean", nullable("Mean over the replications in which it happened or may still happen; null where there is none. With "
                              "censored ones a restricted mean: they count as far as the horizon.")},
         {"p5", nullable("5 % quantile by order; null where that replication is censored, or it never happened there.")},
         {"p50", nullable("Median, likewise.")},
         {"p95", nullable("95 % quantile, likewise.")},
         {"ci95",
          {{"type", "array"},
           {"items", bound},
           {"minItems", 2},
           {"maxItems", 2},
           {"description", "95 % interval of the mean; nulls with fewer than two replications."}}},
         {"censored", count("Replications in which it did not happen before the horizon; of losses: was not over at the horizon.")}};
}

Json summary_schema() {
    Json properties = statistics_properties();
    properties["restricted_to_h"] = nullable("Where the mean is a restricted one: up to this hour; else null.");
    properties["never"] = count("Replications in which it did not happen, and nothing is left that could bring it.");
    properties["affected"] = count("Replications in which it happened, something was lost, or the level was left.");
    Json affected = object_of(statistics_properties());
    affected["type"] = Json::array({"object", "null"});
    affected["description"] = "The same over the affected replications alone; null without any.";
    properties["among_affected"] = std::move(affected);
    return object_of(std::move(properties));
}

Json targets_schema() {
    Json schema = object_of(
        {{"rto_h", number_schema("Declared recovery time objective.")},
         {"met_probability", probability("Share of replications with recovery_h.full within rto_h.")},
         {"rpo_s", number_schema("Declared recovery point objective.")},
         {"rpo_met_probability", probability("Share of replications with data_loss_s within rpo_s.")},
         {"mtpd_h", number_schema("Declared maximum tolerable period of disruption.")},
         {"mtpd_met_probability", probability("Share of replications with recovery_h.full within mtpd_h.")}});
    schema.erase("required");  // only declared targets appear
    schema["dependentRequired"] = {{"rto_h", Json::array({"met_probability"})},
                                   {"rpo_s", Json::array({"rpo_met_probability"})},
                                   {"mtpd_h", Json::array({"mtpd_met_probability"})}};
    return schema;
}

/// Turns a tree whose leaves are references into nested closed objects.
Json closed(const Json& tree) {
    if (tree.contains("$ref")) return tree;
    Json properties = Json::object();
    for (const auto& item : tree.items()) properties[item.key()] = closed(item.value());
    return object_of(std::move(properties));
}

/// {"function": ..., "site": ...}: the measures of one of each, taken from `for_each_measure`.
Json measures_tree() {
    World world{};
    WorldFunction function{};
    function.name = "service/function";
    function.service = "service";
    world.functions.add(function);
    WorldSite site{};
    site.name = "site";
    world.sites.add(site);
    Measures measures;
    measures.functions.resize(1);
    measures.sites.resize(1);
    Json tree;
    for_each_measure(world, measures, [&](const std::string& path, double) {
        place(tree, path) = {{"$ref", "#/$defs/summary"}};
    });
    return {{"function", tree["services"]["service"]["functions"]["function"]},
            {"site", tree["facility"]["sites"]["site"]}};
}

}  // namespace

std::string metrics_schema() {
    Json tree = measures_tree();
    tree["function"]["targets"] = {{"$ref", "#/$defs/targets"}};
    Json document =
        object_of({{"schema", {{"const", 1}, {"description", "Version of this format."}}},
                   {"scenario", {{"type", "string"}}},
                   {"layout", {{"type", "string"}}},
                   {"seed", {{"type", "integer"}, {"minimum", 0}}},
                   {"replications", {{"type", "integer"}, {"minimum", 1}}},
                   {"horizon_h", number_schema("End of each run, hours after ignition.")},
                   {"pinned_steps",
                    {{"type", "array"},
                     {"items", {{"type", "string"}}},
                     {"description", "Steps of the scenario's `observed` that replaced a draw."}}},
                   {"unused_steps",
                    {{"type", "object"},
                     {"additionalProperties", {{"type", "integer"}, {"minimum", 1}}},
                     {"description", "Steps of `observed` that layout or fire ruled out, and in how many replications."}}},
                   {"services", map_of(object_of({{"functions", map_of({{"$ref", "#/$defs/function"}})}}))},
                   {"facility", object_of({{"sites", map_of({{"$ref", "#/$defs/site"}})}})}});
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "Firebreak metrics"},
                {"description", "Measures of a run; hours count from ignition. See results/README.md."}};
    schema.update(document);
    schema["$defs"] = {{"summary", summary_schema()},
                       {"targets", targets_schema()},
                       {"function", closed(tree["function"])},
                       {"site", closed(tree["site"])}};
    return pretty(schema);
}

}  // namespace firebreak::report

// metrics.json, key by key in the charter's order.
#include "report/metrics_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

/// A declared number as its author wrote it: seconds and back leave an error in the last bit.
double as_declared(double value) {
    return std::round(value * 1e9) / 1e9;
}

Json targets_json(const Targets& targets, double rto_met, double rpo_met, double mtpd_met) {
    Json result = Json::object();
    if (targets.rto) {
        result["rto_h"] = as_declared(Hours{*targets.rto}.count());
        result["met_probability"] = rto_met;
    }
    if (targets.rpo) {
        result["rpo_s"] = as_declared(targets.rpo->count());
        result["rpo_met_probability"] = rpo_met;
    }
    if (targets.mtpd) {
        result["mtpd_h"] = as_declared(Hours{*targets.mtpd}.count());
        result["mtpd_met_probability"] = mtpd_met;
    }
    return result;
}

}  // namespace

nlohmann::ordered_json number_or_null(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

nlohmann::ordered_json statistics_json(const Statistics& of) {
    return {{"mean", number_or_null(of.mean)},
            {"p5", number_or_null(of.p5)},
            {"p50", number_or_null(of.p50)},
            {"p95", number_or_null(of.p95)},
            {"ci95", Json::array({number_or_null(of.ci_low), number_or_null(of.ci_high)})},
            {"censored", of.censored}};
}

nlohmann::ordered_json summary_json(const Summary& of) {
    Json json = statistics_json(of);
    json["restricted_to_h"] = of.censored > 0 ? Json(as_declared(of.restricted_to_h)) : Json(nullptr);
    json["never"] = of.never;
    json["affected"] = of.affected.n;
    json["among_affected"] = of.affected.n > 0 ? statistics_json(of.affected) : Json(nullptr);
    return json;
}

nlohmann::ordered_json& place(nlohmann::ordered_json& root, const std::string& path) {
    // Not by json_pointer: it would make an array for a service whose id is a number.
    Json* at = &root;
    for (std::size_t from = 1; from < path.size();) {
        const std::size_t to = std::min(path.find('/', from), path.size());
        at = &(*at)[path.substr(from, to - from)];
        from = to + 1;
    }
    return *at;
}

std::string pretty(const nlohmann::ordered_json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

nlohmann::ordered_json metrics_document(const World& world, const MetricsSummary& summary) {
    Json document;
    document["services"] = Json::object();
    document["facility"]["sites"] = Json::object();
    MeasuresOf<Summary> measures = summary.measures;
    for_each_measure(world, measures, [&](const std::string& path, const Summary& of) {
        place(document, path) = summary_json(of);
    });
    for (const FunctionId id : world.functions.keys()) {
        const WorldFunction& function = world.functions[id];
        const std::string name = function.name.substr(function.service.size() + 1);
        place(document, "/services/" + function.service + "/functions/" + name)["targets"] =
            targets_json(function.targets, summary.rto_met.at(id.value), summary.rpo_met.at(id.value),
                         summary.mtpd_met.at(id.value));
    }
    return document;
}

Json unused_json(const std::vector<std::pair<std::string, int>>& unused_steps) {
    Json json = Json::object();
    for (const auto& [step, replications] : unused_steps) json[step] = replications;
    return json;
}

std::string metrics_json(const World& world, const MetricsSummary& summary, const RunFacts& facts) {
    Json document{{"schema", 1},
                  {"scenario", world.scenario_name},
                  {"layout", world.layout_name},
                  {"seed", facts.seed},
                  {"replications", summary.replications},
                  {"horizon_h", as_declared(hours_of(world.horizon))},
                  {"pinned_steps", facts.pinned_steps},
                  {"unused_steps", unused_json(facts.unused_steps)}};
    document.update(metrics_document(world, summary));
    return pretty(document);
}

}  // namespace firebreak::report

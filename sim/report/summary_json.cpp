// The JSON document of a sweep's summary.
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/metrics_json.hpp"
#include "report/sweep_report.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

Json interval(double low, double high) {
    return Json::array({number_or_null(low), number_or_null(high)});
}

/// For metrics::Estimate and metrics::QuantileEstimate.
template <class Estimated>
Json estimate_json(const Estimated& of) {
    return {{"value", number_or_null(of.value)}, {"ci95", interval(of.low, of.high)}};
}

Json spread_json(const metrics::Spread& of) {
    Json json{{"n", of.n}};
    if (of.n == 0) return json;
    json["censored"] = of.censored;
    json["never"] = of.never;
    json["affected"] = of.affected.n;
    json["among_affected"] = of.affected.n > 0 ? statistics_json(of.affected) : Json(nullptr);
    json["mean"] = {{"value", number_or_null(of.mean)}, {"ci95", interval(of.ci_low, of.ci_high)}};
    json["p5"] = estimate_json(of.p5);
    json["p50"] = estimate_json(of.p50);
    json["p95"] = estimate_json(of.p95);
    json["p99"] = estimate_json(of.p99);
    json["beyond_p99"] = number_or_null(of.beyond_p99);
    if (of.met) json["met"] = *of.met;
    if (of.annual_loss) json["annual_loss"] = *of.annual_loss;
    if (const auto& year = of.annual_tail) {
        json["year"] = {{"any_probability", year->any}, {"p95", year->p95},  {"p99", year->p99},
                        {"p999", year->p999},           {"beyond_p99", year->beyond_p99}};
    }
    return json;
}

Json difference_json(const metrics::PairedDifference& of) {
    return {{"mean", number_or_null(of.mean)},
            {"ci95", interval(of.ci_low, of.ci_high)},
            {"p50", number_or_null(of.p50)},
            {"n", of.n},
            {"censored", of.censored_other},
            {"censored_first", of.censored_base},
            {"never", of.never_other},
            {"never_first", of.never_base},
            {"affected", of.affected_other},
            {"affected_first", of.affected_base}};
}

Json axis_json(const std::string& name, const metrics::AxisSummary& of) {
    Json json{{"axis", name}};
    if (of.morris) {
        json["mu_star"] = estimate_json(of.morris->mu_star);
        json["mu"] = number_or_null(of.morris->mu);
        json["sigma"] = number_or_null(of.morris->sigma);
    }
    if (of.sobol) {
        json["first_order"] = estimate_json(of.sobol->first);
        json["total_effect"] = estimate_json(of.sobol->total);
    }
    return json;
}

Json measure_json(const metrics::SweepSummary& summary, const metrics::MeasureSummary& of) {
    Json json{{"measure", of.path}};
    if (of.target) json["target"] = *of.target;
    json["over_all"] = spread_json(of.over_all);
    json["points"] = Json::array();
    for (const metrics::PointSummary& point : of.points) {
        Json entry = spread_json(point.spread);
        if (point.to_first) entry["difference_to_first"] = difference_json(*point.to_first);
        json["points"].push_back(std::move(entry));
    }
    if (of.axes.empty()) return json;
    json["complete_blocks"] = of.blocks;
    json["sensitivities"] = Json::array();
    for (std::size_t i = 0; i < of.axes.size(); ++i)
        json["sensitivities"].push_back(axis_json(summary.axis_names[i], of.axes[i]));
    return json;
}

}  // namespace

std::string summary_json(const metrics::SweepSummary& summary) {
    Json document{{"schema", 1},
                  {"name", summary.name},
                  {"scenario", summary.scenario},
                  {"design", summary.design},
                  {"seed", summary.seed},
                  {"common_random_numbers", summary.common_luck},
                  {"horizon_h", summary.horizon_h},
                  {"runs",
                   {{"ok", summary.runs_ok},
                    {"failed", summary.runs_failed},
                    {"points_without_runs", summary.points_without_runs}}}};
    if (summary.blocks_planned > 0) document["blocks"] = summary.blocks_planned;
    if (summary.ignitions_per_year) document["ignitions_per_year"] = *summary.ignitions_per_year;
    document["axes"] = summary.axis_names;
    document["points"] = Json::array();
    for (const metrics::PointLabel& point : summary.points)
        document["points"].push_back(Json::parse(point.settings));
    document["measures"] = Json::array();
    for (const metrics::MeasureSummary& measure : summary.measures)
        document["measures"].push_back(measure_json(summary, measure));
    return pretty(document);
}

}  // namespace firebreak::report

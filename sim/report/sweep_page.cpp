// Curves are thinned to what a screen can show; their ends are kept value by value.
#include "report/sweep_page.hpp"

#include <algorithm>
#include <cmath>

#include "report/sweep_report.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

/// [[value, share of the values above it], ...] of ascending values. The rare end matters most: the greatest
/// values are all there, the others evenly thinned. Censored values stay in the shares, but have no point.
Json exceedance(const std::vector<double>& values) {
    constexpr std::size_t shown = 200, tail = 50;
    Json points = Json::array();
    const std::size_t step = std::max<std::size_t>(1, values.size() / shown);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool rare = i + tail >= values.size();
        if ((i % step != 0 && !rare) || !std::isfinite(values[i])) continue;
        const double above = static_cast<double>(values.size() - i - 1) / static_cast<double>(values.size());
        points.push_back({std::round(values[i] * 1e4) / 1e4, std::round(above * 1e6) / 1e6});
    }
    return points;
}

/// Six digits: more than a picture shows.
Json short_number(const Json& number) {
    if (!number.is_number_float() || number.get<double>() == 0.0) return number;
    const double value = number.get<double>();
    const double scale = std::pow(10.0, 5.0 - std::floor(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

/// The summary with, of each point, only what the page shows: a sweep may have thousands.
Json trimmed(Json summary) {
    for (Json& measure : summary["measures"]) {
        for (Json& point : measure["points"]) {
            Json kept{{"n", point["n"]}};
            for (const char* key : {"mean", "p5", "p50", "p95"})
                if (point.contains(key)) kept[key] = {{"value", short_number(point[key]["value"])}};
            point = std::move(kept);
        }
    }
    return summary;
}

Json failures_json(const std::vector<FailedRun>& failures) {
    Json list = Json::array();
    for (const FailedRun& run : failures) {
        list.push_back({{"point", run.point},
                        {"replication", run.replication},
                        {"seed", run.seed},
                        {"status", run.status},
                        {"error", run.error}});
    }
    return list;
}

}  // namespace

Json sweep_page_data(const metrics::SweepSummary& summary, const SweepPage& page) {
    Json data{{"format", 1}, {"kind", "sweep"}, {"summary", trimmed(Json::parse(summary_json(summary)))}};
    data["exceedance"] = Json::array();
    for (const std::vector<double>& values : page.values) data["exceedance"].push_back(exceedance(values));
    data["failures"] = failures_json(page.failures);
    data["manifest"] = {{"version", page.version}, {"commit", page.commit},   {"engine", page.engine},
                        {"store", page.store},     {"command", page.command}, {"seed", summary.seed}};
    return data;
}

}  // namespace firebreak::report

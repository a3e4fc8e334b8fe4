// The JSON document of a comparison: each layout as metrics.json has it, then the paired differences.
#include <nlohmann/json.hpp>

#include "report/comparison.hpp"
#include "report/metrics_json.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

Json layout_json(const ComparedLayout& layout) {
    Json result{{"label", layout.label},
                {"scenario", layout.world->scenario_name},
                {"layout", layout.world->layout_name},
                {"horizon_h", hours_of(layout.world->horizon)},
                {"pinned_steps", layout.pinned_steps}};
    result.update(metrics_document(*layout.world, layout.summary));
    return result;
}

Json difference_json(const metrics::PairedDifference& of) {
    return {{"mean", number_or_null(of.mean)},
            {"ci95", Json::array({number_or_null(of.ci_low), number_or_null(of.ci_high)})},
            {"n", of.n},
            {"censored", of.censored_other},
            {"censored_base", of.censored_base}};
}

}  // namespace

std::string compare_json(const Comparison& comparison) {
    FIREBREAK_ASSERT(!comparison.layouts.empty(), "a comparison has a layout to compare with");
    const ComparedLayout& base = comparison.layouts.front();
    Json document{
        {"schema", 1},        {"seed", comparison.seed},  {"replications", base.summary.replications},
        {"base", base.label}, {"layouts", Json::array()}, {"differences", Json::array()}};
    for (const ComparedLayout& layout : comparison.layouts)
        document["layouts"].push_back(layout_json(layout));
    for (std::size_t i = 1; i < comparison.layouts.size(); ++i) {
        Json entry{{"label", comparison.layouts[i].label}};
        for (const auto& [path, difference] : differences(base, comparison.layouts[i])) {
            place(entry, path) = difference_json(difference);
        }
        document["differences"].push_back(std::move(entry));
    }
    return pretty(document);
}

}  // namespace firebreak::report

// The answer of `firebreak rare`.
#include "report/rare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/display_width.hpp"
#include "report/metrics_json.hpp"
#include "report/page.hpp"
#include "report/phrases.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

std::string probability_text(double p) {
    return p >= 0.001 || p == 0.0 ? fmt::format("{:.3g}", p) : fmt::format("{:.2e}", p);
}

void write_found(Page& page, const RareReport& rare) {
    const metrics::RareOutcome& found = rare.outcome;
    const std::string rate = rare.ignitions_per_year ? fmt::format("{:.4g}", *rare.ignitions_per_year) : "";
    if (found.probability == 0.0) {
        page.line("No trial got there.", Style::bad);
        page.item("Probability, given the fire: ",
                  fmt::format("below {} (95 %, by the rule of three)", probability_text(found.ci_high)));
        return;
    }
    page.item("Probability, given the fire: ",
              fmt::format("{} [{}, {}]", probability_text(found.probability), probability_text(found.ci_low),
                          probability_text(found.ci_high)));
    page.item("Relative error:              ",
              fmt::format("{}, by the spread of {} independent estimates", percent_text(found.relative_error),
                          rare.effort.estimates));
    if (rare.ignitions_per_year) {
        const double yearly = found.probability * *rare.ignitions_per_year;
        page.item("By the year:                 ",
                  fmt::format("{} times, at {} such fires a year: once in {} years", probability_text(yearly),
                              rate, count_text(1.0 / yearly)));
    }
    page.item("Runs:                        ",
              fmt::format("{} and {} of the pilot; plain runs with this error: {}",
                          count_text(static_cast<double>(found.runs)),
                          count_text(static_cast<double>(rare.pilot_runs)),
                          count_text(metrics::plain_runs_needed(found.probability, found.relative_error))));
}

std::string level_text(double level) {
    if (level == not_at_all) return "that it happens";
    return std::abs(level) >= 99'999.5 ? count_text(level) : fmt::format("{:.4g}", level);
}

Json outcome_json(const RareReport& rare) {
    const metrics::RareOutcome& found = rare.outcome;
    Json json{{"probability", found.probability},
              {"ci95", {found.ci_low, found.ci_high}},
              {"relative_error", number_or_null(found.relative_error)},
              {"estimates", rare.effort.estimates},
              {"trials", rare.effort.trials},
              {"runs", found.runs},
              {"pilot_runs", rare.pilot_runs}};
    if (found.probability > 0.0) {
        json["plain_runs_needed"] = metrics::plain_runs_needed(found.probability, found.relative_error);
    }
    if (rare.ignitions_per_year) {
        json["ignitions_per_year"] = *rare.ignitions_per_year;
        json["per_year"] = found.probability * *rare.ignitions_per_year;
    }
    json["levels"] = Json::array();
    for (std::size_t l = 0; l < found.levels.size(); ++l)
        json["levels"].push_back({{"above", found.levels[l]}, {"share", found.shares[l]}});
    return json;
}

}  // namespace

std::string rare_text(const RareReport& rare, const Terminal& terminal) {
    Page page{terminal};
    page.line(fmt::format("How likely is {} above {}?", rare.measure, level_text(rare.above)),
              Style::heading);
    page.line(fmt::format("{} on layout {}; seed {}, horizon {:.6g} h", printable(rare.scenario),
                          printable(rare.layout), rare.effort.seed, rare.horizon_h));
    page.blank();
    write_found(page, rare);
    page.section("Levels on the way");
    TextTable table{{{"level"}, {"above"}, {"share of trials\nthat got there"}}};
    for (std::size_t l = 0; l < rare.outcome.levels.size(); ++l) {
        table.add_row({{std::to_string(l + 1)},
                       {level_text(rare.outcome.levels[l])},
                       {fmt::format("{:.3f}", rare.outcome.shares[l])}});
    }
    page.table(table);
    page.blank();
    page.line(
        fmt::format("{} trials at each level in each estimate. The interval and the error say what the "
                    "dice leave open, not what the model does.",
                    rare.effort.trials));
    return page.text();
}

std::string rare_json(const RareReport& rare) {
    Json json{{"schema", 1},
              {"scenario", rare.scenario},
              {"layout", rare.layout},
              {"seed", rare.effort.seed},
              {"horizon_h", rare.horizon_h},
              {"measure", rare.measure},
              {"above", rare.above}};
    json.update(outcome_json(rare));
    return pretty(json);
}

}  // namespace firebreak::report

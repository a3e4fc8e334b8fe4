// Reads the runs once, then summarises measure by measure.
#include "sweep/summarise.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "firebreak/error.hpp"
#include "sweep/study.hpp"
#include "sweep/values.hpp"

namespace firebreak::sweep {
namespace {

using metrics::AxisSummary;
using metrics::MeasureSummary;
using metrics::Resamples;

/// What the store holds of the wanted measures: `values[measure][point]`, by run; `replications[point]` says
/// which run is which.
struct Readings {
    std::vector<std::vector<std::vector<double>>> values;
    std::vector<std::vector<int>> replications;
};

InputError wrong_option(const std::string& option, const std::string& problem, const Plan& plan) {
    return InputError{{{Severity::error, option, 0, 0, "", problem,
                        "the store holds measures such as " + plan.measures.front()}}};
}

/// Indices into the plan's measures, in its order.
std::vector<std::size_t> chosen_measures(const Plan& plan, const SummaryWanted& wanted) {
    std::vector<bool> chosen(plan.measures.size(), wanted.measures.empty());
    for (const std::string& glob : wanted.measures) {
        bool found = false;
        for (std::size_t i = 0; i < plan.measures.size(); ++i) {
            if (!fits(glob, plan.measures[i])) continue;
            found = chosen[i] = true;
        }
        if (!found) throw wrong_option("--measure", "no measure in the store fits " + glob, plan);
    }
    for (const auto& [path, value] : wanted.targets) {
        const auto it = std::ranges::find(plan.measures, path);
        if (it == plan.measures.end())
            throw wrong_option("--target", "there is no measure " + path + " in the store", plan);
        chosen[static_cast<std::size_t>(it - plan.measures.begin())] = true;
    }
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i]) indices.push_back(i);
    }
    return indices;
}

/// The chosen ones first, then what says whether their losses were over.
std::vector<std::size_t> with_companions(const Plan& plan, const std::vector<std::size_t>& chosen) {
    std::vector<std::size_t> all = chosen;
    for (const std::size_t i : chosen) {
        const auto it = std::ranges::find(plan.measures, metrics::still_losing_path(plan.measures[i]));
        const auto index = static_cast<std::size_t>(it - plan.measures.begin());
        if (it != plan.measures.end() && std::ranges::find(all, index) == all.end()) all.push_back(index);
    }
    return all;
}

Readings read(StoreReader& store, const std::vector<std::size_t>& chosen, metrics::SweepSummary& summary) {
    const std::size_t points = store.plan().points.size();
    Readings readings;
    readings.values.assign(chosen.size(), std::vector<std::vector<double>>(points));
    readings.replications.resize(points);
    store.for_each_run([&](const RunRow& row) {
        if (row.status != Status::ok) {
            ++summary.runs_failed;
            return;
        }
        ++summary.runs_ok;
        const std::vector<double> values = parse_values(row.measures);
        readings.replications.at(row.point).push_back(row.replication);
        for (std::size_t i = 0; i < chosen.size(); ++i)
            readings.values[i][row.point].push_back(values.at(chosen[i]));
    });
    summary.points_without_runs = static_cast<std::size_t>(
        std::ranges::count_if(readings.replications, [](const auto& runs) { return runs.empty(); }));
    return readings;
}

/// Of a loss, by point and run: 1 where it was not over at the horizon. Empty where there is nothing that says so.
std::vector<std::vector<double>> losing_of(const Plan& plan, const std::vector<std::size_t>& read, const Readings& readings,
                                           const std::string& measure) {
    const std::string path = metrics::still_losing_path(measure);
    const auto it = std::ranges::find_if(read, [&](std::size_t i) { return plan.measures[i] == path; });
    if (path.empty() || it == read.end()) return {};
    std::vector<std::vector<double>> losing = readings.values[static_cast<std::size_t>(it - read.begin())];
    for (std::vector<double>& runs : losing) {
        for (double& run : runs) run = metrics::goes_on(measure, run) ? 1.0 : 0.0;
    }
    return losing;
}

std::vector<metrics::PointLabel> labels_of(const Plan& plan) {
    std::vector<metrics::PointLabel> labels;
    for (const std::string& settings : plan.settings) {
        const auto json = nlohmann::ordered_json::parse(settings);
        metrics::PointLabel label{settings, {}};
        for (const PlanAxis& axis : plan.axes) {
            const auto it = json.find(axis.name);
            label.levels.push_back(it == json.end()  ? std::string{}
                                   : it->is_string() ? it->get<std::string>()
                                                     : it->dump());
        }
        labels.push_back(std::move(label));
    }
    return labels;
}

/// Runs of two points that have the same luck, as far as both points have the measure.
std::optional<metrics::PairedDifference> difference(const Readings& readings, std::size_t measure, std::size_t point,
                                                    const std::vector<std::vector<double>>& losing,
                                                    metrics::PairCounting counting) {
    const std::vector<int>& base_runs = readings.replications[0];
    const std::vector<int>& runs = readings.replications[point];
    std::vector<double> base, other, base_losing, other_losing;
    for (std::size_t i = 0, j = 0; i < base_runs.size() && j < runs.size();) {
        if (base_runs[i] < runs[j]) {
            ++i;
        } else if (runs[j] < base_runs[i]) {
            ++j;
        } else {
            const double left = readings.values[measure][0][i];
            const double right = readings.values[measure][point][j];
            if (!std::isnan(left) && !std::isnan(right)) {
                base.push_back(left);
                other.push_back(right);
                if (!losing.empty()) base_losing.push_back(losing[0][i]);
                if (!losing.empty()) other_losing.push_back(losing[point][j]);
            }
            ++i;
            ++j;
        }
    }
    if (base.empty()) return {};
    counting.base_losing = base_losing;
    counting.other_losing = other_losing;
    return metrics::paired({.base = base, .other = other}, counting);
}

/// Points of each block of a design for sensitivities, in the order of the plan; empty for other designs.
std::vector<std::vector<std::size_t>> blocks_of(const Plan& plan) {
    std::vector<std::vector<std::size_t>> blocks;
    if (plan.kind != DesignKind::morris && plan.kind != DesignKind::saltelli) return blocks;
    for (std::size_t p = 0; p < plan.points.size(); ++p) {
        const auto block = static_cast<std::size_t>(plan.points[p].block);
        if (block >= blocks.size()) blocks.resize(block + 1);
        blocks[block].push_back(p);
    }
    return blocks;
}

/// Leaves the blocks in which every point has a number.
std::vector<std::vector<std::size_t>> complete(std::vector<std::vector<std::size_t>> blocks,
                                               const std::vector<double>& at_point) {
    std::erase_if(blocks, [&](const auto& block) {
        return std::ranges::any_of(block, [&](std::size_t point) { return std::isnan(at_point[point]); });
    });
    return blocks;
}

std::vector<AxisSummary> morris_axes(const Plan& plan, const std::vector<std::vector<std::size_t>>& blocks,
                                     const std::vector<double>& at_point, const Resamples& resamples) {
    std::vector<std::vector<double>> effects(plan.axes.size());
    for (const auto& block : blocks) {
        for (std::size_t s = 1; s < block.size(); ++s) {
            const DesignPoint& after = plan.points[block[s]];
            const auto axis = static_cast<std::size_t>(after.axis);
            const double moved = after.at[axis] - plan.points[block[s - 1]].at[axis];
            effects[axis].push_back((at_point[block[s]] - at_point[block[s - 1]]) / moved);
        }
    }
    std::vector<AxisSummary> axes(plan.axes.size());
    for (std::size_t i = 0; i < axes.size(); ++i)
        axes[i].morris = metrics::morris_effect(effects[i], resamples);
    return axes;
}

std::vector<AxisSummary> sobol_axes(const Plan& plan, const std::vector<std::vector<std::size_t>>& blocks,
                                    const std::vector<double>& at_point, const Resamples& resamples) {
    std::vector<double> a, b;
    std::vector<std::vector<double>> mixed(plan.axes.size());
    for (const auto& block : blocks) {
        for (const std::size_t p : block) {
            const DesignPoint& point = plan.points[p];
            if (point.role == matrix_a) a.push_back(at_point[p]);
            if (point.role == matrix_b) b.push_back(at_point[p]);
            if (point.role == a_with_column_of_b)
                mixed[static_cast<std::size_t>(point.axis)].push_back(at_point[p]);
        }
    }
    std::vector<AxisSummary> axes(plan.axes.size());
    for (std::size_t i = 0; i < axes.size(); ++i)
        axes[i].sobol = metrics::sobol_index({.a = a, .b = b, .a_with_b_column = mixed[i]}, resamples);
    return axes;
}

}  // namespace

metrics::SweepSummary summarise(StoreReader& store, const SummaryWanted& wanted) {
    const Plan& plan = store.plan();
    metrics::SweepSummary summary{.name = plan.name,
                                  .scenario = plan.scenario,
                                  .design = to_string(plan.kind),
                                  .seed = plan.seed,
                                  .common_luck = plan.common_luck,
                                  .horizon_h = plan.horizon_h,
                                  .points = labels_of(plan),
                                  .measures_stored = plan.measures.size(),
                                  .ignitions_per_year = wanted.ignitions_per_year};
    for (const PlanAxis& axis : plan.axes) summary.axis_names.push_back(axis.name);
    const std::vector<std::size_t> chosen = chosen_measures(plan, wanted);
    const std::vector<std::size_t> read_too = with_companions(plan, chosen);
    const Readings readings = read(store, read_too, summary);
    const auto blocks = blocks_of(plan);
    summary.blocks_planned = blocks.size();
    std::optional<Resamples> resamples;  // most measures have all blocks

    for (std::size_t m = 0; m < chosen.size(); ++m) {
        MeasureSummary measure{.path = plan.measures[chosen[m]]};
        const auto target = wanted.targets.find(measure.path);
        if (target != wanted.targets.end()) measure.target = target->second;
        const MeasureKind kind = measure_kind(measure.path);
        const std::vector<std::vector<double>> losing = losing_of(plan, read_too, readings, measure.path);
        metrics::SpreadWanted spread{plan.horizon_h, kind, {}, measure.target, wanted.ignitions_per_year};
        std::vector<double> all, all_losing, means;
        for (std::size_t p = 0; p < plan.points.size(); ++p) {
            const std::vector<double>& values = readings.values[m][p];
            all.insert(all.end(), values.begin(), values.end());
            spread.still_losing = losing.empty() ? std::vector<double>{} : losing[p];
            all_losing.insert(all_losing.end(), spread.still_losing.begin(), spread.still_losing.end());
            metrics::PointSummary point{metrics::spread_of(values, spread), {}};
            if (p > 0 && plan.common_luck) point.to_first = difference(readings, m, p, losing, {plan.horizon_h, kind, {}, {}});
            means.push_back(point.spread.n > 0 ? point.spread.mean : no_such_measure());
            measure.points.push_back(std::move(point));
        }
        spread.still_losing = std::move(all_losing);
        measure.over_all = metrics::without_intervals(metrics::spread_of(std::move(all), spread));
        const auto whole = complete(blocks, means);
        measure.blocks = whole.size();
        if (!whole.empty()) {
            if (!resamples || resamples->blocks() != whole.size()) resamples.emplace(whole.size());
            measure.axes = plan.kind == DesignKind::morris ? morris_axes(plan, whole, means, *resamples)
                                                           : sobol_axes(plan, whole, means, *resamples);
        }
        summary.measures.push_back(std::move(measure));
    }
    return summary;
}

}  // namespace firebreak::sweep

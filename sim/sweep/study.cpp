// From a sweep's file to its plan.
#include "sweep/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "firebreak/error.hpp"
#include "metrics/measure.hpp"
#include "metrics/statistics.hpp"
#include "scenario/compose.hpp"
#include "scenario/tree.hpp"
#include "world/world.hpp"

namespace firebreak::sweep {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr std::size_t points_max = 1'000'000;

DesignKind kind_of(const scenario::SweepDesign& design) {
    if (design.grid) return DesignKind::grid;
    if (design.one_at_a_time) return DesignKind::one_at_a_time;
    if (design.latin_hypercube) return DesignKind::latin_hypercube;
    if (design.sobol) return DesignKind::sobol;
    if (design.morris) return DesignKind::morris;
    if (design.saltelli) return DesignKind::saltelli;
    return DesignKind::monte_carlo;
}

/// The same text, the same id, on every machine.
std::string id_of(const std::string& text) {
    return to_string(boost::uuids::name_generator_sha1{boost::uuids::ns::oid()}(text));
}

std::string path_in(const fs::path& folder, const std::string& path) {
    return (folder / path).lexically_normal().string();
}

/// A sweep from elsewhere must not show its reader's other files in messages, any more than a scenario.
std::string scenario_path(const scenario::LoadedSweep& sweep, const std::vector<fs::path>& allow_paths) {
    const scenario::Tree tree{sweep.folder.empty() ? fs::path{"."} : sweep.folder, allow_paths};
    if (!tree.contains(sweep.folder / sweep.file.scenario)) {
        throw InputError{{sweep.at(
            "/scenario", fmt::format("{} leads out of the sweep's tree", sweep.file.scenario),
            "mark a higher folder with a file \".firebreak\", or allow its folder with --allow-path")}};
    }
    return path_in(sweep.folder, sweep.file.scenario);
}

scenario::ReadOptions options_of(const std::vector<fs::path>& allow_paths) {
    scenario::ReadOptions options;
    options.allow_paths = allow_paths;
    return options;
}

/// How many points a design has, as a double: it may be more than can be counted.
double count_of(const scenario::SweepDesign& design, const std::vector<Axis>& axes) {
    const double k = static_cast<double>(axes.size());
    double product = 1.0;
    double sum = 1.0;
    for (const Axis& axis : axes) {
        product *= static_cast<double>(axis.levels());
        sum += static_cast<double>(axis.levels());
    }
    if (design.grid) return product;
    if (design.one_at_a_time) return sum;
    if (design.morris) return design.morris->trajectories * (k + 1);
    if (design.saltelli)
        return design.saltelli->base_points * (design.saltelli->second_order ? 2 * k + 2 : k + 2);
    for (const auto& sampled : {design.latin_hypercube, design.sobol, design.monte_carlo}) {
        if (sampled) return sampled->points;
    }
    return 0.0;
}

Design points_of(const scenario::SweepDesign& design, const std::vector<Axis>& axes, std::uint64_t seed) {
    std::vector<std::size_t> levels;
    for (const Axis& axis : axes) levels.push_back(axis.levels());
    const auto sample = [&](const scenario::SampledDesign& of) {
        return SampleSize{axes.size(), static_cast<std::size_t>(of.points), seed};
    };
    if (design.grid) return grid(levels);
    if (design.one_at_a_time) return one_at_a_time(levels);
    if (design.latin_hypercube) return latin_hypercube(sample(*design.latin_hypercube));
    if (design.sobol) return sobol(sample(*design.sobol));
    if (design.morris) {
        return morris({axes.size(), static_cast<std::size_t>(design.morris->trajectories),
                       static_cast<std::size_t>(design.morris->levels), seed});
    }
    if (design.saltelli) {
        return saltelli({axes.size(), static_cast<std::size_t>(design.saltelli->base_points),
                         design.saltelli->second_order, seed});
    }
    return monte_carlo(sample(*design.monte_carlo));
}

ReplicationRule rule_of(const scenario::SweepReplications& replications) {
    if (replications.until) {
        const scenario::Until& until = *replications.until;
        return {until.min, until.max, until.step, until.measure, until.width};
    }
    const int count = replications.count.value_or(scenario::SweepReplications::default_count);
    ReplicationRule rule;
    rule.min = rule.max = count;
    return rule;
}

}  // namespace

Study::Study(const std::string& path, const std::vector<fs::path>& allow_paths)
    : sweep_{scenario::read_sweep(path)},
      variants_{scenario_path(sweep_, allow_paths), options_of(allow_paths)} {
    const Scenario base = variants_.vary({});
    plan_.name = sweep_.file.name;
    plan_.scenario = base.name;
    plan_.seed = static_cast<std::uint64_t>(sweep_.file.seed);
    plan_.common_luck = sweep_.file.common_random_numbers;
    plan_.horizon_h = std::chrono::duration_cast<Hours>(base.horizon).count();
    plan_.kind = kind_of(sweep_.file.design);
    plan_.replications = rule_of(sweep_.file.replications);
    provenance_.sweep_file = path;
    provenance_.sweep_text = sweep_.resolved;
    provenance_.scenario_text = scenario::resolved_text(base);
    collect_measures(try_change({}));
    read_layouts(allow_paths);
    if (findings_.empty()) try_axes();
    choose_measures();
    if (!findings_.empty()) throw InputError{findings_};
    make_points();
    describe();
}

void Study::read_layouts(const std::vector<fs::path>& allow_paths) {
    const scenario::Tree tree{sweep_.folder.empty() ? fs::path{"."} : sweep_.folder, allow_paths};
    for (const scenario::SweepAxis& axis : sweep_.file.axes) {
        for (std::size_t i = 0; i < axis.layouts.size(); ++i) {
            const std::string& path = axis.layouts[i].path;
            const std::string place =
                fmt::format("{}/layouts/{}", scenario::child_pointer("/axes", axis.name), i);
            if (!tree.contains(sweep_.folder / path)) {
                findings_.push_back(sweep_.at(place, fmt::format("{} leads out of the sweep's tree", path),
                                              "allow its folder with --allow-path"));
                continue;
            }
            try {
                const std::size_t layout = variants_.add_layout(path_in(sweep_.folder, path));
                if (i == 0) axes_.emplace_back(axis, plan_.kind, layout);
            } catch (const FileError& error) {
                findings_.push_back(sweep_.at(place, error.what()));
            } catch (const InputError& error) {
                findings_.insert(findings_.end(), error.findings().begin(), error.findings().end());
            }
        }
        if (axis.layouts.empty()) axes_.emplace_back(axis, plan_.kind, 0);
    }
}

World Study::try_change(const scenario::Change& change) const {
    std::vector<Finding> findings;
    World world = world::build(variants_.vary(change), findings);
    if (!findings.empty()) throw InputError{findings};
    return world;
}

void Study::try_axes() {
    for (const Axis& axis : axes_) {
        if (axis.repeats()) {
            findings_.push_back(sweep_.at(scenario::child_pointer("/axes", axis.described().name) + "/steps",
                                          "there are fewer whole numbers in the range than steps",
                                          "fewer steps"));
        }
        std::set<std::pair<std::string, std::string>> said;
        for (const double coordinate : axis.trials()) {
            scenario::Change change;
            axis.apply(coordinate, change);
            try {
                collect_measures(try_change(change));
                if (change.layout) layout_texts_.push_back(scenario::resolved_text(variants_.vary(change)));
            } catch (const InputError& error) {
                for (const Finding& finding : error.findings()) {
                    if (!said.emplace(finding.pointer, finding.problem).second) continue;
                    const bool in_file = !finding.file.empty() && finding.file != scenario::override_name;
                    const std::string where = finding.pointer.empty() ? "" : finding.pointer + ": ";
                    findings_.push_back(
                        in_file ? finding
                                : sweep_.at(axis.place(coordinate),
                                            fmt::format("{} is refused: {}{}", axis.setting(coordinate),
                                                        where, finding.problem),
                                            finding.suggestion));
                }
            }
        }
    }
}

void Study::collect_measures(const World& world) {
    Measures shape = metrics::shaped<double>(world);
    for_each_measure(world, shape, [&](const std::string& path, double&) {
        if (std::ranges::find(all_measures_, path) == all_measures_.end()) all_measures_.push_back(path);
    });
}

void Study::choose_measures() {
    const auto& globs = sweep_.file.measures;
    const std::string& decisive = plan_.replications.measure;
    std::vector<bool> used(globs.size());
    std::set<std::string> companions;  // without them nobody knows whether the losses were over
    for (const std::string& path : all_measures_) {
        if (std::ranges::any_of(globs, [&](const auto& glob) { return fits(glob.glob, path); }))
            companions.insert(metrics::still_losing_path(path));
    }
    for (const std::string& path : all_measures_) {
        bool keep = globs.empty() || path == decisive || companions.contains(path);
        for (std::size_t i = 0; i < globs.size(); ++i) {
            if (!fits(globs[i].glob, path)) continue;
            used[i] = true;
            keep = true;
        }
        if (keep) plan_.measures.push_back(path);
    }
    const std::string help = "paths are those in metrics.json, as in " + all_measures_.front();
    for (std::size_t i = 0; i < globs.size(); ++i) {
        if (!used[i])
            findings_.push_back(
                sweep_.at(fmt::format("/measures/{}", i), "no measure fits " + globs[i].glob, help));
    }
    if (!decisive.empty() && std::ranges::find(all_measures_, decisive) == all_measures_.end())
        findings_.push_back(
            sweep_.at("/replications/until/measure", "there is no measure " + decisive, help));
}

void Study::make_points() {
    const double count = count_of(sweep_.file.design, axes_);
    if (count > static_cast<double>(points_max)) {
        throw InputError{{sweep_.at(
            "/design", fmt::format("the design has {:.0f} points; {} are too many", count, points_max),
            "fewer levels, or a sampling design such as sobol")}};
    }
    const std::size_t columns = plan_.kind == DesignKind::saltelli ? 2 * axes_.size() : axes_.size();
    if (columns > sobol_dimensions_max &&
        (plan_.kind == DesignKind::sobol || plan_.kind == DesignKind::saltelli))
        throw InputError{{sweep_.at(
            "/axes", fmt::format("a Sobol sequence has at most {} columns", sobol_dimensions_max))}};
    plan_.points = points_of(sweep_.file.design, axes_, plan_.seed);
    for (const DesignPoint& point : plan_.points) {
        std::string settings = "{";
        for (std::size_t i = 0; i < axes_.size(); ++i) {
            if (is_as_in_scenario(point.at[i])) continue;
            if (settings.size() > 1) settings += ',';
            settings += fmt::format("\"{}\":{}", axes_[i].described().name, axes_[i].setting(point.at[i]));
        }
        plan_.settings.push_back(settings + "}");
    }
}

/// Ids cover what the numbers follow from, and nothing else: not names, paths or limits.
void Study::describe() {
    for (const Axis& axis : axes_) plan_.axes.push_back(axis.described());
    std::string scenarios = provenance_.scenario_text;
    for (const std::string& text : layout_texts_) scenarios += text;
    provenance_.scenario_id = id_of(scenarios);
    Json facts = Json::parse(sweep_.resolved);
    for (const char* key : {"name", "description", "scenario", "run_limit_s", "memory_limit_mb", "measures"})
        facts.erase(key);
    facts["scenario_id"] = provenance_.scenario_id;
    facts["measures"] = plan_.measures;
    plan_.id = id_of(facts.dump());
}

Limits Study::limits() const {
    return {sweep_.file.run_limit, static_cast<std::uint64_t>(sweep_.file.memory_limit.value())};
}

World Study::world_of(std::size_t point) const {
    scenario::Change change;
    const std::vector<double>& at = plan_.points.at(point).at;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        if (!is_as_in_scenario(at[i])) axes_[i].apply(at[i], change);
    }
    return try_change(change);
}

}  // namespace firebreak::sweep

// firebreak explain for programs: JSON, and Graphviz.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/entity_name.hpp"
#include "report/explanation.hpp"
#include "report/metrics_json.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

Json step_json(const World& world, const metrics::PathStep& step) {
    Json json{{"event", step.event.valid() ? Json(step.event.value) : Json(nullptr)},
              {"time_h", hours_of(step.at)},
              {"took_h", hours_of(step.took)},
              {"layer", metrics::to_string(step.layer)},
              {"kind", to_string(step.entity.kind)},
              {"entity", entity_name(world, step.entity)},
              {"from", to_string(step.from)},
              {"to", to_string(step.to)},
              {"words", step_words(world, step)}};
    if (step.runner_up) {
        json["runner_up"] = {{"kind", to_string(step.runner_up->entity.kind)},
                             {"entity", entity_name(world, step.runner_up->entity)},
                             {"slack_h", hours_of(step.runner_up->slack)}};
    }
    return json;
}

Json path_json(const World& world, const metrics::CriticalPath& path, std::size_t replication) {
    Json json{{"replication", replication},
              {"lost", !path.steps.empty()},
              {"recovered", path.recovered},
              {"recovery_h", path.recovered ? Json(hours_of(path.at)) : Json(nullptr)},
              {"steps", Json::array()}};
    for (const metrics::PathStep& step : path.steps) json["steps"].push_back(step_json(world, step));
    if (path.other_way) {
        json["other_way"] = {{"replica", world.replicas[path.other_way->copy].name},
                             {"later_h", hours_of(path.other_way->later)}};
    }
    return json;
}

/// As a quoted string of the DOT language.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace

std::string explain_json(const Explanation& explanation) {
    const World& world = *explanation.world;
    Json layers = Json::array();
    for (const LayerCount& count : layer_counts(explanation)) {
        Json through = Json::array();
        for (const auto& [what, times] : count.through) {
            through.push_back({{"kind", to_string(what.kind)},
                               {"entity", entity_name(world, what)},
                               {"replications", times}});
        }
        layers.push_back({{"layer", metrics::to_string(count.layer)},
                          {"longest_in", count.longest_in},
                          {"mean_h", count.mean_h},
                          {"longest_through", through}});
    }
    const std::size_t shown = typical_replication(explanation);
    const Json document{{"schema", 1},
                        {"scenario", world.scenario_name},
                        {"layout", world.layout_name},
                        {"function", world.functions[explanation.function].name},
                        {"level", explanation.level},
                        {"seed", explanation.seed},
                        {"replications", explanation.paths.size()},
                        {"pinned_steps", explanation.pinned_steps},
                        {"layers", layers},
                        {"typical_path", path_json(world, explanation.paths.at(shown), shown)}};
    return pretty(document);
}

std::string critical_paths_json(const World& world, const ObservationLog& log, std::uint32_t replication) {
    Json document{{"schema", 1}, {"level", "full"}, {"functions", Json::object()}};
    for (const FunctionId id : world.functions.keys()) {
        const metrics::CriticalPath path = metrics::critical_path(world, log, id, metrics::levels.full);
        document["functions"][world.functions[id].name] = path_json(world, path, replication);
    }
    return pretty(document);
}

std::string explain_dot(const Explanation& explanation) {
    const World& world = *explanation.world;
    const metrics::CriticalPath& path = explanation.paths.at(typical_replication(explanation));
    std::string dot =
        "digraph critical_path {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n";
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const metrics::PathStep& step = path.steps[i];
        dot += fmt::format("  s{} [label={}];\n", i,
                           quoted(fmt::format("{}\n{:.2f} h", step_words(world, step), hours_of(step.at))));
        if (i > 0) dot += fmt::format("  s{} -> s{} [label=\"{:.2f} h\"];\n", i - 1, i, hours_of(step.took));
        if (!step.runner_up) continue;
        dot += fmt::format("  r{} [label={}, style=dashed];\n", i,
                           quoted(entity_name(world, step.runner_up->entity)));
        dot += fmt::format("  r{} -> s{} [style=dashed, label=\"slack {:.2f} h\"];\n", i, i,
                           hours_of(step.runner_up->slack));
    }
    return dot + "}\n";
}

}  // namespace firebreak::report

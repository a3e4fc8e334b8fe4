// firebreak explain for programs: JSON, and Graphviz.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/entity_name.hpp"
#include "report/explanation.hpp"
#include "report/metrics_json.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

/// A graph with every prerequisite of every step is no picture; the JSON has them all.
constexpr std::size_t drawn_runners_up = 3;

Json through_json(const World& world, const std::vector<LayerCount::Through>& through) {
    Json json = Json::array();
    for (const auto& [what, times] : through) {
        json.push_back(
            {{"kind", to_string(what.kind)}, {"entity", entity_name(world, what)}, {"replications", times}});
    }
    return json;
}

Json runner_up_json(const World& world, const metrics::CriticalPath& path, const metrics::RunnerUp& each) {
    return {{"event", each.event.value},
            {"kind", to_string(each.entity.kind)},
            {"entity", entity_name(world, each.entity)},
            {"layer", metrics::to_string(each.layer)},
            {"words", step_words(world, each)},
            {"ready_h", hours_of(each.at)},
            {"slack_h", hours_of(each.slack)},
            {"on_path", metrics::on_path(path, each)}};
}

Json step_json(const World& world, const metrics::CriticalPath& path, const metrics::PathStep& step) {
    Json json{{"event", step.event.valid() ? Json(step.event.value) : Json(nullptr)},
              {"time_h", hours_of(step.at)},
              {"took_h", hours_of(step.took)},
              {"layer", metrics::to_string(step.layer)},
              {"kind", to_string(step.entity.kind)},
              {"entity", entity_name(world, step.entity)},
              {"from", to_string(step.from)},
              {"to", to_string(step.to)},
              {"words", step_words(world, step)}};
    if (step.by_hand_without.valid()) json["by_hand_without"] = world.components[step.by_hand_without].name;
    json["runners_up"] = Json::array();
    for (const metrics::RunnerUp& each : step.runners_up)
        json["runners_up"].push_back(runner_up_json(world, path, each));
    return json;
}

Json next_json(const World& world, const metrics::CriticalPath& path) {
    const auto next = metrics::next_in_line(path);
    if (!next) return nullptr;
    const metrics::PathStep& step = path.steps[next->step];
    return {{"shortened_event", path.steps[next->decisive].event.value},
            {"waiting_event", step.event.valid() ? Json(step.event.value) : Json(nullptr)},
            {"kind", to_string(next->runner_up.entity.kind)},
            {"entity", entity_name(world, next->runner_up.entity)},
            {"layer", metrics::to_string(next->runner_up.layer)},
            {"words", step_words(world, next->runner_up)},
            {"slack_h", hours_of(next->runner_up.slack)}};
}

Json next_counts_json(const Explanation& explanation) {
    Json json = Json::array();
    for (const NextCount& count : next_counts(explanation)) {
        Json one{{"layer", count.layer ? Json(metrics::to_string(*count.layer)) : Json(nullptr)},
                 {"replications", count.times},
                 {"mean_slack_h", count.layer ? Json(count.mean_slack_h) : Json(nullptr)},
                 {"through", through_json(*explanation.world, count.through)}};
        json.push_back(std::move(one));
    }
    return json;
}

Json open_json(const World& world, const std::vector<metrics::OpenWait>& open) {
    Json list = Json::array();
    for (const metrics::OpenWait& wait : open) {
        list.push_back({{"kind", to_string(wait.entity.kind)},
                        {"entity", entity_name(world, wait.entity)},
                        {"layer", metrics::to_string(wait.layer)},
                        {"since_h", wait.event.valid() ? Json(hours_of(wait.since)) : Json(nullptr)},
                        {"words", open_words(world, wait)}});
    }
    return list;
}

Json path_json(const World& world, const metrics::CriticalPath& path, std::size_t replication) {
    Json json{{"replication", replication},
              {"lost", !path.steps.empty()},
              {"recovered", path.recovered},
              {"recovery_h", path.recovered ? Json(hours_of(path.at)) : Json(nullptr)},
              {"steps", Json::array()}};
    for (const metrics::PathStep& step : path.steps) json["steps"].push_back(step_json(world, path, step));
    if (!path.open.empty()) json["waits_for"] = open_json(world, path.open);
    if (path.recovered && !path.steps.empty()) json["next_in_line"] = next_json(world, path);
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

/// Dashed edges into step `i` from what it also needed: from the path itself where that is a step of it.
std::string dot_runners_up(const World& world, const metrics::CriticalPath& path, std::size_t i) {
    std::string dot;
    const auto& list = path.steps[i].runners_up;
    for (std::size_t k = 0; k < list.size() && k < drawn_runners_up; ++k) {
        const metrics::RunnerUp& each = list[k];
        const bool on_path = metrics::on_path(path, each);
        const std::string from = on_path ? fmt::format("s{}", each.common - 1) : fmt::format("r{}_{}", i, k);
        if (!on_path) {
            dot +=
                fmt::format("  {} [label={}, style=dashed];\n", from,
                            quoted(fmt::format("{}\n{:.2f} h", step_words(world, each), hours_of(each.at))));
        }
        dot += fmt::format("  {} -> s{} [style=dashed, label=\"slack {:.2f} h\"];\n", from, i,
                           hours_of(each.slack));
    }
    return dot;
}

}  // namespace

std::string explain_json(const Explanation& explanation) {
    const World& world = *explanation.world;
    Json layers = Json::array();
    for (const LayerCount& count : layer_counts(explanation)) {
        layers.push_back({{"layer", metrics::to_string(count.layer)},
                          {"longest_in", count.longest_in},
                          {"mean_h", count.mean_h},
                          {"longest_through", through_json(world, count.through)}});
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
                        {"next_in_line", next_counts_json(explanation)},
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
        dot += dot_runners_up(world, path, i);
    }
    return dot + "}\n";
}

}  // namespace firebreak::report

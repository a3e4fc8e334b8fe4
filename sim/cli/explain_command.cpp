// firebreak explain: the critical path of one function's recovery.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "metrics/path_record.hpp"
#include "report/advice_file.hpp"
#include "report/explanation.hpp"
#include "report/run_files.hpp"
#include "run.hpp"

namespace firebreak::cli {
namespace {

struct ExplainArguments {
    ScenarioArguments scenario;
    Replications replications;
    std::string function;
    std::string level = "full";
    std::string format = "text";
    std::string timeline;
    bool seed_given = false;
    bool count_given = false;
};

metrics::Level level_named(const std::string& name) {
    if (name == "first") return metrics::levels.first;
    if (name == "half") return metrics::levels.half;
    if (name == "most") return metrics::levels.most;
    return metrics::levels.full;
}

/// A run folder stands for the run that it holds: its resolved scenario, its seed and replications, and its timeline if
/// one was given. What is asked for on the command line holds all the same.
void look_into_folder(ExplainArguments& arguments) {
    const report::RunFiles folder{arguments.scenario.path};
    if (!std::filesystem::is_directory(folder.folder())) return;
    report::require_run_folder(folder.folder());
    arguments.scenario.path = (folder.folder() / "scenario.resolved.json").string();
    if (arguments.timeline.empty() && folder.has("timeline.json")) arguments.timeline = (folder.folder() / "timeline.json").string();
    const report::RunLuck luck = report::luck_of(folder);
    if (!arguments.seed_given) arguments.replications.seed = luck.seed;
    if (!arguments.count_given) arguments.replications.count = luck.replications;
}

int explain(ExplainArguments arguments) {
    look_into_folder(arguments);
    const Session session = open_for_run(arguments.scenario);
    const World& world = session.world;
    const FunctionId function = function_named(world, arguments.function);
    const metrics::Level level = level_named(arguments.level);
    std::optional<HazardTimeline> given;
    if (!arguments.timeline.empty()) given = given_timeline(arguments.timeline, world);

    Progress progress{"replications", arguments.replications.count};
    ReplicateOptions options{arguments.replications.seed, arguments.replications.count,
                             arguments.replications.jobs, false,
                             given ? &*given : nullptr,   [&](int done) { progress.update(done); }};
    options.fold = [&](const ObservationLog& log) {
        return metrics::flatten(metrics::critical_path(world, log, function, level));
    };
    report::Explanation explanation{&world, function, arguments.level, arguments.replications.seed, {}, {}};
    const std::vector<RunRecord> records = replicate(world, options);
    for (const RunRecord& record : records) explanation.paths.push_back(metrics::path_of(record.folded));
    explanation.pinned_steps = observed_use(world, records).pinned;
    if (arguments.format == "json") {
        fmt::print("{}", report::explain_json(explanation));
    } else if (arguments.format == "dot") {
        fmt::print("{}", report::explain_dot(explanation));
    } else {
        fmt::print("{}", report::explain_text(explanation, standard_output()));
    }
    return Exit::done;
}

}  // namespace

void add_explain(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ExplainArguments>();
    CLI::App* command =
        app.add_subcommand("explain", "Why is a function back no sooner, and what would have been next?");
    command
        ->add_option("SCENARIO", arguments->scenario.path,
                     "Scenario file, or the folder of a run; - reads standard input")
        ->required()
        ->option_text(" ");
    command->add_option("--function", arguments->function, "Function to explain, as SERVICE/FUNCTION")
        ->required()
        ->type_name("NAME");
    command
        ->add_option("--level", arguments->level,
                     "Recovery to explain: first, half, most (90 %) or full (99 % served)")
        ->type_name("LEVEL")
        ->capture_default_str()
        ->check(one_of({"first", "half", "most", "full"}));
    add_scenario_options(*command, arguments->scenario);
    add_replication_options(*command, arguments->replications);
    command->add_option("--timeline", arguments->timeline, "Play this timeline instead of drawing one")
        ->type_name("FILE");
    command->add_option("--format", arguments->format, "text, json, or dot for Graphviz")
        ->type_name("FORMAT")
        ->capture_default_str()
        ->check(one_of({"text", "json", "dot"}));
    command->footer(
        "The folder of a run brings its seed, replications and given timeline with it.\n"
        "Slack is exact for the run shown: both moments stand in its log. What the log\n"
        "cannot date (members of larger crews, deliveries, capacity) is not listed.\n"
        "'Without the move' is an estimate: the copy came back in a run in which the\n"
        "move had freed people. What a change gains in the end takes a run: advise.");
    command->callback([arguments, command, &action] {
        arguments->seed_given = command->count("--seed") > 0;
        arguments->count_given = command->count("--replications") > 0;
        action = [arguments] { return explain(*arguments); };
    });
}

}  // namespace firebreak::cli

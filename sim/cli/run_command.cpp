// firebreak run: one scenario, many replications, one answer.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "metrics/statistics.hpp"
#include "report/manifest.hpp"
#include "report/metrics_json.hpp"
#include "report/run_folder.hpp"
#include "report/run_text.hpp"
#include "report/timeline_text.hpp"
#include "run.hpp"
#include "scenario/timeline_file.hpp"
#include "version.hpp"

namespace firebreak::cli {
namespace {

struct RunArguments {
    ScenarioArguments scenario;
    Replications replications;
    Format format = Format::text;
    std::string out;
    bool require_targets = false;
    double confidence = 0.9;
    bool until_timeline = false;
    std::string timeline;  ///< file to play instead of drawing
};

void write_folder(const RunArguments& arguments, const Session& session, const std::vector<RunRecord>& records,
                  const std::string& metrics, const HazardTimeline* given, std::chrono::duration<double> wall_time) {
    report::RunFolder folder{arguments.out};
    folder.write("metrics.json", metrics);
    for (const auto& [name, text] : records.front().tables) folder.write(name, text);
    folder.write("scenario.resolved.json", session.loaded.resolved);
    // Without the timeline that was given, the resolved scenario would draw another.
    if (given != nullptr) {
        folder.write("timeline.json", scenario::timeline_json(session.world, *given, {arguments.replications.seed, 0}));
    }
    folder.write("manifest.json",
                 report::manifest_json({version, commit, engine_name(), command_line(), arguments.replications.seed,
                                        arguments.replications.count, arguments.replications.jobs, wall_time}));
    folder.commit();
}

/// Names the missed targets on standard error.
int judge_targets(const World& world, const MetricsSummary& summary, double confidence) {
    int status = Exit::done;
    const auto judge = [&](FunctionId id, const char* target, double met) {
        if (!(met < confidence)) return;  // also NaN: no such target
        fmt::print(stderr, "target missed: {} {} is met in {:.0f} % of replications, {:.0f} % asked for\n",
                   world.functions[id].name, target, 100.0 * met, 100.0 * confidence);
        status = Exit::target_missed;
    };
    for (const FunctionId id : shown_functions(world)) {
        judge(id, "RTO", summary.rto_met.at(id.value));
        judge(id, "RPO", summary.rpo_met.at(id.value));
        judge(id, "MTPD", summary.mtpd_met.at(id.value));
    }
    return status;
}

/// Stops before the engine: what fire and facility do in replication 0.
int print_timeline(const RunArguments& arguments, const World& world, const HazardTimeline* given) {
    const HazardTimeline timeline = draw_timeline(world, {arguments.replications.seed, 0, given});
    if (arguments.format == Format::json) {
        fmt::print("{}", scenario::timeline_json(world, timeline, {arguments.replications.seed, 0}));
    } else {
        fmt::print("{}", report::timeline_text(world, timeline, standard_output()));
    }
    return Exit::done;
}

int run(const RunArguments& arguments) {
    const auto start = std::chrono::steady_clock::now();
    const Session session = open_for_run(arguments.scenario);
    std::optional<HazardTimeline> given;
    if (!arguments.timeline.empty()) given = given_timeline(arguments.timeline, session.world);
    if (arguments.until_timeline) return print_timeline(arguments, session.world, given ? &*given : nullptr);
    // Before the work, so that a folder that cannot be used is found out at once.
    if (!arguments.out.empty()) report::RunFolder{arguments.out};

    Progress progress{"replications", arguments.replications.count};
    const std::vector<RunRecord> records =
        replicate(session.world, {arguments.replications.seed, arguments.replications.count, arguments.replications.jobs,
                                  !arguments.out.empty(), given ? &*given : nullptr, [&](int done) { progress.update(done); }});
    const MetricsSummary summary = metrics::summarise(session.world, measures_of(records));
    const ObservedUse observed = observed_use(session.world, records);
    const report::RunFacts facts{arguments.replications.seed, observed.pinned, observed.unused};
    const std::string metrics = report::metrics_json(session.world, summary, facts);

    if (!arguments.out.empty()) {
        write_folder(arguments, session, records, metrics, given ? &*given : nullptr, std::chrono::steady_clock::now() - start);
    }
    if (arguments.format == Format::json) {
        fmt::print("{}", metrics);
    } else {
        fmt::print("{}", report::run_text(session.world, summary, {facts, standard_output(), arguments.out}));
    }
    return arguments.require_targets ? judge_targets(session.world, summary, arguments.confidence) : Exit::done;
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<RunArguments>();
    CLI::App* command = app.add_subcommand("run", "What happens if this burns, and when is each function back?");
    command->add_option("SCENARIO", arguments->scenario.path, "Scenario file; - reads standard input")->required()->option_text(" ");
    add_scenario_options(*command, arguments->scenario);
    add_replication_options(*command, arguments->replications);
    command->add_option("--out", arguments->out, "Write metrics, tables and the resolved scenario into this folder")->type_name("DIR");
    add_format_option(*command, arguments->format);
    command->add_flag("--require-targets", arguments->require_targets, "Exit with status 1 if a declared target is missed");
    command->add_option("--confidence", arguments->confidence, "Share of replications in which a required target must be met")
        ->type_name("RATIO")->capture_default_str()->check(number({.min = 0.0, .max = 1.0, .open = true}));
    command->add_flag("--until-timeline", arguments->until_timeline,
                      "Print what fire and facility do (replication 0) and stop before the engine");
    command->add_option("--timeline", arguments->timeline, "Play this timeline (of --until-timeline --format json) instead of drawing one")
        ->type_name("FILE");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

}  // namespace firebreak::cli

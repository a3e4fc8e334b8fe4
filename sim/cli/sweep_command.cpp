// firebreak sweep: many points, many runs, one store that survives whatever ends the work.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <thread>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/sweep_output.hpp"
#include "cli/sweep_slurm.hpp"
#include "run.hpp"
#include "scenario/tree.hpp"
#include "sweep/stop_signals.hpp"
#include "sweep/study.hpp"
#include "sweep/sweep.hpp"
#include "version.hpp"

namespace firebreak::cli {
namespace {

struct SweepArguments {
    std::string path;
    std::string store;
    std::vector<std::string> allow_paths;
    int jobs = 1;
    std::string shard;
    std::string table;
    std::string replay;
    bool retry_failed = false;
    SlurmArguments slurm;
};

/// Two plain numbers around a sign, as in "3/8".
bool read_pair(const std::string& text, char sign, std::uint64_t& first, std::uint64_t& second) {
    const char* end = text.data() + text.size();
    const auto one = std::from_chars(text.data(), end, first);
    if (one.ec != std::errc{} || one.ptr == end || *one.ptr != sign) return false;
    const auto two = std::from_chars(one.ptr + 1, end, second);
    return two.ec == std::errc{} && two.ptr == end;
}

sweep::Shard shard_of(const std::string& text) {
    constexpr std::uint64_t count_max = 1'000'000;
    if (text.empty()) return {};
    std::uint64_t index = 0;
    std::uint64_t count = 0;
    if (!read_pair(text, '/', index, count) || index < 1 || index > count || count > count_max)
        throw wrong_option("--shard", fmt::format("\"{}\" is no shard I/N", text),
                           "as in --shard 1/4, with I from 1 to N");
    return {static_cast<int>(index), static_cast<int>(count)};
}

/// In the current folder, named after the sweep's file.
std::string default_store(const std::string& path, const sweep::Shard& shard) {
    std::string stem = scenario::is_stream(path) ? "sweep" : std::filesystem::path{path}.stem().string();
    if (shard.count > 1) stem += fmt::format(".{}-of-{}", shard.index, shard.count);
    return stem + ".db";
}

/// In the worker: the point's world is built once, each replication runs in a process of its own.
sweep::PreparePoint preparer(const sweep::Study& study) {
    return [&study](std::size_t point) -> sweep::RunPoint {
        auto world = std::make_shared<const World>(study.world_of(point));
        auto keeper = std::make_shared<const sweep::Keeper>(study.plan(), *world);
        const std::uint64_t seed = study.plan().seed_of(point);
        return [world, keeper, seed](int replication) {
            return keeper->keep(
                *world, run_once(*world, {seed, static_cast<std::uint32_t>(replication)}, false).measures);
        };
    };
}

/// Runs one run of the plan in this process, where a debugger can see it.
int replay(const sweep::Study& study, const std::string& which) {
    const sweep::Plan& plan = study.plan();
    std::uint64_t point = 0;
    std::uint64_t replication = 0;
    if (!read_pair(which, ':', point, replication) || point >= plan.points.size() ||
        replication >= static_cast<std::uint64_t>(plan.replications.max)) {
        throw wrong_option("--replay", fmt::format("\"{}\" is no run POINT:REPLICATION of this plan", which),
                           fmt::format("points are 0 to {}, replications 0 to {}", plan.points.size() - 1,
                                       plan.replications.max - 1));
    }
    fmt::print("point {}: {}\nreplication {}, seed {}\n", point, plan.settings[point], replication,
               plan.seed_of(point));
    std::fflush(stdout);
    const std::vector<double> values = preparer(study)(point)(static_cast<int>(replication));
    for (std::size_t i = 0; i < values.size(); ++i) fmt::print("{} {}\n", plan.measures[i], values[i]);
    return Exit::done;
}

int submit(const SweepArguments& arguments, const sweep::Plan& plan) {
    std::vector<std::string> foreign;
    if (!arguments.shard.empty()) foreign.push_back("--shard");
    if (!arguments.replay.empty()) foreign.push_back("--replay");
    sweep::SlurmPlan jobs;
    jobs.sweep = arguments.path;
    jobs.allow_paths = arguments.allow_paths;
    jobs.store = arguments.store.empty() ? default_store(arguments.path, {}) : arguments.store;
    jobs.table = arguments.table;
    jobs.retry_failed = arguments.retry_failed;
    return submit_sweep(plan, std::move(jobs), arguments.slurm, foreign);
}

int run(const SweepArguments& arguments) {
    const bool local = arguments.slurm.engine == SweepEngine::local;
    if (local) expect_no_slurm_options(arguments.slurm);
    const sweep::Shard shard = shard_of(arguments.shard);
    const std::vector<std::filesystem::path> allow_paths{arguments.allow_paths.begin(),
                                                         arguments.allow_paths.end()};
    const sweep::Study study{arguments.path, allow_paths};
    if (!local) return submit(arguments, study.plan());
    if (!arguments.replay.empty()) return replay(study, arguments.replay);

    sweep::Provenance provenance = study.provenance();
    provenance.version = version;
    provenance.commit = commit;
    provenance.engine = engine_name();
    provenance.shard = shard;
    const std::string path = arguments.store.empty() ? default_store(arguments.path, shard) : arguments.store;
    sweep::Tally tally;
    const sweep::StopSignals signals;
    {
        sweep::Store store{path, study.plan(), provenance};
        if (arguments.retry_failed) store.forget_failures();
        SweepProgress progress;
        sweep::SweepOptions options{.jobs = arguments.jobs, .limits = study.limits(), .shard = shard};
        options.stop = sweep::StopSignals::requested;
        options.progress = [&](const sweep::Tally& now) { progress.update(now); };
        options.complain = [&](const sweep::RunRow& row) { progress.say(failure_line(arguments.path, row)); };
        tally = sweep::run_sweep(study.plan(), store, preparer(study), options);
    }
    if (!tally.complete()) {
        throw Interrupted{fmt::format("stopped with {} of {} runs done; they are safe in {}", tally.done,
                                      tally.planned, path)};
    }
    if (!arguments.table.empty()) write_table(path, arguments.table);
    fmt::print("{}", sweep_line(study.plan().name, tally, path));
    return tally.failed > 0 ? Exit::run_failed : Exit::done;
}

}  // namespace

void add_sweep(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<SweepArguments>();
    arguments->jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    CLI::App* command =
        app.add_subcommand("sweep", "Run a plan of many points; run it again to go on where it stopped");
    command->add_option("SWEEP", arguments->path, "Sweep file (firebreak schema sweep); - reads standard input")
        ->required()
        ->option_text(" ");
    command
        ->add_option("--store", arguments->store,
                     "File of the results (default: the sweep's name with .db, in the current folder)")
        ->type_name("FILE");
    const CLI::Option* jobs = command
                                  ->add_option("-j,--jobs", arguments->jobs,
                                               "Processes at a time (default: one a processor; with Slurm 4 "
                                               "a shard); results do not depend on it")
                                  ->type_name("N")
                                  ->check(whole_number(1, 4096));
    command
        ->add_option("--shard", arguments->shard,
                     "Only part I of N of the points, in a store of its own; see firebreak merge")
        ->type_name("I/N");
    command
        ->add_option("--table", arguments->table,
                     "When all is done, write every run into this CSV file; - writes to standard output")
        ->type_name("FILE");
    command->add_flag("--retry-failed", arguments->retry_failed, "Run again what has failed so far");
    command
        ->add_option("--replay", arguments->replay,
                     "Run one run of the plan in this process and print its measures")
        ->type_name("POINT:REPLICATION");
    command
        ->add_option("--allow-path", arguments->allow_paths,
                     "A folder outside the sweep's tree that it may read scenario and layouts from")
        ->type_name("DIR")
        ->allow_extra_args(false);
    add_slurm_options(*command, arguments->slurm);
    command->callback([arguments, jobs, &action] {
        if (jobs->count() > 0) arguments->slurm.processors = arguments->jobs;
        action = [arguments] { return run(*arguments); };
    });
}

}  // namespace firebreak::cli

// firebreak rare: the probability of an outcome that plain runs hardly ever show.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "firebreak/error.hpp"
#include "metrics/measure.hpp"
#include "report/rare.hpp"
#include "run.hpp"
#include "scenario/nearest.hpp"
#include "sweep/wire.hpp"
#include "sweep/worker_pool.hpp"

namespace firebreak::cli {
namespace {

struct RareArguments {
    ScenarioArguments scenario;
    std::string measure;
    double above = 0.0;
    std::optional<double> ignitions_per_year;
    std::uint64_t seed = 1;
    int jobs = 1;
    std::uint32_t trials = metrics::SplittingEffort{}.trials;
    int estimates = metrics::SplittingEffort{}.estimates;
    Format format = Format::text;
};

/// Where in a run's flat record the measure stands.
std::size_t measure_at(const World& world, const std::string& path) {
    std::vector<std::string> paths;
    Measures shape = metrics::shaped<double>(world);
    for_each_measure(world, shape, [&](const std::string& known, double&) { paths.push_back(known); });
    const auto found = std::ranges::find(paths, path);
    if (found != paths.end()) return static_cast<std::size_t>(found - paths.begin());
    const std::string meant = scenario::did_you_mean(path, paths);
    throw wrong_option("--measure", fmt::format("there is no measure \"{}\"", path),
                       meant.empty() ? "paths are those in metrics.json, as in " + paths.front() : meant);
}

/// Hours until something happens, which a run knows up to its horizon only; not hours that add up.
bool is_time(const std::string& path) {
    const bool in_hours = path.ends_with("_h") || path.find("_h/") != path.npos;
    return in_hours && !path.ends_with("user_h") && !path.ends_with("pct_h");
}

void check_threshold(const RareArguments& arguments, double horizon_h) {
    if (!is_time(arguments.measure) || arguments.above < horizon_h) return;
    throw wrong_option("--above",
                       fmt::format("a run ends at {:.6g} h, and does not know what is later", horizon_h),
                       fmt::format("a time below that, or a longer run: --set /horizon_h={:.0f}",
                                   std::ceil(1.5 * arguments.above)));
}

/// Plays runs in child processes, and knows the measure that counts.
class Runs {
  public:
    Runs(const World& world, const RareArguments& arguments)
        : world_{world}, arguments_{arguments}, measure_{measure_at(world, arguments.measure)} {}

    [[nodiscard]] std::vector<double> values_of(std::span<const metrics::MovedLuck> lucks) {
        std::vector<double> values(lucks.size());
        const auto task = [&](int index) { return value_of(lucks[static_cast<std::size_t>(index)]); };
        const auto received = [&](const sweep::TaskResult& result) {
            if (!result.ok) failed(lucks[static_cast<std::size_t>(result.index)], result);
            values[static_cast<std::size_t>(result.index)] = sweep::Reader{result.payload}.numbers().at(0);
            progress_->update(++done_);
        };
        sweep::run_forked({static_cast<int>(lucks.size()), arguments_.jobs}, task, received);
        return values;
    }
    /// Counts from here on; a total of 0 is not known.
    void begin(const std::string& what, std::uint64_t total) {
        done_ = 0;
        progress_.emplace(what, static_cast<int>(total));
    }
    [[nodiscard]] int done() const { return done_; }

  private:
    [[nodiscard]] std::string value_of(const metrics::MovedLuck& luck) const {
        const RunRecord record = run_once(
            world_, {.seed = arguments_.seed, .replication = luck.replication, .moves = luck.moves}, false);
        sweep::Writer out;
        out.numbers(std::vector{metrics::flatten(world_, record.measures).at(measure_)});
        return out.take();
    }
    [[noreturn]] void failed(const metrics::MovedLuck& luck, const sweep::TaskResult& result) const {
        const std::string what = fmt::format(
            "scenario {}, layout {}, seed {}, replication {} after {} moves: {}", world_.scenario_name,
            world_.layout_name, arguments_.seed, luck.replication, luck.moves.size(), result.payload);
        if (result.exit_status == 70) throw Bug{what};
        throw RunFailed{what};
    }

    const World& world_;
    const RareArguments& arguments_;
    std::size_t measure_;
    std::optional<Progress> progress_;
    int done_ = 0;
};

int rare(RareArguments arguments) {
    if (!arguments.measure.empty() && arguments.measure.front() != '/')
        arguments.measure = fmt::format("/{}", arguments.measure);
    const Session session = open_for_run(arguments.scenario);
    const double horizon_h = std::chrono::duration_cast<Hours>(session.world.horizon).count();
    check_threshold(arguments, horizon_h);
    report::RareReport rare{.scenario = session.world.scenario_name,
                            .layout = session.world.layout_name,
                            .measure = arguments.measure,
                            .above = arguments.above,
                            .horizon_h = horizon_h,
                            .effort = {},
                            .outcome = {},
                            .ignitions_per_year = arguments.ignitions_per_year};
    rare.effort.trials = arguments.trials;
    rare.effort.estimates = arguments.estimates;
    rare.effort.seed = arguments.seed;
    Runs runs{session.world, arguments};
    const metrics::ValuesOf values_of = [&](auto lucks) { return runs.values_of(lucks); };
    runs.begin("runs of the pilot", 0);
    const auto levels = metrics::choose_levels(arguments.above, values_of, rare.effort);
    rare.pilot_runs = static_cast<std::uint64_t>(runs.done());
    runs.begin("runs", metrics::most_runs(levels.size(), rare.effort));
    rare.outcome = metrics::split_over_levels(levels, values_of, rare.effort);
    fmt::print("{}", arguments.format == Format::json ? report::rare_json(rare)
                                                      : report::rare_text(rare, standard_output()));
    return Exit::done;
}

}  // namespace

void add_rare(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<RareArguments>();
    CLI::App* command =
        app.add_subcommand("rare", "How likely is an outcome that plain runs hardly ever show?");
    command->add_option("SCENARIO", arguments->scenario.path, "Scenario file; - reads standard input")
        ->required()
        ->option_text(" ");
    command
        ->add_option("--measure", arguments->measure,
                     "Measure of a run, by its path in metrics.json, as in "
                     "/services/chat/functions/text/recovery_h/full")
        ->required()
        ->type_name("PATH");
    command->add_option("--above", arguments->above, "The outcome is a value above this")
        ->required()
        ->type_name("VALUE")
        ->check(number({}));
    command
        ->add_option("--ignitions-per-year", arguments->ignitions_per_year,
                     "Also by the year, for fires that come so often")
        ->type_name("RATE")
        ->check(number(ignition_rates));
    add_scenario_options(*command, arguments->scenario);
    add_seed_option(*command, arguments->seed);
    command->add_option("--trials", arguments->trials, "Trials at each level, in each estimate")
        ->type_name("N")
        ->capture_default_str()
        ->check(whole_number(10, 1'000'000));
    command
        ->add_option("--estimates", arguments->estimates,
                     "Independent estimates, whose spread gives the error")
        ->type_name("N")
        ->capture_default_str()
        ->check(whole_number(2, 1000));
    add_jobs_option(*command, arguments->jobs);
    add_format_option(*command, arguments->format);
    command->callback([arguments, &action] { action = [arguments] { return rare(*arguments); }; });
}

}  // namespace firebreak::cli

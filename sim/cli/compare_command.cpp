// firebreak compare: the same fire and the same luck on several layouts.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "metrics/economics.hpp"
#include "metrics/measure.hpp"
#include "metrics/statistics.hpp"
#include "report/comparison.hpp"
#include "report/manifest.hpp"
#include "report/run_folder.hpp"
#include "run.hpp"
#include "version.hpp"

namespace firebreak::cli {
namespace {

struct CompareArguments {
    std::vector<std::string> scenarios;
    std::vector<std::string> layouts;
    ScenarioArguments options;  ///< its path is filled in for each side
    Replications replications;
    Format format = Format::text;
    std::string out;
};

/// One side; kept at a stable address, because the comparison refers to it.
struct Side {
    std::string label;
    Session session;
    std::vector<Measures> measures;  ///< up to the shortest horizon of all sides
};

/// Measures as they would be, had the run ended at `end`: what one side could not see is not held against the
/// other.
Fold measured_until(const World& world, Instant end) {
    return [&world, end](const ObservationLog& log) {
        ObservationLog shorter = log;
        shorter.end = end;
        return metrics::flatten(world, metrics::measure(world, shorter));
    };
}

/// Runs one side and adds it to the comparison.
void add_side(Side& side, const CompareArguments& arguments, Ticks shortest, const std::function<void(int)>& progress,
              report::Comparison& comparison) {
    const World& world = side.session.world;
    const bool cut = world.horizon > shortest;
    const auto records = replicate(world, {arguments.replications.seed, arguments.replications.count, arguments.replications.jobs, false,
                                           nullptr, progress, cut ? measured_until(world, ignition_instant + shortest) : Fold{}});
    const std::vector<Measures> whole = measures_of(records);
    side.measures = whole;
    for (std::size_t i = 0; cut && i < records.size(); ++i) side.measures[i] = metrics::unflatten(world, records[i].folded);
    const ObservedUse observed = observed_use(world, records);
    comparison.layouts.push_back({side.label, &world, side.measures, metrics::summarise(world, whole),
                                  {arguments.replications.seed, observed.pinned, observed.unused}});
}

/// The same file twice is a fair question; its sides still need two names.
std::string distinct(const std::string& label, const std::deque<Side>& sides) {
    const auto taken = [&](const std::string& name) {
        return std::any_of(sides.begin(), sides.end(), [&](const Side& side) { return side.label == name; });
    };
    std::string name = label;
    for (int i = 2; taken(name); ++i) name = fmt::format("{} ({})", label, i);
    return name;
}

/// Opens every side and reports the findings of all of them together.
std::deque<Side> open_sides(const CompareArguments& arguments) {
    if (arguments.scenarios.size() + arguments.layouts.size() < 2) {
        throw InputError{{{Severity::error, "compare", 0, 0, "", "there is only one side to compare",
                           "name two scenarios, or one scenario and --layout for each layout"}}};
    }
    if (arguments.scenarios.size() > 1 && !arguments.layouts.empty()) {
        throw InputError{{{Severity::error, "--layout", 0, 0, "", "several scenarios and --layout do not go together",
                           "compare layouts of one scenario, or whole scenarios"}}};
    }
    std::deque<Side> sides;
    std::vector<Finding> findings;
    const auto open = [&](const std::string& scenario, const std::string& layout) {
        ScenarioArguments one = arguments.options;
        one.path = scenario;
        try {
            Session session = open_for_run(one, layout);
            const std::string label = layout.empty() && arguments.layouts.empty() ? session.world.scenario_name : session.world.layout_name;
            sides.push_back({distinct(label, sides), std::move(session), {}});
        } catch (const InputError& error) {
            findings.insert(findings.end(), error.findings().begin(), error.findings().end());
        }
    };
    for (const std::string& scenario : arguments.scenarios) {
        if (arguments.layouts.empty()) open(scenario, {});
        for (const std::string& layout : arguments.layouts) open(scenario, layout);
    }
    if (!findings.empty()) throw InputError{findings};
    return sides;
}

/// Costs and losses of all sides, where they have prices. Sides that value things differently get none.
std::optional<metrics::EconomicComparison> economics_of(const std::deque<Side>& sides) {
    std::vector<metrics::PricedLayout> priced;
    for (const Side& side : sides) priced.push_back({&side.session.world, side.measures});
    return metrics::compare_economics(priced);
}

/// Says before the runs that there will be no figures in money, and why.
void warn_of_different_values(const std::deque<Side>& sides) {
    for (const Side& side : sides) {
        if (metrics::same_values(sides.front().session.world, side.session.world)) continue;
        complain({{Severity::warning, "compare", 0, 0, "",
                   fmt::format("the economics of {} and {} differ: nothing is said in money", sides.front().label, side.label),
                   "value losses, frequency and period alike in all scenarios"}});
        return;
    }
}

int compare(const CompareArguments& arguments) {
    const auto start = std::chrono::steady_clock::now();
    std::deque<Side> sides = open_sides(arguments);
    warn_of_different_values(sides);
    if (!arguments.out.empty()) report::RunFolder{arguments.out};
    const int count = arguments.replications.count;
    Progress progress{"replications", count * static_cast<int>(sides.size())};
    report::Comparison comparison{arguments.replications.seed, {}};
    int before = 0;
    Ticks shortest = Ticks::max();
    for (const Side& side : sides) shortest = std::min(shortest, side.session.world.horizon);
    for (Side& side : sides) {
        add_side(side, arguments, shortest, [&](int done) { progress.update(before + done); }, comparison);
        before += count;
    }
    comparison.economics = economics_of(sides);
    const std::string document = report::compare_json(comparison);
    if (!arguments.out.empty()) {
        report::RunFolder folder{arguments.out};
        folder.write("comparison.json", document);
        folder.write("manifest.json",
                     report::manifest_json({version, commit, engine_name(), command_line(), arguments.replications.seed, count,
                                            arguments.replications.jobs, std::chrono::steady_clock::now() - start}));
        folder.commit();
    }
    fmt::print("{}", arguments.format == Format::json ? document : report::compare_text(comparison, standard_output()));
    return Exit::done;
}

}  // namespace

void add_compare(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<CompareArguments>();
    CLI::App* command = app.add_subcommand("compare", "How would other layouts have done, under the same fire and luck?");
    command->add_option("SCENARIO", arguments->scenarios, "Scenario file; several: compare whole scenarios")->required()->option_text("...");
    command->add_option("--layout", arguments->layouts, "Layout file to put in place of the scenario's; the first is the base")
        ->type_name("LAYOUT")->allow_extra_args(false);
    add_scenario_options(*command, arguments->options);
    add_replication_options(*command, arguments->replications);
    command->add_option("--out", arguments->out, "Write comparison.json into this folder")->type_name("DIR");
    add_format_option(*command, arguments->format);
    command->callback([arguments, &action] { action = [arguments] { return compare(*arguments); }; });
}

}  // namespace firebreak::cli

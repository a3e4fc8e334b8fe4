// firebreak check: every finding at once, and what the layout cannot survive.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/check_findings.hpp"
#include "cli/command.hpp"
#include "report/display_width.hpp"
#include "scenario/sweep_file.hpp"
#include "sweep/study.hpp"

namespace firebreak::cli {
namespace {

/// On a terminal the place stands on a line of its own and the words below it; elsewhere a finding is one line.
void print(const Finding& finding) {
    const std::string line = report::printable(to_string(finding));
    if (::isatty(STDOUT_FILENO) == 0) return fmt::print("{}\n", line);
    Finding place = finding;
    place.problem = place.suggestion = {};
    place.severity = Severity::error;
    std::string head = report::printable(to_string(place));
    head.erase(head.find_last_not_of(": ") + 1);
    Finding words = finding;
    words.file = words.pointer = {};
    words.line = 0;
    fmt::print("{}\n{}", head, report::paragraph("    ", report::printable(to_string(words)), standard_output().columns));
}

/// A sweep is sound if each level of its axes is.
void check_sweep_file(const std::string& file, const ScenarioArguments& options, std::vector<Finding>& errors,
                      std::string& unreadable) {
    try {
        const sweep::Study study{file, {options.allow_paths.begin(), options.allow_paths.end()}};
        const sweep::Plan& plan = study.plan();
        const sweep::ReplicationRule& rule = plan.replications;
        const std::string each = rule.fixed() ? fmt::format("{}", rule.max) : fmt::format("{} to {}", rule.min, rule.max);
        fmt::print("{}: sound: {}, {} axes, {} points, {} replications each, {} measures\n", file, to_string(plan.kind),
                   plan.axes.size(), plan.points.size(), each, plan.measures.size());
    } catch (const InputError& error) {
        errors.insert(errors.end(), error.findings().begin(), error.findings().end());
    } catch (const FileError& error) {
        unreadable += (unreadable.empty() ? "" : "; ") + std::string{error.what()};
    }
}

int check(const std::vector<std::string>& files, const ScenarioArguments& options) {
    std::vector<Finding> errors;
    std::string unreadable;
    for (const std::string& file : files) {
        if (scenario::is_sweep(file)) {
            check_sweep_file(file, options, errors, unreadable);
            continue;
        }
        ScenarioArguments one = options;
        one.path = file;
        try {
            const Session session = open_session(one);
            for (const Finding& warning : session.loaded.warnings) print(warning);
            for (const Finding& warning : world_findings(session.world)) print(session.loaded.locate(warning));
            const World& world = session.world;
            int servers = 0;
            for (const WorldRack& rack : world.racks) servers += rack.servers;
            fmt::print("{}: sound: {} sites, {} rooms, {} racks, {} servers, {} components, {} functions\n", file,
                       world.sites.size(), world.rooms.size(), world.racks.size(), servers, world.components.size(),
                       world.functions.size());
        } catch (const InputError& error) {
            errors.insert(errors.end(), error.findings().begin(), error.findings().end());
        } catch (const FileError& error) {
            unreadable += (unreadable.empty() ? "" : "; ") + std::string{error.what()};
        }
    }
    if (!unreadable.empty()) {
        complain(errors);
        throw FileError{unreadable};
    }
    if (!errors.empty()) throw InputError{errors};
    return Exit::done;
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto options = std::make_shared<ScenarioArguments>();
    CLI::App* command = app.add_subcommand("check", "Is the scenario or sweep sound, and what can one room take down?");
    command->add_option("FILE", *files, "Scenario and sweep files")->required()->option_text("...");
    add_scenario_options(*command, *options);
    command->callback([files, options, &action] { action = [files, options] { return check(*files, *options); }; });
}

}  // namespace firebreak::cli

// firebreak check: every finding at once, and what the layout cannot survive.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/command.hpp"
#include "facility/shared_fate.hpp"
#include "scenario/sweep_file.hpp"
#include "services/served_share.hpp"
#include "sweep/study.hpp"

namespace firebreak::cli {
namespace {

std::string component_names(const World& world, const std::vector<ComponentId>& components) {
    std::string names;
    for (const ComponentId id : components) names += (names.empty() ? "" : ", ") + world.components[id].name;
    return names;
}

std::string function_pointer(const WorldFunction& function) {
    return fmt::format("/services/services/{}/functions/{}", function.service, function.name.substr(function.service.size() + 1));
}

Finding overload_finding(const WorldFunction& function, const std::string& file) {
    return {Severity::warning, file, 0, 0, function_pointer(function),
            "overload: at some hour its demand exceeds what its components carry, with no fire at all",
            "raise servers or capacity_ratio, or lower peak_utilisation_ratio or the demand curve"};
}

Finding as_finding(const World& world, const facility::SharedFate& fate, const std::string& file) {
    const WorldFunction& function = world.functions[fate.function];
    const std::string& first = world.rooms[fate.rooms.front()].name;
    const std::string rooms = fate.rooms.size() == 1 ? first : fmt::format("{} (or in any of {} further rooms)", first, fate.rooms.size() - 1);
    return {Severity::warning, file, 0, 0, function_pointer(function),
            fmt::format("shared fate: a fire in {} leaves no copy of {}", rooms, component_names(world, fate.components)),
            "place a copy where neither the room nor its isolation zone reaches"};
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
            for (const Finding& warning : session.loaded.warnings) fmt::print("{}\n", to_string(warning));
            for (const FunctionId id : services::overloaded_in_peace(session.world)) {
                fmt::print("{}\n", to_string(overload_finding(session.world.functions[id], file)));
            }
            for (const auto& fate : facility::find_shared_fate(session.world)) {
                fmt::print("{}\n", to_string(as_finding(session.world, fate, file)));
            }
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

// Shared parts of the subcommands.
#include "cli/command.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <thread>

#include "cli/options.hpp"
#include "core/entity_name.hpp"
#include "facility/given_timeline.hpp"
#include "report/display_width.hpp"
#include "scenario/timeline_file.hpp"
#include "world/world.hpp"

namespace firebreak::cli {

void add_scenario_options(CLI::App& app, ScenarioArguments& arguments) {
    app.add_option("--set", arguments.sets, "Replace one value: a JSON Pointer (RFC 6901) and a value, as in /response/drilled=true")
        ->type_name("POINTER=VALUE")->allow_extra_args(false);
    app.add_option("--patch", arguments.patches, "Apply a JSON Patch (RFC 6902), as advise --write-patch makes them, before --set")
        ->type_name("FILE")->allow_extra_args(false);
    app.add_option("--allow-path", arguments.allow_paths, "A folder outside the scenario's tree that it may include files from")
        ->type_name("DIR")->allow_extra_args(false);
}

void add_seed_option(CLI::App& app, std::uint64_t& seed) {
    app.add_option("--seed", seed, "Root of all random numbers")->type_name("N")->capture_default_str()
        ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max()));
}

void add_jobs_option(CLI::App& app, int& jobs) {
    jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    app.add_option("-j,--jobs", jobs, "Processes at a time (default: one a processor); results do not depend on it")
        ->type_name("N")->check(whole_number(1, 4096));
}

void add_replication_options(CLI::App& app, Replications& replications) {
    add_seed_option(app, replications.seed);
    app.add_option("--replications", replications.count, "How often the same fire is played with other luck")
        ->type_name("N")->capture_default_str()->check(whole_number(1, 1'000'000));
    add_jobs_option(app, replications.jobs);
}

void add_format_option(CLI::App& app, Format& format) {
    app.add_option("--format", format, "What standard output gets: text for people, or one JSON document")
        ->transform(one_of({"text", "json"}, true))->option_text("text|json");
}

InputError wrong_option(const char* option, std::string problem, std::string suggestion) {
    return InputError{{{Severity::error, option, 0, 0, "", std::move(problem), std::move(suggestion)}}};
}

FunctionId function_named(const World& world, const std::string& name) {
    const auto found = find_entity(world, EntityKind::function, name);
    if (found) return FunctionId{found->index};
    std::string known;
    for (const FunctionId id : shown_functions(world)) known += (known.empty() ? "" : ", ") + world.functions[id].name;
    throw wrong_option("--function", fmt::format("there is no function '{}'", name), "one of " + known);
}

scenario::ReadOptions read_options(const ScenarioArguments& arguments) {
    scenario::ReadOptions options;
    for (const std::string& path : arguments.allow_paths) options.allow_paths.emplace_back(path);
    options.sets = arguments.sets;
    for (const std::string& file : arguments.patches) options.patches.emplace_back(file);
    return options;
}

Session open_session(const ScenarioArguments& arguments, const std::string& layout) {
    scenario::ReadOptions options = read_options(arguments);
    if (!layout.empty()) options.layout = layout;
    scenario::Loaded loaded = scenario::read_scenario(arguments.path, options);
    std::vector<Finding> findings;
    World world = world::build(loaded.scenario, findings);
    if (!findings.empty()) throw InputError{findings};
    return {std::move(loaded), std::move(world)};
}

Session open_for_run(const ScenarioArguments& arguments, const std::string& layout) {
    try {
        return open_session(arguments, layout);
    } catch (const InputError& error) {
        std::vector<Finding> errors = error.findings();
        std::erase_if(errors, [](const Finding& finding) { return finding.severity == Severity::warning; });
        throw InputError{std::move(errors)};
    }
}

HazardTimeline given_timeline(const std::string& path, const World& world) {
    scenario::ReadTimeline read = scenario::read_timeline(path, world);
    std::vector<Finding> findings;
    for (const facility::TimelineFault& fault : facility::faults_of(world, read.timeline)) {
        findings.push_back(read.locate(fault.change, fault.key, fault.problem, fault.suggestion));
    }
    if (!findings.empty()) throw InputError{std::move(findings)};
    read.timeline.pinned_steps = {"timeline"};  // all of it comes from the file
    return std::move(read.timeline);
}

report::Terminal standard_output() {
    report::Terminal terminal;
    if (::isatty(STDOUT_FILENO) == 0) return terminal;
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) {
        // Longer lines are harder to read, not richer.
        terminal.columns = std::min<std::size_t>(size.ws_col, 100);
    }
    const char* term = std::getenv("TERM");
    const char* no_colour = std::getenv("NO_COLOR");
    const bool dumb = term == nullptr || std::string_view{term} == "dumb";
    terminal.colour = !dumb && (no_colour == nullptr || *no_colour == '\0');
    return terminal;
}

Progress::Progress(std::string what, int total)
    : what_{std::move(what)}, total_{total}, on_terminal_{::isatty(STDERR_FILENO) != 0} {}

Progress::~Progress() {
    if (on_terminal_ && drawn_ != Clock::time_point{}) complain("\r\033[K");
}

void Progress::update(int done) {
    const Clock::time_point now = Clock::now();
    if (!on_terminal_ || now - drawn_ < std::chrono::milliseconds{100}) return;
    drawn_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double rate = done / std::max(seconds, 1e-3);
    if (total_ == 0) return complain(fmt::format("\r\033[K{}: {}, {:.0f} a second", what_, done, rate));
    complain(fmt::format("\r\033[K{}: {} of {}, {:.0f} a second, {:.0f} s left", what_, done, total_, rate,
                         (total_ - done) / rate));
}

void complain(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

void complain(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) complain(report::printable(to_string(finding)) + "\n");
}

std::vector<std::string>& command_line() {
    static std::vector<std::string> arguments;
    return arguments;
}

}  // namespace firebreak::cli

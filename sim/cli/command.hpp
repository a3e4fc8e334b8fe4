// What the subcommands share: the scenario's arguments, loading, the terminal, progress.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "firebreak/error.hpp"
#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"
#include "report/text_table.hpp"
#include "scenario/reader.hpp"

namespace CLI {
class App;
}

namespace firebreak::cli {

/// Exit statuses of the command line's contract.
enum Exit : int { done = 0, target_missed = 1, bad_input = 2, bad_file = 3, run_failed = 4, our_bug = 70, incomplete = 75 };

/// Set by the subcommand that was named; called once after parsing.
using Action = std::function<int()>;

void add_run(CLI::App& app, Action& action);
void add_rare(CLI::App& app, Action& action);
void add_compare(CLI::App& app, Action& action);
void add_explain(CLI::App& app, Action& action);
void add_advise(CLI::App& app, Action& action);
void add_init(CLI::App& app, Action& action);
void add_check(CLI::App& app, Action& action);
void add_schema(CLI::App& app, Action& action);
void add_sweep(CLI::App& app, Action& action);
void add_merge(CLI::App& app, Action& action);
void add_report(CLI::App& app, Action& action);
void add_summary(CLI::App& app, Action& action);

struct ScenarioArguments {
    std::string path;
    std::vector<std::string> sets;
    std::vector<std::string> patches;
    std::vector<std::string> allow_paths;
};

struct Replications {
    std::uint64_t seed = 1;
    int count = 100;
    int jobs = 1;
};

enum class Format { text, json };

/// --set and --allow-path.
void add_scenario_options(CLI::App& app, ScenarioArguments& arguments);
void add_seed_option(CLI::App& app, std::uint64_t& seed);
/// -j; `jobs` gets its default.
void add_jobs_option(CLI::App& app, int& jobs);
/// --seed, --replications and -j.
void add_replication_options(CLI::App& app, Replications& replications);
/// --format text|json.
void add_format_option(CLI::App& app, Format& format);

[[nodiscard]] scenario::ReadOptions read_options(const ScenarioArguments& arguments);

struct Session {
    scenario::Loaded loaded;
    World world;
};

/// Reads, checks and builds. Throws `InputError` with every finding.
[[nodiscard]] Session open_session(const ScenarioArguments& arguments, const std::string& layout = {});
/// The same without the warnings: who wants a run is kept from it by errors only.
[[nodiscard]] Session open_for_run(const ScenarioArguments& arguments, const std::string& layout = {});

/// The timeline to play in place of a drawn one. Throws `InputError` with everything that makes it
/// unplayable: what nothing would come of is refused, not ignored.
[[nodiscard]] HazardTimeline given_timeline(const std::string& path, const World& world);

/// Of standard output: 80 columns through a pipe, colour only on a terminal and without NO_COLOR.
[[nodiscard]] report::Terminal standard_output();

/// A finding about an option's value, with a way out.
[[nodiscard]] InputError wrong_option(const char* option, std::string problem, std::string suggestion);

/// The function that --function names, as SERVICE/FUNCTION. Throws `InputError` with the known ones.
[[nodiscard]] FunctionId function_named(const World& world, const std::string& name);

/// Writes to standard error as it is. Never throws: where even that fails, the exit status has to do.
void complain(const std::string& text);
/// One line a finding; what a file brought into it cannot steer the terminal.
void complain(const std::vector<Finding>& findings);

/// One line on standard error: done, rate, time left (with a total of 0, which is "unknown", without). On a terminal it is redrawn at most ten times a
/// second and erased at the end; elsewhere nothing is printed.
class Progress {
  public:
    Progress(std::string what, int total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void update(int done);

  private:
    using Clock = std::chrono::steady_clock;
    std::string what_;
    int total_;
    bool on_terminal_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point drawn_{};
};

/// The arguments of this process, for the manifest.
[[nodiscard]] std::vector<std::string>& command_line();

}  // namespace firebreak::cli

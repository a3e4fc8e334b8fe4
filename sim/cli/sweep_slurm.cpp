// What Slurm is asked for, checked before anything is written or submitted.
#include "cli/sweep_slurm.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "report/display_width.hpp"
#include "report/text_file.hpp"
#include "scenario/tree.hpp"
#include "sweep/slurm_submit.hpp"
#include "sweep/store.hpp"

namespace firebreak::cli {
namespace {

namespace fs = std::filesystem;

/// Few and long: a scheduler starts about one task a second, and a shard keeps its processors busy.
constexpr std::size_t shards_by_default = 16;
constexpr std::uint64_t shards_max = 100'000;
constexpr int processors_by_default = 4;

Finding wrong(const char* option, std::string problem, std::string suggestion) {
    return {Severity::error, option, 0, 0, "", std::move(problem), std::move(suggestion)};
}

bool has_control_letter(const std::string& text) {
    return std::ranges::any_of(text, [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; });
}

void check_option(const std::string& option, std::vector<Finding>& findings) {
    if (!option.starts_with('-') || has_control_letter(option))
        findings.push_back(wrong("--sbatch", fmt::format("\"{}\" is no option of sbatch", option),
                                 "as in --sbatch=--partition=long"));
    if (option.starts_with("--array") || option.starts_with("-a"))
        findings.push_back(wrong("--sbatch", fmt::format("\"{}\" would change the shards", option),
                                 "say how many with --shards"));
}

void check(const sweep::Plan& plan, const sweep::SlurmPlan& jobs, const std::vector<std::string>& foreign,
           std::vector<Finding>& findings) {
    for (const std::string& option : foreign)
        findings.push_back(wrong(option.c_str(), "means nothing with --engine slurm", "leave it out"));
    for (const std::string& option : jobs.options) check_option(option, findings);
    if (static_cast<std::size_t>(jobs.shards) > plan.points.size())
        findings.push_back(wrong("--shards",
                                 fmt::format("{} shards are more than the plan has points", jobs.shards),
                                 fmt::format("ask for 1 to {}", plan.points.size())));
    if (scenario::is_stream(jobs.sweep))
        findings.push_back(wrong("SWEEP", "a job cannot read this process's input", "name a file in a folder"));
    for (const std::string& path : {jobs.folder, jobs.store}) {
        if (has_control_letter(path))
            findings.push_back(wrong("--store", "a line of a job script cannot hold this path",
                                     "choose one without control characters"));
    }
}

/// Better now than when all the work is done.
void expect_replaceable(const std::string& store, const sweep::Plan& plan) {
    if (!fs::exists(store) || sweep::StoreReader{store}.plan().id == plan.id) return;
    throw InputError{{wrong(store.c_str(), "is there already and belongs to another plan",
                            "name another one with --store, or remove it")}};
}

void write_scripts(const sweep::SlurmPlan& jobs) {
    const std::string folder = sweep::slurm_folder(jobs.store);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw FileError{fmt::format("{}: cannot be made: {}", folder, error.message())};
    report::write_file(sweep::shards_script_path(jobs.store), sweep::shards_script(jobs));
    report::write_file(sweep::merge_script_path(jobs.store), sweep::merge_script(jobs));
}

}  // namespace

void add_slurm_options(CLI::App& app, SlurmArguments& arguments) {
    app.add_option("--engine", arguments.engine,
                   "Who runs it: this machine, or a Slurm cluster as an array of jobs and a merge")
        ->transform(one_of({"local", "slurm"}, true))
        ->option_text("local|slurm");
    app.add_option("--shards", arguments.shards,
                   "With Slurm, jobs in the array (default: one a point, 16 at most); each has -j processors")
        ->type_name("N")
        ->check(whole_number(1, shards_max));
    app.add_option("--sbatch", arguments.options,
                   "With Slurm, an option for sbatch, as in --sbatch=--partition=long; may be repeated")
        ->type_name("OPTION")
        ->allow_extra_args(false);
    app.add_flag("--dry-run", arguments.dry_run,
                 "With Slurm, print the shell commands that would submit the jobs, and submit nothing");
}

void expect_no_slurm_options(const SlurmArguments& arguments) {
    std::vector<Finding> findings;
    const auto refuse = [&](const char* option) {
        findings.push_back(wrong(option, "is only for a cluster", "add --engine slurm, or leave it out"));
    };
    if (arguments.shards > 0) refuse("--shards");
    if (!arguments.options.empty()) refuse("--sbatch");
    if (arguments.dry_run) refuse("--dry-run");
    if (!findings.empty()) throw InputError{std::move(findings)};
}

int submit_sweep(const sweep::Plan& plan, sweep::SlurmPlan jobs, const SlurmArguments& arguments,
                 const std::vector<std::string>& foreign) {
    jobs.name = plan.name;
    jobs.options = arguments.options;
    jobs.shards = arguments.shards > 0 ? arguments.shards
                                       : static_cast<int>(std::min(plan.points.size(), shards_by_default));
    jobs.processors = arguments.processors > 0 ? arguments.processors : processors_by_default;
    jobs.program = fs::read_symlink("/proc/self/exe").string();
    jobs.folder = fs::current_path().string();
    std::vector<Finding> findings;
    check(plan, jobs, foreign, findings);
    if (!findings.empty()) throw InputError{std::move(findings)};
    expect_replaceable(jobs.store, plan);
    if (arguments.dry_run) {
        fmt::print("{}", sweep::submitting_program(jobs));
        return Exit::done;
    }
    sweep::expect_sbatch();
    write_scripts(jobs);
    const sweep::SlurmJobs ids = sweep::submit_to_slurm(jobs);
    fmt::print("{}: {} points in {} shards as Slurm job {}, then merged into {} by job {}; logs in {}\n",
               report::printable(plan.name), plan.points.size(), jobs.shards, ids.shards, jobs.store,
               ids.merge, sweep::slurm_folder(jobs.store));
    return Exit::done;
}

}  // namespace firebreak::cli

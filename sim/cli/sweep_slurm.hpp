// firebreak sweep --engine slurm: the same plan as an array of jobs.
#pragma once

#include <string>
#include <vector>

#include "sweep/plan.hpp"
#include "sweep/slurm_script.hpp"

namespace CLI {
class App;
}

namespace firebreak::cli {

enum class SweepEngine { local, slurm };

struct SlurmArguments {
    SweepEngine engine = SweepEngine::local;
    int shards = 0;      ///< 0: not given
    int processors = 0;  ///< of each shard; 0: not given
    bool dry_run = false;
    std::vector<std::string> options;  ///< for sbatch
};

/// --engine, --shards, --sbatch and --dry-run.
void add_slurm_options(CLI::App& app, SlurmArguments& arguments);

/// Submits `plan`, or prints what would be submitted. `jobs` comes with sweep, store, table, paths and
/// `retry_failed`. `foreign` are options that were given and mean nothing to Slurm. Throws InputError
/// with every wrong option, and FileError. Returns the exit status.
[[nodiscard]] int submit_sweep(const sweep::Plan& plan, sweep::SlurmPlan jobs,
                               const SlurmArguments& arguments, const std::vector<std::string>& foreign);

/// Throws InputError where options of Slurm were given for a local sweep.
void expect_no_slurm_options(const SlurmArguments& arguments);

}  // namespace firebreak::cli

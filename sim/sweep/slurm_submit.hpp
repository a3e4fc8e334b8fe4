// Hands the scripts of a sweep to Slurm.
#pragma once

#include <string>

#include "sweep/slurm_script.hpp"

namespace firebreak::sweep {

/// Ids as Slurm gave them.
struct SlurmJobs {
    std::string shards;
    std::string merge;
};

/// Throws FileError where sbatch is not in the PATH.
void expect_sbatch();

/// Submits the array, and the merge to run when every task of it has ended, in whatever way. The scripts
/// must have been written. Throws FileError where sbatch refuses; what it said is on standard error.
[[nodiscard]] SlurmJobs submit_to_slurm(const SlurmPlan& plan);

}  // namespace firebreak::sweep

// A sweep as Slurm jobs: the scripts of an array of shards, and of the merge that waits for them.
#pragma once

#include <string>
#include <vector>

namespace firebreak::sweep {

/// What the scripts must know; paths are those of the user, seen from `folder`.
struct SlurmPlan {
    std::string program;  ///< path of this program on the nodes
    std::string folder;   ///< current folder of the jobs, on a shared disk
    std::string name;     ///< of the sweep; any text
    std::string sweep;    ///< its file
    std::vector<std::string> allow_paths = {};
    std::string store;       ///< of the merged results
    std::string table = {};  ///< for merge --table; may be empty
    int shards = 1;          ///< tasks of the array, each a shard
    int processors = 1;      ///< of each task
    bool retry_failed = false;
    std::vector<std::string> options = {};  ///< further lines for sbatch, as in "--partition=long"
};

/// Where the scripts, the shards' stores and the logs are: "sweep.slurm" for the store "sweep.db".
[[nodiscard]] std::string slurm_folder(const std::string& store);
[[nodiscard]] std::string shards_script_path(const std::string& store);
[[nodiscard]] std::string merge_script_path(const std::string& store);

/// The array: task I of N runs shard I/N, asks to be run again when it is told to stop, and keeps what
/// it has. N stands in the script, so that `sbatch --array=3,7` repeats these two shards and no others.
[[nodiscard]] std::string shards_script(const SlurmPlan& plan);

/// Merges the stores that are there, and says which shards are missing.
[[nodiscard]] std::string merge_script(const SlurmPlan& plan);

/// A shell program that writes both scripts and submits them: what `submit` does.
[[nodiscard]] std::string submitting_program(const SlurmPlan& plan);

/// `text` as one word of a POSIX shell.
[[nodiscard]] std::string shell_word(const std::string& text);

}  // namespace firebreak::sweep

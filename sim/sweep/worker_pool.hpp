// Runs tasks in child processes: a simulation needs a process of its own, and a crash stays there.
#pragma once

#include <functional>
#include <string>

#include "sweep/workers.hpp"

namespace firebreak::sweep {

/// How one task ended.
struct TaskResult {
    int index = 0;
    bool ok = false;
    std::string payload = {};          ///< what the task returned, or why it failed
    int exit_status = 0;               ///< of a failed task: 4 for a failed run, 70 for a bug of ours
    Ending ending = Ending::finished;  ///< of its process; finished also where the task threw
};

struct PoolOptions {
    int tasks = 1;
    int jobs = 1;  ///< child processes at a time
    Limits limits = {};
};

/// Forks one child for each task index from 0; at most `jobs` run at a time. `task` runs in the child,
/// and the bytes that it returns reach `received` in the parent, in the order in which tasks end.
/// A task that throws, or whose child dies, is received as failed; the others go on.
/// Throws `FileError` if no process or pipe can be made.
void run_forked(const PoolOptions& options, const std::function<std::string(int index)>& task,
                const std::function<void(TaskResult)>& received);

/// Runs `task` here and now: a record of what it returned or threw, for `TaskResult`.
[[nodiscard]] std::string record_of(const std::function<std::string()>& task);
[[nodiscard]] TaskResult result_of(int index, const std::string& record);

}  // namespace firebreak::sweep

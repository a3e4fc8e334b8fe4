// The text of the scripts. They rely on bash, sbatch's directives, squeue and scontrol, on nothing else.
#include "sweep/slurm_script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace firebreak::sweep {
namespace {

namespace fs = std::filesystem;
using fmt::arg;

/// Before the time limit; enough for the buffer of a store on a slow disk, and for the requeue.
constexpr int warning_s = 120;
/// A limit too short for any progress must not keep a cluster busy for ever.
constexpr int requeues_max = 100;

constexpr bool is_plain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') ||
           std::string_view{"-_./,:=+@"}.find(letter) != std::string_view::npos;
}

/// A value in a line #SBATCH, which follows rules of its own.
std::string directive_value(const std::string& text) {
    if (std::ranges::all_of(text, is_plain)) return text;
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') quoted += '\\';
        quoted += letter;
    }
    return quoted + '"';
}

/// A path of a log, in which sbatch replaces %a and the like.
std::string log_path(const std::string& folder, const std::string& name) {
    std::string path;
    for (const char letter : folder) path += letter == '%' ? "%%" : std::string(1, letter);
    return directive_value(path + "/" + name);
}

std::string job_name(const SlurmPlan& plan, const char* part) {
    std::string name = plan.name;
    std::ranges::replace_if(
        name, [](char letter) { return !is_plain(letter) || letter == '/'; }, '_');
    return name.substr(0, 60) + "-" + part;
}

std::string directives(const SlurmPlan& plan, const char* part, const std::string& log) {
    std::string text = fmt::format(
        "#SBATCH --job-name={}\n#SBATCH --chdir={}\n#SBATCH --output={}\n#SBATCH --open-mode=append\n",
        job_name(plan, part), directive_value(plan.folder), log_path(slurm_folder(plan.store), log));
    for (const std::string& option : plan.options) text += fmt::format("#SBATCH {}\n", option);
    return text;
}

/// Of shard I, where I is what `index` expands to.
std::string shard_store(const SlurmPlan& plan, const char* index) {
    return fmt::format("{}\"{}\"-of-{}.db", shell_word(slurm_folder(plan.store) + "/"), index, plan.shards);
}

}  // namespace

std::string shell_word(const std::string& text) {
    if (!text.empty() && std::ranges::all_of(text, is_plain)) return text;
    std::string word = "'";
    for (const char letter : text) word += letter == '\'' ? "'\\''" : std::string(1, letter);
    return word + "'";
}

std::string slurm_folder(const std::string& store) {
    fs::path path{store};
    if (path.extension() == ".db") path.replace_extension();
    return path.string() + ".slurm";
}

std::string shards_script_path(const std::string& store) {
    return slurm_folder(store) + "/shards.sh";
}

std::string merge_script_path(const std::string& store) {
    return slurm_folder(store) + "/merge.sh";
}

std::string shards_script(const SlurmPlan& plan) {
    std::string more;
    for (const std::string& path : plan.allow_paths) more += " --allow-path " + shell_word(path);
    if (plan.retry_failed) more += " \"${retry[@]}\"";
    return fmt::format(
        R"sh(#!/usr/bin/env bash
# A sweep in {shards} shards, one a task; written by firebreak sweep --engine slurm. Submitted again, it does
# what is missing; sbatch --array=3,7 does so for two of the shards.
#SBATCH --array=1-{shards}
#SBATCH --cpus-per-task={processors}
#SBATCH --requeue
#SBATCH --signal=B:USR1@{warning}
{directives}
# The shell is told to stop (time limit: USR1, preemption: TERM); it tells the sweep, and waits for it.
sweep=
told=
interrupted=
stop() {{
    told=1
    interrupted=1
    [ -z "$sweep" ] || kill -TERM "$sweep" 2>/dev/null
}}
trap stop USR1 TERM
{retry}
{program} sweep {file} --shard "$SLURM_ARRAY_TASK_ID/{shards}" \
    --store {store} -j "${{SLURM_CPUS_PER_TASK:-{processors}}}"{more} &
sweep=$!
[ -z "$told" ] || kill -TERM "$sweep" 2>/dev/null
while :; do
    interrupted=
    wait "$sweep"
    status=$?
    [ -n "$interrupted" ] || break
done

# 75: there is more to do. 143: told to stop before it had begun. A task that is not RUNNING was cancelled,
# or Slurm queues it again by itself.
if [ "$status" -eq 75 ] || [ "$status" -eq 143 ]; then
    if [ "$(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%T)" = RUNNING ] &&
        [ "${{SLURM_RESTART_COUNT:-0}}" -lt {requeues} ]; then
        scontrol requeue "$SLURM_JOB_ID"
    fi
    exit 75
fi
exit "$status"
)sh",
        arg("shards", plan.shards), arg("processors", plan.processors), arg("warning", warning_s),
        arg("directives", directives(plan, "shards", "shard-%a.log")),
        arg("retry", plan.retry_failed
                         ? "# What has failed is tried once more, not once more after each requeue.\n"
                           "retry=()\n[ \"${SLURM_RESTART_COUNT:-0}\" -gt 0 ] || retry=(--retry-failed)\n"
                         : ""),
        arg("program", shell_word(plan.program)), arg("file", shell_word(plan.sweep)),
        arg("store", shard_store(plan, "$SLURM_ARRAY_TASK_ID")), arg("more", more),
        arg("requeues", requeues_max));
}

std::string merge_script(const SlurmPlan& plan) {
    return fmt::format(
        R"sh(#!/usr/bin/env bash
# Puts the stores of {shards} shards together; exit status 75 where some have not done all of their runs.
{directives}
stores=()
for ((shard = 1; shard <= {shards}; ++shard)); do
    store={store}
    [ ! -e "$store" ] || stores+=("$store")
done
if [ ${{#stores[@]}} -eq 0 ]; then
    echo "no shard has begun; the logs of the shards are in $PWD/"{logs} >&2
    exit 75
fi
exec {program} merge {out} "${{stores[@]}}"{table}
)sh",
        arg("shards", plan.shards), arg("directives", directives(plan, "merge", "merge.log")),
        arg("store", shard_store(plan, "$shard")), arg("program", shell_word(plan.program)),
        arg("logs", shell_word(slurm_folder(plan.store))), arg("out", shell_word(plan.store)),
        arg("table", plan.table.empty() ? "" : " --table " + shell_word(plan.table)));
}

std::string submitting_program(const SlurmPlan& plan) {
    // Quoted, the word keeps the shell from expanding anything; no line of the scripts is equal to it.
    constexpr const char* end = "END_OF_SCRIPT";
    const auto written = [&](const std::string& path, const std::string& script) {
        return fmt::format("cat >{} <<'{}'\n{}{}\n", shell_word(path), end, script, end);
    };
    const std::string shards = shards_script_path(plan.store);
    const std::string merge = merge_script_path(plan.store);
    return fmt::format("set -e\nunset SBATCH_ARRAY_INX\ncd {}\nmkdir -p {}\n", shell_word(plan.folder),
                       shell_word(slurm_folder(plan.store))) +
           written(shards, shards_script(plan)) + written(merge, merge_script(plan)) +
           fmt::format(
               "array=$(sbatch --parsable {})\nsbatch --parsable --dependency=afterany:\"$array\" {}\n",
               shell_word(shards), shell_word(merge));
}

}  // namespace firebreak::sweep

// sbatch as a child process: its answer through a pipe, its complaints straight to standard error.
#include "sweep/slurm_submit.hpp"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <vector>

#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

std::string everything_from(int descriptor) {
    std::string text;
    std::array<char, 256> part{};
    while (true) {
        const ssize_t count = ::read(descriptor, part.data(), part.size());
        if (count > 0) text.append(part.data(), static_cast<std::size_t>(count));
        if (count == 0 || (count < 0 && errno != EINTR)) return text;
    }
}

struct Answer {
    int status = 0;  ///< as from waitpid
    std::string out;
};

Answer run_sbatch(std::vector<std::string> words) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) throw FileError{fmt::format("sbatch: {}", std::strerror(errno))};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_addclose(&actions, pipe[0]);
    ::posix_spawn_file_actions_addclose(&actions, pipe[1]);
    pid_t child = 0;
    const int problem = ::posix_spawnp(&child, "sbatch", &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    Answer answer;
    if (problem == 0) answer.out = everything_from(pipe[0]);
    ::close(pipe[0]);
    if (problem != 0) throw FileError{fmt::format("sbatch: {}", std::strerror(problem))};
    while (::waitpid(child, &answer.status, 0) < 0 && errno == EINTR) continue;
    return answer;
}

/// The id of the new job. sbatch --parsable prints it, and behind a semicolon the cluster's name.
std::string submitted(const std::vector<std::string>& words) {
    const Answer answer = run_sbatch(words);
    if (!WIFEXITED(answer.status) || WEXITSTATUS(answer.status) != 0)
        throw FileError{fmt::format("sbatch has refused {}", words.back())};
    const std::string id = answer.out.substr(0, answer.out.find_first_not_of("0123456789"));
    if (id.empty()) throw FileError{fmt::format("sbatch has answered \"{}\", not a job's id", answer.out)};
    return id;
}

}  // namespace

void expect_sbatch() {
    const char* path = std::getenv("PATH");
    std::istringstream folders{path == nullptr ? "" : path};
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((folder + "/sbatch").c_str(), X_OK) == 0) return;
    }
    throw FileError{
        "sbatch: not found in the PATH; submit where Slurm's commands are installed, or print what would be "
        "submitted with --dry-run"};
}

SlurmJobs submit_to_slurm(const SlurmPlan& plan) {
    // Would put aside the array that the script asks for.
    ::unsetenv("SBATCH_ARRAY_INX");
    SlurmJobs jobs;
    jobs.shards = submitted({"sbatch", "--parsable", shards_script_path(plan.store)});
    const std::string dependency = "--dependency=afterany:" + jobs.shards;
    const std::string merge = merge_script_path(plan.store);
    try {
        jobs.merge = submitted({"sbatch", "--parsable", dependency, merge});
    } catch (const FileError& error) {
        throw FileError{
            fmt::format("{}; the shards are submitted as job {}: submit the merge with sbatch {} {}",
                        error.what(), jobs.shards, dependency, shell_word(merge))};
    }
    return jobs;
}

}  // namespace firebreak::sweep

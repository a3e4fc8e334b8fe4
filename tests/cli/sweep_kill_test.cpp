// kill -9 at random moments, of workers, of the parent, of both: no row is lost, none is different.
// FIREBREAK_KILLS and FIREBREAK_KILL_RUNS in the environment make it larger than it is by default.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>

#include "firebreak/error.hpp"
#include "firebreak/random.hpp"
#include "program.hpp"
#include "store_rows.hpp"

namespace firebreak::cli_test {
namespace {

int setting(const char* name, int by_default) {
    const char* text = std::getenv(name);
    return text == nullptr ? by_default : std::atoi(text);
}

/// A sweep in the background, in a process group of its own.
pid_t start_sweep(const Folder& folder, const std::string& store) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child > 0) return child;
    ::setpgid(0, 0);
    const std::string out = folder.at("out");
    if (::chdir(folder.path().c_str()) != 0) ::_exit(126);
    const int log = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (::dup2(log, STDOUT_FILENO) < 0 || ::dup2(log, STDERR_FILENO) < 0) ::_exit(126);
    ::execl(FIREBREAK_BINARY, FIREBREAK_BINARY, "sweep", "sweep.json", "--store", store.c_str(), "-j", "3",
            nullptr);
    ::_exit(127);
}

/// Processes whose parent is `parent`; the kernel lists them.
std::vector<pid_t> children_of(pid_t parent) {
    const std::string id = std::to_string(parent);
    std::ifstream list{"/proc/" + id + "/task/" + id + "/children"};
    std::vector<pid_t> children;
    for (pid_t child = 0; list >> child;) children.push_back(child);
    return children;
}

/// Kills something of the sweep; true if that ends the sweep.
bool strike(const Draws& luck, int strike_number, pid_t parent) {
    const auto index = static_cast<std::uint32_t>(strike_number);
    const double what = luck.uniform("what", "kill", index);
    std::vector<pid_t> workers = children_of(parent);
    if (what < 0.4 && !workers.empty()) {
        // A worker, or the run that it has forked.
        const auto which = static_cast<std::size_t>(luck.uniform("worker", "kill", index) *
                                                    static_cast<double>(workers.size()));
        const std::vector<pid_t> runs = children_of(workers[which]);
        ::kill(what < 0.2 && !runs.empty() ? runs.front() : workers[which], SIGKILL);
        return false;
    }
    if (what < 0.7) ::kill(parent, SIGKILL);
    if (what >= 0.7) ::kill(-parent, SIGKILL);
    return true;
}

}  // namespace

TEST_CASE("sweep: kill -9 at random moments changes nothing", "[cli]") {
    const int kills = setting("FIREBREAK_KILLS", 8);
    const int runs = setting("FIREBREAK_KILL_RUNS", 480);
    const Folder folder;
    folder.write("base.json", minimal());
    folder.write("sweep.json",
                 R"({"schema": 1, "name": "kill", "scenario": "base.json", "axes": {"technicians":
        {"pointer": "/response/crews/technicians", "range": [5, 80]}}, "design": {"sobol": {"points": 8}},
        "replications": {"count": )" +
                     std::to_string(runs / 8) + "}}");
    int status = 0;
    ::waitpid(start_sweep(folder, "plain.db"), &status, 0);
    REQUIRE(WEXITSTATUS(status) == 0);

    const Draws luck{2022, 0};
    int struck = 0;
    int starts = 1;
    bool running = true;
    pid_t parent = start_sweep(folder, "killed.db");
    while (struck < kills && running) {
        // By rows, because time says little on a machine that does other things as well.
        const auto index = static_cast<std::uint32_t>(struck);
        const double share = (struck + luck.uniform("when", "kill", index)) / kills;
        while (running && sweep::test::rows_in(folder.at("killed.db")) < share * runs) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
            running = ::waitpid(parent, &status, WNOHANG) == 0;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{60} * luck.uniform("delay", "kill", index));
        if (!running || !strike(luck, struck++, parent)) continue;
        ::waitpid(parent, &status, 0);
        running = WIFSIGNALED(status);  // or it had ended by itself just before
        if (!running) break;
        parent = start_sweep(folder, "killed.db");
        ++starts;
    }
    if (running) ::waitpid(parent, &status, 0);
    CHECK(struck >= 2);
    INFO(contents(folder.at("out")));
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    const Words rows = sweep::test::rows_of(folder.at("plain.db"));
    CHECK(rows.size() == static_cast<std::size_t>(runs));
    CHECK((rows ==
           sweep::test::rows_of(folder.at("killed.db"))));  // the brackets keep Catch2 from printing both
    CHECK(starts > 1);
    std::cout << runs << " runs, " << struck << " kills, " << starts << " starts: same rows\n";
}

}  // namespace firebreak::cli_test

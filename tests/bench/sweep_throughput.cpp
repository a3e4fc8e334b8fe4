// What a sweep costs beside its runs: its throughput against two bare processes that fork the same work, by
// the clock (on a quiet machine) and by processor time (on any), and the parent's share of the latter.
// Usage: bench_sweep SCENARIO [RUNS [ROUNDS]]
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "run.hpp"
#include "sweep/study.hpp"
#include "sweep/sweep.hpp"

namespace {

using namespace firebreak;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr int processes = 2;

double processor_s(int who) {
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

sweep::RunPoint prepared(const sweep::Study& study, std::size_t point) {
    auto world = std::make_shared<const World>(study.world_of(point));
    auto keeper = std::make_shared<const sweep::Keeper>(study.plan(), *world);
    const std::uint64_t seed = study.plan().seed_of(point);
    return [world, keeper, seed](int replication) {
        return keeper->keep(
            *world, run_once(*world, {seed, static_cast<std::uint32_t>(replication)}, false).measures);
    };
}

/// fork, run, write the values to a pipe, read them, wait: nothing else.
void fork_one(const std::function<std::vector<double>()>& run) {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    const pid_t child = ::fork();
    if (child == 0) {
        const std::vector<double> values = run();
        const auto size = static_cast<ssize_t>(values.size() * sizeof(double));
        ::_exit(::write(ends[1], values.data(), static_cast<std::size_t>(size)) == size ? 0 : 1);
    }
    ::close(ends[1]);
    char buffer[65536];
    while (::read(ends[0], buffer, sizeof buffer) > 0) {}
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) std::abort();
}

struct Cost {
    double wall_s = 0.0;
    double processor_s = 0.0;
    double parent_share = 0.0;
};

/// Of `work`, whose children have all been waited for at its end.
Cost cost_of(const std::function<void()>& work) {
    const double own = processor_s(RUSAGE_SELF);
    const double children = processor_s(RUSAGE_CHILDREN);
    const auto start = Clock::now();
    work();
    const double wall = std::chrono::duration<double>(Clock::now() - start).count();
    const double parent = processor_s(RUSAGE_SELF) - own;
    const double all = parent + processor_s(RUSAGE_CHILDREN) - children;
    return {wall, all, parent / all};
}

/// Every run of the plan, shared out between bare processes; a point is prepared where it has many runs.
void run_bare(const sweep::Study& study) {
    const sweep::Plan& plan = study.plan();
    for (int process = 0; process < processes; ++process) {
        if (::fork() != 0) continue;
        for (std::size_t point = 0; point < plan.points.size(); ++point) {
            const int replications = plan.replications.max;
            if (replications == 1) {
                if (static_cast<int>(point % processes) == process)
                    fork_one([&] { return prepared(study, point)(0); });
                continue;
            }
            const sweep::RunPoint run = prepared(study, point);
            for (int r = process; r < replications; r += processes) fork_one([&] { return run(r); });
        }
        ::_exit(0);
    }
    for (int process = 0; process < processes; ++process) ::wait(nullptr);
}

void run_swept(const sweep::Study& study, const std::string& store_file) {
    fs::remove(store_file);
    sweep::Store store{store_file, study.plan(), study.provenance()};
    sweep::SweepOptions options{.jobs = processes, .limits = study.limits()};
    options.stop = [] { return false; };
    const auto prepare = [&](std::size_t point) { return prepared(study, point); };
    if (!sweep::run_sweep(study.plan(), store, prepare, options).complete()) std::abort();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// One line of the result: bare and swept in turns, so that both see the same machine.
void measure(const char* what, const sweep::Study& study, const std::string& store_file, int rounds) {
    std::vector<double> rate_bare, rate, ratio, processor_ratio, share;
    const auto runs = static_cast<double>(study.plan().points.size() *
                                          static_cast<std::size_t>(study.plan().replications.max));
    for (int round = 0; round < rounds; ++round) {
        const Cost bare = cost_of([&] { run_bare(study); });
        const Cost swept = cost_of([&] { run_swept(study, store_file); });
        rate_bare.push_back(runs / bare.wall_s);
        rate.push_back(runs / swept.wall_s);
        ratio.push_back(bare.wall_s / swept.wall_s);
        processor_ratio.push_back(bare.processor_s / swept.processor_s);
        share.push_back(swept.parent_share);
    }
    std::printf("%-34s %9.1f %9.1f %7.3f %10.3f %10.2f %%\n", what, median(rate_bare), median(rate),
                median(ratio), median(processor_ratio), 100.0 * median(share));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_sweep SCENARIO [RUNS [ROUNDS]]\n");
        return 2;
    }
    const fs::path scenario = fs::absolute(argv[1]);
    const std::string runs = argc > 2 ? argv[2] : "2000";
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 5;
    std::string folder = (fs::temp_directory_path() / "firebreak-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return 3;
    const auto write = [&](const std::string& name, const std::string& rest) {
        const std::string path = folder + "/" + name;
        std::ofstream{path} << R"({"schema": 1, "name": "bench", "scenario": ")" << scenario.string()
                            << "\", " << rest << "}";
        return path;
    };
    const std::string one =
        write("one.json", R"("axes": {}, "design": {"grid": {}}, "replications": {"count": )" + runs + "}");
    const std::string many =
        write("many.json", R"("axes": {"t": {"pointer": "/response/crews/technicians", "range": [5, 80]}},
        "design": {"latin_hypercube": {"points": )" +
                               runs + R"(}}, "replications": {"count": 1})");
    std::printf("%-34s %9s %9s %7s %10s %12s\n", "", "bare 1/s", "sweep 1/s", "ratio", "by cpu",
                "parent's cpu");
    std::fflush(stdout);  // or every child would carry the line along
    measure("one point, many replications", sweep::Study{one, {scenario.parent_path().parent_path()}},
            folder + "/one.db", rounds);
    measure("many points, one replication each", sweep::Study{many, {scenario.parent_path().parent_path()}},
            folder + "/many.db", rounds);
    fs::remove_all(folder);
    return 0;
}

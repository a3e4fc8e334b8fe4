// The loop of a sweep, with runs that are functions: what is stored when they fail, hang or are killed.
#include "sweep/sweep.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "firebreak/error.hpp"
#include "sweep_fixture.hpp"

namespace firebreak::sweep {
namespace {

/// A run's measures, from its ids alone.
std::vector<double> numbers(std::size_t point, int replication) {
    return {static_cast<double>(point), static_cast<double>(replication) / 8.0};
}

PreparePoint arithmetic() {
    return [](std::size_t point) { return [point](int r) { return numbers(point, r); }; };
}

SweepOptions with(int jobs, Limits limits = {}) {
    SweepOptions options{.jobs = jobs, .limits = limits};
    options.stop = [] { return false; };
    return options;
}

Tally sweep_into(const std::string& path, const Plan& plan, const PreparePoint& prepare,
                 const SweepOptions& options) {
    Store store{path, plan, test::origin()};
    return run_sweep(plan, store, prepare, options);
}

std::vector<std::string> undisturbed(const test::Folder& folder, const Plan& plan) {
    CHECK(sweep_into(folder.at("plain.db"), plan, arithmetic(), with(1)).complete());
    return test::rows_of(folder.at("plain.db"));
}

/// The row of a run, after its seed.
std::string row_of(const std::vector<std::string>& rows, const std::string& id) {
    const auto it =
        std::ranges::find_if(rows, [&](const std::string& row) { return row.starts_with(id + " "); });
    return it == rows.end() ? "none" : it->substr(id.size() + 3);
}

}  // namespace

TEST_CASE("sweep: every run is stored, whatever the number of jobs") {
    const test::Folder folder;
    const Plan plan = test::small_plan(5, 9);
    const auto rows = undisturbed(folder, plan);
    CHECK(rows.size() == 45);
    CHECK(row_of(rows, "3:2") == "ok  [3,0.25]");
    const Tally tally = sweep_into(folder.at("many.db"), plan, arithmetic(), with(7));
    CHECK(tally.done == 45);
    CHECK(tally.failed == 0);
    CHECK(test::rows_of(folder.at("many.db")) == rows);
}

TEST_CASE("sweep: stopped and started again, it does what is left") {
    const test::Folder folder;
    const Plan plan = test::small_plan(6, 20);
    int starts = 0;
    Tally tally;
    while (!tally.complete() || starts == 0) {
        SweepOptions options = with(2);
        int looks = 0;
        options.stop = [&] { return ++looks > 12; };
        tally = sweep_into(folder.at("s.db"), plan, arithmetic(), options);
        REQUIRE(++starts < 200);
    }
    CHECK(starts > 1);
    CHECK(test::rows_of(folder.at("s.db")) == undisturbed(folder, plan));
}

TEST_CASE("sweep: a run that throws, crashes, hangs or eats memory is stored as such, the others are done") {
    const test::Folder folder;
    const Plan plan = test::small_plan(1, 12);
    const PreparePoint prepare = [](std::size_t point) {
        return [point](int r) -> std::vector<double> {
            if (r == 1) throw RunFailed{"limit reached"};
            if (r == 2) {
                std::signal(SIGSEGV, SIG_DFL);  // the test runner has a handler
                std::raise(SIGSEGV);
            }
            if (r == 3) ::sleep(600);
            if (r == 4) return std::vector<double>(2'000'000'000);
            if (r == 5) throw Bug{"broken promise"};
            if (r == 6) ::_exit(5);
            return numbers(point, r);
        };
    };
    // Long beside what the other runs need, on whatever machine.
    const Limits limits{std::chrono::seconds{6}, 1'000'000'000};
    // Batches of several replications, and of one.
    for (const int jobs : {1, 12}) {
        const std::string path = folder.at(std::to_string(jobs) + ".db");
        int complaints = 0;
        SweepOptions options = with(jobs, limits);
        options.complain = [&](const RunRow&) { ++complaints; };
        const Tally tally = sweep_into(path, plan, prepare, options);
        CHECK(tally.complete());
        CHECK(tally.failed == 6);
        CHECK(complaints == 6);
        const auto rows = test::rows_of(path);
        CHECK(row_of(rows, "0:0") == "ok  [0,0]");
        CHECK(row_of(rows, "0:1") == "failed limit reached ");
        CHECK(row_of(rows, "0:2") == "crashed the process died: Segmentation fault ");
        CHECK(row_of(rows, "0:3") == "timeout took longer than 6 s ");
        CHECK(row_of(rows, "0:4") == "failed out of memory ");
        CHECK(row_of(rows, "0:5") == "failed a bug of ours: broken promise ");
        CHECK(row_of(rows, "0:6") == "crashed the process ended with status 5 ");
        CHECK(row_of(rows, "0:11") == "ok  [0,1.375]");
    }
}

TEST_CASE("sweep: a point that cannot be prepared fails, the others are done") {
    const test::Folder folder;
    const Plan plan = test::small_plan(3, 2);
    const PreparePoint prepare = [](std::size_t point) -> RunPoint {
        if (point == 1)
            throw InputError{
                {{.file = "f", .pointer = {}, .problem = "does not go together", .suggestion = {}}}};
        return [point](int r) { return numbers(point, r); };
    };
    CHECK(sweep_into(folder.at("s.db"), plan, prepare, with(2)).failed == 2);
    const auto rows = test::rows_of(folder.at("s.db"));
    CHECK(rows.size() == 6);
    CHECK(row_of(rows, "1:1").find("does not go together") != std::string::npos);
    CHECK(row_of(rows, "2:1") == "ok  [2,0.125]");
}

TEST_CASE("sweep: a run killed from outside is run again, and does not show") {
    const test::Folder folder;
    const Plan plan = test::small_plan(2, 10);
    const auto rows = undisturbed(folder, plan);
    const PreparePoint prepare = [&folder, parent = ::getpid()](std::size_t point) {
        return [&folder, parent, point](int r) {
            const std::string mark = "mark" + std::to_string(point) + "-" + std::to_string(r);
            if (!folder.has(mark)) {
                folder.write(mark, "");
                if (r % 3 == 0) std::raise(SIGKILL);  // the run
                if (r % 3 == 1 && ::getppid() != parent) {
                    ::kill(::getppid(), point == 0 ? SIGKILL : SIGTERM);  // and its worker
                    ::sleep(5);
                }
            }
            return numbers(point, r);
        };
    };
    // One job: a batch has several replications, and the parent of a run is a worker.
    CHECK(sweep_into(folder.at("s.db"), plan, prepare, with(1)).failed == 0);
    CHECK(test::rows_of(folder.at("s.db")) == rows);
}

TEST_CASE("sweep: a worker with runs of several points loses none of them, whatever becomes of one") {
    const test::Folder folder;
    const Plan plan = test::small_plan(60, 1);
    auto rows = undisturbed(folder, plan);
    const PreparePoint prepare = [&folder, parent = ::getpid()](std::size_t point) -> RunPoint {
        if (point == 20) throw RunFailed{"no such world"};
        if (point == 30) ::_exit(7);
        if (point == 40 && ::getppid() != parent && !folder.has("mark")) {
            folder.write("mark", "");
            ::kill(::getppid(), SIGKILL);
            ::sleep(5);
        }
        return [point](int r) { return numbers(point, r); };
    };
    const Tally tally = sweep_into(folder.at("s.db"), plan, prepare, with(1));
    CHECK(folder.has("mark"));  // so there was a worker with several points
    CHECK(tally.complete());
    CHECK(tally.failed == 2);
    const auto disturbed = test::rows_of(folder.at("s.db"));
    CHECK(row_of(disturbed, "20:0") == "failed no such world ");
    CHECK(row_of(disturbed, "30:0") == "crashed the process ended with status 7 ");
    const auto without = [](std::vector<std::string> all) {
        std::erase_if(
            all, [](const std::string& row) { return row.starts_with("20:") || row.starts_with("30:"); });
        return all;
    };
    CHECK(without(disturbed) == without(rows));
}

TEST_CASE("sweep: a run that is killed every time is given up") {
    const test::Folder folder;
    const Plan plan = test::small_plan(1, 3);
    const PreparePoint prepare = [](std::size_t point) {
        return [point](int r) {
            if (r == 1) std::raise(SIGKILL);
            return numbers(point, r);
        };
    };
    CHECK(sweep_into(folder.at("s.db"), plan, prepare, with(3)).failed == 1);
    CHECK(row_of(test::rows_of(folder.at("s.db")), "0:1") == "crashed the process died: Killed ");
}

TEST_CASE("sweep: replications until the interval is narrow, the same for any number of jobs") {
    const test::Folder folder;
    Plan plan = test::small_plan(4, 3);
    plan.replications = {3, 60, 4, "/b", 0.5};
    const PreparePoint prepare = [](std::size_t point) {
        return [point](int r) -> std::vector<double> {
            return {0.0, static_cast<double>(((r * 7919) % 13) * point) / 13.0};
        };
    };
    CHECK(sweep_into(folder.at("1.db"), plan, prepare, with(1)).complete());
    CHECK(sweep_into(folder.at("5.db"), plan, prepare, with(5)).complete());
    const auto rows = test::rows_of(folder.at("1.db"));
    CHECK(rows == test::rows_of(folder.at("5.db")));
    const auto replications = [&](char point) {
        return std::ranges::count_if(rows, [&](const std::string& row) { return row[0] == point; });
    };
    CHECK(replications('0') == 3);  // no spread
    CHECK((replications('1') > 3 && replications('1') < replications('2')));
    CHECK((replications('2') < replications('3') && replications('3') <= 60));
}

}  // namespace firebreak::sweep

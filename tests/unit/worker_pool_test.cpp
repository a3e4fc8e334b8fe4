// Child processes: payloads, order, crashes, exceptions, and how many run at a time.
#include "sweep/worker_pool.hpp"

#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <set>
#include <stdexcept>

#include "catch_compat.hpp"
#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

std::map<int, TaskResult> run(PoolOptions options, const std::function<std::string(int)>& task) {
    std::map<int, TaskResult> results;
    run_forked(options, task, [&](TaskResult result) {
        const int index = result.index;
        CHECK(results.emplace(index, std::move(result)).second);  // once each
    });
    return results;
}

TEST_CASE("pool: each task's bytes arrive whole, in processes of their own") {
    const auto results = run({7, 3}, [](int index) {
        return std::to_string(index) + std::string{"\0 ", 2} + std::to_string(::getpid());
    });
    REQUIRE(results.size() == 7);
    std::set<std::string> bodies;
    for (const auto& [index, result] : results) {
        CHECK(result.ok);
        CHECK(result.exit_status == 0);
        CHECK(result.payload.starts_with(std::to_string(index) + std::string{"\0", 1}));
        bodies.insert(result.payload.substr(2));
    }
    CHECK(bodies.size() == 7);
    CHECK_FALSE(bodies.contains(" " + std::to_string(::getpid())));
}

TEST_CASE("pool: payloads larger than a pipe, and empty ones") {
    const auto results = run({4, 4}, [](int index) {
        return index == 2 ? std::string{} : std::string(1'000'000 + index, static_cast<char>('a' + index));
    });
    CHECK(results.at(0).payload == std::string(1'000'000, 'a'));
    CHECK(results.at(2).ok);
    CHECK(results.at(2).payload.empty());
    CHECK(results.at(3).payload == std::string(1'000'003, 'd'));
}

TEST_CASE("pool: one job at a time ends in the order of tasks") {
    std::string order;
    run_forked(
        {5, 1}, [](int) { return std::string{}; }, [&](TaskResult r) { order += std::to_string(r.index); });
    CHECK(order == "01234");
}

TEST_CASE("pool: results come as tasks end, not as they began") {
    // The first task ends once the result of the second is here; nothing depends on how fast the machine is.
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    std::string order;
    run_forked(
        {2, 2},
        [&](int index) {
            pollfd told{ends[0], POLLIN, 0};
            if (index == 0) ::poll(&told, 1, 120'000);
            return std::string{};
        },
        [&](TaskResult r) {
            order += std::to_string(r.index);
            REQUIRE(::write(ends[1], "x", 1) == 1);
        });
    ::close(ends[0]);
    ::close(ends[1]);
    CHECK(order == "10");
}

TEST_CASE("pool: a task that throws fails alone, and says why") {
    const auto results = run({4, 2}, [](int index) -> std::string {
        if (index == 1) throw std::runtime_error{"limit reached"};
        if (index == 2) throw Bug{"broken promise"};
        return "fine";
    });
    CHECK(results.at(0).ok);
    CHECK(results.at(3).payload == "fine");
    CHECK_FALSE(results.at(1).ok);
    CHECK(results.at(1).exit_status == 4);
    CHECK(results.at(1).payload == "limit reached");
    CHECK(results.at(2).exit_status == 70);
    CHECK(results.at(2).payload == "broken promise");
}

TEST_CASE("pool: a child that dies fails alone, and its signal is named") {
    const auto results = run({3, 2}, [](int index) -> std::string {
        if (index == 1) ::raise(SIGKILL);
        return "fine";
    });
    CHECK(results.at(0).ok);
    CHECK(results.at(2).ok);
    CHECK_FALSE(results.at(1).ok);
    CHECK(results.at(1).exit_status == 4);
    CHECK(results.at(1).payload.find("Killed") != std::string::npos);
}

TEST_CASE("pool: a child that leaves without a word is a failure") {
    const auto results = run({2, 2}, [](int index) -> std::string {
        if (index == 0) ::_exit(0);
        if (index == 1) ::_exit(9);
        return {};
    });
    CHECK_FALSE(results.at(0).ok);
    CHECK_FALSE(results.at(1).ok);
    CHECK(results.at(1).payload.find('9') != std::string::npos);
}

TEST_CASE("pool: no task, no child") {
    CHECK(run({0, 4}, [](int) { return std::string{"x"}; }).empty());
}

}  // namespace
}  // namespace firebreak::sweep

// Which runs are handed out, when a point has enough of them, and what is missing.
#include "sweep/schedule.hpp"

#include <set>

#include "sweep_fixture.hpp"

namespace firebreak::sweep {
namespace {

using Run = std::pair<std::size_t, int>;

std::vector<Run> hand_out(Schedule& schedule, std::size_t count) {
    std::vector<Run> runs;
    while (auto batch = schedule.next(count)) {
        CHECK(batch->replications.size() <= count);
        for (const int r : batch->replications) runs.emplace_back(batch->point, r);
    }
    return runs;
}

Plan until(double width, int min, int max, int step) {
    Plan plan = test::small_plan(2, min);
    plan.replications = {min, max, step, "/b", width};
    return plan;
}

}  // namespace

TEST_CASE("schedule: every run once, whatever the size of batches") {
    for (const std::size_t count : {1u, 3u, 100u}) {
        Schedule schedule{test::small_plan(3, 7), {}};
        CHECK(schedule.planned_count() == 21);
        const std::vector<Run> runs = hand_out(schedule, count);
        CHECK(runs.size() == 21);
        CHECK(std::set<Run>(runs.begin(), runs.end()).size() == 21);
        for (const auto& [point, replication] : runs) {
            CHECK_FALSE(schedule.finished());
            schedule.done(point, replication, {});
        }
        CHECK(schedule.finished());
        CHECK(schedule.missing().empty());
    }
}

TEST_CASE("schedule: what is done is not handed out, what has to be repeated is") {
    Schedule schedule{test::small_plan(2, 3), {}};
    schedule.done(0, 1, {});
    schedule.done(0, 1, {});  // told twice
    CHECK(schedule.done_count() == 1);
    CHECK(hand_out(schedule, 10) == std::vector<Run>{{0, 0}, {0, 2}, {1, 0}, {1, 1}, {1, 2}});
    schedule.again(1, 1);
    CHECK(hand_out(schedule, 10) == std::vector<Run>{{1, 1}});
    CHECK(schedule.missing() == std::vector<Run>{{0, 2}, {1, 3}});
}

TEST_CASE("schedule: shards share the points out") {
    const Plan plan = test::small_plan(7, 2);
    std::set<Run> all;
    for (int index = 1; index <= 3; ++index) {
        Schedule schedule{plan, {index, 3}};
        for (const Run& run : hand_out(schedule, 5)) {
            CHECK(run.first % 3 == static_cast<std::size_t>(index - 1));
            CHECK(all.insert(run).second);
        }
    }
    CHECK(all.size() == 14);
}

TEST_CASE("schedule: replications go on until the interval is narrow, and no further") {
    // 4 values of 0 and 1: a 95 % interval of 3.18 * 0.577 / 2 * 2 = 1.84.
    Schedule schedule{until(1.5, 4, 20, 3), {}};
    CHECK(schedule.planned_count() == 8);
    CHECK(hand_out(schedule, 100).size() == 8);
    for (int r = 0; r < 4; ++r) schedule.done(0, r, 5.0);  // no spread: narrow at once
    for (int r = 0; r < 4; ++r) schedule.done(1, r, r % 2);
    CHECK_FALSE(schedule.finished());
    CHECK(hand_out(schedule, 100) == std::vector<Run>{{1, 4}, {1, 5}, {1, 6}});
    for (int r = 4; r < 7; ++r) schedule.done(1, r, 0.5);
    CHECK(schedule.finished());
    CHECK(schedule.done_count() == 11);
    CHECK(hand_out(schedule, 100).empty());
}

TEST_CASE("schedule: the greatest number ends it, failures count as runs") {
    Schedule schedule{until(1e-6, 2, 5, 2), {}};
    for (int r = 0; r < 2; ++r) schedule.done(0, r, {});  // all failed
    for (int r = 0; r < 2; ++r) schedule.done(1, r, r);
    const auto more = hand_out(schedule, 100);
    CHECK(more == std::vector<Run>{{0, 2}, {0, 3}, {1, 2}, {1, 3}});
    for (const auto& [point, r] : more) schedule.done(point, r, r);
    for (const auto& [point, r] : hand_out(schedule, 100)) schedule.done(point, r, r);
    CHECK(schedule.finished());
    CHECK(schedule.planned_count() == 10);
}

TEST_CASE("schedule: the number of replications does not depend on the order in which runs end") {
    const auto value = [](int r) { return static_cast<double>((r * 37) % 11); };
    Schedule forwards{until(5.0, 3, 40, 1), {1, 2}};
    while (auto batch = forwards.next(1))
        forwards.done(0, batch->replications[0], value(batch->replications[0]));
    REQUIRE(forwards.finished());
    const std::size_t needed = forwards.done_count();
    CHECK((needed > 3 && needed < 40));

    // A store may hold runs in any order, and ahead of what turned out to be necessary.
    Schedule resumed{until(5.0, 3, 40, 1), {1, 2}};
    for (int r = static_cast<int>(needed) + 2; r-- > 0;) resumed.done(0, r, value(r));
    CHECK(resumed.finished());
    CHECK(resumed.done_count() == needed);
    CHECK_FALSE(resumed.next(10).has_value());
}

}  // namespace firebreak::sweep

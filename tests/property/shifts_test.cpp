// Work over shifts: the closed form against a walk from change to change, and what a planner expects of it.
#include "services/shifts.hpp"

#include <cmath>

#include "property.hpp"

namespace firebreak {
namespace {

using namespace test;

/// Ignition at midnight, so that changes lie at `first_local_hour` + k x length of the run's own clock.
struct Task {
    Shifts shifts;
    Instant start;
    Ticks work;
    [[nodiscard]] Instant end() const { return services::end_of_work(shifts, 0.0, start, work); }
};

Task task(std::uint16_t length, std::uint8_t first, std::uint16_t loss, std::uint16_t start, std::uint32_t work) {
    return {{Minutes{60.0 + length % 1381}, first % 24, Ratio{(loss % 1001) / 1000.0}},
            ignition_instant + std::chrono::seconds{start} * 7,
            std::chrono::seconds{work % 400'000}};
}

/// Shift after shift, as the words say; `never` after a thousand.
Instant walked(const Task& task) {
    const std::int64_t length = to_ticks(task.shifts.length).count();
    const std::int64_t first = to_ticks(Hours{static_cast<double>(task.shifts.first_local_hour)}).count();
    std::int64_t at = task.start.time_since_epoch().count();
    std::int64_t left = task.work.count();
    for (int shift = 0; shift < 1000; ++shift) {
        std::int64_t change = first - 100 * length;
        while (change <= at) change += length;
        if (at + left <= change) return Instant{Ticks{at + left}};
        left -= std::llround((1.0 - task.shifts.handover_loss.value()) * static_cast<double>(change - at));
        at = change;
    }
    return never;
}

TEST_CASE("shifts: the closed form is what walking from change to change gives") {
    holds("closed form", [](std::uint16_t length, std::uint8_t first, std::uint16_t loss, std::uint16_t start, std::uint32_t work) {
        const Task one = task(length, first, loss, start, work);
        const Instant by_foot = walked(one);
        RC_ASSERT(by_foot == never || one.end() == by_foot);
        if (by_foot == never) RC_ASSERT(one.end() > one.start + one.work);
    });
}

TEST_CASE("shifts: more work or more loss never ends sooner, and nothing ends sooner than it takes") {
    holds("monotone", [](std::uint16_t length, std::uint8_t first, std::uint16_t loss, std::uint16_t start, std::uint32_t work) {
        const Task one = task(length, first, loss, start, work);
        RC_ASSERT(one.end() >= one.start + one.work);
        Task more = one;
        more.work += std::chrono::seconds{60};
        RC_ASSERT(more.end() >= one.end());
        Task lossy = one;
        lossy.shifts.handover_loss = Ratio{std::min(1.0, one.shifts.handover_loss.value() + 0.1)};
        RC_ASSERT(lossy.end() >= one.end());
    });
}

}  // namespace
}  // namespace firebreak

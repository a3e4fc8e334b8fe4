// What waits, for how long, and when it is gone.
#include "services/backlog.hpp"

#include <cmath>

#include "catch_compat.hpp"
#include "services/rival.hpp"

namespace firebreak::services {
namespace {

Ticks hours(double h) { return to_ticks(Hours{h}); }

TEST_CASE("a backlog grows and shrinks along straight lines") {
    Backlog backlog;
    backlog.pass(hours(3.0), 0.5, 0.1);
    CHECK(backlog.waiting_h() == Approx(1.2));
    CHECK(backlog.waited_h2() == Approx(0.5 * 1.2 * 3.0));
    backlog.pass(hours(2.0), 0.1, 0.4);
    CHECK(backlog.waiting_h() == Approx(0.6));
    CHECK(backlog.waited_h2() == Approx(1.8 + 2.0 * (1.2 + 0.6) / 2.0));
}

TEST_CASE("it is empty to the tick, and stays so") {
    Backlog backlog;
    backlog.pass(hours(1.0), 0.7, 0.0);
    const Ticks rest = backlog.until_empty(0.2, 0.5);
    CHECK(hours_of(rest) == Approx(0.7 / 0.3));
    Backlog early = backlog;
    early.pass(rest - Ticks{1000}, 0.2, 0.5);
    CHECK(early.waiting_h() > 0.0);
    backlog.pass(rest, 0.2, 0.5);
    CHECK(backlog.waiting_h() == 0.0);
    const double waited = backlog.waited_h2();
    backlog.pass(hours(5.0), 0.2, 0.5);
    CHECK(backlog.waited_h2() == waited);
    CHECK(backlog.until_empty(0.2, 0.5) == Ticks{0});
}

TEST_CASE("what does not shrink is never empty") {
    Backlog backlog;
    backlog.pass(hours(1.0), 0.7, 0.0);
    CHECK(backlog.until_empty(0.5, 0.5) == Ticks::max());
    CHECK(backlog.until_empty(0.6, 0.5) == Ticks::max());
}

TEST_CASE("users leave for a rival as the exponential says, and some return") {
    WorldFunction function{};
    function.rival_per_hour = 0.05;
    function.rival_stays = Ratio{0.25};
    Clientele users;
    for (int hour = 0; hour < 10; ++hour) {
        users.suffer(function, hours(1.0), 0.6);
        users.leave(function);
    }
    const double left = 1.0 - std::exp(-0.05 * 0.6 * 10.0);
    CHECK(users.remaining() == Approx(1.0 - left).epsilon(1e-12));
    users.come_back();
    CHECK(users.remaining() == Approx(1.0 - 0.25 * left).epsilon(1e-12));
}

TEST_CASE("users leave at full hours only") {
    WorldFunction function{};
    function.rival_per_hour = 0.5;
    Clientele users;
    users.suffer(function, hours(0.7), 1.0);
    CHECK(users.remaining() == 1.0);
    users.leave(function);
    CHECK(users.remaining() == Approx(std::exp(-0.35)));
}

}  // namespace
}  // namespace firebreak::services

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
        users.suffer(function, hours(1.0), 0.4);
        users.leave(function);
    }
    // Those who are served stay; of the others those leave whose patience is over.
    const double left = 0.6 * (1.0 - std::exp(-0.05 * 10.0));
    CHECK(users.remaining() == Approx(1.0 - left).epsilon(1e-12));
    CHECK(users.willing() == Approx(1.0 - 0.25 * left).epsilon(1e-12));
    users.come_back(1.0 - 0.5 * left);  // room for some
    CHECK(users.remaining() == Approx(1.0 - 0.5 * left).epsilon(1e-12));
    users.come_back(0.1);  // less room sends nobody away
    CHECK(users.remaining() == Approx(1.0 - 0.5 * left).epsilon(1e-12));
    users.come_back(1.0);
    CHECK(users.remaining() == Approx(1.0 - 0.25 * left).epsilon(1e-12));
}

TEST_CASE("users leave at full hours only") {
    WorldFunction function{};
    function.rival_per_hour = 0.5;
    Clientele users;
    users.suffer(function, hours(0.7), 0.0);
    CHECK(users.remaining() == 1.0);
    users.leave(function);
    CHECK(users.remaining() == Approx(std::exp(-0.35)));
    users.suffer(function, hours(0.7), 0.0);
    users.calm();  // served again before the hour is full
    users.leave(function);
    CHECK(users.remaining() == Approx(std::exp(-0.35)));
}

TEST_CASE("the remaining users never fall below none, nor below those who are served") {
    for (const double stays : {0.0, 0.1, 0.3, 0.7, 1.0}) {
        for (const double served : {0.0, 1e-9, 0.3}) {
            WorldFunction function{};
            function.rival_per_hour = 5.0;
            function.rival_stays = Ratio{stays};
            Clientele users;
            for (int hour = 0; hour < 200; ++hour) {
                users.suffer(function, hours(1.0), served);
                users.leave(function);
                CHECK(users.remaining() >= std::max(0.0, served - 1e-12));
                CHECK(users.remaining() <= 1.0);
            }
        }
    }
}

}  // namespace
}  // namespace firebreak::services

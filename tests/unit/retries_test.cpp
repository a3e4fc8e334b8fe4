// Tries of clients that repeat what fails.
#include "services/retries.hpp"

#include "catch_compat.hpp"

namespace firebreak::services {
namespace {

TEST_CASE("tries grow from one, where nothing fails, to one more than the repetitions") {
    CHECK(amplification(0.0, 5) == 1.0);
    CHECK(amplification(1.0, 5) == 6.0);
    CHECK(amplification(0.7, 0) == 1.0);
    CHECK(amplification(0.25, 2) == Approx(1.0 + 0.25 + 0.0625));
}

TEST_CASE("only the repeated share of a function's requests is amplified") {
    WorldFunction function{};
    function.retries = 3;
    CHECK(amplification(function, 1.0) == 1.0);
    function.retried = Ratio{0.2};
    CHECK(amplification(function, 1.0) == Approx(0.8 + 0.2 * 4.0));
    CHECK(amplification(function, 0.0) == Approx(1.0));
}

TEST_CASE("a failing share above one is a bug, not a wrong number") {
    CHECK_THROWS_AS(amplification(1.2, 3), Bug);
}

}  // namespace
}  // namespace firebreak::services

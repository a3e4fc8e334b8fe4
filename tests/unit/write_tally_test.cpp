// How old the last bytes are, when writes come at changing rates.
#include "engine/write_tally.hpp"

#include "amounts.hpp"
#include "catch_compat.hpp"

namespace firebreak::engine {
namespace {

using namespace test;

TEST_CASE("tally: bytes add up, and the last of them are as old as the rate says", "[tally]") {
    WriteTally tally{at_s(0.0)};
    tally.set_rate(at_s(0.0), 10.0);
    tally.set_rate(at_s(20.0), 0.0);  // nothing from 20 to 50
    tally.set_rate(at_s(50.0), 5.0);
    CHECK(tally.total(at_s(60.0)) == Approx(250.0));
    CHECK(tally.age_of(0.0, at_s(60.0)).count() == 0.0);
    CHECK(tally.age_of(25.0, at_s(60.0)).count() == Approx(5.0));
    CHECK(tally.age_of(50.0, at_s(60.0)).count() == Approx(10.0));  // the idle time before is not counted
    CHECK(tally.age_of(80.0, at_s(60.0)).count() == Approx(43.0));  // 3 s of the first rate, 30 idle, 10
    CHECK(tally.age_of(250.0, at_s(60.0)).count() == Approx(60.0));
    CHECK(tally.age_of(20.0, at_s(20.0)).count() == Approx(2.0));   // looked at from then
    CHECK(tally.age_of(20.0, at_s(30.0)).count() == Approx(12.0));  // written from 18 to 20
}

}  // namespace
}  // namespace firebreak::engine

// Row 51: scores of predictions whose score is known.
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "metrics/scores.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

using metrics::Outcome;
using metrics::score;

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double far = 1e6;

/// The members of an exponential distribution of mean 1 at the middles of n equal shares.
std::vector<double> exponential(int n) {
    std::vector<double> members;
    for (int i = 0; i < n; ++i) members.push_back(-std::log1p(-(i + 0.5) / n));
    return members;
}

TEST_CASE("verification row 51: continuous ranked probability score") {
    const std::vector<double> two{3.0, 1.0};
    const auto members = exponential(20'000);
    // CRPS of an exponential of mean 1 at y: y + 2 exp(-y) - 3/2.
    const auto exact = [](double y) { return y + 2.0 * std::exp(-y) - 1.5; };
    verify({
        {"51", "members 1 and 3 against 2: CRPS", 0.5, score(two, Outcome::at(2.0), far).crps, absolute(1e-12), "by hand"},
        {"51", "a point forecast: its absolute error", 4.0, score(std::vector{6.0}, Outcome::at(2.0), far).crps, absolute(1e-12), "by hand"},
        {"51", "exponential against 0.5: CRPS", exact(0.5), score(members, Outcome::at(0.5), far).crps, absolute(1e-4), "20,000 members"},
        {"51", "exponential against 3: CRPS", exact(3.0), score(members, Outcome::at(3.0), far).crps, absolute(1e-4), "20,000 members"},
    });
}

TEST_CASE("verification row 51: windows and horizons") {
    // F is 0 below 1, 1/2 to 3, 1 above; outside [2, 5] the outcome is known: the integral of F^2 over (1, 2).
    const std::vector<double> two{1.0, 3.0};
    const double window = score(two, {2.0, 5.0}, far).crps;
    // Published 10, horizon 8, one member of two not before it: F = 1/2 from 4 on, (1/2)^2 over (4, 8).
    const double late = score(std::vector{4.0, never}, Outcome::at(10.0), 8.0).crps;
    // Known only: not before 6. Members 4 and 9: (1/2)^2 over (4, 6).
    const double open = score(std::vector{4.0, 9.0}, {6.0, never}, far).crps;
    verify({
        {"51", "a window of 2 to 5: CRPS", 0.25, window, absolute(1e-12), "by hand"},
        {"51", "beyond the horizon: CRPS", 1.0, late, absolute(1e-12), "by hand"},
        {"51", "not before 6: CRPS", 0.5, open, absolute(1e-12), "by hand"},
        {"51", "all members inside the window: CRPS", 0.0, score(std::vector{3.0, 4.0}, {2.0, 5.0}, far).crps, absolute(0.0), "exact"},
    });
}

TEST_CASE("verification row 51: weighted interval score") {
    std::vector<double> members;
    for (int i = 1; i <= 100; ++i) members.push_back(i);
    // Median 50; bands 25-75, 10-90, 5-95. At 60: (10/2 + .25 x 50 + .1 x 80 + .05 x 90) / 3.5.
    // At 98: (48/2 + 12.5 + 23 + 8 + 8 + 4.5 + 3) / 3.5.
    verify({
        {"51", "1 to 100 against 60: WIS", 30.0 / 3.5, score(members, Outcome::at(60.0), far).wis, absolute(1e-12), "by hand"},
        {"51", "1 to 100 against 98: WIS", 83.0 / 3.5, score(members, Outcome::at(98.0), far).wis, absolute(1e-12), "by hand"},
    });
}

TEST_CASE("scores: bands, errors and the probability integral transform") {
    std::vector<double> members;
    for (int i = 1; i <= 100; ++i) members.push_back(i);
    const metrics::Scores inside = score(members, {60.0, 80.0}, far);
    CHECK(inside.in50);
    CHECK(inside.error == -10.0);
    CHECK(inside.pit_low == Approx(0.59));
    CHECK(inside.pit_high == Approx(0.80));
    const metrics::Scores outside = score(members, Outcome::at(97.5), far);
    CHECK_FALSE(outside.in90);
    CHECK(outside.error == -47.5);
    CHECK(outside.pit_low == outside.pit_high);
    const metrics::Scores beyond = score(std::vector{never, never, 3.0}, Outcome::at(5.0), 10.0);
    CHECK(std::isinf(beyond.error));
    CHECK(std::isinf(beyond.high90));
}

TEST_CASE("scores: the transform of truths drawn from the prediction is uniform") {
    const auto members = exponential(999);
    std::vector<int> bins(10, 0);
    for (const double truth : exponential(1000)) {
        const metrics::Scores scores = score(members, Outcome::at(truth), far);
        ++bins[static_cast<std::size_t>(std::min(9.0, std::floor(10.0 * (scores.pit_low + scores.pit_high) / 2.0)))];
    }
    for (const int count : bins) CHECK(std::abs(count - 100) <= 1);
}

TEST_CASE("scores: a shift of all times, or another order, changes nothing") {
    const std::vector<double> members{7.0, 2.0, 30.0, 11.0, never, 4.0};
    const std::vector<double> moved{18.0, 16.0, 44.0, 25.0, 21.0, never};
    const metrics::Scores a = score(members, {5.0, 9.0}, 40.0);
    const metrics::Scores b = score(moved, {19.0, 23.0}, 54.0);
    CHECK(a.crps == Approx(b.crps));
    CHECK(a.wis == Approx(b.wis));
    CHECK(a.pit_low == b.pit_low);
    CHECK(a.error == b.error);
}

}  // namespace
}  // namespace firebreak::verification

// Successive halving on values that are known.
#include "sweep/halving.hpp"

#include <cmath>
#include <map>

#include "catch_compat.hpp"
#include "firebreak/random.hpp"

namespace firebreak::sweep {
namespace {

/// Base 20 h with luck of +-4 h that all share; candidate i saves `gain(i)` hours with luck of its own.
class Bench {
  public:
    explicit Bench(std::function<double(int)> gain) : gain_{std::move(gain)} {}

    std::optional<std::vector<double>> operator()(int candidate, int first, int count) {
        std::vector<double> values;
        for (int r = first; r < first + count; ++r) {
            const Draws draws{7, static_cast<std::uint32_t>(r)};
            const double shared = 8.0 * draws.uniform("shared", "all") - 4.0;
            const double own = 2.0 * draws.uniform("own", std::to_string(candidate)) - 1.0;
            values.push_back(20.0 + shared - (candidate < 0 ? 0.0 : gain_(candidate) + own));
        }
        runs_[candidate] += count;
        return std::optional{std::move(values)};
    }
    [[nodiscard]] int runs(int candidate) const { return runs_.at(candidate); }
    [[nodiscard]] int runs_of_all() const {
        int sum = 0;
        for (const auto& [candidate, runs] : runs_) sum += runs;
        return sum;
    }

  private:
    std::function<double(int)> gain_;
    std::map<int, int> runs_;
};

TEST_CASE("halving: the best of forty is first, and most runs go to the best") {
    Bench bench{[](int candidate) { return candidate == 23 ? 5.0 : candidate % 5 == 0 ? 1.0 : 0.0; }};
    const HalvingOptions options{.first = 8, .last = 128, .finalists = 4};
    const auto standings = successive_halving(40, options, 100.0, std::ref(bench));
    REQUIRE(standings.size() == 40);
    CHECK(standings.front().candidate == 23);
    CHECK(standings.front().replications == 128);
    CHECK(standings.front().saved.mean == Approx(5.0).margin(0.2));
    CHECK(bench.runs(-1) == 128);
    CHECK(standings.back().replications < 128);
    CHECK(bench.runs_of_all() < 41 * 128 / 2);
}

TEST_CASE("halving: two that cannot be told apart both stay to the end") {
    Bench bench{[](int candidate) { return candidate < 2 ? 3.0 : -1.0; }};
    const auto standings = successive_halving(12, {.first = 4, .last = 64, .finalists = 1}, 100.0, std::ref(bench));
    CHECK(standings[0].candidate + standings[1].candidate == 1);
    CHECK(standings[0].replications == 64);
    CHECK(standings[1].replications == 64);
}

TEST_CASE("halving: one that fails leaves at once, and the others are ranked as without it") {
    Bench bench{[](int candidate) { return candidate == 3 ? 4.0 : candidate == 5 ? 2.0 : 0.0; }};
    const HalvingOptions options{.first = 4, .last = 32, .finalists = 3};
    int asked_of_two = 0;
    const auto standings = successive_halving(8, options, 100.0, [&](int candidate, int first, int count) {
        asked_of_two += candidate == 2 ? 1 : 0;
        if (candidate == 2 || (candidate == 3 && first >= 16)) return std::optional<std::vector<double>>{};
        return bench(candidate, first, count);
    });
    REQUIRE(standings.size() == 6);
    CHECK(asked_of_two == 1);
    CHECK(standings.front().candidate == 5);
    CHECK(standings.front().replications == 32);
}

TEST_CASE("halving: a change that has not acted yet is no certain zero") {
    // Candidate 9 saves 50 h, but not before replication 20: eight equal draws must not rule it out.
    const auto standings = successive_halving(
        10, {.first = 8, .last = 64, .finalists = 2}, 100.0, [](int candidate, int first, int count) {
            std::vector<double> values;
            for (int r = first; r < first + count; ++r)
                values.push_back(candidate == 9 && r % 21 == 20 ? 10.0 : candidate >= 0 && candidate < 2 ? 59.0 : 60.0);
            return std::optional{std::move(values)};
        });
    CHECK(standings.front().candidate == 9);
    CHECK(standings.front().replications == 64);
    CHECK(standings.front().saved.acted == 3);
}

TEST_CASE("halving: no candidate, no standing, and what never happens counts at the horizon") {
    CHECK(successive_halving(0, {.first = 2, .last = 2, .finalists = 1}, 10.0, [](int, int, int count) {
              return std::optional{std::vector<double>(static_cast<std::size_t>(count), 1.0)};
          }).empty());
    const auto standings = successive_halving(1, {.first = 2, .last = 4, .finalists = 1}, 10.0, [](int candidate, int, int count) {
        return std::optional{std::vector<double>(static_cast<std::size_t>(count), candidate < 0 ? censored : 4.0)};
    });
    CHECK(standings.front().saved.mean == 6.0);
}

}  // namespace
}  // namespace firebreak::sweep

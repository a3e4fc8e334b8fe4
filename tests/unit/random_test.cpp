// Draws: addressed by name, independent of order, with the distributions that they promise.
#include "firebreak/random.hpp"

#include <cmath>
#include <set>
#include <string>

#include "catch_compat.hpp"
#include "world_fixture.hpp"

namespace firebreak {
namespace {

using test::always;
using test::around;

TEST_CASE("a draw is fixed by seed, replication, purpose, entity and index, and by each of them") {
    const double base = Draws{5, 2}.uniform("boot", "rack", 3);
    CHECK(Draws{5, 2}.uniform("boot", "rack", 3) == base);
    CHECK(Draws{6, 2}.uniform("boot", "rack", 3) != base);
    CHECK(Draws{5, 3}.uniform("boot", "rack", 3) != base);
    CHECK(Draws{5, 2}.uniform("hands", "rack", 3) != base);
    CHECK(Draws{5, 2}.uniform("boot", "rick", 3) != base);
    CHECK(Draws{5, 2}.uniform("boot", "rack", 4) != base);
    CHECK(Draws{5, 2}.uniform("bootr", "ack", 3) != base);  // the boundary between the texts counts
    CHECK(Draws{2, 5}.uniform("boot", "rack", 3) != base);
}

TEST_CASE("uniform draws fill (0, 1) evenly over entities, and over replications") {
    constexpr int n = 20'000;
    for (const bool over_entities : {true, false}) {
        double sum = 0.0, squares = 0.0;
        std::set<double> distinct;
        for (int i = 0; i < n; ++i) {
            const auto r = static_cast<std::uint32_t>(over_entities ? 0 : i);
            const double u = Draws{9, r}.uniform("p", over_entities ? std::to_string(i) : "e");
            CHECK((u > 0.0 && u < 1.0));
            sum += u;
            squares += u * u;
            distinct.insert(u);
        }
        CHECK(distinct.size() == n);
        CHECK(sum / n == Approx(0.5).margin(4.0 * std::sqrt(1.0 / 12.0 / n)));
        CHECK(squares / n == Approx(1.0 / 3.0).margin(4.0 * std::sqrt(4.0 / 45.0 / n)));
    }
}

TEST_CASE("moved draws stay even and independent, and some of them stay as they are") {
    constexpr int n = 20'000;
    double sum = 0.0, squares = 0.0, products = 0.0;
    int kept = 0;
    for (std::uint32_t r = 0; r < n; ++r) {
        // Of both kinds and of any caution, with luck of their own.
        std::vector<std::uint64_t> moves;
        for (std::uint64_t kind = 0; kind < 16; ++kind) moves.push_back((16 * r + kind) << 4 | kind);
        const std::vector<std::uint64_t> one_in_64{static_cast<std::uint64_t>(r) << 4 | 6 << 1};
        const Draws plain{9, r}, moved{9, r, moves};
        const double a = moved.uniform("p", "a"), b = moved.uniform("p", "b", 3);
        sum += a;
        squares += a * a;
        products += (a - 0.5) * (b - 0.5);
        kept += plain.uniform("p", "a") == Draws{9, r, one_in_64}.uniform("p", "a");
        CHECK(moved.uniform("p", "a") == a);
    }
    CHECK(sum / n == Approx(0.5).margin(4.0 * std::sqrt(1.0 / 12.0 / n)));
    CHECK(squares / n == Approx(1.0 / 3.0).margin(4.0 * std::sqrt(4.0 / 45.0 / n)));
    CHECK(products / n == Approx(0.0).margin(4.0 / 12.0 / std::sqrt(n)));
    CHECK(kept / double{n} == Approx(63.0 / 64.0).margin(4.0 * std::sqrt(63.0 / 64.0 / 64.0 / n)));
    CHECK(Draws{9, 1, {}}.uniform("p", "a") == Draws{9, 1}.uniform("p", "a"));
}

TEST_CASE("durations are whole ticks and never negative") {
    const Draws draws{1, 0};
    CHECK(draws.duration(always(Seconds{1.23456789}), "p", "e") == Ticks{1'234'568});
    CHECK(draws.duration({{Shape::uniform, -5.0, -1.0, 0.0}}, "p", "e") == Ticks{0});
}

TEST_CASE("ratios are cut to [0, 1]") {
    const Draws draws{1, 0};
    CHECK(draws.ratio({{Shape::constant, 1.7, 0.0, 0.0}}, "p", "e").value() == 1.0);
    CHECK(draws.ratio({{Shape::constant, -0.2, 0.0, 0.0}}, "p", "e").value() == 0.0);
    CHECK(draws.ratio({{Shape::constant, 0.31, 0.0, 0.0}}, "p", "e").value() == 0.31);
}

TEST_CASE("what is certain happens, what is impossible does not") {
    for (std::uint32_t r = 0; r < 100; ++r) {
        CHECK(Draws{1, r}.happens(Probability{1.0}, "p", "e"));
        CHECK_FALSE(Draws{1, r}.happens(Probability{0.0}, "p", "e"));
    }
    int happened = 0;
    for (std::uint32_t r = 0; r < 10'000; ++r) happened += Draws{1, r}.happens(Probability{0.2}, "p", "e");
    CHECK(happened == Approx(2000).margin(4.0 * std::sqrt(1600.0)));
}

/// Mean and variance of the binomial over replications, within four standard errors.
void check_binomial(int trials, double p) {
    constexpr int n = 4000;
    double sum = 0.0, squares = 0.0;
    for (std::uint32_t r = 0; r < n; ++r) {
        const int k = Draws{3, r}.binomial(trials, Probability{p}, "p", "e");
        REQUIRE((k >= 0 && k <= trials));
        sum += k;
        squares += static_cast<double>(k) * k;
    }
    const double mean = sum / n;
    const double variance = trials * p * (1.0 - p);
    INFO("binomial " << trials << ", " << p);
    CHECK(mean == Approx(trials * p).margin(4.0 * std::sqrt(variance / n)));
    CHECK(squares / n - mean * mean == Approx(variance).epsilon(0.12));
}

TEST_CASE("binomial draws have their mean and variance, also for many trials and likely successes") {
    check_binomial(40, 0.01);
    check_binomial(7, 0.35);
    check_binomial(40, 0.97);
    check_binomial(1000, 0.5);
    check_binomial(1000, 0.9);  // .1^1000 is below the smallest number
}

TEST_CASE("binomial draws at the ends") {
    const Draws draws{1, 0};
    CHECK(draws.binomial(17, Probability{0.0}, "p", "e") == 0);
    CHECK(draws.binomial(17, Probability{1.0}, "p", "e") == 17);
    CHECK(draws.binomial(0, Probability{0.4}, "p", "e") == 0);
}

TEST_CASE("the longest of more draws is longer, and of one it is the draw itself") {
    const UncertainDuration check = around(Hours{1.0}, 1.0);
    for (std::uint32_t r = 0; r < 200; ++r) {
        const Draws draws{6, r};
        CHECK(draws.longest(check, 1, "p", "e", 4) == draws.duration(check, "p", "e", 4));
        Ticks last{0};
        for (const int count : {1, 2, 7, 40, 1'000'000}) {
            const Ticks longest = draws.longest(check, count, "p", "e");
            CHECK(longest > last);
            last = longest;
        }
    }
}

TEST_CASE("counts of one entity differ by index") {
    int differ = 0;
    for (std::uint32_t i = 1; i < 50; ++i) {
        differ += Draws{4, 0}.binomial(500, Probability{0.5}, "p", "e", i) != Draws{4, 0}.binomial(500, Probability{0.5}, "p", "e");
    }
    CHECK(differ > 40);
}

TEST_CASE("a likelier success never means fewer of them") {
    for (std::uint32_t r = 0; r < 200; ++r) {
        int last = 0;
        for (const double p : {0.05, 0.2, 0.49, 0.5, 0.51, 0.8, 0.95}) {
            const int k = Draws{4, r}.binomial(30, Probability{p}, "p", "e");
            CHECK(k >= last);
            last = k;
        }
    }
}

TEST_CASE("quantiles rise with u, and are asked for inside (0, 1)") {
    for (const Distribution& d : {Distribution{Shape::uniform, 2.0, 5.0, 0.0},
                                  {Shape::triangular, 1.0, 3.0, 10.0},
                                  {Shape::lognormal, 20.0, 0.5, 0.0},
                                  {Shape::exponential, 3.0, 0.0, 0.0},
                                  {Shape::weibull, 3.0, 0.4, 0.0},
                                  {Shape::log_uniform, 2e-4, 3e-3, 0.0},
                                  {Shape::beta, 2.0, 198.0, 0.0}}) {
        for (double u = 0.01; u < 0.985; u += 0.01) CHECK(quantile(d, u) < quantile(d, u + 0.01));
        CHECK_THROWS_AS(quantile(d, 0.0), Bug);
        CHECK_THROWS_AS(quantile(d, 1.0), Bug);
    }
}

TEST_CASE("a triangle without width is its value, one with its mode at an end is half a triangle") {
    CHECK(quantile({Shape::triangular, 4.0, 4.0, 4.0}, 0.3) == 4.0);
    CHECK(quantile({Shape::triangular, 2.0, 2.0, 12.0}, 0.75) == Approx(7.0));
    CHECK(quantile({Shape::triangular, 2.0, 12.0, 12.0}, 0.25) == Approx(7.0));
}

}  // namespace
}  // namespace firebreak

// Rows 36, 37, 39 and the quantile functions: what the draws add up to.
#include <cmath>
#include <string>

#include "engine/crew.hpp"
#include "verification/table.hpp"
#include "world_fixture.hpp"

namespace firebreak::verification {
namespace {

using namespace test;

/// For means over a sample: four standard errors, exceeded by chance once in 16,000.
double four_errors(double standard_deviation, double samples) {
    return 4.0 * standard_deviation / std::sqrt(samples);
}

TEST_CASE("verification row 36: a repair crew") {
    // Makespan of n exponential jobs on c technicians: busy until c - 1 jobs are left, then one after the
    // other: m ((n - c) / c + 1 + 1/2 + ... + 1/c).
    constexpr int jobs = 100, technicians = 5, samples = 4000;
    double closed = 0.5 * (jobs - technicians) / technicians;
    for (int left = 1; left <= technicians; ++left) closed += 0.5 / left;
    double sum = 0.0, squares = 0.0;
    for (std::uint32_t r = 0; r < samples; ++r) {
        const Draws draws{36, r};
        const UncertainDuration job{{Shape::exponential, 1800.0, 0.0, 0.0}};
        engine::Calendar calendar;
        calendar.advance_to(ignition_instant);
        engine::Crew crew{calendar, technicians};
        for (std::uint32_t i = 0; i < jobs; ++i) {
            const auto start = [&, i](EventId) {
                calendar.after(draws.duration(job, "job", "rack", i), engine::Phase::servers,
                               [&] { crew.release(EventId{}); });
            };
            crew.ask({{1}, EventId{}, start});
        }
        calendar.run_until(at_h(1000.0));
        const double makespan = hours_of(calendar.now());
        sum += makespan;
        squares += makespan * makespan;
    }
    const double mean = sum / samples;
    const double deviation = std::sqrt(squares / samples - mean * mean);
    verify({{"36", "100 Exp(.5 h) on 5 hands: closed form, h", 10.64, closed, absolute(5e-3),
             "the table has two decimals"},
            {"36", "the same: mean of 4000 crews, h", closed, mean, absolute(four_errors(deviation, samples)),
             "4 standard errors"}});
}

TEST_CASE("verification row 37: servers that do not return") {
    constexpr int samples = 2000, racks = 800;
    double sum = 0.0, squares = 0.0;
    std::vector<std::string> names;
    for (int i = 0; i < racks; ++i) names.push_back("hall/row/" + std::to_string(i));
    for (std::uint32_t r = 0; r < samples; ++r) {
        const Draws draws{37, r};
        int dead = 0;
        for (const std::string& rack : names)
            dead += draws.binomial(40, Probability{0.01}, "servers.broken", rack);
        sum += dead;
        squares += static_cast<double>(dead) * dead;
    }
    const double mean = sum / samples;
    const double deviation = std::sqrt((squares - samples * mean * mean) / (samples - 1));
    const double exact = std::sqrt(32000 * 0.01 * 0.99);
    verify({{"37", "32,000 servers, p .01: mean of 2000 samples", 320.0, mean,
             absolute(four_errors(exact, samples)), "4 standard errors"},
            {"37", "the same: standard deviation", 17.8, deviation,
             absolute(four_errors(exact, 2.0 * samples)), "4 standard errors of a deviation"}});
}

TEST_CASE("verification row 39: failover against power-off") {
    constexpr int samples = 200'000;
    const UncertainDuration failover = around(Minutes{20.0}, 0.5);
    const UncertainDuration power_off = around(Minutes{45.0}, 0.6);
    int first = 0;
    for (std::uint32_t r = 0; r < samples; ++r) {
        const Draws draws{39, r};
        if (draws.duration(failover, "failover", "store") < draws.duration(power_off, "power_off", "room"))
            ++first;
    }
    // Phi(ln(45 / 20) / sqrt(.5^2 + .6^2))
    const double closed = 0.5 * std::erfc(-std::log(45.0 / 20.0) / std::sqrt(0.61) / std::sqrt(2.0));
    verify({{"39", "LN(20, .5) before LN(45, .6): closed form", 0.8504, closed, absolute(5e-5),
             "the table has four decimals"},
            {"39", "the same: share of 200,000 samples", closed, static_cast<double>(first) / samples,
             absolute(four_errors(std::sqrt(0.8504 * 0.1496), samples)), "4 standard errors"}});
}

TEST_CASE("the longest of several draws") {
    constexpr std::uint32_t samples = 20'000;
    const UncertainDuration check{{Shape::exponential, 8.0, 0.0, 0.0}};
    double sum = 0.0;
    for (std::uint32_t r = 0; r < samples; ++r) {
        sum += seconds_of(Draws{40, r}.longest(check, 3, "check", "rack")).count();
    }
    const double deviation = 8.0 * std::sqrt(1.0 + 1.0 / 4.0 + 1.0 / 9.0);
    verify({{"-", "longest of 3 Exp(8 s): mean of 20,000, 8 (1 + 1/2 + 1/3)", 44.0 / 3.0, sum / samples,
             absolute(four_errors(deviation, samples)), "4 standard errors"}});
}

TEST_CASE("quantile functions") {
    const auto q = [](Shape shape, double a, double b, double c, double u) {
        return quantile({shape, a, b, c}, u);
    };
    const char* exact = "closed form, rounding only";
    verify({{"-", "lognormal(20, .5): median", 20.0, q(Shape::lognormal, 20.0, 0.5, 0.0, 0.5),
             absolute(1e-12), exact},
            {"-", "lognormal(20, .5): 97.5 %", 20.0 * std::exp(0.5 * 1.959963984540054),
             q(Shape::lognormal, 20.0, 0.5, 0.0, 0.975), absolute(1e-11), "normal quantile to 16 digits"},
            {"-", "lognormal(20, .5): 5 %", 20.0 * std::exp(-0.5 * 1.6448536269514722),
             q(Shape::lognormal, 20.0, 0.5, 0.0, 0.05), absolute(1e-11), "normal quantile to 16 digits"},
            {"-", "triangular(1, 3, 10): at the mode, u = 2/9", 3.0,
             q(Shape::triangular, 1.0, 3.0, 10.0, 2.0 / 9.0), absolute(1e-12), exact},
            {"-", "triangular(1, 3, 10): u = 1/18", 2.0, q(Shape::triangular, 1.0, 3.0, 10.0, 1.0 / 18.0),
             absolute(1e-12), exact},
            {"-", "triangular(1, 3, 10): median, 10 - sqrt(31.5)", 10.0 - std::sqrt(31.5),
             q(Shape::triangular, 1.0, 3.0, 10.0, 0.5), absolute(1e-12), exact},
            {"-", "beta(2, 1): 30 %, sqrt(.3)", std::sqrt(0.3), q(Shape::beta, 2.0, 1.0, 0.0, 0.3),
             absolute(1e-12), exact},
            {"-", "beta(1, 5): 30 %, 1 - .7^(1/5)", 1.0 - std::pow(0.7, 0.2),
             q(Shape::beta, 1.0, 5.0, 0.0, 0.3), absolute(1e-12), exact},
            {"-", "beta(2, 2): u = 3/16 - 1/32", 0.25, q(Shape::beta, 2.0, 2.0, 0.0, 0.15625),
             absolute(1e-12), exact},
            {"-", "exponential(8): 1 - 1/e", 8.0, q(Shape::exponential, 8.0, 0.0, 0.0, 1.0 - std::exp(-1.0)),
             absolute(1e-12), exact},
            {"-", "weibull(14300 h, .4): lasts two weeks, .2", 336.0, q(Shape::weibull, 14300.0, 0.4, 0.0, 0.2),
             relative(2e-3), "scale rounded to 100 h"},
            {"-", "weibull(7, 2): 1 - e^-4", 14.0, q(Shape::weibull, 7.0, 2.0, 0.0, 1.0 - std::exp(-4.0)),
             absolute(1e-12), exact},
            {"-", "weibull(8, 1): exponential(8)", q(Shape::exponential, 8.0, 0.0, 0.0, 0.3),
             q(Shape::weibull, 8.0, 1.0, 0.0, 0.3), absolute(1e-12), exact},
            {"-", "log_uniform(1e-4, .01): 3/4", std::pow(10.0, -2.5),
             q(Shape::log_uniform, 1e-4, 0.01, 0.0, 0.75), relative(1e-12), exact},
            {"-", "uniform(3, 7): 1/4", 4.0, q(Shape::uniform, 3.0, 7.0, 0.0, 0.25), absolute(1e-12), exact},
            {"-", "constant(3)", 3.0, q(Shape::constant, 3.0, 0.0, 0.0, 0.9), absolute(0.0), exact}});
}

TEST_CASE("verification: means of the distributions") {
    constexpr const char* exact = "closed form, rounding only";
    verify({{"-", "log_uniform(1e-4, .002): .0019 / ln 20", 0.0019 / std::log(20.0),
             mean({Shape::log_uniform, 1e-4, 2e-3, 0.0}), relative(1e-12), exact},
            {"-", "lognormal(20, 1): 20 sqrt(e)", 20.0 * std::exp(0.5), mean({Shape::lognormal, 20.0, 1.0, 0.0}),
             relative(1e-12), exact},
            {"-", "weibull(7, .5): 7 Gamma(3)", 14.0, mean({Shape::weibull, 7.0, 0.5, 0.0}), relative(1e-12), exact},
            {"-", "triangular(1, 3, 11)", 5.0, mean({Shape::triangular, 1.0, 3.0, 11.0}), relative(1e-12), exact},
            {"-", "uniform(3, 7)", 5.0, mean({Shape::uniform, 3.0, 7.0, 0.0}), relative(1e-12), exact},
            {"-", "beta(2, 6)", 0.25, mean({Shape::beta, 2.0, 6.0, 0.0}), relative(1e-12), exact},
            {"-", "exponential(8)", 8.0, mean({Shape::exponential, 8.0, 0.0, 0.0}), relative(1e-12), exact},
            {"-", "constant(3)", 3.0, mean({Shape::constant, 3.0, 0.0, 0.0}), absolute(0.0), exact}});
}

}  // namespace
}  // namespace firebreak::verification

// Rows 27 and 32 to 35: light in fibre, and queues by formula, by their steady state and by sampling.
#include <cmath>
#include <limits>

#include "core/fibre.hpp"
#include "firebreak/random.hpp"
#include "services/queueing.hpp"
#include "verification/table.hpp"

namespace firebreak::verification {
namespace {

using services::erlang_b;
using services::erlang_c;
using services::Queue;
using services::QueueShape;

constexpr const char* digits = "the table has so many digits";
constexpr const char* exact = "closed form, rounding only";
constexpr const char* errors = "4 standard errors";

struct Sampled {
    double waited = 0.0;  ///< shares of all requests
    double turned_away = 0.0;
    double given_up = 0.0;
    double mean_wait = 0.0;  ///< of those who joined, in service times
    double mean_wait_error = 0.0;
    double samples = 0.0;
    [[nodiscard]] double error(double share) const { return std::sqrt(share * (1.0 - share) / samples); }
};

/// Meets the queue `samples` times, as requests of a run do.
Sampled sample(const QueueShape& shape, std::uint64_t seed, std::uint32_t samples = 200'000) {
    const Queue queue{shape};
    const Draws draws{seed, 0};
    Sampled result;
    result.samples = samples;
    double joined = 0.0, sum = 0.0, squares = 0.0;
    for (std::uint32_t i = 0; i < samples; ++i) {
        const Queue::Visit visit = queue.visit({.place = draws.uniform("place", "queue", i),
                                                .wait = draws.uniform("wait", "queue", i),
                                                .patience = draws.uniform("patience", "queue", i)});
        result.turned_away += visit.outcome == Queue::Outcome::turned_away ? 1.0 / samples : 0.0;
        result.given_up += visit.outcome == Queue::Outcome::given_up ? 1.0 / samples : 0.0;
        if (visit.outcome == Queue::Outcome::turned_away) continue;
        result.waited += visit.wait.count() > 0.0 ? 1.0 / samples : 0.0;
        joined += 1.0;
        sum += visit.wait.count();
        squares += visit.wait.count() * visit.wait.count();
    }
    result.mean_wait = sum / joined;
    result.mean_wait_error = std::sqrt((squares / joined - result.mean_wait * result.mean_wait) / joined);
    return result;
}

TEST_CASE("verification row 27: light in fibre") {
    const double round_trip_ms = 2e3 * fibre_delay(Metres{100e3}).count();
    const double link_ms = 1e3 * wan_latency(Metres{325e3}).count();
    verify({{"27", "round trip over 100 km of fibre, ms", 0.979, round_trip_ms, relative(1e-3),
             "the table asks for .1 %"},
            {"27", "WAN link over 325 km, one way, ms", 1.5 * 3.25 * 0.979 / 2.0 + 0.3, link_ms,
             relative(1e-3), "the same, 1.5 times as long, and .3 ms"}});
}

TEST_CASE("verification row 32: M/M/c with ten servers") {
    const QueueShape shape{.servers = 10, .offered = 8.0};
    const Queue queue{shape};
    const Sampled drawn = sample(shape, 32);
    const double c = erlang_c(10, 8.0);
    verify(
        {{"32", "Erlang B (8, 10)", 0.121661, erlang_b(10, 8.0), absolute(5e-7), digits},
         {"32", "Erlang C (8, 10)", 0.409180, c, absolute(5e-7), digits},
         {"32", "mean wait in service times, C / (c - a)", 0.204590, c / 2.0, absolute(5e-7), digits},
         {"32", "share that waits, from the steady state", c, queue.waiting_share(), absolute(1e-12), exact},
         {"32", "mean wait, from the steady state", c / 2.0, queue.mean_wait().count(), absolute(1e-12),
          exact},
         {"32", "share that waits, 200,000 requests", c, drawn.waited, absolute(4.0 * drawn.error(c)),
          errors},
         {"32", "mean wait, 200,000 requests", c / 2.0, drawn.mean_wait,
          absolute(4.0 * drawn.mean_wait_error), errors}});
}

TEST_CASE("verification row 33: Erlang's formulas over sizes and loads") {
    const double c2 = erlang_c(3, 2.0), c90 = erlang_c(90, 80.0);
    const Sampled three = sample({.servers = 3, .offered = 2.0}, 33);
    const Sampled ninety = sample({.servers = 90, .offered = 80.0}, 34);
    const Sampled full = sample({.servers = 10, .offered = 10.0, .places = 0}, 35);
    const double b10 = erlang_b(10, 10.0);
    verify({{"33", "Erlang C (2, 3)", 0.444444, c2, absolute(5e-7), digits},
            {"33", "Erlang C (80, 90)", 0.195137, c90, absolute(5e-7), digits},
            {"33", "Erlang C (80, 100)", 0.019646, erlang_c(100, 80.0), absolute(5e-7), digits},
            {"33", "Erlang B (10, 10)", 0.214582, b10, absolute(5e-7), digits},
            {"33", "C (2, 3), 200,000 requests", c2, three.waited, absolute(4.0 * three.error(c2)), errors},
            {"33", "C (80, 90), 200,000 requests", c90, ninety.waited, absolute(4.0 * ninety.error(c90)),
             errors},
            {"33", "B (10, 10), 200,000 requests", b10, full.turned_away, absolute(4.0 * full.error(b10)),
             errors}});
}

TEST_CASE("verification row 34: one server, with and without a bound") {
    const Sampled open = sample({.servers = 1, .offered = 0.8}, 36);
    const QueueShape below{.servers = 1, .offered = 0.8, .places = 9};
    const QueueShape above{.servers = 1, .offered = 1.2, .places = 9};
    const auto blocked = [](double rho) {
        return (1.0 - rho) * std::pow(rho, 10) / (1.0 - std::pow(rho, 11));
    };
    const Sampled few = sample(below, 37), many = sample(above, 38);
    const double wait = Queue{{.servers = 1, .offered = 0.8}}.mean_wait().count();
    verify(
        {{"34", "M/M/1 rho .8: mean wait in service times", 4.0, wait, absolute(1e-12), exact},
         {"34", "the same, 200,000 requests", 4.0, open.mean_wait, absolute(4.0 * open.mean_wait_error),
          errors},
         {"34", "M/M/1/10 rho .8: turned away", 0.023493, Queue{below}.turned_away_share(), absolute(5e-7),
          digits},
         {"34", "M/M/1/10 rho 1.2: turned away", 0.192586, Queue{above}.turned_away_share(), absolute(5e-7),
          digits},
         {"34", "rho .8, (1-r) r^10 / (1-r^11)", blocked(0.8), Queue{below}.turned_away_share(),
          absolute(1e-14), exact},
         {"34", "rho 1.2, likewise", blocked(1.2), Queue{above}.turned_away_share(), absolute(1e-14), exact},
         {"34", "rho .8, 200,000 requests", blocked(0.8), few.turned_away, absolute(4.0 * few.error(0.0235)),
          errors},
         {"34", "rho 1.2, 200,000 requests", blocked(1.2), many.turned_away,
          absolute(4.0 * many.error(0.1926)), errors}});
}

TEST_CASE("verification row 35: users who give up") {
    // mu 1, theta .5: the mean patience is two service times.
    const QueueShape shape{.servers = 100, .offered = 110.0, .patience = Seconds{2.0}};
    const Queue queue{shape};
    const Sampled drawn = sample(shape, 39);
    const double gone = queue.given_up_share();
    // Work is conserved: what does not leave is served. Busy servers = a (1 - given up).
    double busy = 0.0, total = 0.0, weight = 1.0;
    for (int n = 1; n <= 1000; ++n) {
        total += weight;
        weight *= 110.0 / (n <= 100 ? n : 100.0 + 0.5 * (n - 100));
        busy += weight * std::min(n, 100);
    }
    total += weight;
    verify({{"35", "Erlang-A (110, 100), theta .5: give up", 0.09462, gone, absolute(5e-6), digits},
            {"35", "the same from the servers that are busy", 1.0 - busy / total / 110.0, gone,
             absolute(1e-12), exact},
            {"35", "the same, 200,000 requests", gone, drawn.given_up, absolute(4.0 * drawn.error(gone)),
             errors},
            {"35", "mean time in the queue, 200,000 requests", queue.mean_wait().count(), drawn.mean_wait,
             absolute(4.0 * drawn.mean_wait_error), errors},
            {"35", "which is given up x patience", 2.0 * gone, queue.mean_wait().count(), absolute(1e-12),
             exact}});
}

TEST_CASE("queues at the ends of their range") {
    const double huge = Queue{{.servers = 40, .offered = 800.0, .places = 4000}}.turned_away_share();
    const QueueShape idle{.servers = 40, .offered = 1e-9};
    const Queue patient{{.servers = 40, .offered = 39.9, .service = Seconds{0.005}, .places = 4000}};
    const Queue hasty{{.servers = 40,
                       .offered = 39.9,
                       .service = Seconds{0.005},
                       .places = 4000,
                       .patience = Seconds{1e7}}};
    const Queue::Luck luck{.place = 0.97, .wait = 0.3, .patience = 0.5};
    verify(
        {{"-", "overload of 20 with 4000 places: 1 - 1/20", 0.95, huge, absolute(1e-12), exact},
         {"-", "1e-9 erlangs on 40 servers: share that waits", 0.0, Queue{idle}.waiting_share(),
          absolute(1e-300), exact},
         {"-", "no load: share that waits", 0.0, Queue{{.servers = 3}}.waiting_share(), absolute(0.0), exact},
         {"-", "B (a, 2000) for a = 1: nobody is blocked", 0.0, erlang_b(2000, 1.0), absolute(1e-300), exact},
         {"-", "patience of 1e7 s: mean wait as without end", patient.mean_wait().count(),
          hasty.mean_wait().count(), relative(1e-5), "patience is 2e7 times the wait"},
         {"-", "the same: one request", patient.visit(luck).wait.count(), hasty.visit(luck).wait.count(),
          relative(1e-5), "the same"}});
}

}  // namespace
}  // namespace firebreak::verification

// Queues of requests: Erlang's formulas, and one queue with bounded room and impatient users to draw from.
#pragma once

#include <limits>
#include <vector>

#include "firebreak/units.hpp"

namespace firebreak::services {

/// Share of arrivals that find all servers busy where none may wait (M/M/c/c).
/// `servers` at least 1; `offered` load in erlangs (arrival rate times service time), not negative.
[[nodiscard]] double erlang_b(int servers, double offered);

/// Share of arrivals that have to wait where all may (M/M/c); 1 where the queue has no steady state.
[[nodiscard]] double erlang_c(int servers, double offered);

struct QueueShape {
    static constexpr int unlimited = std::numeric_limits<int>::max();
    int servers = 1;
    double offered = 0.0;    ///< erlangs; less than `servers` where nothing else bounds the queue
    Seconds service{1.0};    ///< mean time with a server, above 0
    int places = unlimited;  ///< for waiting; whoever finds them taken is turned away
    Seconds patience{std::numeric_limits<double>::infinity()};  ///< mean wait before giving up, above 0
};

/// A queue in steady state.
///
/// Model card: M/M/c/(c+K)+M
///   p(c+j) = p(c) x product over i = 1..j of a / (c + i s / P),  j = 0..K
///   p(n < c) : p(c) = (1 / B(c, a) - 1) : 1,  1/B(k) = 1 + (k / a) / B(k - 1), B(0) = 1
///   turned away = p(c+K),  given up = (s / P) L / a,  mean wait = s L / (a (1 - p(c+K))),  L = sum j p(c+j)
///   wait behind j others = sum of exponentials of rates (c + i s / P) / s, i = 0..j
///     = -P ln(1 - Y), Y ~ Beta(j + 1, c P / s);  for P without end Gamma(j + 1) s / c
///   a: offered load (erlangs); c: servers; s: mean service time; K: places to wait; P: mean patience
///   Source: Erlang 1917, Palm 1957 (impatience); the recursion of 1/B adds positive numbers only.
///   Valid: Poisson arrivals, exponential service and patience, first come first served, steady state
///   (a queue settles within some s / |1 - a / c|^2: seconds, where capacity changes in minutes).
///   Leaves out: correlated arrivals, retries of those who give up, service times other than
///   exponential, priorities.
///   Worked number: c 10, a 8: B .121661, C .409180, mean wait .204590 s.
///   Checked by verification rows 32 to 35.
class Queue {
  public:
    explicit Queue(const QueueShape& shape);

    [[nodiscard]] double turned_away_share() const { return turned_away_; }
    /// Share of all arrivals that find every server busy and a place to wait.
    [[nodiscard]] double waiting_share() const;
    /// Share of all arrivals that join and leave before they are served.
    [[nodiscard]] double given_up_share() const;
    /// Of those who join, whether they wait to the end or not.
    [[nodiscard]] Seconds mean_wait() const;

    enum class Outcome { answered, turned_away, given_up };
    struct Visit {
        Outcome outcome = Outcome::answered;
        Seconds wait{0.0};  ///< until a server is free, or until the user gives up
    };
    /// Uniform numbers in (0, 1): who is there already, how fast those leave, how long the user waits.
    struct Luck {
        double place = 0.5;
        double wait = 0.5;
        double patience = 0.5;
    };
    /// What one request meets. Monotone in each number: more of it is longer.
    [[nodiscard]] Visit visit(const Luck& luck) const;

  private:
    [[nodiscard]] Seconds wait_behind(int others, double u) const;

    QueueShape shape_;
    double idle_ = 1.0;          ///< share of arrivals that find a free server
    std::vector<double> up_to_;  ///< probability of at most c + j requests here
    double mean_length_ = 0.0;   ///< of those that wait
    double turned_away_ = 0.0;
};

}  // namespace firebreak::services

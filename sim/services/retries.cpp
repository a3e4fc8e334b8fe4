// Amplification by repeated requests.
//
// Model card
//   A(p) = 1 + p + ... + p^r = (1 - p^(r+1)) / (1 - p),   A(1) = r + 1
//   A_f(p) = 1 - q + q A(p)
//   p: probability that one try fails (-); r: repetitions of one request (-); q: share of requests that are
//   repeated (-)
//   Source: expected length of a run of failures cut after r + 1 tries; layers that repeat each on its own
//   multiply.
//   Valid: tries fail independently. Leaves out: the time between tries (it is short beside an outage) and
//   retry budgets of client libraries, which lower r.
//   Worked number: r = 3 and every try fails: 4 tries a request; r = 2, p = .9: 2.71.
//   Checked by verification row 38.
#include "services/retries.hpp"

namespace firebreak::services {

double amplification(double failing, int retries) {
    FIREBREAK_ASSERT(failing >= 0.0 && failing <= 1.0 && retries >= 0, "a probability and a count");
    double tries = 1.0;
    for (int i = 0; i < retries; ++i) tries = 1.0 + failing * tries;
    return tries;
}

double amplification(const WorldFunction& function, double failing) {
    const double repeated = function.retried.value();
    return repeated > 0.0 ? 1.0 - repeated + repeated * amplification(failing, function.retries) : 1.0;
}

}  // namespace firebreak::services

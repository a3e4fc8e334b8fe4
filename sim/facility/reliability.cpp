// k-of-n groups: independent, with a common cause, and repaired.
#include "facility/reliability.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::facility {
namespace {

/// P(at least `least` of `trials` succeed).
double binomial_tail(int trials, int least, double p) {
    double sum = 0.0;
    double ways = 1.0;  // C(trials, i)
    for (int i = 0; i <= trials; ++i) {
        if (i >= least) sum += ways * std::pow(p, i) * std::pow(1.0 - p, trials - i);
        ways *= static_cast<double>(trials - i) / (i + 1);
    }
    return std::min(1.0, sum);
}

void check(const Redundancy& group) {
    FIREBREAK_ASSERT(group.needed > 0 && group.needed <= group.installed,
                     "a group needs some of its members");
}

int failures_that_matter(const Redundancy& group) {
    return group.installed - group.needed + 1;
}

}  // namespace

Probability group_works(const Redundancy& group, Probability member) {
    check(group);
    return Probability{binomial_tail(group.installed, group.needed, member.value())};
}

Probability group_fails(const Redundancy& group, Probability member_fails) {
    check(group);
    return Probability{binomial_tail(group.installed, failures_that_matter(group), member_fails.value())};
}

Probability group_fails(const Redundancy& group, const MemberFailure& member) {
    const double common = member.from_common_cause.value() * member.fails.value();
    const Probability alone{member.fails.value() - common};
    return Probability{common + (1.0 - common) * group_fails(group, alone).value()};
}

Probability unavailability(const RepairedGroup& group) {
    check(group.redundancy);
    FIREBREAK_ASSERT(group.crews > 0 && group.mean_time_to_failure.count() > 0.0 &&
                         group.mean_time_to_repair.count() > 0.0,
                     "members fail, and somebody repairs them");
    const double load = group.mean_time_to_repair / group.mean_time_to_failure;
    const int installed = group.redundancy.installed;
    double weight = 1.0;  // of the state with `down` members down, relative to none down
    double all = 0.0;
    double failed = 0.0;
    for (int down = 0; down <= installed; ++down) {
        all += weight;
        if (down >= failures_that_matter(group.redundancy)) failed += weight;
        weight *= load * (installed - down) / std::min(down + 1, group.crews);
    }
    return Probability{failed / all};
}

}  // namespace firebreak::facility

// What a change saves, with an interval that also holds where it acts in few replications.
#pragma once

#include "metrics/statistics.hpp"

namespace firebreak::metrics {

/// Mean of (base - other) over replications with common random numbers: positive where the change helps.
struct Effect {
    double mean = 0.0;
    double ci_low = 0.0;  ///< of the mean; NaN with fewer than two pairs
    double ci_high = 0.0;
    int n = 0;
    int acted = 0;  ///< pairs that differ at all
};

/// A change that was not seen to act in `n` replications acts in fewer than this share of them (95 %): the
/// rule of three, 1 - (1 - p)^n >= 0.95 for p >= 3/n (Hanley and Lippman-Hand, 1983). 1 at most.
[[nodiscard]] double acts_in_fewer_than(int n);

/// Model card.
///   two-sided level a = 0.05 / at_once (Bonferroni: `at_once` intervals hold together in 95 % of studies)
///   plain:    m +- t(1 - a/2, n - 1) s / sqrt(n)
///   upper:    the larger of plain's and that of the sample with one more pair, 1 + 2/k times as far up as
///             the largest seen (at least 0), where k pairs acted; lower: likewise with the smallest
///   no spread: m +- (1 - (a/2)^(1/n)) S, with S the largest loss of the base seen: what was not seen in n
///             pairs happens in at most that share of all (Clopper and Pearson), and changes no more than S
/// Source: the further pair is the rule of succession for the mean of a bounded variable, chosen by measuring
/// (plain t covers 63 % of cases that act in 1 % of 100 pairs). The stretch is for the few: the largest of k
/// draws is seldom the largest there is. Valid: pairs that are independent of each other and were not used to
/// choose the change. Leaves out: rare effects much larger than every one seen. A `censored` value counts as
/// `horizon_h`: the mean is then restricted to the horizon.
/// Worked number: 0, 0, 0, 0, 0, 0, 0, 6 on a base of 10, alone: m = 0.75, s = 2.1213, t(0.975, 7) = 2.3646;
/// plain -1.0234 to 2.5234; with a further 3 x 6 = 18: 2.6667 + 2.3060 x 6.0828 / 3 = 7.3423; with a further
/// 0: 0.6667 - 2.3060 x 2 / 3 = -0.8707; so -1.0234 to 7.3423.
/// Checked by tests/unit/metrics_effect_test.cpp and by the command in docs/advise-coverage.md.
[[nodiscard]] Effect effect(Pairs pairs, double horizon_h, int at_once = 1);

}  // namespace firebreak::metrics

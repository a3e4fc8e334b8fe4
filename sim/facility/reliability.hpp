// How often redundant groups of power and cooling equipment fail together.
#pragma once

#include "firebreak/units.hpp"

namespace firebreak::facility {

/// A group that works while `needed` of its `installed` members do. 0 < needed <= installed.
struct Redundancy {
    int needed = 1;
    int installed = 1;
};

/// Probability that the group works when each member does with probability `member`, independently.
///
/// Model card. P = sum over i from k to n of C(n, i) p^i (1 - p)^(n - i); k needed, n installed, p one
///   member. Source: binomial distribution. Leaves out repair and common causes (next functions).
/// Worked number: 3 of 4 at 0.99: 0.99940797. Verification rows 21, 24.
[[nodiscard]] Probability group_works(const Redundancy& group, Probability member);
/// The other side, without the digits that 1 - P would lose.
[[nodiscard]] Probability group_fails(const Redundancy& group, Probability member_fails);

struct MemberFailure {
    Probability fails;        ///< one member, from any cause
    Ratio from_common_cause;  ///< beta: share of its failures that take the whole group
};

/// The same with a common cause (fuel, control, switchgear that the members share).
///
/// Model card. P = b q + (1 - b q) G((1 - b) q); q one member's failure probability, b share from common
///   cause, G the independent group. Source: beta factor model (Fleming 1975). Valid for like members;
///   b of 0.05 to 0.1 for generator sets. Leaves out causes that take some of the members only.
/// Worked number: 1 of 2, q 1e-3, b 0.05: 5.090e-5, fifty times the independent pair. Verification row 22.
[[nodiscard]] Probability group_fails(const Redundancy& group, const MemberFailure& member);

/// Members that are repaired, all of them running.
struct RepairedGroup {
    Redundancy redundancy;
    int crews = 1;                 ///< repairs that can go on at a time, positive
    Hours mean_time_to_failure{};  ///< of one member, positive
    Hours mean_time_to_repair{};   ///< positive
};

/// Share of time in which fewer than `needed` members work.
///
/// Model card. Birth and death process with j members down: failures at (n - j) / MTTF, repairs at
///   min(j, crews) / MTTR; P_(j+1) / P_j = (n - j) MTTR / (min(j + 1, crews) MTTF), normalised.
///   n installed. Source: Markov repair model, as in IEEE 493. Valid for exponential times, in the long
///   run. Leaves out standby members, failures while switching, and common causes.
/// Worked number: 1 of 2, 10,000 h, 8 h, one crew: 1.278e-6; two crews: 6.39e-7. Verification row 23.
[[nodiscard]] Probability unavailability(const RepairedGroup& group);

}  // namespace firebreak::facility

// What components carry of new, repeated and waiting requests, and which of them are swamped.
#pragma once

#include <vector>

#include "services/served_share.hpp"

namespace firebreak::services {

/// Requests at the door of each function, in multiples of its peak demand; indexed like the functions.
struct Offered {
    std::vector<double> fresh;   ///< new requests, without their repetitions
    std::vector<double> resent;  ///< waiting requests that are sent again
};

struct Carried {
    std::vector<double> fresh;    ///< share of `Offered::fresh` that is served, before soft needs, 0 to 1
    std::vector<double> resent;   ///< the same of `Offered::resent`
    std::vector<double> failing;  ///< share of the arriving tries that fail; 1 where none arrives anywhere
    Table<ComponentId, char> swamped;
};

/// Who gets the room that new requests leave, if there is not enough for all.
enum class Resent { competes, comes_last };

/// Model card
///   tries on c:  T_c = sum over functions f of l_fc a_f (d_f A_f(p_f) + w_f)
///   swamped:     T_c > C_c, where p is the state before; then C_c counts as g_c C_c
///   shares:      progressive filling (see `served_shares`) of d + w, or of d and then of w
///   p_f = 1 - s_f / a_f
///   l: load of a function's peak on a component, d: new requests, w: waiting requests sent again, C:
///   capacity in full copies, g: share of capacity that does useful work while swamped, a: share of users
///   whose traffic arrives, s: share served, p: share of tries that fail, A: amplification (retries.hpp); all
///   (-) The equations are iterated from the failures of the state before. That memory is the point: with p =
///   1 a returning component meets A(1) times the demand, and stays swamped until T_c falls below C_c,
///   because load is shed below C_c / A, the day's curve falls, or capacity is added; not because what broke
///   it is repaired. Source: metastable failures (Huang et al., OSDI 2022; Bronson et al., HotOS 2021), as a
///   two-state component. Valid: time between tries short beside an hour. A function with a need that is down
///   fails at once and loads nothing. Leaves out: the minutes in which a storm builds up, and queues. Worked
///   number: load .6, every request repeated 3 times, g = .4: after an outage 2.4 > 1 tries, then p = 1/3 and
///   0.6 x 1.48 = .89 < 1: it recovers by itself. With g = .3: p = .5, 1.125 > 1: it stays down. Checked by
///   unit tests and by the retry-storm scenario.
[[nodiscard]] Carried carry(const World& world, const LoadMatrix& loads,
                            const Table<ComponentId, Offer>& offers, const Offered& offered,
                            const std::vector<double>& failing_before, Resent resent);

}  // namespace firebreak::services

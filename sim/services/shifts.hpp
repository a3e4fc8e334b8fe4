// Work that outlasts a shift.
#pragma once

#include "firebreak/scenario.hpp"
#include "firebreak/units.hpp"

namespace firebreak::services {

/// When a task of `work` that begins at `start` is done.
///
/// Model card. Shifts change at fixed local hours. A task that is not done at a change goes on, but the share
/// `handover_loss` of what was done on it since the last change (or its start) has to be done again:
///   R' = R - (1 - L) (b - t)   at each change b before t + R;   done at t + R in the shift that finishes it
///   R: work left (h), t: begin of the stretch, L: handover loss (-).
///   With L = 1 a task that does not fit into what is left of a shift begins anew with the next, and one that is
///   longer than a shift is never done. Likewise where a whole shift's progress rounds to nothing.
/// Source: 3 shifts, 15 % loss at hand-over, parameter sheet E (judgement). Valid: work that is counted in
/// hours of hands; not for durations observed from outside, which contain their hand-overs. Left out: overtime,
/// thinner night shifts. Worked number: 10 h begun 6 h before a change, L = 0.15: 6 h, then 10 - 0.85 x 6 =
/// 4.9 h: done after 10.9 h.
/// `never` if it is not done before time runs out (292,000 years).
[[nodiscard]] Instant end_of_work(const Shifts& shifts, double ignition_local_hour, Instant start, Ticks work);

}  // namespace firebreak::services

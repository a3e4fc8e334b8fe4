// What a step of a critical path needed besides what let it in, dated by the log.
#pragma once

#include <vector>

#include "firebreak/world.hpp"
#include "metrics/log_index.hpp"
#include "metrics/step_curve.hpp"

namespace firebreak::metrics {

/// One thing that was needed. `shown`: the event that says it best, where `at` is when it was there for
/// this step: a rack stands ready (`ready`) a moment after its row has power (`shown`).
struct Prerequisite {
    Ready ready;
    EventId shown;
};

/// A step and what let it in; `past` ends there.
struct LetIn {
    const World& world;
    const Event& step;
    EventId cause_id;
    const Past& past;
    [[nodiscard]] const Event& cause() const { return past[cause_id]; }
};

/// Whether a component is available after `event`, one of its own: other ways back leave that as it was.
[[nodiscard]] inline bool available_after(const Event& event, bool held) {
    const auto is_turn = [](State state) { return state == State::unavailable || state == State::serving; };
    return is_turn(event.from) && is_turn(event.to) ? event.to == State::serving : held;
}

/// Model card. A step is let in by the last of its prerequisites; these functions list the others, each with
/// the moment from which on it was there for good. What had never been lost is no prerequisite that anybody
/// waited for, and is left out. Exact, because each rule repeats a condition of the engine or of the hazard
/// models on the same events:
///   component turns available: its needs are available; one of its copies serves
///   copy starts: its `needs_to_start` are available; enough of its servers are up; its site is connected
///   failover, rebuild, growth begins: the decision; tools, where all were there; `needs_to_start` of a
///   rebuild work is hastened by a tool: the work had begun; the other tools rack starts: it stood ready
///   (powered, clean, dry); the boot automation is available lineup is switched on: the building is cleared,
///   its burnt supply replaced, the one crew is done before node, row, cooling unit has power: it is closed
///   and whole; enough of its feeds are live site is connected: a border router and a core switch run
///   function is back: every component that it cannot do without at this level
/// Left out, as the log cannot date them: when a member of a larger crew was free, deliveries, capacity and
/// traffic shares, data of quorums, ledgers and stalled pairs, feeds from generators.
/// Worked number: a copy's servers are up at 6 h, its store serves at 9 h and lets it start: the servers were
/// there 3 h earlier. Checked by tests/unit/metrics_runner_up_test.cpp and, on random worlds,
/// tests/property/critical_path_test.cpp.
[[nodiscard]] std::vector<Prerequisite> service_prerequisites(const LetIn& let_in);
[[nodiscard]] std::vector<Prerequisite> facility_prerequisites(const LetIn& let_in);
/// `let_in.step` is not looked at: the level of `function` came back to `level` because of the cause.
[[nodiscard]] std::vector<Prerequisite> function_prerequisites(const LetIn& let_in, FunctionId function,
                                                               Level level);

}  // namespace firebreak::metrics

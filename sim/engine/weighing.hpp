// Who is first of those who ask at one instant: never who happened to be evaluated first.
#pragma once

#include <map>
#include <tuple>
#include <utility>

#include "engine/calendar.hpp"
#include "firebreak/world.hpp"

namespace firebreak::engine {

/// How urgent a request is; lower is earlier.
struct Urgency {
    int priority = 0;
    int tie = 0;  ///< among equal priorities of one instant
    auto operator<=>(const Urgency&) const = default;
    /// A later class of work, with the same order within it.
    [[nodiscard]] Urgency after_all(int below) const { return {below + priority, tie}; }
};

[[nodiscard]] inline Urgency urgency(const WorldComponent& component) { return {component.priority, component.tie}; }
[[nodiscard]] inline Urgency urgency(const WorldRack& rack) { return {rack.restore_priority, rack.tie}; }

/// What is asked of a stock at one instant, one after the other by urgency: after everything else of that instant has
/// asked, too.
class Weighing {
  public:
    explicit Weighing(Calendar& calendar) : calendar_{calendar} {}

    void ask(Urgency urgency, Calendar::Action action) {
        if (asked_.empty()) calendar_.after(Ticks{0}, Phase::stock, [this] { answer(); });
        asked_.emplace(urgency, std::move(action));  // equal ones keep their order
    }

  private:
    void answer() {
        for (const auto& [urgency, action] : std::exchange(asked_, {})) action();
    }

    Calendar& calendar_;
    std::multimap<Urgency, Calendar::Action> asked_;
};

}  // namespace firebreak::engine

// The events of a log by what they happened to.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "firebreak/observation.hpp"

namespace firebreak::metrics {

/// Keeps a reference to the log, which has to outlive it.
class LogIndex {
  public:
    explicit LogIndex(const ObservationLog& log);

    [[nodiscard]] const Event& operator[](EventId id) const { return log_.events.at(id.value); }
    /// In order of time; empty for what never changed.
    [[nodiscard]] std::span<const EventId> of(Entity what) const;

  private:
    const ObservationLog& log_;
    std::vector<EventId> by_entity_;
};

/// Something that a step needed, there since `at` because of `event`.
struct Ready {
    EventId event;
    Instant at{};
};

/// What had happened when a step was let in: events before the step itself, up to the instant `let_in`.
class Past {
  public:
    Past(const LogIndex& index, EventId before, Instant let_in)
        : index_{index}, before_{before}, let_in_{let_in} {}

    /// The last event of `what`; none if there was none.
    [[nodiscard]] std::optional<Ready> last(Entity what) const;

    /// A condition on some entities, which held before the fire: whether it does at the end, and which event
    /// made it true for good; no such event where it was never false.
    struct Stretch {
        bool holds = true;
        EventId since;
    };
    /// `turn(event, held)` says whether the condition holds after `event`; it may keep a state of its own.
    template <class Turn>
    [[nodiscard]] Stretch stretch(const std::vector<Entity>& entities, Turn turn) const;

    /// When a condition that had been false became true for good; none where there was nothing to wait for.
    template <class Turn>
    [[nodiscard]] std::optional<Ready> ready(const std::vector<Entity>& entities, Turn turn) const {
        const Stretch found = stretch(entities, turn);
        if (!found.holds || !found.since.valid()) return std::nullopt;
        return Ready{found.since, index_[found.since].at};
    }

    [[nodiscard]] const Event& operator[](EventId id) const { return index_[id]; }
    [[nodiscard]] Instant let_in() const { return let_in_; }

  private:
    [[nodiscard]] std::vector<EventId> events_of(const std::vector<Entity>& entities) const;

    const LogIndex& index_;
    EventId before_;
    Instant let_in_;
};

template <class Turn>
Past::Stretch Past::stretch(const std::vector<Entity>& entities, Turn turn) const {
    Stretch found;
    for (const EventId id : events_of(entities)) {
        const bool now = turn(index_[id], found.holds);
        if (now && !found.holds) found.since = id;
        found.holds = now;
    }
    return found;
}

}  // namespace firebreak::metrics

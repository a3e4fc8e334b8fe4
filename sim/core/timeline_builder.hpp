// Collects state changes in any order and hands them out sorted, with their causes intact.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "firebreak/timeline.hpp"

namespace firebreak {

/// The handle of a change inside a `TimelineBuilder`; stays valid while changes are added.
using ChangeRef = std::uint32_t;

class TimelineBuilder {
  public:
    /// `change.cause` is a handle from an earlier call, or `StateChange::no_cause`. An effect may not
    /// come before its cause.
    ChangeRef add(StateChange change) {
        if (change.cause != StateChange::no_cause) {
            FIREBREAK_ASSERT(change.cause < changes_.size(), "a cause is added before its effect");
            FIREBREAK_ASSERT(changes_[change.cause].at <= change.at, "a cause does not come after its effect");
        }
        changes_.push_back(change);
        return static_cast<ChangeRef>(changes_.size() - 1);
    }

    [[nodiscard]] const StateChange& operator[](ChangeRef ref) const { return changes_.at(ref); }
    [[nodiscard]] std::size_t size() const { return changes_.size(); }

    /// Sorted by time; changes of one instant keep the order of their handles.
    [[nodiscard]] std::vector<ChangeRef> in_order() const {
        std::vector<ChangeRef> order(changes_.size());
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(),
                         [this](ChangeRef a, ChangeRef b) { return changes_[a].at < changes_[b].at; });
        return order;
    }

    /// The sorted timeline; causes are renumbered to its indices.
    [[nodiscard]] std::vector<StateChange> sorted() const {
        const std::vector<ChangeRef> order = in_order();
        std::vector<std::uint32_t> position(order.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) position[order[i]] = i;
        std::vector<StateChange> result;
        result.reserve(order.size());
        for (const ChangeRef ref : order) {
            StateChange change = changes_[ref];
            if (change.cause != StateChange::no_cause) change.cause = position[change.cause];
            result.push_back(change);
        }
        return result;
    }

  private:
    std::vector<StateChange> changes_;
};

/// `cause`, or the nearest of what led to it that had happened by `at`.
inline ChangeRef before(const TimelineBuilder& timeline, ChangeRef cause, Instant at) {
    while (timeline[cause].at > at && timeline[cause].cause != StateChange::no_cause) cause = timeline[cause].cause;
    return cause;
}

}  // namespace firebreak

// Writes changes into the timeline and remembers what changed each thing last, for causes.
#pragma once

#include <array>
#include <vector>

#include "core/timeline_builder.hpp"

namespace firebreak::facility {

class Journal {
  public:
    explicit Journal(TimelineBuilder& timeline) : timeline_{timeline} {}

    /// What follows happens at `now`, because of `trigger` if nothing nearer is known.
    void begin(Instant now) { now_ = now; }
    void set_trigger(ChangeRef trigger) { trigger_ = trigger; }
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] ChangeRef trigger() const { return trigger_; }

    ChangeRef add(Entity what, State from, State to, ChangeRef cause, double value = 0.0) {
        const ChangeRef ref = timeline_.add({now_, what, from, to, cause, value});
        note(what, ref);
        return ref;
    }
    /// `ref` is why `what` changes, or has changed.
    void note(Entity what, ChangeRef ref) {
        auto& list = last_[static_cast<std::size_t>(what.kind)];
        if (what.index >= list.size()) list.resize(what.index + 1, StateChange::no_cause);
        list[what.index] = ref;
    }
    /// The last change of `what`, or else the trigger.
    [[nodiscard]] ChangeRef last(Entity what) const {
        const auto& list = last_[static_cast<std::size_t>(what.kind)];
        const bool known = what.index < list.size() && list[what.index] != StateChange::no_cause;
        return known ? list[what.index] : trigger_;
    }
    /// Whichever of both happened later.
    [[nodiscard]] ChangeRef later(ChangeRef a, ChangeRef b) const {
        if (a == StateChange::no_cause || b == StateChange::no_cause)
            return a == StateChange::no_cause ? b : a;
        return timeline_[a].at > timeline_[b].at ? a : b;
    }

  private:
    TimelineBuilder& timeline_;
    Instant now_{};
    ChangeRef trigger_ = StateChange::no_cause;
    std::array<std::vector<ChangeRef>, static_cast<std::size_t>(EntityKind::organisation) + 1> last_;
};

}  // namespace firebreak::facility

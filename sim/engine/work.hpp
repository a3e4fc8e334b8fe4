// One task in progress that may be hastened: by hand until a tool is there, then by tool.
#pragma once

#include "engine/crew.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// A task that a crew member (or nobody, if automated) works on.
struct Work {
    enum class Stage { idle, queued, running };
    Stage stage = Stage::idle;
    bool with_tool = false;
    bool member = false;  ///< holds a crew member
    Crew::Ticket request = 0;
    Calendar::Ticket finish = 0;
    Instant begun = never;
    Instant due = never;
    EventId started;
};

/// How long a component takes by hand, by what the organisation has written down.
[[nodiscard]] inline const UncertainDuration& by_hand(const World& world) {
    const RecoveryParameters& p = world.parameters.recovery;
    return world.response.runbooks ? p.by_hand_with_runbook : p.by_hand_without_runbook;
}

/// The ways back race: records that one of them lost to `cause`, in which state it was, and as the event's
/// value how much of its planned time it had spent, 0 to 1.
inline EventId called_off(const Stage& stage, Entity what, State was, const Work& work, EventId cause) {
    const double planned = static_cast<double>((work.due - work.begun).count());
    const double spent = static_cast<double>((stage.calendar.now() - work.begun).count());
    return stage.recorder.record(what, was, State::called_off, cause, planned > 0.0 ? spent / planned : 1.0);
}

}  // namespace firebreak::engine

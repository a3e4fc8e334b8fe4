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
    bool member = false;              ///< holds a crew member
    Crew::Ticket request = 0;
    Calendar::Ticket finish = 0;
    Instant due = never;
    EventId started;
};

/// How long a component takes by hand, by what the organisation has written down.
[[nodiscard]] inline const UncertainDuration& by_hand(const World& world) {
    const RecoveryParameters& p = world.parameters.recovery;
    return world.response.runbooks ? p.by_hand_with_runbook : p.by_hand_without_runbook;
}

}  // namespace firebreak::engine

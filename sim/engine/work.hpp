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

}  // namespace firebreak::engine

// The four things that every part of the engine works with: what there is, luck, time, the log.
#pragma once

#include "engine/calendar.hpp"
#include "engine/recorder.hpp"
#include "firebreak/random.hpp"
#include "firebreak/world.hpp"

namespace firebreak::engine {

struct Stage {
    const World& world;
    const Draws& draws;
    Calendar& calendar;
    Recorder& recorder;
};

}  // namespace firebreak::engine

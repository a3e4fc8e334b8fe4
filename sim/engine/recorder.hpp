// Writes the observation log.
#pragma once

#include "engine/calendar.hpp"
#include "firebreak/observation.hpp"

namespace firebreak::engine {

class Recorder {
  public:
    explicit Recorder(const Calendar& calendar) : calendar_{calendar} {}

    EventId record(Entity what, State from, State to, EventId cause, double value = 0.0) {
        FIREBREAK_ASSERT(!cause.valid() || cause.value < log_.events.size(), "a cause happened before its effect");
        log_.events.push_back({calendar_.now(), what, from, to, cause, value});
        return EventId{static_cast<std::uint32_t>(log_.events.size() - 1)};
    }
    /// `level.at` is filled in.
    void level(ServiceLevel level) {
        level.at = calendar_.now();
        log_.levels.push_back(level);
    }
    /// `until`: the last of the lost writes; `share`: the part of the component's writes that was lost.
    void loss(ComponentId component, Seconds age, Instant until, double share) {
        log_.losses.push_back({calendar_.now(), component, age, until, share});
    }
    [[nodiscard]] ObservationLog& log() { return log_; }

  private:
    const Calendar& calendar_;
    ObservationLog log_;
};

}  // namespace firebreak::engine

// Three delays in a row, each with its cause.
#include "engine/organisation.hpp"

#include <algorithm>

namespace firebreak::engine {

Instant Organisation::when(const std::optional<Seconds>& observed, const char* key, Ticks drawn) {
    const Instant now = stage_.calendar.now();
    if (!observed) return now + drawn;
    stage_.recorder.log().pinned_steps.emplace_back(key);
    return std::max(now, ignition_instant + to_ticks(*observed));
}

EventId Organisation::turn(State to, EventId cause) {
    const EventId event = stage_.recorder.record(Entity{EntityKind::organisation, 0}, state_, to, cause);
    state_ = to;
    return event;
}

void Organisation::service_lost(EventId cause) {
    if (alerted_) return;
    alerted_ = true;
    const Instant at = when(stage_.world.observed.noticed, "noticed",
                            stage_.draws.duration(stage_.world.parameters.people.notice, "people.notice", "organisation"));
    stage_.calendar.schedule(at, Phase::services, [this, cause] { notice(turn(State::noticed, cause)); });
}

void Organisation::notice(EventId cause) {
    const PeopleParameters& people = stage_.world.parameters.people;
    Ticks assemble_time = stage_.draws.duration(people.assemble, "people.assemble", "organisation");
    const auto& messenger = stage_.world.gathers_people;
    if (messenger && !platform_.available(*messenger)) {
        assemble_time = to_ticks(seconds_of(assemble_time) * people.assemble_without_messenger);
    }
    const Instant at = when(stage_.world.observed.assembled, "assembled", assemble_time);
    stage_.calendar.schedule(at, Phase::services, [this, cause] { assemble(turn(State::assembled, cause)); });
}

void Organisation::assemble(EventId cause) {
    const PeopleParameters& people = stage_.world.parameters.people;
    const bool drilled = stage_.world.response.drilled;
    const Ticks delay = stage_.draws.duration(drilled ? people.decide_drilled : people.decide_undrilled,
                                              "people.decide", "organisation");
    stage_.calendar.after(delay, Phase::services, [this, cause] { decide(turn(State::decided, cause)); });
}

void Organisation::decide(EventId cause) { decided_(cause); }

}  // namespace firebreak::engine

// Three delays in a row, each with its cause.
#include "engine/organisation.hpp"

#include <algorithm>

#include "core/night.hpp"

namespace firebreak::engine {

Instant Organisation::when(Step step, Ticks drawn) {
    const Instant now = stage_.calendar.now();
    const auto observed = ObservedTimes{stage_.world, stage_.draws}.at(step);
    if (!observed || *observed < now) return now + drawn;
    stage_.recorder.log().pinned_steps.push_back(KnownStep{step, "", {}}.name());
    return *observed;
}

EventId Organisation::turn(State to, EventId cause) {
    const EventId event = stage_.recorder.record(Entity{EntityKind::organisation, 0}, state_, to, cause);
    state_ = to;
    return event;
}

void Organisation::service_lost(EventId cause) {
    if (alerted_) return;
    alerted_ = true;
    const Instant at = when(Step::noticed,
                            stage_.draws.duration(stage_.world.parameters.people.notice, "people.notice", "organisation"));
    stage_.calendar.schedule(at, Phase::services, [this, cause] { notice(turn(State::noticed, cause)); });
}

/// Calls out the technicians who are not on site; then gathers the war room, unless nobody has to decide.
void Organisation::notice(EventId cause) {
    const PeopleParameters& people = stage_.world.parameters.people;
    const Ticks travel = stage_.draws.duration(people.travel, "people.travel", "technicians");
    stage_.calendar.after(travel, Phase::services, [this, cause] {
        then_.arrived(stage_.recorder.record(Entity{EntityKind::organisation, 1}, State::normal, State::arrived, cause));
    });
    if (stage_.world.response.automated_decision) {
        stage_.calendar.after(Ticks{0}, Phase::services, [this, cause] { then_.decided(turn(State::decided, cause)); });
        return;
    }
    double factor = at_night() ? people.assemble_at_night : 1.0;
    const auto& messenger = stage_.world.gathers_people;
    if (messenger && !platform_.available(*messenger)) factor *= people.assemble_without_messenger;
    const Ticks drawn = stage_.draws.duration(people.assemble, "people.assemble", "organisation");
    const Instant at = when(Step::assembled, to_ticks(seconds_of(drawn) * factor));
    stage_.calendar.schedule(at, Phase::services, [this, cause] { assemble(turn(State::assembled, cause)); });
}

bool Organisation::at_night() const {
    return is_night(stage_.world.ignition_local_hour + hours_of(stage_.calendar.now()));
}

void Organisation::assemble(EventId cause) {
    const PeopleParameters& people = stage_.world.parameters.people;
    const bool drilled = stage_.world.response.drilled;
    const Ticks delay = stage_.draws.duration(drilled ? people.decide_drilled : people.decide_undrilled,
                                              "people.decide", "organisation");
    stage_.calendar.after(delay, Phase::services, [this, cause] { then_.decided(turn(State::decided, cause)); });
}

}  // namespace firebreak::engine

// swamped -> (reaction) -> shedding -> freed -> (hold) -> serving
#include "engine/admission.hpp"

#include <algorithm>

namespace firebreak::engine {

Admission::Admission(const Stage& stage, Changed changed) : stage_{stage}, changed_{std::move(changed)} {
    states_.assign(stage.world.components.size(), Watch{});
}

void Admission::decide(EventId cause) {
    decision_ = cause;
    for (const ComponentId id : states_.keys()) {
        if (states_[id].swamped && !states_[id].shedding) react(id);
    }
}

void Admission::watch(ComponentId id, bool swamped, EventId cause) {
    Watch& state = states_[id];
    if (state.swamped == swamped) return;
    state.swamped = swamped;
    stage_.calendar.cancel(state.plan);
    state.plan = 0;
    if (state.last.valid() && (!cause.valid() || state.last > cause)) cause = state.last;
    const Entity component = entity(EntityKind::component, id);
    if (swamped) {
        state.last = stage_.recorder.record(component, State::serving, State::swamped, cause);
        if (!state.shedding) react(id);
        return;
    }
    state.last = stage_.recorder.record(component, State::swamped, State::freed, cause);
    if (!state.shedding) return;
    state.plan = stage_.calendar.after(to_ticks(stage_.world.response.admission_control.hold), Phase::measure,
                                       [this, id] { let_in(id); });
}

void Admission::react(ComponentId id) {
    const AdmissionControl& control = stage_.world.response.admission_control;
    if (control.mode == AdmissionMode::none || states_[id].plan != 0) return;
    EventId cause = states_[id].last;
    if (control.mode == AdmissionMode::manual) {
        if (!decision_.valid()) return;
        cause = std::max(cause, decision_);
    }
    const Ticks delay =
        stage_.draws.duration(control.reaction, "admission.reaction", stage_.world.components[id].name);
    states_[id].plan = stage_.calendar.after(delay, Phase::measure, [this, id, cause] { shed(id, cause); });
}

void Admission::shed(ComponentId id, EventId cause) {
    Watch& state = states_[id];
    state.plan = 0;
    state.shedding = true;
    state.last = stage_.recorder.record(entity(EntityKind::component, id), State::swamped, State::shedding,
                                        cause, stage_.world.response.admission_control.admitted.value());
    changed_();
}

void Admission::let_in(ComponentId id) {
    Watch& state = states_[id];
    state.plan = 0;
    state.shedding = false;
    state.last =
        stage_.recorder.record(entity(EntityKind::component, id), State::freed, State::serving, state.last);
    changed_();
}

double Admission::admitted(FunctionId id) const {
    const WorldFunction& function = stage_.world.functions[id];
    const bool shed =
        function.sheds_load && std::any_of(function.needs.begin(), function.needs.end(),
                                           [this](ComponentId c) { return states_[c].shedding; });
    return shed ? stage_.world.response.admission_control.admitted.value() : 1.0;
}

}  // namespace firebreak::engine

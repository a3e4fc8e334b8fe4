// Events of a critical path in words.
#include <fmt/format.h>

#include "core/entity_name.hpp"
#include "firebreak/error.hpp"
#include "report/explanation.hpp"

namespace firebreak::report {
namespace {

std::string fire_words(State to, const std::string& room) {
    switch (to) {
        case State::burning:
            return "fire in " + room;
        case State::detected:
            return "fire detected in " + room;
        case State::agent_released:
            return "gas released in " + room;
        case State::brigade_called:
            return "fire brigade called";
        case State::brigade_on_site:
            return "fire brigade on site";
        case State::water_decided:
            return "use of water decided";
        case State::isolation_ordered:
            return "power cut asked for";
        case State::sprayed:
            return "water on the fire in " + room;
        case State::controlled:
            return "fire under control in " + room;
        case State::extinguished:
            return "fire out in " + room;
        case State::re_ignited:
            return "fire flares up again in " + room;
        case State::cleared:
            return "building released for work after the fire in " + room;
        case State::repaired:
            return "supply that burnt in " + room + " replaced";
        default:
            return {};
    }
}

std::string facility_words(EntityKind kind, State to, const std::string& name) {
    const std::string what = kind == EntityKind::row ? "row " + name : name;
    switch (to) {
        case State::isolated:
            return "power cut in " + name;
        case State::dark:
            return what + " without power";
        case State::normal:
            if (kind == EntityKind::cable) return name + " replaced";
            return kind == EntityKind::room ? name + " given back" : name + " cleared for switching on";
        case State::energised:
            return what + " has power";
        case State::damaged:
            return what + " damaged";
        case State::heated:
            return what + " heated by the fire";
        case State::on_battery:
            return name + " on battery";
        case State::wet:
            return "water in " + name;
        case State::starting:
            return name + " starts";
        case State::too_hot:
            return what + " too hot";
        case State::running:
            return name + " cools";
        case State::stopped:
            return name + " stopped";
        case State::island:
            return name + " cut off from the world";
        case State::connected:
            return name + " connected again";
        default:
            return {};
    }
}

std::string rack_words(State to, const std::string& name) {
    switch (to) {
        case State::up:
            return "rack " + name + " up";
        case State::booting:
            return "rack " + name + " starts to boot";
        case State::waiting:
            return "rack " + name + " waits for its start";
        case State::soiled:
            return "rack " + name + " waits for cleaning";
        case State::cleaning:
            return "cleaning of rack " + name + " begins";
        case State::wet:
            return "rack " + name + " waits to be dry";
        case State::ordered:
            return "new servers for rack " + name + " ordered";
        case State::racking:
            return "new servers built into rack " + name;
        case State::dark:
            return "rack " + name + " dark";
        default:
            return {};
    }
}

std::string load_words(State to, const std::string& name) {
    switch (to) {
        case State::warming:
            return name + " warms up";
        case State::warm:
            return name + " warm";
        case State::swamped:
            return name + " swamped by repeated requests";
        case State::shedding:
            return "load on " + name + " shed";
        case State::freed:
            return name + " no longer swamped";
        default:
            return {};
    }
}

bool grades_service(State state) {
    return state == State::full || state == State::most || state == State::half || state == State::partial || state == State::down;
}

/// What waits and comes back; and the demand of the hour, which crosses what is there to serve it.
std::string demand_words(State from, State to, const std::string& name) {
    if (grades_service(from) && grades_service(to)) {
        const auto rank = [](State state) {
            return state == State::full ? 4 : state == State::most ? 3 : state == State::half ? 2 : state == State::partial ? 1 : 0;
        };
        if (rank(to) > rank(from)) return "demand for " + name + " falls to what its copies carry";
        return "demand for " + name + " rises above what its copies carry";
    }
    switch (to) {
        case State::resending:
            return "waiting requests of " + name + " come back";
        case State::drained:
            return "last waiting request of " + name + " served";
        case State::waiting:
            return "requests of " + name + " wait again";
        default:
            return {};
    }
}

std::string component_words(State from, State to, const std::string& name) {
    if (to == State::failing_over) {
        return from == State::failing_over ? "tools for the failover of " + name + " there"
                                           : "failover of " + name + " begins";
    }
    if (to == State::rebuilding) return "rebuild of " + name + " by hand begins";
    if (to == State::restoring) return "restore of " + name + " from a backup begins";
    if (to == State::growing) return "growth of " + name + " on spare servers begins";
    if (to == State::bootstrapping) return name + " started by hand without what it needs to start";
    if (to == State::reconciling) return "data of " + name + " compared before it opens";
    if (from == State::reconciling && to == State::normal) return "books of " + name + " agree";
    if (to == State::called_off) return "other way of " + name + " called off";
    if (to == State::unavailable || to == State::down) return name + " lost";
    if (to == State::starting) return name + " starts";
    if (to == State::standby) return name + " ready as a standby";
    if (to != State::serving) return load_words(to, name);
    if (from == State::freed) return "all requests to " + name + " let in again";
    if (from == State::failing_over) return name + " failed over";
    if (from == State::rebuilding) return name + " rebuilt";
    if (from == State::restoring) return name + " restored from a backup";
    if (from == State::growing) return name + " has grown";
    return name + " serves";
}

std::string people_words(State to) {
    switch (to) {
        case State::noticed:
            return "incident noticed";
        case State::assembled:
            return "war room assembled";
        case State::decided:
            return "failover decided";
        case State::arrived:
            return "technicians on site";
        default:
            return {};
    }
}

std::string known_words(EntityKind kind, const metrics::PathStep& step, const std::string& name) {
    switch (kind) {
        case EntityKind::fire:
            return fire_words(step.to, name);
        case EntityKind::rack:
            return rack_words(step.to, name);
        case EntityKind::component:
        case EntityKind::replica:
            return component_words(step.from, step.to, name);
        case EntityKind::organisation:
            return people_words(step.to);
        case EntityKind::demand:
            return demand_words(step.from, step.to, name);
        case EntityKind::function:
            if (step.from == step.to) return name + " not back";
            return name + (step.to == State::full ? " back" : " lost");
        default:
            return facility_words(kind, step.to, name);
    }
}

}  // namespace

std::string step_words(const World& world, const metrics::PathStep& step) {
    const std::string name = entity_name(world, step.entity);
    if (step.missing) return "the horizon; still so: " + open_words(world, {.entity = step.entity, .missing = *step.missing});
    std::string words = known_words(step.entity.kind, step, name);
    if (words.empty()) words = fmt::format("{} {}: {}", to_string(step.entity.kind), name, to_string(step.to));
    if (step.by_hand_without.valid())
        words += fmt::format(", by hand, because {} is down", world.components[step.by_hand_without].name);
    return words;
}

std::string open_words(const World& world, const metrics::OpenWait& wait) {
    using metrics::Missing;
    const std::string name = entity_name(world, wait.entity);
    switch (wait.missing) {
        case Missing::component:
            return name + " does not serve";
        case Missing::itself:
            return name + " waits, by way of others, for itself";
        case Missing::work:
            return "work on " + name + " has begun and is not over";
        case Missing::data:
            return "the data of " + name + " is lost for good: no copy, no backup, nothing to rebuild it from";
        case Missing::failover:
            return "another copy of " + name + " is ready, and no failover is set up";
        case Missing::decision:
            return "nobody has decided on a failover";
        case Missing::majority:
            return "too few copies of " + name + " agree";
        case Missing::engineer:
            return "no engineer is free for " + name;
        case Missing::servers:
            return "too few servers of " + name + " are up";
        case Missing::delivery:
            return "new servers for rack " + name + " are not there";
        case Missing::hands:
            return "nobody is free to start rack " + name;
        case Missing::power:
            return "row " + name + " has no power";
        case Missing::release:
            return "the building is not released after the fire in " + name;
        case Missing::repair:
            return name + " is burnt and not replaced";
        case Missing::switching:
            return name + " is still switched off on purpose";
        case Missing::connection:
            return name + " is cut off from the world";
        case Missing::partner:
            return name + " takes nothing while its partner copy is away";
        case Missing::capacity:
            return "the copies that serve carry less than what is asked of " + name;
        case Missing::hold:
            return name + " is served again, and not yet for as long as counts as back";
    }
    raise_bug(__FILE__, __LINE__, "everything that may be missing has words");
}

std::string step_words(const World& world, const metrics::RunnerUp& runner_up) {
    metrics::PathStep step;
    step.entity = runner_up.entity;
    step.from = runner_up.from;
    step.to = runner_up.to;
    return step_words(world, step);
}

}  // namespace firebreak::report

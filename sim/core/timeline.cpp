// The words that logs and files use for entity kinds and states.
#include "firebreak/timeline.hpp"

namespace firebreak {

std::string_view to_string(EntityKind kind) {
    switch (kind) {
        case EntityKind::fire: return "fire";
        case EntityKind::room: return "room";
        case EntityKind::zone: return "zone";
        case EntityKind::site: return "site";
        case EntityKind::cable: return "cable";
        case EntityKind::power_node: return "power_node";
        case EntityKind::row: return "row";
        case EntityKind::cooling: return "cooling";
        case EntityKind::device: return "device";
        case EntityKind::rack: return "rack";
        case EntityKind::replica: return "replica";
        case EntityKind::component: return "component";
        case EntityKind::function: return "function";
        case EntityKind::demand: return "demand";
        case EntityKind::organisation: return "organisation";
    }
    raise_bug(__FILE__, __LINE__, "every entity kind has a name");
}

std::string_view to_string(State state) {
    switch (state) {
        case State::normal: return "normal";
        case State::burning: return "burning";
        case State::detected: return "detected";
        case State::agent_released: return "agent_released";
        case State::brigade_called: return "brigade_called";
        case State::brigade_on_site: return "brigade_on_site";
        case State::water_decided: return "water_decided";
        case State::isolation_ordered: return "isolation_ordered";
        case State::sprayed: return "sprayed";
        case State::controlled: return "controlled";
        case State::extinguished: return "extinguished";
        case State::re_ignited: return "re_ignited";
        case State::cleared: return "cleared";
        case State::repaired: return "repaired";
        case State::heated: return "heated";
        case State::damaged: return "damaged";
        case State::isolated: return "isolated";
        case State::energised: return "energised";
        case State::dark: return "dark";
        case State::on_battery: return "on_battery";
        case State::stopped: return "stopped";
        case State::running: return "running";
        case State::connected: return "connected";
        case State::island: return "island";
        case State::too_hot: return "too_hot";
        case State::soiled: return "soiled";
        case State::cleaning: return "cleaning";
        case State::booting: return "booting";
        case State::up: return "up";
        case State::wet: return "wet";
        case State::ordered: return "ordered";
        case State::racking: return "racking";
        case State::serving: return "serving";
        case State::standby: return "standby";
        case State::down: return "down";
        case State::waiting: return "waiting";
        case State::starting: return "starting";
        case State::failing_over: return "failing_over";
        case State::rebuilding: return "rebuilding";
        case State::unavailable: return "unavailable";
        case State::restoring: return "restoring";
        case State::growing: return "growing";
        case State::bootstrapping: return "bootstrapping";
        case State::reconciling: return "reconciling";
        case State::called_off: return "called_off";
        case State::warming: return "warming";
        case State::warm: return "warm";
        case State::swamped: return "swamped";
        case State::shedding: return "shedding";
        case State::freed: return "freed";
        case State::partial: return "partial";
        case State::half: return "half";
        case State::most: return "most";
        case State::full: return "full";
        case State::resending: return "resending";
        case State::drained: return "drained";
        case State::noticed: return "noticed";
        case State::assembled: return "assembled";
        case State::decided: return "decided";
        case State::arrived: return "arrived";
    }
    raise_bug(__FILE__, __LINE__, "every state has a name");
}

}  // namespace firebreak

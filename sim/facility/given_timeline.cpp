// What each kind of entity may say of itself, and that it goes on from where it was.
#include "facility/given_timeline.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/entity_name.hpp"
#include "facility/power_graph.hpp"

namespace firebreak::facility {
namespace {

/// States of a kind of entity in a timeline: those it takes turns with, the first at the beginning, and the
/// harms that come to it, each by itself, out of `normal` and back.
struct KindStates {
    std::vector<State> turns;
    std::vector<State> harms;
};

KindStates states_of(EntityKind kind) {
    using enum State;
    switch (kind) {
        case EntityKind::fire:
            return {{}, {}};  // a story of its own
        case EntityKind::room:
            return {{}, {heated, soiled, wet, damaged, too_hot}};
        case EntityKind::zone:
            return {{energised, isolated}, {}};
        case EntityKind::site:
            return {{connected, island}, {isolated}};
        case EntityKind::cable:
            return {{}, {damaged, isolated}};
        case EntityKind::power_node:
            return {{energised, dark, on_battery, stopped, standby, starting}, {isolated, damaged, wet, too_hot}};
        case EntityKind::row:
            return {{energised, dark}, {isolated}};
        case EntityKind::rack:
            return {{energised, dark}, {}};
        case EntityKind::cooling:
            return {{running, stopped}, {stopped, isolated, damaged, wet, too_hot}};
        case EntityKind::device:
            return {{running, stopped}, {isolated, damaged, wet, too_hot}};
        default:
            return {};
    }
}

const std::vector<State> fire_steps{State::detected,      State::agent_released, State::brigade_called,
                                    State::brigade_on_site, State::water_decided,  State::isolation_ordered,
                                    State::sprayed,       State::controlled,     State::extinguished,
                                    State::re_ignited,    State::cleared,        State::repaired};

bool contains(const std::vector<State>& list, State state) {
    return std::find(list.begin(), list.end(), state) != list.end();
}

std::string words(const std::vector<State>& states) {
    std::string text;
    for (const State state : states) text += (text.empty() ? "" : ", ") + std::string{to_string(state)};
    return text;
}

std::string quoted(State state) {
    return '"' + std::string{to_string(state)} + '"';
}

class Form {
  public:
    Form(const World& world, const HazardTimeline& timeline) : world_{world}, timeline_{timeline} {
        for (const PowerNodeId id : standby_generators(world)) turn_[entity(EntityKind::power_node, id)] = State::standby;
    }

    std::vector<TimelineFault> faults() {
        for (at_ = 0; at_ < timeline_.changes.size(); ++at_) {
            const StateChange& change = timeline_.changes[at_];
            time(change);
            cause(change);
            value(change);
            if (change.entity.kind == EntityKind::fire) {
                fire(change);
            } else {
                states(change);
            }
        }
        return std::move(faults_);
    }

  private:
    void fault(const char* key, std::string problem, std::string suggestion) {
        faults_.push_back({at_, key, std::move(problem), std::move(suggestion)});
    }

    void time(const StateChange& change) {
        if (change.at < ignition_instant - lead_time) {
            fault("time_us", "is before the start of a run, which is one hour before ignition", "at least -3600000000");
        } else if (at_ > 0 && change.at < timeline_.changes[at_ - 1].at) {
            fault("time_us", "is earlier than the change before it", "sort changes by time");
        }
    }

    void cause(const StateChange& change) {
        const bool begins = change.entity.kind == EntityKind::fire && change.to == State::burning;
        if (change.cause == StateChange::no_cause) {
            if (!begins) fault("", "has no cause: only a fire begins by itself", "add \"cause\", the place in this list (from 0) of the change that let it happen");
        } else if (change.cause >= at_) {
            fault("cause", "does not come before its effect", "name an earlier change");
        }
    }

    void value(const StateChange& change) {
        const bool row = change.entity.kind == EntityKind::row;
        const double load = row ? world_.rows[RowId{change.entity.index}].load.value() : 0.0;
        if (change.value >= 0.0 && change.value <= load * (1.0 + 1e-9)) return;
        fault("value", row ? "is no load of the row, in watts" : "is only for rows: their load",
              row ? "from 0 to " + std::to_string(static_cast<long long>(load)) : "leave it out");
    }

    void fire(const StateChange& change) {
        std::set<State>& seen = fires_[change.entity];
        const bool begins = change.to == State::burning;
        if (!begins && !contains(fire_steps, change.to)) {
            return fault("to", quoted(change.to) + " is no state of a fire", "one of burning, " + words(fire_steps));
        }
        const State from = begins ? State::normal : State::burning;
        if (change.from != from) fault("from", "is not what it was before: " + quoted(from), "");
        if (begins ? seen.contains(State::burning) : !seen.contains(State::burning)) {
            return fault("entity", begins ? "burns already" : "does not burn yet", begins ? "" : "it begins with \"from\": \"normal\", \"to\": \"burning\"");
        }
        const bool after = change.to == State::re_ignited || change.to == State::cleared || change.to == State::repaired;
        if (after && !seen.contains(State::extinguished)) fault("to", quoted(change.to) + " before the fire is extinguished", "");
        seen.insert(change.to);
    }

    void states(const StateChange& change) {
        const KindStates known = states_of(change.entity.kind);
        const std::string kind{to_string(change.entity.kind)};
        if (known.turns.empty() && known.harms.empty()) {
            return fault("kind", "a " + kind + " has no changes of its own: a run makes them", "leave the change out");
        }
        const bool harm = change.from == State::normal || change.to == State::normal;
        if (harm && !known.harms.empty()) return harms(change, known);
        for (const auto& [key, state] : {std::pair{"from", change.from}, std::pair{"to", change.to}}) {
            if (contains(known.turns, state)) continue;
            const std::string turns = known.turns.empty() ? "normal" : words(known.turns);
            return fault(key, quoted(state) + " is no state that a " + kind + " goes " + (key[0] == 'f' ? "on from" : "on to"),
                         known.harms.empty() ? "one of " + turns : "one of " + turns + ", or between normal and one of " + words(known.harms));
        }
        const auto was = turn_.try_emplace(change.entity, known.turns.front()).first;
        follows(change, was->second);
        was->second = change.to;
    }

    void harms(const StateChange& change, const KindStates& known) {
        const bool comes = change.from == State::normal;
        const State harm = comes ? change.to : change.from;
        if (!contains(known.harms, harm)) {
            return fault(comes ? "to" : "from", quoted(harm) + " is nothing that comes to a " + std::string{to_string(change.entity.kind)},
                         "one of " + words(known.harms));
        }
        std::set<State>& now = harmed_[change.entity];
        follows(change, now.contains(harm) ? harm : State::normal);
        comes ? static_cast<void>(now.insert(harm)) : static_cast<void>(now.erase(harm));
    }

    void follows(const StateChange& change, State was) {
        if (change.from != was) fault("from", "is not what it was before: " + quoted(was), "");
        if (change.from == change.to) fault("to", "is what it was before", "leave the change out");
    }

    const World& world_;
    const HazardTimeline& timeline_;
    std::size_t at_ = 0;
    std::map<Entity, std::set<State>> fires_;
    std::map<Entity, State> turn_;
    std::map<Entity, std::set<State>> harmed_;
    std::vector<TimelineFault> faults_;
};

}  // namespace

std::vector<TimelineFault> faults_of(const World& world, const HazardTimeline& timeline) {
    std::vector<TimelineFault> faults = Form{world, timeline}.faults();
    return faults.empty() ? missing_consequences(world, timeline) : faults;
}

}  // namespace firebreak::facility

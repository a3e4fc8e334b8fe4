// A small event loop over power and cooling: changes from outside, and plans that come due.
#include "facility/response.hpp"

#include <algorithm>
#include <utility>

#include "facility/cooling_response.hpp"
#include "facility/power_response.hpp"

namespace firebreak::facility {
namespace {

class Response {
  public:
    Response(const World& world, const Draws& draws, TimelineBuilder& timeline)
        : world_{world},
          timeline_{timeline},
          journal_{timeline},
          power_{world, draws, journal_, agenda_,
                 [this](Entity what, bool live, ChangeRef cause) { supply_turned(what, live, cause); }},
          cooling_{world, draws, journal_, agenda_} {
        consumption_.cords = draw_cords(world, draws);
        consumption_.row_hot.assign(world.rows.size(), 0);
        for (const RowId row : world.rows.keys()) consumption_.row_on.add(power_.graph().live(row));
        row_cause_.assign(world.rows.size(), StateChange::no_cause);
        row_waits_.assign(world.rows.size(), 0);
        site_connected_.assign(world.sites.size(), 1);
        power_.accept_as_steady(consumption_);
    }

    void play() {
        const std::vector<ChangeRef> inputs = timeline_.in_order();
        if (inputs.empty()) return;
        const Instant end = std::max(ignition_instant + world_.horizon, timeline_[inputs.back()].at);
        auto input = inputs.begin();
        while (true) {
            Instant at = agenda_.next_at();
            if (input != inputs.end()) at = std::min(at, timeline_[*input].at);
            if (at == never || at > end) break;
            journal_.begin(at);
            while (const auto due = agenda_.take(at)) carry_out(*due);
            for (; input != inputs.end() && timeline_[*input].at == at; ++input) apply(*input);
            settle();
        }
    }

  private:
    void apply(ChangeRef ref) {
        const StateChange change = timeline_[ref];  // a copy: adding effects may move the original
        journal_.set_trigger(ref);
        power_.apply(change, ref);
        cooling_.apply(change, ref);
    }

    void carry_out(const Agenda::Due& due) {
        journal_.set_trigger(due.cause);
        switch (due.plan) {
            case Plan::battery_empty:
                return power_.battery_empty(PowerNodeId{due.index}, due.cause);
            case Plan::generator_ready:
                return power_.generator_ready(PowerNodeId{due.index}, due.cause);
            case Plan::generator_stop:
                return power_.generator_stops(PowerNodeId{due.index}, due.cause);
            case Plan::overload_trip:
                return power_.overload_trip(PowerNodeId{due.index}, due.cause);
            case Plan::trip_reset:
                return power_.crew_ready(PowerNodeId{due.index});
            case Plan::unit_start:
                return cooling_.unit_starts(CoolingId{due.index}, due.cause);
            case Plan::row_heats:
                return;  // heat is looked at once the instant is complete
            case Plan::room_hot:
                heat_turned(cooling_.overheat(RoomId{due.index}, due.cause, power_.graph(), consumption_), true);
                return;
            case Plan::room_reset:
                heat_turned(cooling_.reset(RoomId{due.index}), false);
                return;
        }
    }

    /// After all changes of an instant: what they mean for cooling, rows, loads and temperatures.
    void settle() {
        bool again = true;
        while (again) {
            cooling_.settle_units(power_.graph());
            const bool released = heat_turned(cooling_.release(power_.graph(), consumption_), false);
            for (const RowId row : world_.rows.keys()) settle_row(row);
            again = power_.settle(consumption_) || released;
        }
        cooling_.settle_heat(power_.graph(), consumption_);
    }

    /// Heat has stopped rows and electronics, or lets them go. True if electronics turned: what hangs on them
    /// has to be settled.
    bool heat_turned(const CoolingResponse::Turned& turned, bool hot) {
        for (const RowId row : turned.rows) row_cause_[row] = journal_.trigger();
        for (const Entity what : turned.electronics) power_.set_too_hot(what, hot, journal_.last(what));
        return !turned.electronics.empty();
    }

    /// A row, cooling unit or device gained or lost its supply.
    void supply_turned(Entity what, bool live, ChangeRef cause) {
        switch (what.kind) {
            case EntityKind::row:
                row_cause_[RowId{what.index}] = cause;
                break;
            case EntityKind::cooling:
                cooling_.power_turned(CoolingId{what.index}, cause);
                break;
            default: {
                const State from = live ? State::stopped : State::running;
                const State to = live ? State::running : State::stopped;
                settle_site(world_.devices[DeviceId{what.index}].site, journal_.add(what, from, to, cause));
            }
        }
    }

    void settle_row(RowId row) {
        const bool powered = power_.graph().live(row);
        if (powered) settle_racks(row);
        const bool may = powered && !consumption_.row_hot[row];
        const bool waits = may && !consumption_.row_on[row] && !cooling_.bears(row, consumption_);
        const bool on = may && !waits;
        const bool waited = std::exchange(row_waits_[row], waits);
        if (on == static_cast<bool>(consumption_.row_on[row])) return;
        consumption_.row_on[row] = on;
        const ChangeRef known = waited ? journal_.later(row_cause_[row], cooling_.readied(row)) : row_cause_[row];
        const ChangeRef ref = journal_.add(entity(EntityKind::row, row), on ? State::dark : State::energised,
                                           on ? State::energised : State::dark,
                                           known == StateChange::no_cause ? journal_.trigger() : known,
                                           world_.rows[row].load.value());
        if (on) cooling_.row_energised(row, ref);
    }

    /// Racks on one feed, while their row has another.
    void settle_racks(RowId row) {
        for (SoloRacks& group : consumption_.cords[row]) {
            const bool on = power_.graph().live(group.feed);
            if (on == group.on) continue;
            group.on = on;
            const Entity from = entity(EntityKind::power_node, world_.cables[group.feed].from);
            const ChangeRef cause =
                journal_.later(journal_.last(from), journal_.last(entity(EntityKind::cable, group.feed)));
            for (const RackId rack : group.racks) {
                journal_.add(entity(EntityKind::rack, rack), on ? State::dark : State::energised,
                             on ? State::energised : State::dark, cause);
            }
        }
    }

    void settle_site(SiteId site, ChangeRef cause) {
        const auto any_live = [&](DeviceKind kind) {
            bool none = true;
            for (const DeviceId id : world_.devices.keys()) {
                if (world_.devices[id].site != site || world_.devices[id].kind != kind) continue;
                if (power_.graph().live(id)) return true;
                none = false;
            }
            return none;
        };
        const bool connected = any_live(DeviceKind::border) && any_live(DeviceKind::core);
        if (connected == static_cast<bool>(site_connected_[site])) return;
        site_connected_[site] = connected;
        journal_.add(entity(EntityKind::site, site), connected ? State::island : State::connected,
                     connected ? State::connected : State::island, cause);
    }

    const World& world_;
    TimelineBuilder& timeline_;
    Journal journal_;
    Agenda agenda_;
    PowerResponse power_;
    CoolingResponse cooling_;
    Consumption consumption_;
    Table<RowId, ChangeRef> row_cause_;  ///< why its supply turned, or heat switched it
    Table<RowId, char> row_waits_;       ///< it has power, and waits for cooling
    Table<SiteId, char> site_connected_;
};

}  // namespace

void respond(const World& world, const Draws& draws, TimelineBuilder& timeline) {
    Response{world, draws, timeline}.play();
}

}  // namespace firebreak::facility

// One small state machine a rack: dark, waiting, booting, up.
#include "engine/servers.hpp"

namespace firebreak::engine {
namespace {

/// Mending single servers comes after every rack that waits for hands.
constexpr int mending_priority = 2'000'000;

}  // namespace

Servers::Servers(const Stage& stage, Changed changed)
    : stage_{stage},
      changed_{std::move(changed)},
      technicians_{stage.world.response.crews.technicians},
      cleaners_{stage.world.response.crews.cleaning} {
    for (const WorldRack& rack : stage.world.racks) {
        Rack state;
        state.up = rack.servers;
        racks_.add(state);
    }
}

double Servers::up_share(RackId rack) const {
    return static_cast<double>(racks_[rack].up) / stage_.world.racks[rack].servers;
}

EventId Servers::turn(RackId id, State to, EventId cause) {
    Rack& rack = racks_[id];
    rack.last = stage_.recorder.record(entity(EntityKind::rack, id), rack.state, to, cause, rack.up);
    rack.state = to;
    return rack.last;
}

void Servers::set_row(RowId row, bool energised, EventId cause) {
    for (const RackId rack : stage_.world.rows[row].racks) set_power(rack, energised, racks_[rack].cord_on, cause);
}

void Servers::set_rack(RackId rack, bool energised, EventId cause) {
    set_power(rack, racks_[rack].row_on, energised, cause);
}

void Servers::set_power(RackId id, bool row_on, bool cord_on, EventId cause) {
    Rack& rack = racks_[id];
    const bool was = rack.row_on && rack.cord_on;
    rack.row_on = row_on;
    rack.cord_on = cord_on;
    if ((row_on && cord_on) == was) return;
    if (was) {
        power_off(id, cause);
    } else {
        power_on(id, cause);
    }
}

void Servers::power_off(RackId id, EventId cause) {
    Rack& rack = racks_[id];
    ++rack.epoch;
    (rack.state == State::soiled ? cleaners_ : technicians_).withdraw(rack.request);
    rack.up = 0;
    changed_(id, turn(id, State::dark, cause));
}

void Servers::soil_row(RowId row) {
    for (const RackId rack : stage_.world.rows[row].racks) racks_[rack].soiled = true;
}

void Servers::scrap_row(RowId row, EventId cause) {
    for (const RackId rack : stage_.world.rows[row].racks) {
        racks_[rack].scrap = true;
        if (racks_[rack].state != State::dark) power_off(rack, cause);
    }
}

void Servers::power_on(RackId id, EventId cause) {
    if (racks_[id].scrap) return;
    if (racks_[id].soiled) {
        clean(id, cause);
    } else {
        bring_up(id, cause);
    }
}

void Servers::clean(RackId id, EventId cause) {
    const WorldRack& rack = stage_.world.racks[id];
    const EventId soiled = turn(id, State::soiled, cause);
    const Ticks work = rack.servers * stage_.draws.duration(stage_.world.parameters.servers.cleaning_per_server,
                                                            "servers.cleaning", rack.name);
    racks_[id].request = cleaners_.ask(rack.restore_priority, soiled, [this, id, work](EventId freed) {
        const EventId cleaning = turn(id, State::cleaning, freed);
        stage_.calendar.after(work, Phase::servers, [this, id, cleaning, epoch = racks_[id].epoch] {
            if (racks_[id].epoch == epoch) {
                racks_[id].soiled = false;
                bring_up(id, cleaning);
            }
            cleaners_.release(cleaning);
        });
    });
}

void Servers::bring_up(RackId id, EventId cause) {
    if (automation_) {
        boot_by_itself(id, cause);
    } else {
        wait_for_hands(id, turn(id, State::waiting, cause));
    }
}

void Servers::boot_by_itself(RackId id, EventId cause) {
    const EventId booting = turn(id, State::booting, cause);
    const Ticks boot = stage_.draws.duration(stage_.world.parameters.servers.boot, "servers.boot", stage_.world.racks[id].name);
    stage_.calendar.after(boot, Phase::servers, [this, id, booting, epoch = racks_[id].epoch] {
        if (racks_[id].epoch == epoch) come_up(id, booting);
    });
}

void Servers::wait_for_hands(RackId id, EventId cause) {
    const WorldRack& rack = stage_.world.racks[id];
    const Ticks hands = rack.servers * stage_.draws.duration(stage_.world.parameters.servers.hands_per_server,
                                                             "servers.hands_per_server", rack.name);
    racks_[id].request = technicians_.ask(rack.restore_priority, cause, [this, id, hands](EventId freed) {
        const EventId booting = turn(id, State::booting, freed);
        stage_.calendar.after(hands, Phase::servers, [this, id, booting, epoch = racks_[id].epoch] {
            EventId done = booting;
            if (racks_[id].epoch == epoch) {
                come_up(id, booting);
                done = racks_[id].last;
            }
            technicians_.release(done);
        });
    });
}

void Servers::set_automation(bool available, EventId cause) {
    automation_ = available;
    if (!available) return;
    for (const RackId id : racks_.keys()) {
        if (racks_[id].state != State::waiting) continue;
        technicians_.withdraw(racks_[id].request);
        boot_by_itself(id, cause);
    }
}

void Servers::come_up(RackId id, EventId cause) {
    Rack& rack = racks_[id];
    const WorldRack& described = stage_.world.racks[id];
    if (!rack.cycled) {
        const std::string& site = stage_.world.sites[stage_.world.rows[described.row].site].name;
        const Ratio share = stage_.draws.ratio(stage_.world.parameters.servers.non_return, "servers.non_return", site);
        rack.broken = stage_.draws.binomial(described.servers, Probability{share.value()}, "servers.broken", described.name);
        rack.cycled = true;
    }
    rack.up = described.servers - rack.broken;
    const EventId up = turn(id, State::up, cause);
    changed_(id, up);
    if (rack.broken > 0) mend_broken(id, up);
}

void Servers::mend_broken(RackId id, EventId cause) {
    const WorldRack& described = stage_.world.racks[id];
    const Ticks work = racks_[id].broken * stage_.draws.duration(stage_.world.parameters.servers.fix_per_server,
                                                                 "servers.fix_per_server", described.name);
    racks_[id].request = technicians_.ask(mending_priority, cause, [this, id, work](EventId freed) {
        stage_.calendar.after(work, Phase::servers, [this, id, freed, epoch = racks_[id].epoch] {
            Rack& rack = racks_[id];
            EventId done = freed;
            if (rack.epoch == epoch) {
                rack.up += rack.broken;
                rack.broken = 0;
                done = turn(id, State::up, freed);
                changed_(id, done);
            }
            technicians_.release(done);
        });
    });
}

}  // namespace firebreak::engine

// One small state machine a rack: dark, waiting, booting, up; and what comes in between.
#include "engine/servers.hpp"

#include <cmath>

#include "services/shifts.hpp"

namespace firebreak::engine {
namespace {

/// Mending single servers comes after every rack that waits for hands; the most urgent racks first.
constexpr int mending_priority = 2'000'000;

int technicians_on_site(const Crews& crews) {
    return static_cast<int>(std::lround(crews.technicians_on_site.value() * crews.technicians));
}

}  // namespace

Servers::Servers(const Stage& stage, Changed changed, Changed scrapped)
    : stage_{stage},
      changed_{std::move(changed)},
      scrapped_{std::move(scrapped)},
      technicians_{stage.calendar, technicians_on_site(stage.world.response.crews)},
      cleaners_{stage.calendar, stage.world.response.crews.cleaning},
      luck_{stage},
      replacements_{stage, technicians_,
                    [this](Ticks work, Calendar::Action done) { by_hand(work, std::move(done)); },
                    [this](RackId id, State to, EventId cause) { return turn(id, to, cause); },
                    [this](RackId id, EventId cause) { return built(id, cause); }} {
    for (const WorldSite& site : stage.world.sites) boot_places_.add(Crew{stage.calendar, site.racks_booting_at_once});
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

/// An action in the servers' phase that a loss of power voids.
void Servers::after(Ticks delay, RackId id, std::function<void()> action) {
    stage_.calendar.after(delay, Phase::servers,
                          [this, id, epoch = racks_[id].epoch, action = std::move(action)] {
                              if (racks_[id].epoch == epoch) action();
                          });
}

/// Counted work: it outlasts shifts.
void Servers::by_hand(Ticks work, Calendar::Action done) {
    const World& world = stage_.world;
    const Instant end = services::end_of_work(world.response.shifts, world.ignition_local_hour, stage_.calendar.now(), work);
    if (end == never) return;  // each shift begins it anew, and none is long enough
    stage_.calendar.schedule(end, Phase::servers, std::move(done));
}

void Servers::technicians_arrive(EventId cause) {
    const Crews& crews = stage_.world.response.crews;
    technicians_.join(crews.technicians - technicians_on_site(crews), cause);
}

// --- power ---------------------------------------------------------------------------------------

void Servers::set_row(RowId row, bool energised, EventId cause) {
    const WorldRow& described = stage_.world.rows[row];
    const Ticks outlet = stage_.draws.duration(stage_.world.parameters.servers.outlet_delay,
                                               "servers.outlet_delay", described.name);
    Ticks delay{0};
    for (const RackId rack : described.racks) {
        const bool was = racks_[rack].powered();
        racks_[rack].row_on = energised;
        set_power(rack, was, delay, cause);
        delay += outlet;
    }
}

void Servers::set_rack(RackId rack, bool energised, EventId cause) {
    const bool was = racks_[rack].powered();
    racks_[rack].cord_on = energised;
    set_power(rack, was, Ticks{0}, cause);
}

void Servers::set_power(RackId id, bool was, Ticks delay, EventId cause) {
    const bool now = racks_[id].powered();
    if (now == was) return;
    if (!now) {
        power_off(id, cause);
    } else if (delay == Ticks{0}) {
        proceed(id, cause);
    } else {
        after(delay, id, [this, id, cause] {
            if (racks_[id].state == State::dark) proceed(id, cause);
        });
    }
}

void Servers::power_off(RackId id, EventId cause) {
    Rack& rack = racks_[id];
    if (rack.scrap) return;
    ++rack.epoch;
    if (rack.state == State::dark) return;  // its outlet had not been closed yet, or water had stopped it
    if (rack.state != State::wet) ++rack.cuts;
    leave_queue(id);
    rack.up = 0;
    rack.checking = 0;
    const EventId dark = turn(id, State::dark, cause);
    changed_(id, dark);
    if (std::exchange(rack.boots, false)) boot_places_[site_of(id)].release(dark);
}

/// The next step of a rack that has power.
void Servers::proceed(RackId id, EventId cause) {
    const Rack& rack = racks_[id];
    if (rack.scrap) return;
    if (rack.wet) {
        turn(id, State::wet, cause);
    } else if (rack.soiled) {
        clean(id, cause);
    } else {
        bring_up(id, cause);
    }
}

// --- what happens to rooms -----------------------------------------------------------------------

void Servers::soil_row(RowId row) {
    for (const RackId rack : stage_.world.rows[row].racks) racks_[rack].soiled = racks_[rack].stressed = true;
}

void Servers::stress_row(RowId row) {
    for (const RackId rack : stage_.world.rows[row].racks) racks_[rack].stressed = true;
}

void Servers::wet_row(RowId row, EventId cause) {
    for (const RackId rack : stage_.world.rows[row].racks) {
        power_off(rack, cause);
        racks_[rack].wet = true;
    }
}

void Servers::dry_row(RowId row, EventId cause) {
    const std::string& room = stage_.world.rooms[stage_.world.rows[row].room].name;
    const Ratio ruined = stage_.draws.ratio(stage_.world.parameters.water.scrap, "water.scrap", room);
    for (const RackId id : stage_.world.rows[row].racks) {
        Rack& rack = racks_[id];
        if (!std::exchange(rack.wet, false) || rack.scrap) continue;
        if (stage_.draws.happens(Probability{ruined.value()}, "water.scraps", stage_.world.racks[id].name)) {
            scrap(id, false, cause);
        } else if (rack.powered()) {
            proceed(id, cause);
        }
    }
}

void Servers::scrap_row(RowId row, EventId cause) {
    for (const RackId rack : stage_.world.rows[row].racks) scrap(rack, true, cause);
}

void Servers::open_row(RowId row, EventId cause) {
    for (const RackId rack : stage_.world.rows[row].racks) replacements_.open(rack, cause);
}

void Servers::scrap(RackId id, bool barred, EventId cause) {
    power_off(id, cause);
    if (!std::exchange(racks_[id].scrap, true)) scrapped_(id, cause);
    replacements_.lose(id, barred, cause);
}

EventId Servers::built(RackId id, EventId cause) {
    Rack& rack = racks_[id];
    rack.scrap = rack.wet = rack.soiled = rack.stressed = false;
    rack.broken = 0;
    rack.drawn = rack.cuts;
    turn(id, State::dark, cause);
    if (rack.powered()) proceed(id, rack.last);
    return rack.last;
}

// --- the way back --------------------------------------------------------------------------------

void Servers::queue(RackId id, Crew& crew, Crew::Request request) {
    racks_[id].queue = &crew;
    request.start = [this, id, start = std::move(request.start)](EventId freed) {
        racks_[id].queue = nullptr;
        racks_[id].to_come_up = false;
        start(freed);
    };
    racks_[id].request = crew.ask(std::move(request));
}

void Servers::leave_queue(RackId id) {
    racks_[id].to_come_up = false;
    if (Crew* crew = std::exchange(racks_[id].queue, nullptr)) crew->withdraw(racks_[id].request);
}

void Servers::clean(RackId id, EventId cause) {
    const WorldRack& described = stage_.world.racks[id];
    const EventId soiled = turn(id, State::soiled, cause);
    const Ticks work =
        described.servers * stage_.draws.duration(stage_.world.parameters.servers.cleaning_per_server,
                                                  "servers.cleaning", described.name);
    const auto start = [this, id, work](EventId freed) {
        const EventId cleaning = turn(id, State::cleaning, freed);
        by_hand(work, [this, id, cleaning, epoch = racks_[id].epoch] {
            if (racks_[id].epoch == epoch) {
                racks_[id].soiled = false;
                bring_up(id, cleaning);
            }
            cleaners_.release(cleaning);
        });
    };
    queue(id, cleaners_, {urgency(described), soiled, start});
}

void Servers::bring_up(RackId id, EventId cause) {
    if (automation_) {
        boot_by_itself(id, cause);
    } else {
        wait_for_hands(id, racks_[id].state == State::waiting ? cause : turn(id, State::waiting, cause));
    }
    racks_[id].to_come_up = true;
}

void Servers::boot_by_itself(RackId id, EventId cause) {
    const WorldRack& described = stage_.world.racks[id];
    const auto start = [this, id](EventId freed) {
        racks_[id].boots = true;
        const EventId booting = turn(id, State::booting, freed);
        const Ticks boot = stage_.draws.duration(stage_.world.parameters.servers.boot, "servers.boot",
                                                 stage_.world.racks[id].name);
        after(boot, id, [this, id, booting] {
            racks_[id].boots = false;
            come_up(id, booting);
            boot_places_[site_of(id)].release(racks_[id].last);
        });
    };
    const auto waits = [this, id, cause] {
        if (racks_[id].state != State::waiting) turn(id, State::waiting, cause);
    };
    queue(id, boot_places_[site_of(id)], {urgency(described), cause, start, waits});
}

void Servers::wait_for_hands(RackId id, EventId cause) {
    const WorldRack& described = stage_.world.racks[id];
    const Ticks hands =
        described.servers * stage_.draws.duration(stage_.world.parameters.servers.hands_per_server,
                                                  "servers.hands_per_server", described.name);
    const auto start = [this, id, hands](EventId freed) {
        const EventId booting = turn(id, State::booting, freed);
        by_hand(hands, [this, id, booting, epoch = racks_[id].epoch] {
            EventId done = booting;
            if (racks_[id].epoch == epoch) {
                come_up(id, booting);
                done = racks_[id].last;
            }
            technicians_.release(done);
        });
    };
    queue(id, technicians_, {urgency(described), cause, start});
}

void Servers::set_automation(bool available, EventId cause) {
    automation_ = available;
    for (const RackId id : racks_.keys()) {
        if (!racks_[id].to_come_up) continue;
        leave_queue(id);
        bring_up(id, cause);
    }
}

void Servers::come_up(RackId id, EventId cause) {
    Rack& rack = racks_[id];
    const int servers = stage_.world.racks[id].servers;
    if (rack.drawn < rack.cuts) {
        for (; rack.drawn < rack.cuts; ++rack.drawn) {
            rack.broken += luck_.killed(id, servers - rack.broken, rack.drawn, rack.stressed);
        }
        rack.checking = luck_.checked(id, servers - rack.broken, rack.drawn - 1);
    }
    rack.up = servers - rack.broken - rack.checking;
    const EventId up = turn(id, State::up, cause);
    changed_(id, up);
    if (rack.checking > 0) wait_for_checks(id, up);
    if (rack.broken > 0) mend_broken(id, up);
}

void Servers::wait_for_checks(RackId id, EventId cause) {
    const Ticks longest = luck_.check_time(id, racks_[id].checking, racks_[id].drawn - 1);
    after(longest, id, [this, id, cause] {
        racks_[id].up += std::exchange(racks_[id].checking, 0);
        changed_(id, turn(id, State::up, cause));
    });
}

void Servers::mend_broken(RackId id, EventId cause) {
    const WorldRack& described = stage_.world.racks[id];
    const Ticks work =
        racks_[id].broken * stage_.draws.duration(stage_.world.parameters.servers.fix_per_server,
                                                  "servers.fix_per_server", described.name);
    const auto start = [this, id, work](EventId freed) {
        by_hand(work, [this, id, freed, epoch = racks_[id].epoch] {
            Rack& rack = racks_[id];
            EventId done = freed;
            if (rack.epoch == epoch) {
                rack.up += std::exchange(rack.broken, 0);
                done = turn(id, State::up, freed);
                changed_(id, done);
            }
            technicians_.release(done);
        });
    };
    queue(id, technicians_, {urgency(described).after_all(mending_priority), cause, start});
}

}  // namespace firebreak::engine

// Wires servers, platform, people and measures to one calendar, and plays the timeline into them.
#include "engine/execute.hpp"

#include <optional>

#include "engine/backup_rooms.hpp"
#include "engine/failovers.hpp"
#include "engine/function_levels.hpp"
#include "engine/latency_probe.hpp"
#include "engine/organisation.hpp"
#include "engine/rebuilds.hpp"
#include "engine/restarts.hpp"
#include "engine/scale_outs.hpp"
#include "engine/servers.hpp"

namespace firebreak::engine {
namespace {

class Simulation {
  public:
    Simulation(const World& world, const HazardTimeline& timeline, const Draws& draws, Backend& backend)
        : timeline_{timeline},
          backend_{backend},
          recorder_{calendar_},
          stage_{world, draws, calendar_, recorder_},
          platform_{stage_},
          servers_{stage_,
                   [this](RackId rack, EventId cause) {
                       backend_.set_rack(rack, servers_.up_share(rack) > 0.0);
                       platform_.set_rack(rack, servers_.up_share(rack), cause);
                       touch(cause);
                   },
                   [this](RackId rack, EventId cause) {
                       platform_.scrap_rack(rack);
                       touch(cause);  // it may be dark already, but now its data is gone, too
                   }},
          backup_rooms_{stage_, platform_, backend},
          writes_{stage_, platform_},
          streams_{stage_, platform_, writes_, backend},
          transfers_{stage_, backend, [this] { streams_.look_again(); }},
          restores_{stage_, platform_, transfers_},
          reconciliations_{stage_, platform_, streams_, writes_, touched()},
          spare_{stage_},
          engineers_{stage_},
          restarts_{stage_, platform_, {transfers_, restores_, streams_, writes_, reconciliations_}, engineers_, touched()},
          failovers_{stage_, platform_, reconciliations_, engineers_, touched()},
          rebuilds_{stage_, platform_, transfers_, restores_, reconciliations_, spare_, engineers_, touched()},
          scale_outs_{stage_, platform_, spare_, engineers_, touched()},
          organisation_{stage_, platform_, {[this](EventId cause) { servers_.technicians_arrive(cause); },
                                            [this](EventId cause) {
                                                failovers_.decide(cause);
                                                rebuilds_.decide(cause);
                                                scale_outs_.decide(cause);
                                                levels_.decide(cause);
                                                touch(cause);
                                            }}},
          levels_{stage_, platform_, [this](EventId cause) { organisation_.service_lost(cause); },
                  [this](const std::vector<double>& taken) {
                      writes_.set_taken(taken);
                      if (!playing_) return;
                      streams_.poke();
                      failovers_.look_at_demand();
                  }} {}

    /// Samples the latency of requests from now on; call it before `run`.
    void sample_latency() {
        probe_.emplace(stage_, platform_);
        levels_.watch([this](const auto& offers, const auto& demand, const auto& served) {
            probe_->observe(offers, demand, served);
        });
    }

    ObservationLog run() {
        calendar_.advance_to(ignition_instant - lead_time);
        recorder_.log().pinned_steps = timeline_.pinned_steps;
        levels_.begin();
        calendar_.after(Ticks{0}, Phase::services, [this] { start_streams(); });
        play_next();
        const Instant end = ignition_instant + stage_.world.horizon;
        backend_.run(calendar_, end);
        recorder_.log().end = end;
        return std::move(recorder_.log());
    }

  private:
    std::function<void(EventId)> touched() {
        return [this](EventId cause) { touch(cause); };
    }

    void start_streams() {
        playing_ = true;  // flows run on the backend's clock only
        streams_.watch_partners(EventId{});
        streams_.poke();
    }

    /// Keeps one change of the timeline in the calendar: the next.
    void play_next() {
        if (played_.size() == timeline_.changes.size()) return;
        calendar_.schedule(timeline_.changes[played_.size()].at, Phase::facility, [this] {
            apply(timeline_.changes[played_.size()]);
            play_next();
        });
    }

    void apply(const StateChange& change) {
        const EventId cause = change.cause == StateChange::no_cause ? EventId{} : played_.at(change.cause);
        const EventId event = recorder_.record(change.entity, change.from, change.to, cause, change.value);
        played_.push_back(event);
        if (change.entity.kind == EntityKind::room) {
            room_turned(RoomId{change.entity.index}, change, event);
        } else if (change.entity.kind == EntityKind::fire && change.to == State::cleared) {
            servers_.inspect(stage_.world.rooms[RoomId{change.entity.index}].site, event);
        } else if (change.entity.kind == EntityKind::row && change.to != State::isolated && change.to != State::normal) {
            // Switching it off on purpose, and on again, shows in the turn to dark or energised that follows.
            const RowId row{change.entity.index};
            const bool on = change.to == State::energised;
            servers_.set_row(row, on, event);
            backup_rooms_.row_turned(row, on);
        } else if (change.entity.kind == EntityKind::rack) {
            const RackId rack{change.entity.index};
            const bool on = change.to == State::energised;
            servers_.set_rack(rack, on, event);
        } else if (change.entity.kind == EntityKind::site && (change.to == State::connected || change.to == State::island)) {
            const SiteId site{change.entity.index};
            backend_.set_site_connected(site, change.to == State::connected);
            platform_.set_connected(site, change.to == State::connected, event);
            touch(event);
        }
    }

    /// Smoke, heat, water and fire spoil the racks of a room; a room that is given back lets them return.
    void room_turned(RoomId room, const StateChange& change, EventId event) {
        if (backup_rooms_.room_turned(room, change.from, change.to)) touch(event);
        for (const RowId row : stage_.world.rows.keys()) {
            if (stage_.world.rows[row].room != room) continue;
            if (change.to == State::soiled) servers_.soil_row(row);
            if (change.to == State::too_hot) servers_.stress_row(row);
            if (change.to == State::wet) servers_.wet_row(row, event);
            if (change.to == State::damaged) servers_.scrap_row(row, event);
            if (change.to != State::normal) continue;
            if (change.from == State::wet) servers_.dry_row(row, event);
            if (change.from == State::damaged) servers_.open_row(row, event);
        }
    }

    /// Something changed: settle once, after everything else that happens at this instant.
    void touch(EventId cause) {
        if (!settle_cause_.valid() || cause > settle_cause_) settle_cause_ = cause;
        if (settling_) return;
        settling_ = true;
        calendar_.after(Ticks{0}, Phase::services, [this] { settle(); });
    }

    void settle() {
        settling_ = false;
        const EventId cause = std::exchange(settle_cause_, EventId{});
        streams_.watch_partners(cause);
        platform_.update_availability();
        streams_.poke();
        reconciliations_.count_losses();
        const auto& tool = stage_.world.boots_servers;
        if (tool && platform_.available(*tool) != automation_) {
            automation_ = !automation_;
            servers_.set_automation(automation_, platform_.last_change(*tool));
        }
        restarts_.poke(cause);
        failovers_.poke(cause);
        rebuilds_.poke(cause);
        scale_outs_.poke(cause);
        reconciliations_.poke(cause);
        calendar_.after(Ticks{0}, Phase::measure, [this] { levels_.update(); });
    }

    const HazardTimeline& timeline_;
    Backend& backend_;
    Calendar calendar_;
    Recorder recorder_;
    Stage stage_;
    PlatformState platform_;
    Servers servers_;
    BackupRooms backup_rooms_;
    Writes writes_;
    ReplicationStreams streams_;
    Transfers transfers_;
    Restores restores_;
    Reconciliations reconciliations_;
    SpareServers spare_;
    Engineers engineers_;
    Restarts restarts_;
    Failovers failovers_;
    Rebuilds rebuilds_;
    ScaleOuts scale_outs_;
    Organisation organisation_;
    FunctionLevels levels_;
    std::optional<LatencyProbe> probe_;
    std::vector<EventId> played_;  ///< event of each change played so far
    EventId settle_cause_;
    bool settling_ = false;
    bool automation_ = true;
    bool playing_ = false;
};

}  // namespace

ObservationLog execute(const World& world, const HazardTimeline& timeline, const Draws& draws,
                       Backend& backend, Sampling sampling) {
    Simulation simulation{world, timeline, draws, backend};
    if (sampling == Sampling::latency && world.latency.samples_per_segment > 0) simulation.sample_latency();
    return simulation.run();
}

}  // namespace firebreak::engine

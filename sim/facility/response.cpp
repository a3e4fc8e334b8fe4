// A small event loop over the power graph: changes from outside, batteries that run empty, rooms that heat up.
#include "facility/response.hpp"

#include <map>
#include <queue>
#include <tuple>

#include "facility/power_graph.hpp"

namespace firebreak::facility {
namespace {

class Response {
  public:
    Response(const World& world, const Draws& draws, TimelineBuilder& timeline)
        : world_{world}, draws_{draws}, timeline_{timeline}, graph_{world} {
        row_cooled_.assign(world.rows.size(), 1);
        row_on_.assign(world.rows.size(), 1);
        site_connected_.assign(world.sites.size(), 1);
    }

    void play() {
        const std::vector<ChangeRef> inputs = timeline_.in_order();
        for (const ChangeRef ref : inputs) {
            run_timers_until(timeline_[ref].at);
            const StateChange change = timeline_[ref];  // a copy: adding effects may move the original
            begin(change.at, change.entity, ref);
            apply(change);
        }
        run_timers_until(never);
    }

  private:
    struct Timer {
        Instant at;
        std::uint32_t sequence;
        Entity entity;  ///< power_node: battery empty · room: too hot
        bool operator>(const Timer& other) const {
            return std::tie(at, sequence) > std::tie(other.at, other.sequence);
        }
    };

    /// The change that started a countdown, and the countdown's timer.
    struct Since {
        ChangeRef change;
        std::uint32_t sequence;
    };

    void begin(Instant now, Entity trigger, ChangeRef ref) {
        now_ = now;
        latest_.clear();
        latest_[trigger] = ref;
    }

    void apply(const StateChange& change) {
        const auto listener = [this](Entity e, State from, State to, Entity parent) { turned(e, from, to, parent); };
        const bool back = change.to == State::normal;
        if (change.entity.kind == EntityKind::power_node) {
            const PowerNodeId node{change.entity.index};
            if (change.to == State::isolated || (back && change.from == State::isolated)) {
                graph_.set_isolated(node, !back, listener);
            } else if (change.to == State::damaged || (back && change.from == State::damaged)) {
                graph_.set_damaged(node, !back, listener);
            }
        } else if (change.entity.kind == EntityKind::cable) {
            if (change.to == State::damaged || back) graph_.set_cut(CableId{change.entity.index}, !back, listener);
        } else if (change.entity.kind == EntityKind::fire && change.to == State::burning) {
            for (const PowerNodeId node : world_.power.keys()) {
                if (world_.power[node].battery_room == RoomId{change.entity.index}) {
                    latest_[entity(EntityKind::power_node, node)] = latest_.at(change.entity);
                    graph_.lose_battery(node, listener);
                }
            }
        }
    }

    void run_timers_until(Instant limit) {
        while (!timers_.empty() && timers_.top().at <= limit && timers_.top().at != never) {
            const Timer timer = timers_.top();
            timers_.pop();
            now_ = timer.at;
            latest_.clear();
            const auto since = started_.find(timer.entity);
            // Power or cooling came back in between, perhaps for a while only: then a later timer counts.
            if (since == started_.end() || since->second.sequence != timer.sequence) continue;
            if (timer.entity.kind == EntityKind::power_node) {
                latest_[timer.entity] = since->second.change;
                graph_.battery_empty(PowerNodeId{timer.entity.index}, [this](Entity e, State from, State to, Entity parent) {
                    turned(e, from, to, parent);
                });
            } else {
                overheat(RoomId{timer.entity.index});
            }
        }
    }

    void arm(Entity what, ChangeRef cause, Ticks delay) {
        started_[what] = {cause, sequence_};
        timers_.push({now_ + delay, sequence_, what});
        ++sequence_;
    }

    ChangeRef add(Entity what, State from, State to, ChangeRef cause, double value = 0.0) {
        const ChangeRef ref = timeline_.add({now_, what, from, to, cause, value});
        latest_[what] = ref;
        return ref;
    }

    /// The power graph reports a turn; cooling, network and rows draw their conclusions.
    void turned(Entity what, State from, State to, Entity parent) {
        const ChangeRef cause = latest_.at(parent);
        switch (what.kind) {
            case EntityKind::row: update_row(RowId{what.index}, cause); break;
            case EntityKind::power_node: {
                const ChangeRef ref = add(what, from, to, cause);
                if (to == State::on_battery) {
                    arm(what, ref, world_.power[PowerNodeId{what.index}].battery_autonomy);
                } else {
                    started_.erase(what);
                }
                break;
            }
            case EntityKind::cooling: {
                const ChangeRef ref = add(what, from, to, cause);
                for (const RoomId room : world_.cooling[CoolingId{what.index}].serves) update_cooling(room, ref);
                break;
            }
            default: {
                const ChangeRef ref = add(what, from, to, cause);
                update_site(world_.devices[DeviceId{what.index}].site, ref);
            }
        }
    }

    [[nodiscard]] bool cooled(RoomId room) const {
        bool served = false;
        for (const CoolingId unit : world_.cooling.keys()) {
            for (const RoomId one : world_.cooling[unit].serves) {
                if (one != room) continue;
                if (graph_.live(unit)) return true;
                served = true;
            }
        }
        return !served;  // a room without units of its own is cooled by means outside the model
    }

    void update_cooling(RoomId room, ChangeRef cause) {
        const Entity what = entity(EntityKind::room, room);
        if (!cooled(room)) {
            if (started_.contains(what)) return;
            arm(what, cause, draws_.duration(world_.parameters.restoration.thermal_ride_through,
                                             "facility.thermal_ride_through", world_.rooms[room].name));
            return;
        }
        started_.erase(what);
        for (const RowId row : world_.rows.keys()) {
            if (world_.rows[row].room != room || row_cooled_[row]) continue;
            row_cooled_[row] = 1;
            update_row(row, cause);
        }
    }

    void overheat(RoomId room) {
        ChangeRef cause = started_.at(entity(EntityKind::room, room)).change;
        bool announced = false;
        for (const RowId row : world_.rows.keys()) {
            if (world_.rows[row].room != room) continue;
            row_cooled_[row] = 0;
            if (!graph_.live(row)) continue;
            if (!announced) cause = add(entity(EntityKind::room, room), State::normal, State::too_hot, cause);
            announced = true;
            update_row(row, cause);
        }
    }

    void update_row(RowId row, ChangeRef cause) {
        const bool on = graph_.live(row) && row_cooled_[row];
        if (on == static_cast<bool>(row_on_[row])) return;
        row_on_[row] = on;
        add(entity(EntityKind::row, row), on ? State::dark : State::energised, on ? State::energised : State::dark,
            cause, world_.rows[row].load.value());
    }

    void update_site(SiteId site, ChangeRef cause) {
        const auto any_live = [&](DeviceKind kind) {
            bool none = true;
            for (const DeviceId id : world_.devices.keys()) {
                if (world_.devices[id].site != site || world_.devices[id].kind != kind) continue;
                if (graph_.live(id)) return true;
                none = false;
            }
            return none;
        };
        const bool connected = any_live(DeviceKind::border) && any_live(DeviceKind::core);
        if (connected == static_cast<bool>(site_connected_[site])) return;
        site_connected_[site] = connected;
        add(entity(EntityKind::site, site), connected ? State::island : State::connected,
            connected ? State::connected : State::island, cause);
    }

    const World& world_;
    const Draws& draws_;
    TimelineBuilder& timeline_;
    PowerGraph graph_;
    Instant now_{};
    std::map<Entity, ChangeRef> latest_;   ///< what has changed in this step, for causes
    std::map<Entity, Since> started_;      ///< discharging UPS, rooms without cooling: since when
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;
    std::uint32_t sequence_ = 0;
    Table<RowId, char> row_cooled_;
    Table<RowId, char> row_on_;
    Table<SiteId, char> site_connected_;
};

}  // namespace

void respond(const World& world, const Draws& draws, TimelineBuilder& timeline) {
    Response{world, draws, timeline}.play();
}

}  // namespace firebreak::facility

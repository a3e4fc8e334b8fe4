// Explicit steps over the rooms of the burning site.
#include "hazard/smoke.hpp"

#include <algorithm>
#include <map>

#include "hazard/wall.hpp"

namespace firebreak::hazard {
namespace {

constexpr double step_s = 60.0;

struct Exchange {
    RoomId a;
    RoomId b;
    double share_volume_m3 = 0.0;  ///< moved each way in a step
};

double volume_of(const WorldRoom& room) { return room.area.value() * room.height.value(); }

class SmokeModel {
  public:
    SmokeModel(const World& world, SiteId site, const Draws& draws) : world_{world}, draws_{draws} {
        soot_.assign(world.rooms.size(), 0.0);
        for (const RoomId id : world.rooms.keys()) {
            const WorldRoom& room = world.rooms[id];
            alarm_level_.add(draws.number(world.parameters.smoke.alarm_g_per_m3, "smoke.alarm", room.name));
            if (room.site != site) continue;
            rooms_.push_back(id);
            add_openings(id, room);
        }
        add_air_systems();
        effects_.assign(world.rooms.size(), SmokeEffect{});
    }

    void release(RoomId room, double grams) { soot_[room] += grams; }

    void step(Instant now) {
        for (const Exchange& exchange : exchanges_) {
            const double net = exchange.share_volume_m3 * (concentration(exchange.a) - concentration(exchange.b));
            soot_[exchange.a] -= net;
            soot_[exchange.b] += net;
        }
        for (const RoomId id : rooms_) {
            const WorldRoom& room = world_.rooms[id];
            if (soot_[id] <= 0.0) continue;
            soot_[id] *= std::max(0.0, 1.0 - room.air_changes_per_hour * step_s / 3600.0);
            SmokeEffect& effect = effects_[id];
            effect.dose_g_s_per_m3 += concentration(id) * step_s;
            if (!effect.alarm && concentration(id) >= alarm_level_[id]) effect.alarm = now;
        }
    }

    [[nodiscard]] const Table<RoomId, SmokeEffect>& effects() const { return effects_; }

  private:
    [[nodiscard]] double concentration(RoomId id) const { return soot_[id] / volume_of(world_.rooms[id]); }

    void add(RoomId a, RoomId b, double flow_m3_per_s) {
        const double smaller = std::min(volume_of(world_.rooms[a]), volume_of(world_.rooms[b]));
        exchanges_.push_back({a, b, std::min(flow_m3_per_s * step_s, 0.5 * smaller)});
    }

    /// Each pair once, from its first room.
    void add_openings(RoomId id, const WorldRoom& room) {
        const SmokeParameters& p = world_.parameters.smoke;
        for (const WorldBarrier& barrier : room.barriers) {
            if (barrier.to < id) continue;
            const bool open = door_stands_open(world_, barrier, wall_name(world_, room, barrier), draws_);
            const double smaller = std::min(volume_of(room), volume_of(world_.rooms[barrier.to]));
            add(id, barrier.to, open ? p.door_flow_m3_per_s : p.leakage_per_hour * smaller / 3600.0);
        }
        for (const RoomId other : room.shared_void_with) {
            if (id < other) add(id, other, p.door_flow_m3_per_s);
        }
    }

    /// Rooms of one system are chained: what one exhales the next inhales.
    void add_air_systems() {
        std::map<std::string, RoomId> last;
        for (const RoomId id : rooms_) {
            const WorldRoom& room = world_.rooms[id];
            if (room.air_system.empty()) continue;
            const auto found = last.find(room.air_system);
            if (found != last.end()) add(found->second, id, std::max(1.0, room.air_changes_per_hour) * volume_of(room) / 3600.0);
            last[room.air_system] = id;
        }
    }

    const World& world_;
    const Draws& draws_;
    std::vector<RoomId> rooms_;
    std::vector<Exchange> exchanges_;
    Table<RoomId, double> soot_;
    Table<RoomId, double> alarm_level_;
    Table<RoomId, SmokeEffect> effects_;
};

/// Mean heat release between two ages of a room's fire, from its history.
class HeatReader {
  public:
    explicit HeatReader(const BurningRoom& room) : samples_{room.history.heat}, offset_s_{hours_of(room.ignited) * 3600.0} {}

    double heat_w(double at_s) {
        const double age = at_s - offset_s_;
        if (age < 0.0 || samples_.empty() || age > samples_.back().at.count()) return 0.0;
        while (next_ + 1 < samples_.size() && samples_[next_].at.count() < age) ++next_;
        return samples_[next_].heat.value();
    }

  private:
    const std::vector<HeatSample>& samples_;
    double offset_s_;
    std::size_t next_ = 0;
};

}  // namespace

Table<RoomId, SmokeEffect> spread_smoke(const World& world, const std::vector<BurningRoom>& fire, Instant until, const Draws& draws) {
    SmokeModel model{world, world.rooms[fire.front().room].site, draws};
    std::vector<HeatReader> readers(fire.begin(), fire.end());
    // Marks are made when the fire is under control: what comes after the horizon is never seen.
    const double end_s = hours_of(std::min(until, ignition_instant + world.horizon)) * 3600.0;
    for (double at_s = 0.0; at_s < end_s; at_s += step_s) {
        for (std::size_t i = 0; i < fire.size(); ++i) {
            const double burnt_mj = readers[i].heat_w(at_s + 0.5 * step_s) * step_s * 1e-6;
            model.release(fire[i].room, burnt_mj * world.parameters.smoke.yield_kg_per_mj * 1000.0);
        }
        model.step(ignition_instant + to_ticks(Seconds{at_s + step_s}));
    }
    return model.effects();
}

}  // namespace firebreak::hazard

// One pass over the age of a fire; thresholds are interpolated inside the step that crosses them.
#include "hazard/room_history.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "hazard/ceiling_jet.hpp"
#include "hazard/flashover.hpp"
#include "hazard/layer_temperature.hpp"
#include "hazard/oxygen.hpp"
#include "hazard/standard_fire.hpp"
#include "hazard/wall.hpp"

namespace firebreak::hazard {
namespace {

/// Default lining of NUREG-1805: concrete.
constexpr Lining concrete{.conductivity_w_per_mk = 1.6,
                          .density_kg_per_m3 = 2400.0,
                          .specific_heat_j_per_kgk = 750.0,
                          .thickness = Metres{0.3}};
/// Share of the room's volume that holds the released heat while the layer forms (judgement).
constexpr double layer_share = 1.0 / 3.0;

class Follower {
  public:
    Follower(const World& world, RoomId room, const RoomFire& fire, const Hindrance& hindrance,
             const Draws& draws)
        : world_{world},
          draws_{draws},
          damage_{world.parameters.damage},
          id_{room},
          room_{world.rooms[room]},
          fire_{fire},
          hindrance_{hindrance} {
        const double area = room_.area.value(), height = room_.height.value();
        volume_ = CubicMetres{area * height};
        enclosure_ = SquareMetres{2.0 * area + 4.0 * std::sqrt(area) * height - room_.opening_area.value()};
        const std::array vents{Vent{room_.opening_area, room_.opening_height}};
        ventilation_ = ventilation_factor(vents);
        const OxygenSupply air{
            .volume = volume_,
            .inflow = CubicMetresPerSecond{room_.air_changes_per_hour * volume_.value() / 3600.0}};
        oxygen_ = usable_energy(air);
        fed_ = ventilation_limit(ventilation_) + sustained_release(air);
        draw_thresholds();
    }

    RoomHistory follow(double step_factor) {
        Sample before = sample(Seconds{0.0});
        // Flashover prolongs the fire: the end is looked at anew in each step.
        for (Seconds end = end_of_fire(); before.at < end; end = end_of_fire()) {
            const Seconds step = std::max(Seconds{1.0}, before.at * 0.02) * step_factor;
            const Seconds next = std::min(end, before.at + step);
            burn(before.at, next);
            const Sample now = sample(next);
            note(before, now);
            before = now;
            // What the new flames release shows from the next step on.
            if (history_.flashover && !engulfed_) engulf(*history_.flashover);
        }
        return std::move(history_);
    }

  private:
    struct Sample {
        Seconds at{};
        Watts heat{};
        Celsius layer{};
        Celsius above{};  ///< at the ceiling over the fire
        Celsius at_void{};
        double flashover = 0.0;  ///< 1: the room flashes over
    };
    struct Wall {
        RoomId to;
        Seconds resistance{};
        Seconds dose{};
        bool failed = false;
    };

    void draw_thresholds() {
        const std::string& name = room_.name;
        cable_ = Celsius{draws_.number(damage_.cable_damage_c, "damage.cable", name)};
        electronics_ = Celsius{draws_.number(damage_.electronics_damage_c, "damage.electronics", name)};
        flashover_ = Celsius{draws_.number(damage_.flashover_c, "damage.flashover", name)};
        flashover_place_ = Ratio{draws_.uniform("damage.flashover_place", name)};
        void_distance_ =
            Metres{std::max(0.1, draws_.number(damage_.void_distance_m, "damage.void_distance", name))};
        for (const WorldBarrier& barrier : room_.barriers) {
            const std::string wall = wall_name(world_, room_, barrier);
            const bool weak = draws_.happens(damage_.barrier_defect, "damage.barrier_defect", wall) ||
                              door_stands_open(world_, barrier, wall, draws_);
            const double strength = draws_.number(damage_.barrier_strength, "damage.barrier_strength", wall);
            walls_.push_back(
                {barrier.to, barrier.rating * strength * (weak ? damage_.defect_strength : 1.0)});
        }
    }

    /// What the units would release, cut by sprinklers and by air.
    [[nodiscard]] Watts burning(Seconds at) const {
        Watts heat = heat_release(fire_, at);
        if (hindrance_.sprayed && at > *hindrance_.sprayed) {
            const Seconds wet = at - *hindrance_.sprayed;
            heat = std::min(heat,
                            heat_release(fire_, *hindrance_.sprayed) * std::exp(-(wet / hindrance_.decay)));
        }
        return oxygen_.value() > 0.0 ? heat : std::min(heat, fed_);
    }

    void burn(Seconds from, Seconds to) {
        const Joules burnt = (burning(from) + burning(to)) * 0.5 * (to - from);
        released_ += burnt;
        oxygen_ = Joules{
            std::max(0.0, oxygen_.value() - std::max(0.0, burnt.value() - (fed_ * (to - from)).value()))};
    }

    [[nodiscard]] Seconds end_of_fire() const { return std::min(hindrance_.end, burnt_out(fire_)); }

    [[nodiscard]] Kelvins first_law_rise() const {
        return sealed_room_rise(released_, CubicMetres{volume_.value() * layer_share});
    }

    /// How near the room is to flashover; 1 is there.
    [[nodiscard]] double flashover_share(Watts heat, Kelvins layer, Seconds at) const {
        const Kelvins needed = flashover_ - Celsius{damage_.ambient_c};
        if (heat.value() <= 0.0 || at.count() <= 0.0) return 0.0;
        if (ventilation_.value() <= 0.0) return layer / needed;
        const FlashoverBand band = flashover_band({ventilation_, enclosure_, conduction_loss(concrete, at)});
        return std::min(heat / band.at(flashover_place_), first_law_rise() / needed);
    }

    void engulf(Seconds at) {
        engulfed_ = true;
        fire_ = engulfed(world_, id_, fire_, at, draws_);
        for (std::optional<Seconds>* lost : {&history_.cables_lost, &history_.equipment_lost}) {
            if (!*lost) *lost = at;
        }
    }

    [[nodiscard]] Kelvins layer_rise(Watts heat, Seconds at) const {
        if (heat.value() <= 0.0 || at.count() <= 0.0) return Kelvins{0.0};
        const Kelvins bound = first_law_rise();
        if (ventilation_.value() <= 0.0) {
            const ClosedRoomFire closed{heat, volume_, enclosure_, concrete};
            return std::min(bound, closed_room_rise(closed, at));
        }
        return std::min(bound, mqh_rise({heat, ventilation_, enclosure_, conduction_loss(concrete, at)}));
    }

    [[nodiscard]] Sample sample(Seconds at) const {
        const Celsius ambient{damage_.ambient_c};
        Sample now{at, burning(at), {}, {}, {}, 0.0};
        const Kelvins layer = layer_rise(now.heat, at);
        const Watts unit = std::min(now.heat, hottest_unit(fire_, at));
        now.layer = ambient + layer;
        now.flashover = flashover_share(now.heat, layer, at);
        now.above = ambient + std::max(layer, jet_rise(unit, {Metres{0.1}, room_.height}));
        now.at_void = ambient + std::max(layer, jet_rise(unit, {void_distance_, room_.height}));
        return now;
    }

    /// The time in the step at which `value` passes `threshold`, if it does.
    template <class Value>
    static std::optional<Seconds> crossed(const Sample& a, const Sample& b, Value Sample::*value,
                                          Value threshold) {
        if (b.*value < threshold) return std::nullopt;
        if (a.*value >= threshold) return a.at;
        return a.at + (b.at - a.at) * ((threshold - a.*value) / (b.*value - a.*value));
    }

    void note(const Sample& a, const Sample& b) {
        const auto first = [&](std::optional<Seconds>& when, auto value, auto threshold) {
            if (!when) when = crossed(a, b, value, threshold);
        };
        first(history_.cables_lost, &Sample::above, cable_);
        first(history_.void_heated, &Sample::at_void, electronics_);
        first(history_.equipment_lost, &Sample::layer, electronics_);
        first(history_.flashover, &Sample::flashover, 1.0);
        history_.heat.push_back({b.at, b.heat});
        for (Wall& wall : walls_) {
            const double rate = 0.5 * (dose_rate(a.layer, a.at) + dose_rate(b.layer, b.at));
            wall.dose += (b.at - a.at) * rate;
            if (wall.failed || wall.dose < wall.resistance || b.layer.value() < damage_.ignition_c) continue;
            wall.failed = true;
            // Interpolated where the dose decided; at the end of the step where the temperature did.
            const Seconds excess = wall.dose - wall.resistance;
            history_.breaches.push_back(
                {wall.to, std::max(a.at, b.at - excess * (rate > 0.0 ? 1.0 / rate : 0.0))});
        }
    }

    const World& world_;
    const Draws& draws_;
    const DamageParameters& damage_;
    RoomId id_;
    const WorldRoom& room_;
    RoomFire fire_;
    const Hindrance& hindrance_;
    CubicMetres volume_{};
    SquareMetres enclosure_{};
    VentilationFactor ventilation_{};
    Joules oxygen_{};
    Watts fed_{};
    Joules released_{};
    Celsius cable_{}, electronics_{}, flashover_{};
    Ratio flashover_place_{};
    bool engulfed_ = false;
    Metres void_distance_{};
    std::vector<Wall> walls_;
    RoomHistory history_;
};

}  // namespace

RoomHistory follow_fire(const World& world, RoomId room, const RoomFire& fire, const Hindrance& hindrance,
                        const Draws& draws, double step_factor) {
    return Follower{world, room, fire, hindrance, draws}.follow(step_factor);
}

}  // namespace firebreak::hazard

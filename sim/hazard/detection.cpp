// Both look at the unit that burns first: it is the one below the detectors.
#include "hazard/detection.hpp"

#include <algorithm>

#include "hazard/ceiling_jet.hpp"

namespace firebreak::hazard {
namespace {

/// The ceiling jet grows with heat release: bisection finds the release that gives the rise.
Watts release_for_rise(Kelvins rise, const JetPoint& point) {
    double low = 0.0, high = 1e9;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        (jet_rise(Watts{middle}, point) < rise ? low : high) = middle;
    }
    return Watts{high};
}

JetPoint detector(const World& world, const WorldRoom& room, const Draws& draws) {
    const double radius =
        draws.number(world.parameters.detection.spot_radius_m, "fire.detector_radius", room.name);
    return {Metres{std::max(0.1, radius)}, room.height};
}

std::optional<Seconds> after(Seconds start, std::optional<Seconds> time) {
    return time ? std::optional{start + *time} : std::nullopt;
}

}  // namespace

std::optional<Seconds> alarm_time(const World& world, RoomId id, const RoomFire& fire, const Draws& draws) {
    const WorldRoom& room = world.rooms[id];
    const DetectionParameters& p = world.parameters.detection;
    if (room.detection == Detection::none) return std::nullopt;
    if (room.detection == Detection::gas) {
        if (room.fuel.kind != Fuel::li_ion_cabinet) return std::nullopt;
        return seconds_of(draws.duration(p.gas_response, "fire.gas_response", room.name));
    }
    if (fire.units.empty()) return std::nullopt;
    const BurningUnit& first = first_unit(fire);
    if (room.detection == Detection::aspirating) {
        const Watts heat{draws.number(p.aspirating_heat_w, "fire.aspirating_heat", room.name)};
        const auto visible = time_of_release(first.curve, heat);
        if (!visible) return std::nullopt;
        return first.lit + *visible +
               seconds_of(draws.duration(p.aspirating_transport, "fire.aspirating_transport", room.name));
    }
    const Kelvins rise{draws.number(p.spot_rise_k, "fire.spot_rise", room.name)};
    return after(first.lit,
                 time_of_release(first.curve, release_for_rise(rise, detector(world, room, draws))));
}

std::optional<Seconds> sprinkler_time(const World& world, RoomId id, const RoomFire& fire,
                                      const Draws& draws) {
    const WorldRoom& room = world.rooms[id];
    const SuppressionParameters& p = world.parameters.suppression;
    if (!room.sprinklers || fire.units.empty()) return std::nullopt;
    if (!draws.happens(p.sprinkler_operates, "fire.sprinkler_operates", room.name)) return std::nullopt;
    const LinkExposure head{
        // A link without any lag is one that follows the gas within the step.
        .link = {.index = ResponseIndex{std::max(1e-3, draws.number(p.sprinkler_index, "fire.sprinkler_index", room.name))},
                 .activation =
                     Celsius{draws.number(p.sprinkler_activation_c, "fire.sprinkler_activation", room.name)}},
        .point = detector(world, room, draws),
        .ambient = Celsius{world.parameters.damage.ambient_c},
        .step = Seconds{10.0},
        .horizon = Hours{1.0}};
    const BurningUnit& first = first_unit(fire);
    return after(first.lit, activation_time(head, first.curve));
}

}  // namespace firebreak::hazard

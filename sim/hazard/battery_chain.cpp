// Chains of hops, each with its own draw, so that a longer chain does not move the luck of a shorter.
#include "hazard/battery_chain.hpp"

#include <algorithm>

namespace firebreak::hazard {
namespace {

/// Draws one battery fire; holds what every step of it needs.
class Spread {
  public:
    Spread(const BatteryParameters& parameters, const CabinetLine& line, const Draws& draws,
           std::string_view entity)
        : parameters_{parameters}, line_{line}, draws_{draws}, entity_{entity} {}

    /// Cells of the origin that run away, until the module does.
    std::vector<Seconds> cells() const {
        return draw_chain({.hop = parameters_.cell,
                           .units = parameters_.cells_until_module,
                           .purpose = "battery.cell",
                           .entity = entity_},
                          draws_);
    }

    CabinetFire cabinet(std::size_t index, Seconds reached, Seconds module_lit) const {
        const std::string name = entity_ + "/" + std::to_string(index);
        CabinetFire fire{.reached = reached,
                         .cells = module_lit - reached,
                         .modules = draw_chain({.hop = parameters_.module,
                                                .units = line_.modules_per_cabinet,
                                                .purpose = "battery.module",
                                                .entity = name},
                                               draws_)};
        for (Seconds& module : fire.modules) module += module_lit;
        return fire;
    }

    /// When the fire crosses a gap, if it does; `lit` is the burning side's first module.
    std::optional<Seconds> crossing(std::size_t gap, Seconds lit) const {
        const auto index = static_cast<std::uint32_t>(gap);
        const Probability spreads = spread_across(parameters_, line_.gaps[gap]);
        if (draws_.uniform("battery.gap", entity_, index) >= spreads.value()) return std::nullopt;
        const Ticks delay = draws_.duration(parameters_.cabinet_delay, "battery.gap_delay", entity_, index);
        return lit + seconds_of(delay) * parameters_.slowdown;
    }

  private:
    const BatteryParameters& parameters_;
    const CabinetLine& line_;
    const Draws& draws_;
    std::string entity_;
};

}  // namespace

std::vector<Seconds> draw_chain(const Chain& chain, const Draws& draws) {
    FIREBREAK_ASSERT(chain.units > 0, "a chain has a first unit");
    const std::string delay_purpose = std::string{chain.purpose} + "_delay";
    std::vector<Seconds> burning{Seconds{0.0}};
    for (std::uint32_t i = 0; i + 1 < static_cast<std::uint32_t>(chain.units); ++i) {
        if (draws.uniform(chain.purpose, chain.entity, i) >= chain.hop.spreads.value()) break;
        const Ticks delay = draws.duration(chain.hop.delay, delay_purpose, chain.entity, i);
        burning.push_back(burning.back() + seconds_of(delay));
    }
    return burning;
}

Probability spread_across(const BatteryParameters& parameters, Gap gap) {
    switch (gap) {
        case Gap::tested:
            return parameters.across_tested_gap;
        case Gap::adjacent:
            return parameters.across_adjacent;
        case Gap::none:
            return parameters.across_no_gap;
    }
    raise_bug(__FILE__, __LINE__, "every gap has a probability");
}

BatteryFire draw_battery_fire(const BatteryParameters& parameters, const CabinetLine& line,
                              const Draws& draws, std::string_view entity) {
    FIREBREAK_ASSERT(line.origin <= line.gaps.size(), "the origin stands in the line");
    FIREBREAK_ASSERT(parameters.slowdown >= 1.0, "water does not hasten a fire");
    const Spread spread{parameters, line, draws, entity};
    BatteryFire fire(line.gaps.size() + 1);
    const std::vector<Seconds> cells = spread.cells();
    if (static_cast<int>(cells.size()) < parameters.cells_until_module) {
        fire[line.origin] = CabinetFire{.reached = Seconds{0.0}, .cells = cells.back(), .modules = {}};
        return fire;
    }
    fire[line.origin] = spread.cabinet(line.origin, Seconds{0.0}, cells.back());
    for (std::size_t i = line.origin; i < line.gaps.size(); ++i) {
        const auto lit = spread.crossing(i, fire[i]->modules.front());
        if (!lit) break;
        fire[i + 1] = spread.cabinet(i + 1, *lit, *lit);
    }
    for (std::size_t i = line.origin; i > 0; --i) {
        const auto lit = spread.crossing(i - 1, fire[i]->modules.front());
        if (!lit) break;
        fire[i - 1] = spread.cabinet(i - 1, *lit, *lit);
    }
    return fire;
}

int burning_cabinets(const BatteryFire& fire) {
    return static_cast<int>(std::count_if(
        fire.begin(), fire.end(), [](const auto& cabinet) { return cabinet && !cabinet->modules.empty(); }));
}

int burning_modules(const BatteryFire& fire) {
    int sum = 0;
    for (const auto& cabinet : fire) sum += cabinet ? static_cast<int>(cabinet->modules.size()) : 0;
    return sum;
}

}  // namespace firebreak::hazard

// One pass down the graph for utility power, one pass up for calls.
#include "facility/generators.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::facility {
namespace {

/// A draw from a distribution of which only `share` of the hazard acts: S(t)^share = 1 - u.
Ticks lasts_under(const UncertainDuration& whole, double share, double u) {
    if (share <= 0.0) return Ticks::max();
    const double failed = -std::expm1(std::log1p(-u) / share);
    if (failed <= 0.0 || failed >= 1.0) return failed <= 0.0 ? Ticks{0} : Ticks::max();
    const double seconds = quantile(whole.in_seconds, failed);
    if (!(seconds < Seconds{Hours{1e6}}.count())) return Ticks::max();
    return std::max(Ticks{0}, to_ticks(Seconds{seconds}));
}

}  // namespace

Generators::Generators(const World& world, const Draws& draws)
    : world_{world}, draws_{draws}, sets_{standby_generators(world)} {
    if (sets_.empty()) return;
    has_utility_.assign(world.power.size(), 0);
    caller_.assign(world.power.size(), PowerNodeId{});
    on_utility_.assign(world.power.size(), 0);
    for (bool changed = true; changed;) {
        changed = false;
        for (const PowerNodeId id : world.power.keys()) {
            bool now = world.power[id].kind == PowerKind::utility;
            for (const CableId cable : world.power[id].inputs)
                now = now || on_utility_[world.cables[cable].from];
            changed = changed || now != static_cast<bool>(on_utility_[id]);
            on_utility_[id] = now;
        }
    }
}

void Generators::review(const PowerGraph& graph, const std::vector<PowerNodeId>& downstream) {
    for (const PowerNodeId id : downstream) {
        const WorldPowerNode& node = world_.power[id];
        int live = 0;
        for (const CableId cable : node.inputs) {
            if (graph.whole(cable) && has_utility_[world_.cables[cable].from]) ++live;
        }
        const bool supplied =
            node.kind == PowerKind::utility || (!node.inputs.empty() && live >= node.inputs_needed);
        has_utility_[id] = graph.closed(id) && supplied;
        caller_[id] = {};
    }
    for (auto id = downstream.rbegin(); id != downstream.rend(); ++id) {
        if (!graph.closed(*id)) continue;
        const bool lacks = on_utility_[*id] ? !has_utility_[*id] : caller_[*id].valid();
        if (!lacks) continue;
        for (const CableId cable : world_.power[*id].inputs) caller_[world_.cables[cable].from] = *id;
    }
}

MemberFailure Generators::failure_at(const std::string& site) const {
    const FacilityParameters& parameters = world_.parameters.facility;
    const Ratio fails = draws_.ratio(parameters.generator_fails_to_start, "facility.generator_fails", site);
    return {.fails = Probability{fails.value()},
            .from_common_cause =
                draws_.ratio(parameters.generator_common_cause, "facility.generator_common", site)};
}

bool Generators::starts(PowerNodeId set) const {
    const std::string& site = world_.sites[world_.power[set].site].name;
    const MemberFailure failure = failure_at(site);
    const Probability together{failure.fails.value() * failure.from_common_cause.value()};
    const Probability alone{failure.fails.value() - together.value()};
    return !draws_.happens(together, "facility.generators_of_site", site) &&
           !draws_.happens(alone, "facility.generator", world_.power[set].name);
}

Ticks Generators::delay(PowerNodeId set) const {
    const FacilityParameters& parameters = world_.parameters.facility;
    const std::string& name = world_.power[set].name;
    return draws_.duration(parameters.generator_start, "facility.generator_start", name) +
           draws_.duration(parameters.transfer, "facility.transfer", name);
}

Ticks Generators::lasts(PowerNodeId set, std::uint32_t run) const {
    const std::string& site = world_.sites[world_.power[set].site].name;
    const UncertainDuration& whole = world_.parameters.facility.generator_run;
    const double common = failure_at(site).from_common_cause.value();
    return std::min(lasts_under(whole, common, draws_.uniform("facility.generators_of_site_run", site, run)),
                    lasts_under(whole, 1.0 - common,
                                draws_.uniform("facility.generator_run", world_.power[set].name, run)));
}

}  // namespace firebreak::facility

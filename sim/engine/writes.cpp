// Shares that hold from one update to the next.
#include "engine/writes.hpp"

#include <algorithm>
#include <cmath>

namespace firebreak::engine {
namespace {

/// Everything that a request of the function may write to.
std::vector<ComponentId> reached_by(const World& world, const WorldFunction& function) {
    std::vector<ComponentId> reached = function.needs;
    for (const WorldSoftNeed& soft : function.degraded_without) {
        if (std::find(reached.begin(), reached.end(), soft.component) == reached.end()) reached.push_back(soft.component);
    }
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const ComponentId further : world.components[reached[i]].needs) {
            if (std::find(reached.begin(), reached.end(), further) == reached.end()) reached.push_back(further);
        }
    }
    return reached;
}

}  // namespace

Writes::Writes(const Stage& stage, const PlatformState& platform) : stage_{stage}, platform_{platform} {
    const World& world = stage.world;
    Account empty;
    empty.since = empty.last = ignition_instant - lead_time;
    accounts_.assign(world.components.size(), empty);
    for (const FunctionId id : world.functions.keys()) {
        const double requests = world.functions[id].users_peak * world.functions[id].requests_per_user_hour;
        if (requests <= 0.0) continue;
        for (const ComponentId c : reached_by(world, world.functions[id])) accounts_[c].behind.push_back({id, requests});
    }
    for (Account& account : accounts_) {
        double sum = 0.0;
        for (const Behind& each : account.behind) sum += each.weight;
        for (Behind& each : account.behind) each.weight /= sum;
    }
}

void Writes::set_taken(const std::vector<double>& taken) {
    for (const ComponentId id : accounts_.keys()) {
        Account& account = accounts_[id];
        account.total = total(id);
        account.last = last(id);
        account.since = stage_.calendar.now();
        const bool nothing_behind = account.behind.empty();
        double share = nothing_behind ? 1.0 : 0.0;
        for (const Behind& each : account.behind) share += each.weight * taken[each.function.value];
        if (std::abs(share - 1.0) < 1e-9) share = 1.0;  // a sum of weights misses it by a last bit
        account.share = platform_.available(id) ? share : 0.0;
    }
}

Seconds Writes::total(ComponentId id) const {
    const Account& account = accounts_[id];
    return account.total + seconds_of(stage_.calendar.now() - account.since) * account.share;
}

Instant Writes::last(ComponentId id) const {
    return accounts_[id].share > 0.0 ? stage_.calendar.now() : accounts_[id].last;
}

}  // namespace firebreak::engine

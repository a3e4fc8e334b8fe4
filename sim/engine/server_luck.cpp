// Shares are drawn once a site, counts once a rack and cut.
#include "engine/server_luck.hpp"

#include <algorithm>

namespace firebreak::engine {

const ServerLuck::Shares& ServerLuck::shares_at(RackId rack) {
    const World& world = stage_.world;
    const SiteId site = world.rows[world.racks[rack].row].site;
    auto& shares = shares_[site];
    if (!shares) {
        const ServerParameters& p = world.parameters.servers;
        const std::string& name = world.sites[site].name;
        shares =
            Shares{.non_return = stage_.draws.ratio(p.non_return, "servers.non_return", name),
                   .stressed = stage_.draws.ratio(p.non_return_stressed, "servers.non_return_stressed", name),
                   .fully_checked = stage_.draws.ratio(p.fully_checked, "servers.fully_checked", name)};
    }
    return *shares;
}

int ServerLuck::killed(RackId rack, int alive, std::uint32_t cut, bool stressed) {
    const Shares& shares = shares_at(rack);
    const Ratio share = stressed ? std::max(shares.non_return, shares.stressed) : shares.non_return;
    return stage_.draws.binomial(alive, Probability{share.value()}, "servers.broken",
                                 stage_.world.racks[rack].name, cut);
}

int ServerLuck::checked(RackId rack, int alive, std::uint32_t cut) {
    return stage_.draws.binomial(alive, Probability{shares_at(rack).fully_checked.value()}, "servers.checked",
                                 stage_.world.racks[rack].name, cut);
}

Ticks ServerLuck::check_time(RackId rack, int count, std::uint32_t cut) const {
    return stage_.draws.longest(stage_.world.parameters.servers.full_check, count, "servers.full_check",
                                stage_.world.racks[rack].name, cut);
}

}  // namespace firebreak::engine

// Servers that stand in racks and belong to nobody: given away once, first come first served.
#pragma once

#include "engine/stage.hpp"

namespace firebreak::engine {

class SpareServers {
  public:
    explicit SpareServers(const World& world) {
        for (const WorldSite& site : world.sites) left_.add(site.spare_servers);
    }
    [[nodiscard]] int at(SiteId site) const { return left_[site]; }
    /// Takes up to `wanted` of them; returns how many there were.
    int take(SiteId site, int wanted) {
        const int taken = wanted < left_[site] ? wanted : left_[site];
        left_[site] -= taken;
        return taken;
    }

  private:
    Table<SiteId, int> left_;
};

}  // namespace firebreak::engine

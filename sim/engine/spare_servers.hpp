// Servers that stand in racks and belong to nobody: work that needs them takes them as it begins.
#pragma once

#include "engine/stage.hpp"
#include "engine/weighing.hpp"

namespace firebreak::engine {

class SpareServers {
  public:
    explicit SpareServers(const Stage& stage) : weighing_{stage.calendar} {
        for (const WorldSite& site : stage.world.sites) left_.add(site.spare_servers);
    }
    [[nodiscard]] int at(SiteId site) const { return left_[site]; }
    /// Calls `action` when it is its turn to take servers at this instant.
    void ask(Urgency urgency, Calendar::Action action) { weighing_.ask(urgency, std::move(action)); }
    /// Takes up to `wanted` of them; returns how many there were.
    int take(SiteId site, int wanted) {
        const int taken = wanted < left_[site] ? wanted : left_[site];
        left_[site] -= taken;
        return taken;
    }
    /// Servers of work that came to nothing.
    void give_back(SiteId site, int servers) { left_[site] += servers; }

  private:
    Table<SiteId, int> left_;
    Weighing weighing_;
};

}  // namespace firebreak::engine

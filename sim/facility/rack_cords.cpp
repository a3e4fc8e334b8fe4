// Three draws a rack, where the row's shares ask for any.
#include "facility/rack_cords.hpp"

#include <algorithm>

namespace firebreak::facility {
namespace {

constexpr auto purpose = "facility.cords";

std::vector<SoloRacks> draw_row(const World& world, const WorldRow& row, const Draws& draws) {
    std::vector<SoloRacks> groups;
    for (const RackId rack : row.racks) {
        const std::string& name = world.racks[rack].name;
        const bool single = draws.uniform(purpose, name, 0) < row.single_corded.value();
        const bool swapped = draws.uniform(purpose, name, 1) < row.swapped_feeds.value();
        if (!single && !swapped) continue;
        const auto feeds = static_cast<double>(row.feeds.size());
        const CableId feed = row.feeds[static_cast<std::size_t>(draws.uniform(purpose, name, 2) * feeds)];
        auto group =
            std::find_if(groups.begin(), groups.end(), [&](const SoloRacks& g) { return g.feed == feed; });
        if (group == groups.end()) group = groups.insert(groups.end(), SoloRacks{feed, {}});
        group->racks.push_back(rack);
    }
    return groups;
}

}  // namespace

Table<RowId, std::vector<SoloRacks>> draw_cords(const World& world, const Draws& draws) {
    Table<RowId, std::vector<SoloRacks>> cords;
    for (const WorldRow& row : world.rows) {
        const bool any = row.single_corded.value() > 0.0 || row.swapped_feeds.value() > 0.0;
        cords.add(any && row.feeds.size() > 1 ? draw_row(world, row, draws) : std::vector<SoloRacks>{});
    }
    return cords;
}

}  // namespace firebreak::facility

// A queue of lineups and a counted crew; the cause of each step is what it waited for last.
#include "hazard/restoration.hpp"

#include <algorithm>

namespace firebreak::hazard {
namespace {

class Crew {
  public:
    Crew(int size, ChangeRef start) : free_since_(static_cast<std::size_t>(size), start) {}

    /// The member who is free first.
    ChangeRef& next(const TimelineBuilder& timeline) {
        return *std::min_element(free_since_.begin(), free_since_.end(), [&](ChangeRef a, ChangeRef b) {
            return timeline[a].at < timeline[b].at;
        });
    }

  private:
    std::vector<ChangeRef> free_since_;  ///< the change after which each member became free
};

bool contains(const auto& list, const auto& item) { return std::find(list.begin(), list.end(), item) != list.end(); }

bool supply_is_cut(const World& world, PowerNodeId node, const Taken& taken) {
    const auto& inputs = world.power[node].inputs;
    return !inputs.empty() &&
           std::all_of(inputs.begin(), inputs.end(), [&](CableId cable) { return contains(taken.cut, cable); });
}

}  // namespace

void add_restoration(const World& world, const Draws& draws, const Taken& taken, TimelineBuilder& timeline) {
    const Instant cleared = timeline[taken.cleared].at;
    const Instant repaired = timeline[taken.repaired].at;
    for (const PowerNodeId node : taken.damaged) {
        timeline.add({cleared, entity(EntityKind::power_node, node), State::damaged, State::normal, taken.cleared});
    }
    std::vector<PowerNodeId> lineups;
    for (const PowerNodeId node : taken.isolated) {
        if (world.power[node].kind == PowerKind::pdu) {
            lineups.push_back(node);
        } else {
            timeline.add({cleared, entity(EntityKind::power_node, node), State::isolated, State::normal, taken.cleared});
        }
    }
    for (const CableId cable : taken.cut) {
        timeline.add({std::max(repaired, cleared), entity(EntityKind::cable, cable), State::damaged, State::normal,
                      repaired > cleared ? taken.repaired : taken.cleared});
    }
    std::stable_partition(lineups.begin(), lineups.end(),
                          [&](PowerNodeId node) { return !supply_is_cut(world, node, taken); });
    Crew crew{world.response.crews.facility, taken.cleared};
    for (const PowerNodeId node : lineups) {
        ChangeRef& member = crew.next(timeline);
        const bool waits = supply_is_cut(world, node, taken) && repaired > timeline[member].at;
        const ChangeRef cause = waits ? taken.repaired : member;
        const Ticks step = draws.duration(world.parameters.restoration.step, "restoration.step", world.power[node].name);
        member = timeline.add({timeline[cause].at + step, entity(EntityKind::power_node, node), State::isolated,
                               State::normal, cause});
    }
}

}  // namespace firebreak::hazard

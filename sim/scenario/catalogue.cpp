// The chapters of the catalogue, and its words.
#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {

std::vector<ProposedChange> catalogue(const Scenario& scenario, const World& world) {
    Changes changes;
    propose_placement(scenario, world, changes);
    propose_building(scenario, changes);
    propose_network(scenario, changes);
    propose_response(scenario, changes);
    for (ProposedChange& change : changes) {
        for (const ChangeKind& kind : change_kinds()) {
            if (kind.kind == change.kind) change.unit = kind.unit;
        }
    }
    return changes;
}

const std::vector<ChangeKind>& change_kinds() {
    static const std::vector<ChangeKind> kinds{
        {"second_copy", "server", "A copy of a placement class at another site."},
        {"raise_capacity", "server", "A standby copy grown to full capacity."},
        {"automate_failover", "", "Failover of a class without people."},
        {"tighten_replication", "", "The next stricter replication mode of a class."},
        {"independent_failover", "", "A failover that needs no tool."},
        {"zone_isolation", "room", "Emergency power-off for each data hall on its own."},
        {"split_fuel", "unit", "Battery cabinets at a tested distance from each other."},
        {"sprinklers", "room", "Sprinklers in the room of origin."},
        {"early_detection", "room", "Aspirating detection in the room of origin."},
        {"close_voids", "room", "The shared void of the room of origin walled off."},
        {"longer_rating", "wall", "Walls of the room of origin rated for 120 min."},
        {"reroute_cables", "cable", "Cables led around the room of origin."},
        {"second_feed", "row", "A second feed from another distribution board."},
        {"second_border", "", "A second border router in another room, on another board."},
        {"wider_link", "", "Four times the bandwidth of a link between sites."},
        {"more_people", "person", "A crew twice as large."},
        {"drill", "", "Rehearsals of the loss of a whole site."},
        {"runbooks", "component", "A written, tested recovery procedure for each component."},
    };
    return kinds;
}

}  // namespace firebreak::scenario

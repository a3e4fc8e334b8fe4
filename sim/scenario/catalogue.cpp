// The chapters of the catalogue, and its words.
#include "core/canonical_order.hpp"
#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {

std::vector<ProposedChange> catalogue(const Scenario& as_written, const World& world) {
    const Scenario scenario = in_canonical_order(as_written);
    Changes changes;
    propose_placement(scenario, world, changes);
    propose_backups(scenario, changes);
    propose_building(scenario, changes);
    propose_supply(scenario, changes);
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
        {"move_class", "server", "A placement class that others need to start or to fail over, moved off the site that burns."},
        {"raise_capacity", "server", "A standby copy grown to full capacity."},
        {"scale_out", "", "Leave for a copy to grow on spare servers."},
        {"spare_racks", "rack", "Spare racks where copies would grow and components be rebuilt."},
        {"automate_failover", "", "Failover of a class without people."},
        {"tighten_replication", "", "The next stricter replication mode of a class."},
        {"independent_failover", "", "A failover that needs no tool."},
        {"independent_start", "", "A start that needs no other component."},
        {"add_backup", "", "Backups of a class that has none, at another site."},
        {"move_backup", "", "The backups of a class at another site."},
        {"frequent_backups", "class", "Backups four times as often."},
        {"faster_restore", "", "Four times as many streams for a restore."},
        {"zone_isolation", "room", "Emergency power-off for each data hall on its own."},
        {"row_power_off", "row", "A switch for each row of racks."},
        {"split_fuel", "unit", "Battery cabinets at a tested distance from each other."},
        {"sprinklers", "room", "Sprinklers in the room of origin."},
        {"gas_suppression", "room", "A gas extinguishing system in the room of origin."},
        {"early_detection", "room", "Aspirating detection in the room of origin."},
        {"gas_detection", "room", "Detection of what lithium-ion cells vent, in the room of origin."},
        {"close_voids", "room", "The shared void of the room of origin walled off."},
        {"longer_rating", "wall", "Walls of the room of origin rated for 120 min."},
        {"reroute_cables", "cable", "Cables led around the room of origin."},
        {"second_feed", "row", "A second feed from another distribution board, for the rows of a room, or of a site with many such rooms."},
        {"second_path", "board", "A second supply from another room, for boards and UPS that have one."},
        {"second_utility", "", "A second utility feed in a room of its own."},
        {"add_generator", "", "A generator, in a room of its own, where there is none."},
        {"more_generators", "set", "A second set beside each generator."},
        {"second_border", "", "A second border router in another room, on another board."},
        {"wider_link", "", "Four times the bandwidth of a link between sites."},
        {"more_people", "person", "A crew, or the specialists of a skill, twice as many."},
        {"night_shift", "person", "All technicians on site at any hour."},
        {"drill", "", "Rehearsals of the loss of a whole site."},
        {"runbooks", "component", "A written, tested recovery procedure for each component."},
        {"decide_ahead", "", "Rules that decide on a failover without a war room."},
        {"restore_order", "", "Another order in which waiting work is taken up."},
        {"replacement_stock", "server", "More servers in stock to replace burnt ones."},
        {"faster_boots", "", "Boot infrastructure for four times as many racks at a time."},
        {"shed_load", "", "Admission control that acts by itself."},
    };
    return kinds;
}

}  // namespace firebreak::scenario

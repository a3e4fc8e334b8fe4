// Checks inside a layout: every reference leads somewhere, everything that needs power has a supply.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenario/checks.hpp"

namespace firebreak::scenario {
namespace {

/// More racks than this are a slip of the keyboard, and would cost gigabytes.
constexpr std::int64_t racks_max = 200'000;

std::string path_text(const std::vector<std::size_t>& cycle, const Known& names) {
    std::string text;
    for (const std::size_t node : cycle) text += names.ids()[node] + " -> ";
    return text + names.ids()[cycle.front()];
}

}  // namespace

void Checks::layout() {
    std::int64_t racks = 0;
    for (const Site& each : scenario_.layout.sites) {
        site(each, "/layout/sites/" + each.id);
        for (const Row& row : each.rows) racks += row.racks;
    }
    if (racks > racks_max) {
        add({"/layout/sites", fmt::format("{} racks are more than a run can hold", racks),
             fmt::format("at most {}", racks_max)});
    }
    for (const WanLink& link : scenario_.layout.wan) {
        const std::string pointer = "/layout/wan/" + link.id;
        reference(link.from, sites_, pointer + "/from");
        reference(link.to, sites_, pointer + "/to");
        if (!link.from.empty() && link.from == link.to) {
            add({pointer + "/to", "both ends are the same site", "name the other end"});
        }
    }
}

void Checks::site(const Site& site, const std::string& pointer) {
    const std::string where = " in site " + site.id;
    const Known rooms{"room", where, site.rooms};
    const Known nodes{"power node", where, site.power};
    for (const Room& room : site.rooms) {
        neighbours(room, rooms, pointer + "/rooms/" + room.id + "/barriers");
        const std::string place = pointer + "/rooms/" + room.id + "/shared_void_with";
        references(room.shared_void_with, rooms, place);
        const auto self = std::ranges::find(room.shared_void_with, room.id);
        if (self == room.shared_void_with.end()) continue;
        add({fmt::format("{}/{}", place, self - room.shared_void_with.begin()), "the room names itself",
             "remove it"});
    }
    power_graph(site, rooms, nodes, pointer + "/power");
    rows_and_units(site, rooms, nodes, pointer);
}

void Checks::neighbours(const Room& room, const Known& rooms, const std::string& pointer) {
    for (std::size_t i = 0; i < room.barriers.size(); ++i) {
        const std::string place = fmt::format("{}/{}/to", pointer, i);
        reference(room.barriers[i].to, rooms, place);
        if (room.barriers[i].to == room.id) add({place, "the room is its own neighbour", "name the room behind the barrier"});
    }
}

void Checks::power_graph(const Site& site, const Known& rooms, const Known& nodes,
                         const std::string& pointer) {
    Graph graph(site.power.size());
    for (std::size_t i = 0; i < site.power.size(); ++i) {
        const PowerNode& node = site.power[i];
        const std::string place = pointer + "/" + node.id;
        reference(node.room, rooms, place + "/room");
        reference(node.battery_room, rooms, place + "/battery_room");
        cables(node.inputs, rooms, nodes, place + "/inputs");
        const bool source = node.kind == PowerKind::utility || node.kind == PowerKind::generator;
        if (!source && node.inputs.empty()) {
            add({place, "no input: the node can never be live", "add \"inputs\": [{\"from\": ...}]"});
        }
        if (node.kind != PowerKind::ups && node.battery_autonomy.count() > 0) {
            add({place + "/battery_autonomy_min", "only a ups has a battery; ignored", "", true,
                 Severity::warning});
        }
        if (!node.inputs.empty() && node.inputs_needed > static_cast<int>(node.inputs.size())) {
            add({place + "/inputs_needed",
                 fmt::format("{} inputs are needed and {} exist: the node can never be live", node.inputs_needed,
                             node.inputs.size()),
                 "ask for fewer, or add inputs"});
        }
        for (const Cable& cable : node.inputs) {
            if (nodes.has(cable.from)) graph[i].push_back(nodes.index(cable.from));
        }
    }
    for (const auto& cycle : find_cycles(graph)) {
        add({pointer + "/" + nodes.ids()[cycle.front()],
             "power goes round in a circle: " + path_text(cycle, nodes), "a node is fed from upstream only"});
    }
}

void Checks::rows_and_units(const Site& site, const Known& rooms, const Known& nodes,
                            const std::string& pointer) {
    for (const Row& row : site.rows) {
        const std::string place = pointer + "/rows/" + row.id;
        reference(row.room, rooms, place + "/room");
        cables(row.feeds, rooms, nodes, place + "/feeds");
        supplied(row.feeds, place);
    }
    for (const CoolingUnit& unit : site.cooling) {
        const std::string place = pointer + "/cooling/" + unit.id;
        reference(unit.room, rooms, place + "/room");
        references(unit.serves, rooms, place + "/serves");
        cables(unit.feeds, rooms, nodes, place + "/feeds");
        supplied(unit.feeds, place);
    }
    plant(site, pointer + "/cooling");
    for (const NetworkDevice& device : site.network) {
        const std::string place = pointer + "/network/" + device.id;
        reference(device.room, rooms, place + "/room");
        cables(device.feeds, rooms, nodes, place + "/feeds");
        supplied(device.feeds, place);
    }
}

void Checks::plant(const Site& site, const std::string& pointer) {
    const Known units{"cooling unit", " in site " + site.id, site.cooling};
    Graph graph(site.cooling.size());
    for (std::size_t i = 0; i < site.cooling.size(); ++i) {
        const CoolingUnit& unit = site.cooling[i];
        const std::string place = pointer + "/" + unit.id;
        references(unit.plant, units, place + "/plant");
        if (!unit.plant.empty() && unit.plant_needed > static_cast<int>(unit.plant.size())) {
            add({place + "/plant_needed",
                 fmt::format("{} units of plant are needed and {} exist: it can never run", unit.plant_needed,
                             unit.plant.size()),
                 "ask for fewer, or add plant"});
        }
        for (const std::string& needed : unit.plant) {
            if (units.has(needed)) graph[i].push_back(units.index(needed));
        }
    }
    for (const auto& cycle : find_cycles(graph)) {
        add({pointer + "/" + units.ids()[cycle.front()],
             "cooling units need each other in a circle: " + path_text(cycle, units),
             "plant does not need what it cools"});
    }
}

void Checks::cables(const std::vector<Cable>& list, const Known& rooms, const Known& nodes,
                    const std::string& pointer) {
    std::set<std::string> suppliers;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = fmt::format("{}/{}", pointer, i);
        reference(list[i].from, nodes, place + "/from");
        references(list[i].through, rooms, place + "/through");
        if (!list[i].from.empty() && !suppliers.insert(list[i].from).second) {
            add({place + "/from", fmt::format("a second cable from {}", in_quotes(list[i].from)),
                 "one cable from each supply; a second route needs a node of its own"});
        }
    }
}

void Checks::supplied(const std::vector<Cable>& list, const std::string& pointer) {
    if (list.empty()) add({pointer, "no feed: it can never have power", "add \"feeds\": [{\"from\": ...}]"});
}

}  // namespace firebreak::scenario

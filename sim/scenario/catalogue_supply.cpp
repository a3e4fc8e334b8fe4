// Changes of what feeds the site that burns: second feeds, second supplies, generators.
#include <fmt/format.h>

#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {
namespace {

const PowerNode* node_named(const Site& site, const std::string& id) {
    const auto found = std::ranges::find(site.power, id, &PowerNode::id);
    return found == site.power.end() ? nullptr : &*found;
}

std::string room_of(const Site& site, const std::string& node) {
    const PowerNode* found = node_named(site, node);
    return found == nullptr ? std::string{} : found->room;
}

constexpr std::size_t rooms_alone = 4;  ///< with more rooms, one change for all: they would be much alike

struct NewFeeds {
    std::string room;
    PatchBuilder patch;
    int rows = 0;
};

/// Rows with one feed, room by room: those that stand together fail together.
std::vector<NewFeeds> new_feeds(const Site& site) {
    std::vector<NewFeeds> list;
    for (const Row& row : site.rows) {
        if (row.feeds.size() != 1) continue;
        const std::string board = other_board(site, row.feeds);
        if (board.empty()) continue;
        auto room = std::ranges::find(list, row.room, &NewFeeds::room);
        if (room == list.end()) room = list.insert(list.end(), NewFeeds{row.room, {}, 0});
        room->patch.add(place_in(site, "rows", row.id) + "/feeds/-", {{"from", board}});
        ++room->rows;
    }
    return list;
}

void propose_feeds(const Site& site, Changes& changes) {
    const std::vector<NewFeeds> rooms = new_feeds(site);
    const auto propose = [&](const std::string& target, const std::string& where, const PatchBuilder& patch, int rows) {
        changes.push_back({"second_feed", "second_feed/" + target,
                           fmt::format("feed the rows of {} that have one feed from another board as well", where), patch.text(),
                           static_cast<double>(rows), {}});
    };
    if (rooms.size() <= rooms_alone) {
        for (const NewFeeds& room : rooms) propose(site.id + "/" + room.room, room.room, room.patch, room.rows);
        return;
    }
    PatchBuilder all;
    int rows = 0;
    for (const NewFeeds& room : rooms) {
        all.append(room.patch);
        rows += room.rows;
    }
    propose(site.id, site.id, all, rows);
}

/// Boards and UPS that hang on one node get a second, of the same kind, that stands in another room.
void propose_paths(const Site& site, Changes& changes) {
    PatchBuilder patch;
    int nodes = 0;
    for (const PowerNode& node : site.power) {
        if (node.inputs.size() != 1) continue;
        const PowerNode* from = node_named(site, node.inputs.front().from);
        if (from == nullptr || from->kind == PowerKind::utility || from->kind == PowerKind::generator) continue;
        const auto other = std::ranges::find_if(site.power, [&](const PowerNode& each) {
            return each.kind == from->kind && each.room != from->room && each.id != node.id;
        });
        if (other == site.power.end()) continue;
        patch.add(place_in(site, "power", node.id) + "/inputs/-", {{"from", other->id}});
        ++nodes;
    }
    if (nodes == 0) return;
    changes.push_back({"second_path", "second_path/" + site.id,
                       fmt::format("feed the {} boards and UPS of {} that hang on one supply from another room as well", nodes, site.id),
                       patch.text(), static_cast<double>(nodes), {}});
}

/// A source in a new room and zone of its own, wired beside the utilities to whatever these feed.
void propose_source(const Site& site, const char* kind, const char* node_kind, const std::string& title, Changes& changes) {
    const std::string node = fmt::format("new-{}", node_kind);
    const std::string room = node + "-room";
    PatchBuilder patch;
    patch.add(place_in(site, "rooms", room),
              {{"kind", kind == std::string{"add_generator"} ? "generator" : "electrical"}, {"isolation_zone", room}, {"emergency_power_off", true}});
    patch.add(place_in(site, "power", node), {{"kind", node_kind}, {"room", room}});
    int fed = 0;
    for (const PowerNode& each : site.power) {
        const bool from_utility = std::ranges::any_of(each.inputs, [&](const Cable& cable) {
            const PowerNode* from = node_named(site, cable.from);
            return from != nullptr && from->kind == PowerKind::utility;
        });
        if (!from_utility) continue;
        patch.add(place_in(site, "power", each.id) + "/inputs/-", {{"from", node}});
        ++fed;
    }
    if (fed == 0) return;
    changes.push_back({kind, fmt::format("{}/{}", kind, site.id), title, patch.text(), 1.0, {}});
}

/// Every set once more, in its room and at its bus.
void propose_more_generators(const Site& site, Changes& changes) {
    PatchBuilder patch;
    int sets = 0;
    for (const PowerNode& set : site.power) {
        if (set.kind != PowerKind::generator) continue;
        const std::string twin = "second-" + set.id;
        Json described{{"kind", "generator"}, {"room", set.room}, {"fuel_h", Hours{set.fuel}.count()}, {"capacity_kw", set.capacity.value() / 1e3}};
        patch.add(place_in(site, "power", twin), std::move(described));
        for (const PowerNode& each : site.power) {
            const bool fed = std::ranges::find(each.inputs, set.id, &Cable::from) != each.inputs.end();
            if (fed) patch.add(place_in(site, "power", each.id) + "/inputs/-", {{"from", twin}});
        }
        ++sets;
    }
    if (sets == 0) return;
    changes.push_back({"more_generators", "more_generators/" + site.id, fmt::format("put a second set beside each generator of {}", site.id),
                       patch.text(), static_cast<double>(sets), {}});
}

}  // namespace

std::string other_board(const Site& site, const std::vector<Cable>& feeds) {
    for (const PowerNode& node : site.power) {
        if (node.kind != PowerKind::pdu) continue;
        const bool near = std::ranges::any_of(feeds, [&](const Cable& feed) {
            return feed.from == node.id || room_of(site, feed.from) == node.room;
        });
        if (!near) return node.id;
    }
    return {};
}

void propose_supply(const Scenario& scenario, Changes& changes) {
    const Site* site = burning_site(scenario);
    if (site == nullptr) return;
    propose_feeds(*site, changes);
    propose_paths(*site, changes);
    propose_source(*site, "second_utility", "utility", fmt::format("bring a second utility feed into a room of its own at {}", site->id), changes);
    if (std::ranges::find(site->power, PowerKind::generator, &PowerNode::kind) == site->power.end()) {
        propose_source(*site, "add_generator", "generator", fmt::format("give {} a generator in a room of its own", site->id), changes);
    }
    propose_more_generators(*site, changes);
}

}  // namespace firebreak::scenario

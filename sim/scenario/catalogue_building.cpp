// Changes of the building that burns: what can be cut alone, what stands beside the fire, what runs through it.
#include <fmt/format.h>

#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {
namespace {

constexpr double long_rating_min = 120.0;

/// Every room becomes a zone of its own, named after it; those that were are written too, so that no name is
/// that of another zone.
void propose_zones(const Site& site, Changes& changes) {
    PatchBuilder patch;
    int rooms = 0;
    for (const Room& room : site.rooms) {
        const auto shares = std::ranges::count(site.rooms, room.isolation_zone, &Room::isolation_zone);
        if (shares > 1 || !room.emergency_power_off) ++rooms;
        patch.add(place_in(site, "rooms", room.id) + "/isolation_zone", room.id);
        patch.add(place_in(site, "rooms", room.id) + "/emergency_power_off", true);
    }
    if (rooms == 0) return;
    changes.push_back({"zone_isolation", "zone_isolation/" + site.id,
                       fmt::format("give every room of {} an emergency power-off of its own", site.id), patch.text(),
                       static_cast<double>(rooms), {}});
}

/// Wherever racks stand, since fire may come there too.
void propose_row_switches(const Site& site, Changes& changes) {
    PatchBuilder patch;
    std::set<std::string> rooms;
    int rows = 0;
    for (const Row& row : site.rows) {
        const auto room = std::ranges::find(site.rooms, row.room, &Room::id);
        if (room == site.rooms.end() || room->row_power_off) continue;
        ++rows;
        if (rooms.insert(room->id).second) patch.add(place_in(site, "rooms", room->id) + "/row_power_off", true);
    }
    if (patch.empty()) return;
    changes.push_back({"row_power_off", "row_power_off/" + site.id,
                       fmt::format("give every row of racks of {} a switch of its own", site.id), patch.text(),
                       static_cast<double>(rows), {}});
}

void propose_origin(const Site& site, const Room& room, Changes& changes) {
    const std::string at = place_in(site, "rooms", room.id);
    const auto propose = [&](const char* kind, const std::string& title, const PatchBuilder& patch, double units = 1.0) {
        changes.push_back({kind, fmt::format("{}/{}/{}", kind, site.id, room.id), title, patch.text(), units, {}});
    };
    const bool batteries = room.fuel && (room.fuel->kind == Fuel::li_ion_cabinet || room.fuel->kind == Fuel::vrla_string);
    if (batteries && (room.fuel->gap != Gap::tested || room.fuel->group_gap != Gap::tested)) {
        propose("split_fuel", fmt::format("set the batteries of {} apart at a tested distance", room.id),
                PatchBuilder{}.add(at + "/fuel/gap", "tested").add(at + "/fuel/group_gap", "tested"), room.fuel->units);
    }
    if (!room.sprinklers) propose("sprinklers", fmt::format("put sprinklers into {}", room.id), PatchBuilder{}.add(at + "/sprinklers", true));
    if (room.detection != Detection::aspirating) {
        propose("early_detection", fmt::format("detect smoke in {} by aspiration", room.id), PatchBuilder{}.add(at + "/detection", "aspirating"));
    }
    if (batteries && room.fuel->kind == Fuel::li_ion_cabinet && room.detection != Detection::gas) {
        propose("gas_detection", fmt::format("sense what batteries vent in {} before they burn", room.id),
                PatchBuilder{}.add(at + "/detection", "gas"));
    }
    if (!room.gas_suppression) {
        propose("gas_suppression", fmt::format("protect {} with a gas that puts fires out", room.id),
                PatchBuilder{}.add(at + "/gas_suppression", true));
    }
    if (!room.barriers.empty()) {
        PatchBuilder patch;
        for (std::size_t i = 0; i < room.barriers.size(); ++i) {
            if (Minutes{room.barriers[i].rating}.count() >= long_rating_min) continue;
            patch.add(fmt::format("{}/barriers/{}/rating_min", at, i), long_rating_min);
        }
        if (!patch.empty()) {
            propose("longer_rating", fmt::format("walls of {} that stand {:.0f} min", room.id, long_rating_min), patch,
                    static_cast<double>(room.barriers.size()));
        }
    }
}

/// A void is shared whichever of the two rooms says so: it is closed on both sides.
void propose_closed_voids(const Site& site, const Room& origin, Changes& changes) {
    PatchBuilder patch;
    int rooms = 0;
    for (const Room& room : site.rooms) {
        std::vector<std::string> left = room.shared_void_with;
        if (room.id == origin.id) {
            left.clear();
        } else {
            std::erase(left, origin.id);
        }
        if (left.size() == room.shared_void_with.size()) continue;
        patch.add(place_in(site, "rooms", room.id) + "/shared_void_with", left);
        rooms += static_cast<int>(room.shared_void_with.size() - left.size());
    }
    if (patch.empty()) return;
    changes.push_back({"close_voids", fmt::format("close_voids/{}/{}", site.id, origin.id),
                       fmt::format("close the void that {} shares with its neighbours", origin.id), patch.text(),
                       static_cast<double>(rooms), {}});
}

class CableChanges {
  public:
    CableChanges(const Site& site, const std::string& room) : site_{site}, room_{room} {}

    void look_at(const std::string& group, const std::string& id, const std::string& member, const std::vector<Cable>& cables) {
        for (std::size_t i = 0; i < cables.size(); ++i) {
            std::vector<std::string> through = cables[i].through;
            if (std::erase(through, room_) == 0) continue;
            patch_.add(fmt::format("{}/{}/{}/through", place_in(site_, group, id), member, i), through);
            ++cables_;
        }
    }

    void propose(Changes& changes) const {
        if (patch_.empty()) return;
        changes.push_back({"reroute_cables", fmt::format("reroute_cables/{}/{}", site_.id, room_),
                           fmt::format("lead the {} cables through {} around it", cables_, room_), patch_.text(),
                           static_cast<double>(cables_), {}});
    }

  private:
    const Site& site_;
    std::string room_;
    PatchBuilder patch_;
    int cables_ = 0;
};

void propose_routes(const Site& site, const Room& origin, Changes& changes) {
    CableChanges cables{site, origin.id};
    for (const PowerNode& node : site.power) cables.look_at("power", node.id, "inputs", node.inputs);
    for (const Row& row : site.rows) cables.look_at("rows", row.id, "feeds", row.feeds);
    for (const CoolingUnit& unit : site.cooling) cables.look_at("cooling", unit.id, "feeds", unit.feeds);
    for (const NetworkDevice& device : site.network) cables.look_at("network", device.id, "feeds", device.feeds);
    cables.propose(changes);
}

void propose_border(const Site& site, Changes& changes) {
    const auto is_border = [](const NetworkDevice& device) { return device.kind == DeviceKind::border; };
    const auto border = std::find_if(site.network.begin(), site.network.end(), is_border);
    if (border == site.network.end()) return;
    for (const Room& room : site.rooms) {
        const bool taken = std::any_of(site.network.begin(), site.network.end(), [&](const NetworkDevice& device) {
            return is_border(device) && device.room == room.id;
        });
        const std::string board = other_board(site, border->feeds);
        if (taken || room.kind == RoomKind::battery || board.empty()) continue;
        PatchBuilder patch;
        patch.add(place_in(site, "network", "second-" + border->id),
                  {{"kind", "border"}, {"room", room.id}, {"feeds", Json::array({{{"from", board}}})}});
        changes.push_back({"second_border", "second_border/" + site.id,
                           fmt::format("put a second border router of {} into {}", site.id, room.id), patch.text(), 1.0, {}});
        return;
    }
}

}  // namespace

void propose_building(const Scenario& scenario, Changes& changes) {
    const Site* site = burning_site(scenario);
    if (site == nullptr) return;
    const auto origin = std::find_if(site->rooms.begin(), site->rooms.end(),
                                     [&](const Room& room) { return room.id == scenario.ignition->room; });
    if (origin == site->rooms.end()) return;
    propose_zones(*site, changes);
    propose_row_switches(*site, changes);
    propose_origin(*site, *origin, changes);
    propose_closed_voids(*site, *origin, changes);
    propose_routes(*site, *origin, changes);
    propose_border(*site, changes);
}

}  // namespace firebreak::scenario

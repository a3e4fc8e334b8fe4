// Changes instead of frames: a frame is what the changes up to its time add up to, so that a building of
// any size costs what happens in it, and the page may stop at any instant.
#include "report/building_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double hours) {
    return std::round(hours * 1e4) / 1e4;
}

/// An object inside another, or an empty one. By reference: `items()` of a temporary would dangle.
const Json& part(const Json& of, const char* key) {
    static const Json none = Json::object();
    const auto found = of.find(key);
    return found == of.end() ? none : *found;
}

/// Numbers of rooms, first racks of rows, rooms of power nodes, by the names that events use.
struct Places {
    std::map<std::string, int> rooms;
    std::map<std::string, int> rows;
    std::map<std::string, int> power;  ///< room of each node
    std::vector<int> nodes_in_room;
};

Json site_plan(const std::string& site, const Json& of, Places& places, int& racks) {
    Json rooms = Json::array();
    for (const auto& [id, room] : part(of, "rooms").items()) {
        places.rooms[site + '/' + id] = static_cast<int>(places.nodes_in_room.size());
        rooms.push_back({{"room", places.nodes_in_room.size()},
                         {"id", id},
                         {"kind", room.value("kind", "other")},
                         {"floor", room.value("floor", 0)},
                         {"area_m2", room.value("area_m2", 0.0)},
                         {"zone", room.value("isolation_zone", "")},
                         {"rows", Json::array()}});
        places.nodes_in_room.push_back(0);
    }
    const auto room_of = [&](const Json& entry) -> int {
        const auto found = places.rooms.find(site + '/' + entry.value("room", ""));
        return found == places.rooms.end() ? -1 : found->second;
    };
    const int first_room = rooms.empty() ? 0 : rooms.front().at("room").get<int>();
    for (const auto& [id, row] : part(of, "rows").items()) {
        places.rows[site + '/' + id] = racks;
        const int count = row.value("racks", 1), room = room_of(row);
        if (room >= 0) {
            rooms[static_cast<std::size_t>(room - first_room)]["rows"].push_back(
                {{"id", id}, {"first", racks}, {"racks", count}, {"servers", row.value("servers_per_rack", 0)}});
        }
        racks += count;
    }
    for (const auto& [id, node] : part(of, "power").items()) {
        const int room = room_of(node);
        if (room < 0) continue;
        places.power[site + '/' + id] = room;
        ++places.nodes_in_room[static_cast<std::size_t>(room)];
    }
    return {{"id", site}, {"title", of.value("title", "")}, {"rooms", std::move(rooms)}};
}

/// Number of a rack from "site/row/7" (racks of a row count from 1); -1 for a name of another form.
int rack_number(const Places& places, const std::string& name) {
    const std::size_t slash = name.rfind('/');
    if (slash == std::string::npos) return -1;
    const auto row = places.rows.find(name.substr(0, slash));
    const int place = std::atoi(name.c_str() + slash + 1);
    return row == places.rows.end() || place < 1 ? -1 : row->second + place - 1;
}

/// Collects racks that change to one state at one time, and writes them as runs.
class RackChanges {
  public:
    void add(double time_h, int state, int rack) {
        if (time_h != time_h_ || state != state_) flush();
        time_h_ = time_h;
        state_ = state;
        racks_.push_back(rack);
    }
    Json take() {
        flush();
        return std::move(changes_);
    }

  private:
    void flush() {
        if (racks_.empty()) return;
        std::sort(racks_.begin(), racks_.end());
        Json change = Json::array({rounded(time_h_), state_});
        int first = racks_.front(), next = first;
        for (const int rack : racks_) {
            if (rack != next) {
                change.insert(change.end(), {first, next - first});
                first = rack;
            }
            next = rack + 1;
        }
        change.insert(change.end(), {first, next - first});
        changes_.push_back(std::move(change));
        racks_.clear();
    }

    Json changes_ = Json::array();
    double time_h_ = 0.0;
    int state_ = 0;
    std::vector<int> racks_;
};

class StateNumbers {
  public:
    int of(const std::string& state) {
        const auto [at, added] = numbers_.try_emplace(state, static_cast<int>(names.size()));
        if (added) names.push_back(state);
        return at->second;
    }
    Json names = Json::array();

  private:
    std::map<std::string, int> numbers_;
};

}  // namespace

Json building_data(const Json& scenario, const std::vector<LoggedEvent>& events) {
    Places places;
    Json sites = Json::array();
    int racks = 0;
    for (const auto& [id, site] : scenario.at("layout").at("sites").items())
        sites.push_back(site_plan(id, site, places, racks));

    StateNumbers states;
    states.of("up");
    Json fire = Json::array(), rooms = Json::array(), power = Json::array();
    RackChanges rack_changes;
    std::vector<int> live = places.nodes_in_room;
    for (const LoggedEvent& event : events) {
        const double at = rounded(event.time_h);
        if (event.kind == "fire" || event.kind == "room") {
            const auto room = places.rooms.find(event.entity);
            if (room != places.rooms.end())
                (event.kind == "fire" ? fire : rooms).push_back({at, room->second, states.of(event.to)});
        } else if (event.kind == "rack" && event.from != event.to) {
            const int rack = rack_number(places, event.entity);
            if (rack >= 0) rack_changes.add(event.time_h, states.of(event.to), rack);
        } else if (event.kind == "power_node" && (event.to == "dark" || event.to == "energised")) {
            const auto node = places.power.find(event.entity);
            if (node == places.power.end() || event.from == event.to) continue;
            const auto room = static_cast<std::size_t>(node->second);
            live[room] += event.to == "dark" ? -1 : 1;
            power.push_back({at, node->second, live[room], places.nodes_in_room[room]});
        }
    }
    return {{"sites", std::move(sites)}, {"racks_total", racks},      {"states", states.names},
            {"fire", std::move(fire)},   {"rooms", std::move(rooms)}, {"power", std::move(power)},
            {"racks", rack_changes.take()}};
}

}  // namespace firebreak::report

// From the grid down to the racks, A and B side by side.
#include "planted_site.hpp"

namespace firebreak::cli_test {

PlantedSite::PlantedSite(SiteWish wish, Dice& dice) : wish_{std::move(wish)}, dice_{dice} {
    site_["rack_uplink_gbps"] = 10;
    for (const char* part : {"rooms", "power", "rows", "cooling", "network"}) site_[part] = Tree::object();
}

Tree PlantedSite::from(const std::string& node, bool through_duct) const {
    Tree cable{{"from", node}};
    if (through_duct) cable["through"] = Tree::array({wish_.duct});
    return cable;
}

void PlantedSite::add_room(const std::string& name, const char* kind) {
    site_["rooms"][name] = {{"kind", kind}, {"area_m2", dice_.number(60, 400)}, {"isolation_zone", name}, {"emergency_power_off", true},
                            {"gas_suppression", dice_.yes()}, {"detection", dice_.yes() ? "spot" : "aspirating"}};
}

void PlantedSite::add_node(const std::string& name, const char* kind, const std::string& room, Tree inputs) {
    site_["power"][name] = {{"kind", kind}, {"room", room}};
    if (!inputs.empty()) site_["power"][name]["inputs"] = std::move(inputs);
}

void PlantedSite::add_sources() {
    add_room("intake", "electrical");
    add_room("plant-a", "ups");
    add_room("plant-b", "ups");
    if (!wish_.duct.empty()) add_room(wish_.duct, "other");
    add_node("grid-a", "utility", "intake", {});
    if (!wish_.one_utility) add_node("grid-b", "utility", "intake", {});
    for (const std::string path : {"a", "b"}) {
        Tree grid = Tree::array({from("grid-a", wish_.utility_in_duct)});
        if (!wish_.one_utility) grid.push_back(from("grid-b", wish_.utility_in_duct));
        add_node("switch-" + path, "switchgear", "plant-" + path, grid);
        add_node("ups-" + path, "ups", "plant-" + path, Tree::array({from("switch-" + path)}));
        site_["power"]["ups-" + path]["battery_autonomy_min"] = dice_.number(5, 20);
    }
}

void PlantedSite::add_hall(const std::string& hall) {
    add_room(hall, "data_hall");
    Tree feeds = Tree::array();
    const bool single = hall == wish_.fed_through_duct;
    for (const std::string path : {"a", "b"}) {
        if (single && path == "b") continue;
        add_node("pdu-" + path + "-" + hall, "pdu", hall, Tree::array({from("ups-" + path, single)}));
        feeds.push_back(from("pdu-" + path + "-" + hall));
    }
    const int racks = std::max(1, (servers_[hall] + servers_per_rack - 1) / servers_per_rack);
    site_["rows"]["row-" + hall] = {{"room", hall}, {"racks", racks}, {"servers_per_rack", servers_per_rack}, {"rack_load_kw", 5}, {"feeds", feeds}};
    site_["cooling"]["air-" + hall] = {{"room", hall}, {"serves", Tree::array({hall})}, {"feeds", feeds}};
}

void PlantedSite::add_network() {
    const std::string room = wish_.one_room ? wish_.halls.front() : "meet-me";
    Tree feeds = Tree::array();
    if (!wish_.one_room) add_room(room, "network");
    for (const std::string path : {"a", "b"}) {
        const std::string board = "pdu-" + path + "-" + (wish_.one_room ? room : "net");
        if (!wish_.one_room) add_node(board, "pdu", room, Tree::array({from("ups-" + path)}));
        feeds.push_back(from(board));
    }
    site_["network"]["border"] = {{"kind", "border"}, {"room", room}, {"feeds", feeds}};
    site_["network"]["core"] = {{"kind", "core"}, {"room", room}, {"feeds", feeds}};
}

Tree PlantedSite::tree() {
    add_sources();
    for (const std::string& hall : wish_.halls) add_hall(hall);
    add_network();
    return site_;
}

}  // namespace firebreak::cli_test

// Random small scenarios as documents, in which much happens at one instant and many ask for few hands.
#pragma once

#include <string>
#include <vector>

#include "random_world.hpp"
#include "shuffled.hpp"

namespace firebreak::test {

/// A resolved scenario whose layout and services are replaced by random ones.
class RandomScenario {
  public:
    RandomScenario(Json base, std::vector<std::uint8_t> bytes) : genes_{std::move(bytes)}, document_(std::move(base)) {
        const int hurry = genes_.number(0, 2);
        if (hurry > 0) settle(document_["parameters"]);
        if (hurry > 1) forget_time(document_["parameters"]);
        document_["horizon_h"] = 150;
        document_.erase("economics");
        document_.erase("published");
        const int components = genes_.number(1, 6);
        Json sites = Json::object();
        for (int i = 0, count = genes_.number(1, 3); i < count; ++i) sites["site-" + std::to_string(i)] = site();
        document_["ignition"]["site"] = "site-0";
        document_["ignition"]["room"] = genes_.one_of<std::string>({"battery", "plant", "hall-0"});
        observe();
        Json wan = Json::object();
        for (std::size_t i = 1; i < sites.size(); ++i)
            wan["w" + std::to_string(i)] = {{"from", "site-0"}, {"to", "site-" + std::to_string(i)}};
        Json placement = Json::object();
        for (int i = 0; i < components; ++i) placement["class-" + std::to_string(i)] = rule(sites.size());
        document_["layout"] = {{"name", "random"}, {"sites", sites}, {"wan", wan}, {"placement", placement}};
        services(components);
        response();
    }
    [[nodiscard]] const Json& document() const { return document_; }

  private:
    /// Takes the middle of every distribution, so that like work ends at one instant.
    static void settle(Json& value) {
        if (!value.is_structured()) return;
        if (value.is_object() && value.size() == 1) {
            const Json inner(value.begin().value());
            if (inner.is_object() && inner.contains("median")) value = Json(inner["median"]);
            else if (inner.is_object() && inner.contains("mode")) value = Json(inner["mode"]);
        }
        if (value.is_structured()) {
            for (Json& inner : value) settle(inner);
        }
    }

    /// All work is done in no time: everything happens when its cause does.
    static void forget_time(Json& parameters) {
        for (const char* chapter : {"servers", "recovery", "people", "restoration"}) {
            for (auto& [key, value] : parameters[chapter].items()) {
                if (key.ends_with("_min") || key.ends_with("_h") || key.ends_with("_s")) value = 0;
            }
        }
    }

    static Json from(const std::string& node) { return Json::array({Json::object({{"from", node}})}); }

    /// When single rooms were given back is known.
    void observe() {
        Json rooms = Json::object();
        for (const char* room : {"plant", "battery", "hall-0"}) {
            if (genes_.yes()) rooms[room] = Json::object({{"released_h", genes_.number(20, 90)}});
        }
        document_["observed"] = Json::object({{"rooms", rooms}});
    }

    Json site() {
        const bool one_zone = genes_.yes();
        Json rooms = Json::object({{"battery", Json::object({{"kind", "battery"}})}, {"plant", Json::object({{"kind", "electrical"}})}});
        Json power = Json::object({{"grid", {{"kind", "utility"}, {"room", "plant"}}},
                   {"ups", {{"kind", "ups"}, {"room", "plant"}, {"inputs", from("grid")}, {"battery_autonomy_min", genes_.number(0, 20)}, {"battery_room", "battery"}}}});
        Json rows = Json::object();
        Json cooling = Json::object();
        for (int i = 0, halls = genes_.number(1, 3); i < halls; ++i) {
            const std::string hall = "hall-" + std::to_string(i);
            rooms[hall] = {{"kind", "data_hall"}, {"gas_suppression", genes_.yes()}};
            const std::string pdu = "pdu-" + std::to_string(i);
            power[pdu] = {{"kind", "pdu"}, {"room", hall}, {"inputs", from(genes_.one_of<std::string>({"grid", "ups"}))}};
            for (int k = 0, count = genes_.number(1, 3); k < count; ++k) {
                rows["row-" + std::to_string(i) + std::to_string(k)] = {{"room", hall}, {"racks", genes_.number(2, 5)}, {"servers_per_rack", 20}, {"feeds", from(pdu)}};
            }
            cooling["unit-" + std::to_string(i)] = {{"room", hall}, {"serves", Json::array({hall})}, {"feeds", from(pdu)}};
        }
        for (auto& [name, room] : rooms.items()) {
            room["isolation_zone"] = one_zone ? "all" : name;
            room["emergency_power_off"] = genes_.yes();
        }
        const Json feeds = from("pdu-0");
        return {{"rooms", rooms}, {"power", power}, {"rows", rows}, {"cooling", cooling},
                {"network", {{"border", {{"kind", "border"}, {"room", "hall-0"}, {"feeds", feeds}}},
                             {"core", {{"kind", "core"}, {"room", "hall-0"}, {"feeds", feeds}}}}},
                {"racks_booting_at_once", genes_.number(1, 4)}};
    }

    Json rule(std::size_t sites) {
        Json replicas = Json::array({Json::object({{"site", "site-0"}})});
        for (std::size_t i = 1; i < sites; ++i) {
            const std::string role = genes_.one_of<std::string>({"", "standby", "active"});
            if (!role.empty()) replicas.push_back({{"site", "site-" + std::to_string(i)}, {"role", role}, {"capacity_ratio", genes_.one_of<double>({1.0, 0.5})}});
        }
        Json rule{{"failover", genes_.one_of<std::string>({"manual", "automatic"})}, {"scale_out", genes_.yes()}, {"replicas", replicas}};
        if (replicas.size() > 1) rule["replication"] = genes_.one_of<std::string>({"async", "semi_sync", "sync"});
        return rule;
    }

    Json earlier(int of) {
        Json list = Json::array();
        for (int i = 0; i < of; ++i) {
            if (genes_.number(0, 4) == 4) list.push_back("part-" + std::to_string(i));
        }
        return list;
    }

    void services(int components) {
        Json parts = Json::object();
        for (int i = 0; i < components; ++i) {
            parts["part-" + std::to_string(i)] = {
                {"placement", "class-" + std::to_string(i)}, {"servers", genes_.number(1, 6)},
                {"min_servers_ratio", genes_.one_of<double>({0.1, 0.6, 1.0})}, {"priority", genes_.one_of<int>({50, 50, 10})},
                {"needs", earlier(i)}, {"needs_to_start", earlier(i)}, {"needs_to_fail_over", earlier(i)},
                {"rebuildable", genes_.yes()}, {"write_rate_mb_per_s", genes_.number(0, 3)}, {"data_tb", genes_.number(0, 2)},
                {"skill", genes_.one_of<std::string>({"", "", "database"})}};
        }
        Json functions = Json::object();
        for (int i = 0, count = genes_.number(1, 4); i < count; ++i) {
            functions["f" + std::to_string(i)] = {
                {"users_peak_million", genes_.one_of<double>({1.0, 1.0, 0.3})}, {"demand_curve", "day"},
                {"needs", Json::array({"part-" + std::to_string(genes_.number(0, components - 1))})}, {"deferred_ratio", 0.1}};
        }
        Json& all = document_["services"];
        const Json day(all["demand_curves"].begin().value());
        all["components"] = parts;
        all["services"] = Json::object({{"s", Json::object({{"functions", functions}})}});
        all["demand_curves"] = Json::object({{"day", day}});
        all["automation"] = Json::object();
        if (genes_.yes()) all["automation"]["boots_servers"] = "part-0";
    }

    void response() {
        Json& response = document_["response"];
        response["restore_order"] = genes_.one_of<std::string>({"as_listed", "by_users", "by_dependency", "first_come"});
        response["runbooks"] = genes_.yes();
        response["crews"] = {{"facility", genes_.number(1, 2)}, {"technicians", genes_.number(1, 3)}, {"platform", genes_.number(1, 2)},
                             {"service", genes_.number(1, 2)}, {"cleaning", 1}, {"specialists", Json::object({{"database", Json::object({{"people", 1}})}})}};
    }

    Genes genes_;
    Json document_;
};

}  // namespace firebreak::test

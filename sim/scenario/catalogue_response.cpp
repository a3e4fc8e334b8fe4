// Changes of the organisation and of the links between sites.
#include <fmt/format.h>

#include <cmath>

#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {
namespace {

constexpr double times_the_stock = 5.0;
constexpr double least_stock = 0.1;  ///< where there is next to none

void propose_crews(const Crews& crews, Changes& changes) {
    const auto twice = [&](const std::string& crew, const std::string& pointer, int size) {
        changes.push_back({"more_people", "more_people/" + crew, fmt::format("twice the {} crew: {} instead of {}", crew, 2 * size, size),
                           PatchBuilder{}.add(pointer, 2 * size).text(), static_cast<double>(size), {}});
    };
    const std::string at = "/response/crews/";
    twice("facility", at + "facility", crews.facility);
    twice("technicians", at + "technicians", crews.technicians);
    twice("platform", at + "platform", crews.platform);
    twice("service", at + "service", crews.service);
    twice("cleaning", at + "cleaning", crews.cleaning);
    for (const Specialists& each : crews.specialists) {
        twice(each.id, pointer_of({"response", "crews", "specialists", each.id, "people"}), each.people);
    }
    const double away = crews.technicians * (1.0 - crews.technicians_on_site.value());
    if (away > 0.0) {
        changes.push_back({"night_shift", "night_shift", "have all technicians on site at any hour",
                           PatchBuilder{}.add(at + "technicians_on_site_ratio", 1).text(), std::ceil(away), {}});
    }
}

void propose_order(const Response& response, Changes& changes) {
    const auto order = [&](RestoreOrder wanted, const char* word, const char* title) {
        if (response.restore_order == wanted) return;
        changes.push_back({"restore_order", fmt::format("restore_order/{}", word), title,
                           PatchBuilder{}.add("/response/restore_order", word).text(), 1.0, {}});
    };
    order(RestoreOrder::by_users, "by_users", "restore first what most users wait for");
    order(RestoreOrder::by_dependency, "by_dependency", "restore first what most components wait for");
}

void propose_stock(const Scenario& scenario, Changes& changes) {
    const double now = scenario.parameters.servers.stock.value();
    const double then = std::min(1.0, std::max(least_stock, times_the_stock * now));
    double servers = 0.0;
    for (const Site& site : scenario.layout.sites) {
        for (const Row& row : site.rows) servers += row.racks * row.servers_per_rack;
    }
    if (then <= now) return;
    changes.push_back({"replacement_stock", "replacement_stock",
                       fmt::format("stock replacements for {:.0f} % of the servers, not {:.0f} %", 100.0 * then, 100.0 * now),
                       PatchBuilder{}.add("/parameters/servers/stock_ratio", then).text(), std::ceil(servers * (then - now)), {}});
}

void propose_boots(const Scenario& scenario, Changes& changes) {
    constexpr int factor = 4;
    const Site* site = burning_site(scenario);
    if (site == nullptr) return;
    int racks = 0;
    for (const Row& row : site->rows) racks += row.racks;
    if (racks <= site->racks_booting_at_once || scenario.services.automation.boots_servers.empty()) return;
    changes.push_back({"faster_boots", "faster_boots/" + site->id, fmt::format("boot four times as many racks of {} at once", site->id),
                       PatchBuilder{}.add(pointer_of({"layout", "sites", site->id, "racks_booting_at_once"}), factor * site->racks_booting_at_once).text(),
                       1.0, {}});
}

void propose_shedding(const Scenario& scenario, Changes& changes) {
    const auto swamped = [](const Component& component) { return component.overload_goodput.value() < 1.0; };
    if (scenario.response.admission_control.mode == AdmissionMode::automatic) return;
    if (std::ranges::none_of(scenario.services.components, swamped)) return;
    changes.push_back({"shed_load", "shed_load", "let swamped components refuse requests by themselves",
                       PatchBuilder{}.add("/response/admission_control/mode", "automatic").text(), 1.0, {}});
}

}  // namespace

void propose_network(const Scenario& scenario, Changes& changes) {
    constexpr double factor = 4.0;
    for (const WanLink& link : scenario.layout.wan) {
        PatchBuilder patch;
        patch.add(pointer_of({"layout", "wan", link.id, "bandwidth_gbps"}), factor * link.bandwidth.value() * 8e-9);
        changes.push_back({"wider_link", "wider_link/" + link.id, fmt::format("widen the link {} four times", link.id), patch.text(), 1.0, {}});
    }
}

void propose_response(const Scenario& scenario, Changes& changes) {
    propose_crews(scenario.response.crews, changes);
    const auto propose = [&](const char* kind, const char* title, const char* pointer, double units = 1.0) {
        changes.push_back({kind, kind, title, PatchBuilder{}.add(pointer, true).text(), units, {}});
    };
    if (!scenario.response.drilled) propose("drill", "rehearse the loss of a whole site", "/response/drilled");
    if (!scenario.response.runbooks) {
        propose("runbooks", "write and test a recovery procedure for each component", "/response/runbooks",
                static_cast<double>(scenario.services.components.size()));
    }
    if (!scenario.response.automated_decision) {
        propose("decide_ahead", "decide to fail over beforehand, by rules", "/response/automated_decision");
    }
    propose_order(scenario.response, changes);
    propose_stock(scenario, changes);
    propose_boots(scenario, changes);
    propose_shedding(scenario, changes);
}

}  // namespace firebreak::scenario

// Changes of backups: where they lie, how often they are made, how fast they come back.
#include <fmt/format.h>

#include "scenario/catalogue_parts.hpp"

namespace firebreak::scenario {
namespace {

constexpr double times_as_often = 4.0;
constexpr int times_the_streams = 4;

bool has_data(const Scenario& scenario, const PlacementRule& rule) {
    return std::ranges::any_of(scenario.services.components, [&](const Component& component) {
        return component.placement == rule.id && (component.data.value() > 0.0 || component.write_rate.value() > 0.0);
    });
}

/// To every site that does not burn: where a backup should lie depends on where it will be restored.
void propose_sites(const Scenario& scenario, const PlacementRule& rule, const std::string& at, Changes& changes) {
    for (const Site& site : scenario.layout.sites) {
        if (site.id == scenario.ignition->site || (rule.backup && rule.backup->site == site.id)) continue;
        // A first backup where a copy stands would share its fate at the next fire.
        if (!rule.backup && has_copy_at(rule, site.id)) continue;
        const char* kind = rule.backup ? "move_backup" : "add_backup";
        PatchBuilder patch;
        if (rule.backup) {
            patch.add(at + "/site", site.id);
            if (!rule.backup->rooms.empty()) patch.add(at + "/rooms", Json::array());  // those of the old site
        } else {
            patch.add(at, {{"site", site.id}});
        }
        changes.push_back({kind, fmt::format("{}/{}@{}", kind, rule.id, site.id),
                           fmt::format(fmt::runtime(rule.backup ? "keep the backups of {} at {}" : "back {} up to {}"), rule.id, site.id),
                           patch.text(), 1.0, {}});
        if (!rule.backup) return;
    }
}

}  // namespace

void propose_backups(const Scenario& scenario, Changes& changes) {
    if (!scenario.ignition) return;
    PatchBuilder often;
    int classes = 0;
    for (const PlacementRule& rule : scenario.layout.placement) {
        if (!has_data(scenario, rule)) continue;
        const std::string at = pointer_of({"layout", "placement", rule.id, "backup"});
        propose_sites(scenario, rule, at, changes);
        if (!rule.backup) continue;
        often.add(at + "/interval_h", Hours{rule.backup->interval}.count() / times_as_often);
        ++classes;
        changes.push_back({"faster_restore", "faster_restore/" + rule.id,
                           fmt::format("restore {} in four times as many streams", rule.id),
                           PatchBuilder{}.add(at + "/streams", times_the_streams * rule.backup->streams).text(), 1.0, {}});
    }
    if (classes == 0) return;
    changes.push_back({"frequent_backups", "frequent_backups", "make every backup four times as often", often.text(),
                       static_cast<double>(classes), {}});
}

}  // namespace firebreak::scenario

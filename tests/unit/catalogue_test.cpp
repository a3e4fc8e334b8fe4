// The catalogue of changes: each can be made in the shipped scenarios, has a kind that can be priced, and is documented.
#include "scenario/catalogue.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "catch_compat.hpp"
#include "scenario/variants.hpp"
#include "world/world.hpp"

namespace firebreak::scenario {
namespace {

const std::string top = FIREBREAK_SOURCE_DIR;

World world_of(const Scenario& scenario) {
    std::vector<Finding> findings;
    return world::build(scenario, findings);
}

/// Tries every change that is proposed for a variant of the scenario; returns their kinds.
std::set<std::string> try_all(const Variants& variants, const Change& base) {
    const Scenario scenario = variants.vary(base);
    std::set<std::string> ids;
    std::set<std::string> kinds;
    for (const ProposedChange& change : catalogue(scenario, world_of(scenario))) {
        INFO(scenario.name << ": " << change.id << " " << change.patch);
        CHECK(ids.insert(change.id).second);
        CHECK(change.units >= 1.0);
        kinds.insert(change.kind);
        Change made = base;
        made.patches.push_back(change.patch);
        const Scenario changed = variants.vary(made);  // throws where the patch or its result is not valid
        CHECK(world_of(changed).rooms.size() >= world_of(scenario).rooms.size());
        CHECK(resolved_text(changed) != resolved_text(scenario));
    }
    return kinds;
}

void add(std::set<std::string>& all, const std::set<std::string>& more) { all.insert(more.begin(), more.end()); }

}  // namespace

TEST_CASE("catalogue: every proposed change is possible in the shipped scenarios, and every kind is proposed") {
    std::set<std::string> proposed;
    for (const char* file : {"/scenarios/templates/minimal.json", "/scenarios/studies/retry-storm.json"}) {
        add(proposed, try_all(Variants{top + file}, {}));
    }
    Variants pangyo{top + "/scenarios/incidents/pangyo-2022.json"};
    add(proposed, try_all(pangyo, {}));
    for (const auto& layout : std::filesystem::directory_iterator{top + "/scenarios/layouts"}) {
        add(proposed, try_all(pangyo, {.layout = pangyo.add_layout(layout.path())}));
    }
    const Variants small{top + "/scenarios/templates/minimal.json"};
    const char* bare = R"([{"op": "add", "path": "/layout/sites/north/power/pdu-a/room", "value": "ups"},
        {"op": "add", "path": "/layout/sites/north/power/ups-b/room", "value": "electrical"},
        {"op": "add", "path": "/layout/sites/north/rooms/battery/gas_suppression", "value": false},
        {"op": "add", "path": "/layout/sites/north/rows/row-1/feeds", "value": [{"from": "pdu-b"}]},
        {"op": "add", "path": "/layout/sites/north/power/diesel", "value": {"kind": "generator", "room": "electrical"}},
        {"op": "add", "path": "/layout/sites/north/power/ups-a/inputs/-", "value": {"from": "diesel"}},
        {"op": "add", "path": "/layout/sites/north/racks_booting_at_once", "value": 2},
        {"op": "add", "path": "/layout/placement/shop/scale_out", "value": false},
        {"op": "add", "path": "/layout/placement/tools/replicas", "value": [{"site": "north"}]},
        {"op": "add", "path": "/layout/placement/tools/backup", "value": {"site": "north"}},
        {"op": "add", "path": "/services/components/controller/data_tb", "value": 1},
        {"op": "add", "path": "/services/components/controller/rebuildable", "value": true},
        {"op": "add", "path": "/services/components/web/needs_to_start", "value": ["controller"]},
        {"op": "add", "path": "/services/components/web/skill", "value": "shops"},
        {"op": "add", "path": "/services/components/web/overload_goodput_ratio", "value": 0.2},
        {"op": "add", "path": "/services/components/orders/servers", "value": 100},
        {"op": "add", "path": "/response/runbooks", "value": false},
        {"op": "add", "path": "/response/crews/specialists", "value": {"shops": {"people": 1}}}])";
    add(proposed, try_all(small, {.patches = {bare}}));
    for (const ChangeKind& kind : change_kinds()) {
        INFO(kind.kind);
        CHECK(proposed.contains(kind.kind));
    }
    CHECK(proposed.size() == change_kinds().size());  // and none without a place in the list of kinds
}

TEST_CASE("catalogue: a move of the backups ends at a site that does not burn") {
    const Variants small{top + "/scenarios/templates/minimal.json"};
    const Change base{.patches = {R"([{"op": "add", "path": "/layout/placement/shop/backup", "value": {"site": "north"}}])"}};
    const Scenario scenario = small.vary(base);
    const std::vector<ProposedChange> changes = catalogue(scenario, world_of(scenario));
    const auto move = std::ranges::find(changes, "move_backup/shop@south", &ProposedChange::id);
    REQUIRE(move != changes.end());
    const Scenario changed = small.vary({.patches = {base.patches.front(), move->patch}});
    CHECK(std::ranges::find(changed.layout.placement, "shop", &PlacementRule::id)->backup->site == "south");
    CHECK(std::ranges::find(changes, "move_backup/shop@north", &ProposedChange::id) == changes.end());
}

TEST_CASE("catalogue: docs/changes.md lists every kind with its unit") {
    std::ifstream file{top + "/docs/changes.md"};
    std::stringstream text;
    text << file.rdbuf();
    for (const ChangeKind& kind : change_kinds()) {
        INFO(kind.kind);
        const std::string unit = kind.unit.empty() ? "the change" : kind.unit;
        CHECK(text.str().find("| `" + kind.kind + "` | " + unit + " | " + kind.help + " |\n") != std::string::npos);
    }
}

}  // namespace firebreak::scenario

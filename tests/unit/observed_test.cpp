// Given facts: kept as given, by zone and room, exactly or as a window; or reported as not used.
#include "core/observed.hpp"

#include "building.hpp"
#include "catch_compat.hpp"
#include "hazard/timeline.hpp"

namespace firebreak::hazard {
namespace {

using namespace test;
using Names = std::vector<std::string>;

HazardTimeline timeline_of(const Building& b) {
    return build_timeline(b.world(), Draws{1, 0});
}

/// Minutes of the changes of an entity to a state.
template <class Tag>
std::vector<double> when(const HazardTimeline& timeline, EntityKind kind, Id<Tag> id, State to) {
    std::vector<double> minutes;
    for (const StateChange& change : timeline.changes) {
        if (change.entity == entity(kind, id) && change.to == to) minutes.push_back(hours_of(change.at) * 60.0);
    }
    return minutes;
}

bool used(const HazardTimeline& timeline, const std::string& name) {
    return std::find(timeline.pinned_steps.begin(), timeline.pinned_steps.end(), name) != timeline.pinned_steps.end();
}

using Times = std::vector<double>;

ZoneId zone_named(const World& world, const std::string& name) {
    for (const ZoneId zone : world.zones.keys()) {
        if (world.zones[zone].name == name) return zone;
    }
    FAIL("no zone " + name);
    return {};
}

}  // namespace

TEST_CASE("observed: a repair that is known is not held up by a drawn forensic hold", "[observed]") {
    Building b;
    b.world().observed.supply_repaired = always(Minutes{1200.0});
    b.world().parameters.fire.forensic_hold = always(Hours{238.0});
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::fire, b.battery, State::repaired) == Times{1200.0});
    CHECK(used(t, "supply_repaired"));
    b.world().observed.supply_repaired.reset();
    const Times drawn = when(timeline_of(b), EntityKind::fire, b.battery, State::repaired);
    REQUIRE(drawn.size() == 1);
    CHECK(drawn.front() > 1200.0);
}

TEST_CASE("observed: a repair that is known waits for no equipment that is built to order", "[observed]") {
    Building b;
    b.world().power[b.switchgear].room = b.battery;
    b.world().parameters.damage.electronics_damage_c = always_number(21.0);
    b.world().parameters.restoration.temporary_supply = Probability{0.0};
    b.world().parameters.restoration.equipment_lead = always(Hours{500.0});
    b.world().observed.supply_repaired = always(Minutes{1200.0});
    CHECK(when(timeline_of(b), EntityKind::power_node, b.switchgear, State::normal).back() == 1200.0);
    b.world().observed.supply_repaired.reset();
    CHECK(when(timeline_of(b), EntityKind::power_node, b.switchgear, State::normal).back() < 1200.0);
}

TEST_CASE("observed: what does not happen is not called observed", "[observed]") {
    Building b;  // no gas in the battery room
    Observed& o = b.world().observed;
    o.agent_release = always(Minutes{3.0});
    o.rooms.push_back({"hall-2", always(Minutes{5000.0})});
    o.zones.push_back({"nowhere", std::nullopt, always(Minutes{900.0})});
    const HazardTimeline t = timeline_of(b);
    CHECK_FALSE(used(t, "agent_release"));
    CHECK_FALSE(used(t, "rooms.hall-2.released"));  // nothing harmed it
    CHECK_FALSE(used(t, "zones.nowhere.re_energising"));
    // Nothing shares a void with a hall, and no cable passes through it.
    b.world().ignition_room = b.hall_1;
    const HazardTimeline hall = timeline_of(b);
    CHECK_FALSE(used(hall, "feeds_lost"));
    CHECK_FALSE(used(hall, "cables_lost"));
}

TEST_CASE("observed: a burnt room is given back when that is known", "[observed]") {
    Building b;
    b.world().observed.rooms.push_back({"battery", always(Minutes{1500.0})});
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::room, b.battery, State::normal) == Times{1500.0});
    CHECK(used(t, "rooms.battery.released"));
}

TEST_CASE("observed: zones are given back one by one", "[observed]") {
    Building b{{.one_zone = false}};
    Observed& o = b.world().observed;
    o.precautionary_shutdown = always(Minutes{20.0});  // the whole site, before the fire service asks
    o.re_energising = always(Minutes{800.0});
    o.zones.push_back({"hall-1", std::nullopt, always(Minutes{300.0})});
    o.zones.push_back({"hall-2", std::nullopt, always(Minutes{1000.0})});
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::site, b.north, State::isolated) == Times{20.0});
    CHECK(when(t, EntityKind::zone, zone_named(b.world(), "north/hall-1"), State::energised) == Times{300.0});
    // An inspection of 10 min a lineup: hall 1 from its release on, hall 2 from its own.
    CHECK(when(t, EntityKind::power_node, b.pdu_1b, State::normal).front() == Approx(310.0));
    CHECK(when(t, EntityKind::power_node, b.pdu_2b, State::normal).front() == Approx(1010.0));
    // The switchgear is in a zone that comes back with the building.
    CHECK(when(t, EntityKind::power_node, b.switchgear, State::normal).back() == 800.0);
    for (const std::string name : {"precautionary_shutdown", "re_energising", "zones.hall-1.re_energising", "zones.hall-2.re_energising"}) CHECK(used(t, name));
}

TEST_CASE("observed: the operator shuts one zone down without a fire in it", "[observed]") {
    Building b{{.one_zone = false, .emergency_power_off = true}};
    b.world().observed.zones.push_back({"hall-2", always(Minutes{60.0}), always(Minutes{400.0})});
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::zone, zone_named(b.world(), "north/hall-2"), State::isolated) == Times{60.0});
    CHECK(when(t, EntityKind::row, b.row_2, State::dark) == Times{60.0});
    CHECK(when(t, EntityKind::row, b.row_1, State::dark) != Times{60.0});
    CHECK(used(t, "zones.hall-2.precautionary_shutdown"));
    CHECK(used(t, "zones.hall-2.re_energising"));
}

TEST_CASE("observed: steps that are not known make room for those that are", "[observed]") {
    Building b;
    b.world().observed.re_energising = always(Minutes{90.0});  // the model would take 682 min
    const HazardTimeline t = timeline_of(b);
    CHECK(when(t, EntityKind::fire, b.battery, State::cleared) == Times{90.0});
    CHECK(when(t, EntityKind::fire, b.battery, State::extinguished) == Times{90.0});
}

TEST_CASE("observed: a window is drawn given what comes before", "[observed]") {
    // Luck u = 1/2 of the truncated window, as in the model card.
    Building b;
    b.world().observed = {};
    b.world().observed.controlled = UncertainDuration{{Shape::uniform, 2.0 * 3600, 5.0 * 3600, 0.0}};
    b.world().observed.extinguished = UncertainDuration{{Shape::uniform, 4.0 * 3600, 6.0 * 3600, 0.0}};
    double earliest_h = 9.0;
    double latest_h = 0.0;
    for (std::uint32_t r = 0; r < 400; ++r) {
        const Draws draws{7, r};
        const ObservedTimes times{b.world(), draws};
        const double controlled = hours_of(*times.at(Step::controlled));
        const double out = hours_of(*times.at(Step::extinguished));
        CHECK(controlled == Approx(2.0 + 3.0 * draws.uniform("observed", "controlled")).margin(1e-8));
        const double low = std::max(4.0, controlled);
        CHECK(out == Approx(low + (6.0 - low) * draws.uniform("observed", "extinguished")).margin(1e-6));
        earliest_h = std::min(earliest_h, controlled);
        latest_h = std::max(latest_h, controlled);
    }
    CHECK(earliest_h < 2.1);
    CHECK(latest_h > 4.9);
}

TEST_CASE("observed: which step leads to which", "[observed]") {
    const Observed none;
    const auto whole = [](Step step) { return KnownStep{step, "", {}}; };
    CHECK(leads_to(whole(Step::isolation), whole(Step::re_energising), none, "battery"));
    CHECK(leads_to(whole(Step::detection), whole(Step::supply_repaired), none, "battery"));
    CHECK_FALSE(leads_to(whole(Step::re_energising), whole(Step::isolation), none, "battery"));
    CHECK_FALSE(leads_to(whole(Step::brigade_arrival), whole(Step::isolation), none, "battery"));
    CHECK(leads_to(whole(Step::emergency_call), whole(Step::isolation), none, "battery", Order::usual));
    CHECK(leads_to(whole(Step::extinguished), {Step::released, "battery", {}}, none, "battery"));
    CHECK_FALSE(leads_to(whole(Step::extinguished), {Step::released, "hall", {}}, none, "battery"));
    CHECK(leads_to(whole(Step::controlled), {Step::released, "hall", {}}, none, "battery"));
    CHECK(leads_to({Step::precautionary_shutdown, "east", {}}, {Step::re_energising, "east", {}}, none, "battery"));
    CHECK_FALSE(leads_to({Step::precautionary_shutdown, "east", {}}, {Step::re_energising, "west", {}}, none, "battery"));
    CHECK_FALSE(leads_to(whole(Step::agent_release), whole(Step::controlled), none, "battery"));
    Observed gas;
    gas.agent_extinguishes = true;
    CHECK(leads_to(whole(Step::agent_release), whole(Step::extinguished), gas, "battery"));
}

}  // namespace firebreak::hazard

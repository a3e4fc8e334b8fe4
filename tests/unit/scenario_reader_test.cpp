// Reading a good scenario: every unit, every default, and the echo that reads back the same.
#include "scenario_fixture.hpp"

#include "scenario/fields.hpp"

namespace firebreak::scenario {

TEST_CASE("a scenario is read with its units converted", "[scenario]") {
    const Loaded loaded = Files{}.read();
    const Scenario& scenario = loaded.scenario;
    CHECK(loaded.warnings.empty());
    CHECK(scenario.name == "small");
    CHECK(scenario.horizon == Hours{48});
    REQUIRE(scenario.layout.sites.size() == 2);
    const Site& north = scenario.layout.sites[0];
    CHECK(north.id == "north");
    CHECK(north.rack_uplink.value() == 1.25e9);
    CHECK(north.rooms[0].floor == -3);
    CHECK(north.rooms[0].area.value() == 50.0);
    CHECK(north.rooms[1].kind == RoomKind::data_hall);
    CHECK(north.rooms[1].shared_void_with == std::vector<std::string>{"battery"});
    CHECK(north.power[1].battery_autonomy == Minutes{15});
    CHECK(north.power[2].inputs[0].from == "ups");
    CHECK(north.power[2].inputs[0].through == std::vector<std::string>{"battery"});
    CHECK(north.rows[0].rack_load.value() == 6500.0);
    CHECK(scenario.layout.wan[0].bandwidth.value() == 5e9);
    CHECK(scenario.layout.wan[0].latency.count() == Approx(0.0005));
    CHECK(scenario.layout.placement[1].replication == Replication::async);
    CHECK(scenario.layout.placement[1].replicas[1].role == ReplicaRole::standby);
    const Component& chat = scenario.services.components[2];
    CHECK(chat.write_rate.value() == 5e7);
    CHECK(chat.image.value() == 4e9);
    CHECK(chat.min_servers.value() == 0.3);
    const Function& text = scenario.services.services[0].functions[0];
    CHECK(text.users_peak == Approx(1.2e6));
    CHECK(text.requests_per_user_hour == 30.0);
    CHECK(text.degraded_without[0].served_without.value() == 0.9);
    CHECK(text.targets.rto->count() == Approx(1188.0));
    CHECK(text.targets.rpo->count() == 0.0);
    CHECK_FALSE(text.targets.mtpd.has_value());
    CHECK(scenario.services.demand_curves[0].hourly.size() == 24);
    CHECK(scenario.services.demand_curves[0].hourly[23] == 0.4);
    CHECK(scenario.ignition->local_time.minute == 19);
    CHECK(scenario.observed.isolation->in_seconds.first == Approx(5580.0));
    CHECK(scenario.observed.agent_extinguishes == false);
    CHECK_FALSE(scenario.observed.detection.has_value());
    CHECK(scenario.response.crews.technicians == 7);
}

TEST_CASE("what latency needs is read with its units", "[scenario]") {
    const Files files;
    const Scenario usual = files.read().scenario;
    CHECK(usual.latency.samples_per_segment == 100);
    CHECK_FALSE(usual.layout.wan[0].distance.has_value());
    const Scenario set = files.read({.sets = {"/layout/wan/link/distance_km=325",
                                              "/layout/sites/north/access_latency_ms=12.5",
                                              "/services/components/chat/service_time_ms=8",
                                              "/latency/patience_s=4",
                                              "/latency/samples_per_segment=30"}})
                             .scenario;
    CHECK(set.layout.wan[0].distance->value() == 325e3);
    CHECK(set.layout.sites[0].access_latency.count() == Approx(0.0125));
    CHECK(set.services.components[2].service_time.count() == Approx(0.008));
    CHECK(set.latency.patience.count() == 4.0);
    CHECK(set.latency.samples_per_segment == 30);
}

TEST_CASE("distributions are read in the unit of their key", "[scenario]") {
    const Parameters parameters = Files{}.read().scenario.parameters;
    const FireParameters& fire = parameters.fire;
    CHECK(fire.set_up_water.in_seconds == Distribution{Shape::constant, 300.0});
    CHECK(parameters.suppression.agent_predischarge.in_seconds == Distribution{Shape::uniform, 30.0, 60.0});
    CHECK(fire.burn_out_battery.in_seconds == Distribution{Shape::lognormal, 57600.0, 0.5});
    CHECK(parameters.fuels.li_ion_cabinet.peak_w.value == Distribution{Shape::lognormal, 2.5e6, 0.6});
    CHECK(parameters.fuels.li_ion_cabinet.energy_j.value == Distribution{Shape::uniform, 20e6, 75e6});
    CHECK(parameters.damage.electronics_damage_c.value == Distribution{Shape::triangular, 52.0, 65.0, 78.0});
    CHECK(fire.water_decision.in_seconds == Distribution{Shape::exponential, 3600.0});
    CHECK(fire.power_off_with_epo.in_seconds == Distribution{Shape::triangular, 60.0, 180.0, 600.0});
    CHECK(parameters.suppression.agent_stops_battery_fire.value() == 0.05);
    CHECK(parameters.servers.non_return.share == Distribution{Shape::beta, 2.0, 198.0});
    CHECK(parameters.people.assemble_without_messenger == 1.5);
}

TEST_CASE("what is left out has the default of its struct", "[scenario]") {
    const Scenario scenario = Files{}.read().scenario;
    CHECK(scenario.response.crews.platform == Crews{}.platform);
    CHECK(scenario.layout.sites[1].rows[0].servers_per_rack == Row{}.servers_per_rack);
    CHECK(scenario.layout.sites[1].rack_uplink == Site{}.rack_uplink);
    CHECK(scenario.layout.placement[0].failover == FailoverMode::none);
    CHECK(scenario.services.components[0].priority == Component{}.priority);
}

TEST_CASE("the resolved text reads back as the same scenario and the same text", "[scenario]") {
    const Files files;
    const Loaded first = files.read();
    const std::string resolved = files.write("elsewhere/resolved.json", first.resolved);
    const Loaded second = read_scenario(resolved);
    CHECK(second.resolved == first.resolved);
    CHECK(second.scenario.observed.isolation == first.scenario.observed.isolation);
    CHECK(second.scenario.layout.wan[0].latency == first.scenario.layout.wan[0].latency);
    CHECK(second.scenario.parameters.fire.brigade_travel == first.scenario.parameters.fire.brigade_travel);
}

TEST_CASE("the resolved text says what the author wrote, and the defaults", "[scenario]") {
    const std::string resolved = Files{}.read().resolved;
    CHECK(resolved.find("\"isolation_h\": 1.55") != std::string::npos);
    CHECK(resolved.find("\"latency_ms\": 0.5") != std::string::npos);
    CHECK(resolved.find("\"rack_load_kw\": 6.5") != std::string::npos);
    CHECK(resolved.find("\"median\": 16,") != std::string::npos);
    CHECK(resolved.find("\"rebuildable\": false") != std::string::npos);
    CHECK(resolved.find("\"platform\": 12") != std::string::npos);
    CHECK(resolved.find("detection_min\": null") == std::string::npos);
}

TEST_CASE("null switches an optional part off", "[scenario]") {
    const Scenario scenario =
        Files{}.read({.sets = {"/ignition=null", "/observed/isolation_h=null"}}).scenario;
    CHECK_FALSE(scenario.ignition.has_value());
    CHECK_FALSE(scenario.observed.isolation.has_value());
    CHECK(scenario.observed.agent_extinguishes == false);
}

TEST_CASE("a written number reads back bit for bit in every unit", "[scenario]") {
    // Steps that are no multiples of anything, over the magnitudes that occur.
    for (const double factor : {1e-3, 1.0, 60.0, 3600.0, 1e3, 1.25e8, 1e6, 1e9}) {
        for (int i = 1; i <= 4000; ++i) {
            const double author = i * 0.0173 + 1.0 / i;
            const double kept = author * factor;
            REQUIRE(written(kept, factor) * factor == kept);
        }
        REQUIRE(written(0.1 * factor, factor) == 0.1);
    }
}

}  // namespace firebreak::scenario

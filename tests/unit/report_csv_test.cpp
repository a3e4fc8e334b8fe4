// The CSV files of a run, byte by byte.
#include "core/entity_name.hpp"
#include "report/csv.hpp"

#include "catch_compat.hpp"
#include "metrics_test_world.hpp"

namespace firebreak::report {
namespace {

using namespace test;

const SmallIds id;

TEST_CASE("fields are quoted only where they must be") {
    CHECK(csv_field("chat/text") == "chat/text");
    CHECK(csv_field("a,b") == "\"a,b\"");
    CHECK(csv_field("a \"b\"") == "\"a \"\"b\"\"\"");
    CHECK(csv_field("a\nb") == "\"a\nb\"");
    CHECK(csv_field("").empty());
}

TEST_CASE("service_level.csv is a step curve from start to horizon") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    serve(log, 0.5, id.text, 0.0);
    serve(log, 2.0, id.pay, 0.7);
    serve(log, 2.0, id.pay, 0.25);
    serve(log, 3.0, id.text, 0.0);
    serve(log, 9.75, id.text, 1.0);
    serve(log, 24.0, id.text, 0.5);  // at the horizon: its row shows it, once
    CHECK(service_level_csv(world, log) ==
          "time_h,service,function,served_ratio\n"
          "-1.000000,chat,text,1\n"
          "-1.000000,payment,pay,1\n"
          "0.500000,chat,text,0\n"
          "2.000000,payment,pay,0.25\n"
          "9.750000,chat,text,1\n"
          "24.000000,chat,text,0.5\n"
          "24.000000,payment,pay,0.25\n");
}

TEST_CASE("latency.csv has milliseconds, and blanks where nobody was answered") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    log.latencies = {{at_h(-1.0), id.text, Seconds{0.0215}, Seconds{0.1}, 40},
                     {at_h(-1.0), id.pay, Seconds{0.03}, Seconds{0.2}, 40},
                     {at_h(0.5), id.text, Seconds{0.0}, Seconds{0.0}, 0},
                     {at_h(7.25), id.text, Seconds{1.25}, Seconds{3.0}, 12},
                     {at_h(24.0), id.pay, Seconds{0.031}, Seconds{0.201}, 39}};  // at the horizon: shown once
    CHECK(latency_csv(world, log) ==
          "time_h,service,function,p50_ms,p99_ms,samples\n"
          "-1.000000,chat,text,21.500,100.000,40\n"
          "-1.000000,payment,pay,30.000,200.000,40\n"
          "0.500000,chat,text,,,0\n"
          "7.250000,chat,text,1250.000,3000.000,12\n"
          "24.000000,chat,text,1250.000,3000.000,12\n"
          "24.000000,payment,pay,31.000,201.000,39\n");
    log.latencies.clear();
    CHECK(latency_csv(world, log) == "time_h,service,function,p50_ms,p99_ms,samples\n");
}

TEST_CASE("facility.csv has every zone, and blanks where there is nothing to cool") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    happen(log, 1.5, EntityKind::row, id.row_b, State::dark, 3000.0);
    happen(log, 1.5, EntityKind::rack, id.rack_b, State::dark, 0.0);
    happen(log, 2.0, EntityKind::site, id.south, State::island);
    CHECK(facility_csv(world, log) ==
          "time_h,site,zone,power_ratio,cooling_ratio,network_connected,servers_up,servers_total\n"
          "-1.000000,north,a,1,1,1,60,60\n"
          "-1.000000,north,b,1,1,1,20,20\n"
          "-1.000000,south,a,1,,1,30,30\n"
          "1.500000,north,b,0.25,1,1,0,20\n"
          "2.000000,south,a,1,,0,30,30\n"
          "24.000000,north,a,1,1,1,60,60\n"
          "24.000000,north,b,0.25,1,1,0,20\n"
          "24.000000,south,a,1,,0,30,30\n");
}

TEST_CASE("events.csv names what happened, to what, and why") {
    World world = small_world();
    world.rooms[id.hall_a].name = "north/hall, \"a\"";
    ObservationLog log = quiet_log(world);
    happen(log, 0.0, EntityKind::fire, id.hall_a, State::burning);
    happen(log, 1.55, EntityKind::zone, id.north_a, State::isolated);
    happen(log, 1.55, EntityKind::row, id.row_a, State::dark, 6000.0);
    log.events.push_back(
        {at_h(2.0), {EntityKind::organisation, 0}, State::noticed, State::assembled, EventId{0}, 0.0});
    log.events.push_back(
        {at_h(2.5), entity(EntityKind::function, id.pay), State::full, State::partial, EventId{3}, 0.125});
    CHECK(events_csv(world, log) ==
          "id,time_h,kind,entity,from,to,cause,value\n"
          "0,0.000000,fire,\"north/hall, \"\"a\"\"\",normal,burning,,0\n"
          "1,1.550000,zone,north/a,normal,isolated,0,0\n"
          "2,1.550000,row,north/row-a,normal,dark,1,6000\n"
          "3,2.000000,organisation,organisation,noticed,assembled,0,0\n"
          "4,2.500000,function,payment/pay,full,partial,3,0.125\n");
}

TEST_CASE("each kind of entity takes its name from its own table") {
    const World world = small_world();
    CHECK(entity_name(world, entity(EntityKind::fire, id.hall_b)) == "north/hall-b");
    CHECK(entity_name(world, entity(EntityKind::room, id.hall_s)) == "south/hall-s");
    CHECK(entity_name(world, entity(EntityKind::zone, id.north_b)) == "north/b");
    CHECK(entity_name(world, entity(EntityKind::site, id.south)) == "south");
    CHECK(entity_name(world, entity(EntityKind::power_node, id.others)) == "north/pdu-others");
    CHECK(entity_name(world, entity(EntityKind::cooling, id.cooler_ab)) == "north/cooler-ab");
    CHECK(entity_name(world, entity(EntityKind::rack, id.rack_a2)) == "north/row-a/2");
    CHECK(entity_name(world, entity(EntityKind::component, id.app)) == "app");
    CHECK_THROWS_AS(entity_name(world, {EntityKind::device, 0}), Bug);
}

}  // namespace
}  // namespace firebreak::report

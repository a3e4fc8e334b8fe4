// What planners read: the right numbers in the right cells, and no line too wide.
#include "report/run_text.hpp"

#include <algorithm>
#include <sstream>

#include "catch_compat.hpp"
#include "metrics/measure.hpp"
#include "metrics/statistics.hpp"
#include "metrics_test_world.hpp"
#include "report/comparison.hpp"
#include "report/display_width.hpp"

namespace firebreak::report {
namespace {

using namespace test;

const SmallIds id;

/// Out for `text_h` (half of it, to 60 %), and a fire that ends after 4.2 h.
Measures replication(const World& world, double text_h) {
    ObservationLog log = quiet_log(world);
    happen(log, 0.0, EntityKind::fire, id.hall_a, State::burning);
    happen(log, 1.55, EntityKind::zone, id.north_a, State::isolated);
    happen(log, 1.55, EntityKind::row, id.row_a, State::dark, 6000.0);
    happen(log, 1.55, EntityKind::row, id.row_b, State::dark, 3000.0);
    happen(log, 1.55, EntityKind::power_node, id.others, State::dark);
    happen(log, 4.2, EntityKind::fire, id.hall_a, State::extinguished);
    happen(log, 5.3, EntityKind::row, id.row_b, State::energised, 3000.0);
    happen(log, 6.3, EntityKind::row, id.row_a, State::energised, 6000.0);
    happen(log, 7.3, EntityKind::power_node, id.others, State::energised);
    serve(log, 0.1, id.text, 0.0);
    serve(log, text_h / 2.0, id.text, 0.6);
    if (text_h < 24.0) serve(log, text_h, id.text, 1.0);
    return metrics::measure(world, log);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

bool has_line(const std::string& text, const std::string& line) {
    const std::vector<std::string> lines = lines_of(text);
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

std::size_t widest(const std::string& text) {
    std::size_t result = 0;
    for (const std::string& line : lines_of(text)) result = std::max(result, display_width(line));
    return result;
}

TEST_CASE("one replication: each number once, targets met or missed") {
    const World world = small_world();
    const std::vector<Measures> one{replication(world, 10.0)};
    const std::string text =
        run_text(world, metrics::summarise(world, one),
                 {.facts = {.seed = 7, .pinned_steps = {"isolation", "zones.east.re_energising"}, .unused_steps = {{"supply_repaired", 1}}},
                  .terminal = {},
                  .out_dir = "out"});
    INFO(text);
    CHECK(has_line(text, "small on layout north-south"));
    CHECK(has_line(text, "seed 7, 1 replication, horizon 24 h; hours count from ignition"));
    CHECK(has_line(text, "Fire    starts in north/hall-a at 15:19 local time; power is cut after 1.6 h;"));
    CHECK(has_line(text, "        the fire is out after 4.2 h; power is back from 5.3 h on, fully after"));
    CHECK(has_line(text, "        7.3 h"));
    CHECK(has_line(text, "Pinned  isolation, re-energising of east (as observed, not drawn)"));
    CHECK(has_line(text, "Unused  supply repaired; ruled out by the layout or the course of the fire"));
    CHECK(has_line(text, "chat/text      5 h   5 h  10 h  10 h"));
    CHECK(has_line(text, "payment/pay      -     -     -     -"));
    CHECK(has_line(text, "north  6.3 h  7.3 h        -        -        -         0"));
    CHECK(has_line(text, "Files: out"));
    // 4.9 h without service and 5 h at 60 %, 1000 users, 30 requests an hour, 9 of 10 deferred.
    CHECK(has_line(text, "chat/text         6,900    20,700   186,300          0         0"));
    CHECK(has_line(text, "chat/text    20 min  missed  5 s  met"));
    CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("several replications: medians, ranges below them, shares of targets") {
    const World world = small_world();
    std::vector<Measures> many;
    for (const double hours : {8.0, 12.0, 0.3, 30.0}) many.push_back(replication(world, hours));
    const std::string text = run_text(world, metrics::summarise(world, many), {.facts = {.seed = 7}});
    INFO(text);
    CHECK(has_line(text, "Pinned  no step; all times are drawn"));
    CHECK(text.find("0.3-24+ h") != std::string::npos);
    CHECK(text.find(" 25 %") != std::string::npos);
    CHECK(text.find("Files:") == std::string::npos);
}

TEST_CASE("a result with two humps is said as two, the spared ones first") {
    const World world = small_world();
    std::vector<Measures> many;
    for (int i = 0; i < 100; ++i) {
        ObservationLog log = quiet_log(world);
        if (i % 6 == 0) {  // 17 of 100
            happen(log, 1.0, EntityKind::fire, id.hall_a, State::burning);
            happen(log, 1.5, EntityKind::zone, id.north_a, State::isolated);
            serve(log, 2.0, id.text, 0.0);
            serve(log, 10.0 + i / 24.0, id.text, 1.0);
        }
        many.push_back(metrics::measure(world, log));
    }
    const std::string text = run_text(world, metrics::summarise(world, many), {.facts = {.seed = 7}, .terminal = {200, false}});
    INFO(text);
    CHECK(has_line(text, "chat/text: nothing lost in 83 of 100 replications; otherwise fully back after 12 h (10-14 h), 10,000 "
                         "(8,000 to 12,000) user-hours unserved"));
    CHECK(text.find("power is not cut within 24 h in 17 of 100") == std::string::npos);
    CHECK(text.find("power is cut after 1.5 h in 17 of 100 replications") != std::string::npos);
    CHECK(text.find("83 of 100") < text.find("Time until this share of demand"));
    CHECK(has_line(text, "chat/text               -        -        -        -"));
    CHECK(has_line(text, "  where affected     12 h     12 h     12 h     12 h"));
}

TEST_CASE("a relapse is said below the recovery") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    serve(log, 1.0, id.text, 0.0);
    serve(log, 3.0, id.text, 1.0);
    serve(log, 6.0, id.text, 0.4);
    serve(log, 7.5, id.text, 1.0);
    const std::vector<Measures> one{metrics::measure(world, log)};
    const std::string text = run_text(world, metrics::summarise(world, one), {});
    INFO(text);
    CHECK(has_line(text, "Relapse: chat/text fell below 99 % again once, for 1.5 h in all"));
    CHECK(text.find("below 50 %") == std::string::npos);  // the same fall
}

TEST_CASE("no fire is said, not shown as zeros") {
    World world = small_world();
    world.ignition_room.reset();
    const std::vector<Measures> one{metrics::measure(world, quiet_log(world))};
    CHECK(has_line(run_text(world, metrics::summarise(world, one), {}),
                   "Fire    none: nothing burns in this scenario"));
}

TEST_CASE("what does not happen before the horizon is said so") {
    const World world = small_world();
    ObservationLog log = quiet_log(world);
    happen(log, 0.0, EntityKind::fire, id.hall_a, State::burning);
    serve(log, 1.0, id.text, 0.0);
    const std::vector<Measures> one{metrics::measure(world, log)};
    const std::string text = run_text(world, metrics::summarise(world, one), {.facts = {}, .terminal = {120, false}});
    INFO(text);
    CHECK(text.find("power is not cut within 24 h") != std::string::npos);
    CHECK(text.find("the fire is not out within") != std::string::npos);
    CHECK(has_line(text, "chat/text    >24 h  >24 h  >24 h  >24 h"));
    CHECK(has_line(text, "chat/text    20 min  missed  5 s  met"));
    CHECK(has_line(text, ">24 h: not within the 24 h of the run"));
}

TEST_CASE("no line of a run exceeds the terminal") {
    World world = small_world();
    world.scenario_name =
        "판교 화재 2022, a scenario with a rather long name that has to be broken somewhere";
    world.functions[id.text].name = "chat/a-function-with-quite-a-long-name";
    std::vector<Measures> many;
    for (const double hours : {8.0, 12.0, 0.3, 30.0}) many.push_back(replication(world, hours));
    const MetricsSummary summary = metrics::summarise(world, many);
    const std::vector<std::string> steps(14, "cables_lost_min");
    for (const std::size_t columns : {40U, 60U, 80U, 132U}) {
        CHECK(widest(run_text(world, summary,
                              {.facts = {.seed = 1, .pinned_steps = steps}, .terminal = {columns, false}})) <=
              columns);
    }
    CHECK(run_text(world, summary, {.facts = {}, .terminal = {80, true}}).find('\x1b') != std::string::npos);
}

/// `count` layouts, each an hour faster than the one before.
Comparison compared(const World& world, std::vector<std::vector<Measures>>& store, int count) {
    Comparison comparison{.seed = 3, .layouts = {}};
    for (int i = 0; i < count; ++i) {
        std::vector<Measures> side;
        for (const double hours : {8.0, 12.0, 30.0}) side.push_back(replication(world, hours - i));
        store.push_back(std::move(side));
    }
    for (int i = 0; i < count; ++i) {
        const std::vector<Measures>& side = store.at(static_cast<std::size_t>(i));
        comparison.layouts.push_back(
            {"some-layout-" + std::to_string(i), &world, side, metrics::summarise(world, side), {}});
    }
    return comparison;
}

TEST_CASE("layouts stand side by side, with the paired difference and its interval") {
    const World world = small_world();
    std::vector<std::vector<Measures>> store;
    const std::string text = compare_text(compared(world, store, 2), {100, false});
    INFO(text);
    CHECK(has_line(text, "small: 2 layouts under the same random numbers"));
    CHECK(has_line(text, "seed 3, 3 replications each, horizon 24 h; hours count from ignition"));
    CHECK(has_line(text, "function     some-layout-0  some-layout-1"));
    CHECK(has_line(text, "chat/text             12 h           11 h"));
    // -1, -1 and 24 - 24: mean -0.667, s 0.577, t 4.303.

    CHECK(has_line(text, "chat/text    -0.7 [-2.1, +0.8]*"));
    CHECK(has_line(text, "*: a difference of restricted means: what was not back within 24 h counts as 24 h"));
}

TEST_CASE("many layouts are stacked within the terminal") {
    const World world = small_world();
    std::vector<std::vector<Measures>> store;
    const Comparison comparison = compared(world, store, 7);
    for (const std::size_t columns : {50U, 80U, 120U}) {
        const std::string text = compare_text(comparison, {columns, false});
        CHECK(widest(text) <= columns);
        const std::vector<std::string> lines = lines_of(text);
        const auto rows = std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
            return line.starts_with("chat/text");
        });
        CHECK(rows >= 2 * 4);  // seven layouts need two blocks in each of four tables
    }
}

TEST_CASE("one replication compares without intervals") {
    const World world = small_world();
    const std::vector<Measures> slow{replication(world, 10.0)};
    const std::vector<Measures> fast{replication(world, 9.5)};
    const Comparison comparison{.seed = 1,
                                .layouts = {{"slow", &world, slow, metrics::summarise(world, slow), {}},
                                            {"fast", &world, fast, metrics::summarise(world, fast), {}}}};
    const std::string text = compare_text(comparison, {});
    INFO(text);
    CHECK(has_line(text, "chat/text    -0.50"));
    CHECK(text.find("[-") == std::string::npos);
}

}  // namespace
}  // namespace firebreak::report

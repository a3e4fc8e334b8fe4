// Liveness in a small building: two paths, a UPS whose battery burns, cables through a room on fire.
#include "facility/power_graph.hpp"

#include <map>

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::facility {
namespace {

using namespace test;

struct Turn {
    State from, to;
    Entity parent;
    bool operator==(const Turn&) const = default;
};

/// A graph, and what it has reported since the last look.
struct Watched {
    Building b;
    PowerGraph graph;
    std::map<Entity, Turn> turns;
    PowerGraph::Listener listener;

    explicit Watched(BuildingOptions options = {}) : b{options}, graph{b.world()} {
        listener = [this](Entity what, State from, State to, Entity parent) {
            CHECK(turns.emplace(what, Turn{from, to, parent}).second);  // once a change
        };
    }
    std::map<Entity, Turn> look() { return std::exchange(turns, std::map<Entity, Turn>{}); }
    [[nodiscard]] CableId feed(RowId row, std::size_t index) const {
        return b.world().rows[row].feeds.at(index);
    }
    [[nodiscard]] CableId input(PowerNodeId node) const { return b.world().power[node].inputs.at(0); }
    static Entity of(PowerNodeId node) { return entity(EntityKind::power_node, node); }
    static Entity of(RowId row) { return entity(EntityKind::row, row); }
};

TEST_CASE("power: everything is live at the start") {
    const Watched w;
    for (const PowerNodeId node : w.b.world().power.keys()) CHECK(w.graph.live(node));
    CHECK(w.graph.live(w.b.row_1));
    CHECK(w.graph.live(w.b.south_row));
    CHECK(w.graph.live(w.b.crah_2));
    CHECK(w.graph.live(w.b.core));
}

TEST_CASE("power: one of two feeds is enough, and its loss is told by nobody but the node") {
    Watched w;
    w.graph.set_isolated(w.b.pdu_1a, true, w.listener);
    CHECK(w.look() ==
          std::map<Entity, Turn>{{w.of(w.b.pdu_1a), {State::energised, State::dark, w.of(w.b.pdu_1a)}}});
    CHECK(w.graph.live(w.b.row_1));
    w.graph.set_isolated(w.b.pdu_1b, true, w.listener);
    const auto turns = w.look();
    CHECK(turns.at(w.of(w.b.row_1)) == Turn{State::energised, State::dark, w.of(w.b.pdu_1b)});
    CHECK(turns.at(entity(EntityKind::cooling, w.b.crah_1)).to == State::stopped);
    CHECK(turns.at(entity(EntityKind::device, w.b.border)).to == State::stopped);
    CHECK(turns.size() == 4);
    CHECK_FALSE(w.graph.live(w.b.row_1));
    CHECK(w.graph.live(w.b.row_2));
}

TEST_CASE("power: a UPS carries on from its battery, then goes dark with what hangs on it alone") {
    Watched w;
    w.graph.set_isolated(w.b.grid, true, w.listener);
    auto turns = w.look();
    CHECK(turns.at(w.of(w.b.switchgear)) == Turn{State::energised, State::dark, w.of(w.b.grid)});
    CHECK(turns.at(w.of(w.b.ups_a)) == Turn{State::energised, State::on_battery, w.of(w.b.switchgear)});
    CHECK(turns.at(w.of(w.b.ups_b)).to == State::on_battery);
    CHECK(turns.size() == 4);  // the lineups notice nothing
    w.graph.battery_empty(w.b.ups_a, w.listener);
    turns = w.look();
    CHECK(turns.at(w.of(w.b.ups_a)) == Turn{State::on_battery, State::dark, w.of(w.b.ups_a)});
    CHECK(turns.at(w.of(w.b.pdu_2a)).to == State::dark);
    CHECK_FALSE(turns.contains(w.of(w.b.row_2)));  // path b still stands
    w.graph.battery_empty(w.b.ups_b, w.listener);
    turns = w.look();
    CHECK(turns.at(w.of(w.b.row_2)).parent == w.of(w.b.pdu_2b));
    CHECK(turns.at(w.of(w.b.row_1)).to == State::dark);
}

TEST_CASE("power: a battery empties only while it discharges") {
    Watched w;
    w.graph.battery_empty(w.b.ups_a, w.listener);
    CHECK(w.look().empty());
    w.graph.set_isolated(w.b.grid, true, w.listener);
    w.look();
    CHECK(w.graph.live(w.b.ups_a));
}

TEST_CASE("power: a burnt battery is missed only when the mains fail") {
    Watched w;
    w.graph.lose_battery(w.b.ups_a, w.listener);
    CHECK(w.look().empty());
    w.graph.set_isolated(w.b.switchgear, true, w.listener);
    const auto turns = w.look();
    CHECK(turns.at(w.of(w.b.ups_a)).to == State::dark);
    CHECK(turns.at(w.of(w.b.ups_b)).to == State::on_battery);
}

TEST_CASE("power: a cut cable takes its consumer, a second path saves it") {
    Watched w;
    w.graph.set_cut(w.input(w.b.pdu_1a), true, w.listener);
    auto turns = w.look();
    CHECK(turns.at(w.of(w.b.pdu_1a)).parent == entity(EntityKind::cable, w.input(w.b.pdu_1a)));
    CHECK(turns.size() == 1);
    w.graph.set_cut(w.feed(w.b.row_1, 1), true, w.listener);
    turns = w.look();
    CHECK(turns.at(w.of(w.b.row_1)) ==
          Turn{State::energised, State::dark, entity(EntityKind::cable, w.feed(w.b.row_1, 1))});
    CHECK(turns.size() == 1);  // only the row hangs on that cable
    w.graph.set_cut(w.input(w.b.pdu_1a), false, w.listener);
    turns = w.look();
    CHECK(turns.at(w.of(w.b.row_1)) == Turn{State::dark, State::energised, w.of(w.b.pdu_1a)});
}

TEST_CASE("power: isolation and damage both have to end before a node is live again") {
    Watched w;
    w.graph.set_isolated(w.b.south_grid, true, w.listener);
    w.look();
    w.graph.set_damaged(w.b.south_grid, true, w.listener);
    CHECK(w.look().empty());
    w.graph.set_isolated(w.b.south_grid, false, w.listener);
    CHECK(w.look().empty());
    CHECK_FALSE(w.graph.live(w.b.south_row));
    w.graph.set_damaged(w.b.south_grid, false, w.listener);
    CHECK(w.look().at(w.of(w.b.south_row)).to == State::energised);
}

TEST_CASE("power: the mains' return is told down to the rows") {
    Watched w;
    w.graph.set_isolated(w.b.grid, true, w.listener);
    w.look();
    w.graph.battery_empty(w.b.ups_a, w.listener);
    w.look();
    w.graph.set_isolated(w.b.grid, false, w.listener);
    const auto turns = w.look();
    CHECK(turns.at(w.of(w.b.ups_a)) == Turn{State::dark, State::energised, w.of(w.b.switchgear)});
    CHECK(turns.at(w.of(w.b.ups_b)) == Turn{State::on_battery, State::energised, w.of(w.b.switchgear)});
    CHECK(turns.at(w.of(w.b.pdu_1a)).to == State::energised);
    CHECK_FALSE(turns.contains(w.of(w.b.row_1)));
}

TEST_CASE("power: a battery carries on what is on, and switches nothing on") {
    Watched w;
    w.graph.set_isolated(w.b.pdu_1a, true, w.listener);
    w.graph.set_off(w.of(w.b.row_1), State::isolated, true, w.listener);
    w.graph.set_isolated(w.b.grid, true, w.listener);
    CHECK(w.graph.state(w.b.ups_a) == State::on_battery);
    w.graph.set_isolated(w.b.pdu_1a, false, w.listener);
    w.graph.set_off(w.of(w.b.row_1), State::isolated, false, w.listener);
    CHECK_FALSE(w.graph.live(w.b.pdu_1a));
    CHECK_FALSE(w.graph.live(w.b.row_1));
    CHECK(w.graph.live(w.b.pdu_1b));  // never off
    CHECK(w.graph.live(w.b.row_2));
    CHECK_FALSE(w.graph.backed(w.b.pdu_1b));
    w.look();
    w.graph.set_isolated(w.b.grid, false, w.listener);
    CHECK(w.graph.live(w.b.pdu_1a));
    CHECK(w.graph.live(w.b.row_1));
    CHECK(w.graph.backed(w.b.pdu_1b));
    const auto turns = w.look();
    CHECK(turns.at(w.of(w.b.row_1)).to == State::energised);
    CHECK_FALSE(turns.contains(w.of(w.b.row_2)));
    CHECK_FALSE(turns.contains(w.of(w.b.pdu_1b)));
}

TEST_CASE("power: a UPS that was off does not start on its battery") {
    Watched w;
    w.graph.set_isolated(w.b.ups_a, true, w.listener);
    w.graph.set_isolated(w.b.grid, true, w.listener);
    w.graph.set_isolated(w.b.ups_a, false, w.listener);
    CHECK(w.graph.state(w.b.ups_a) == State::dark);
    w.look();
    w.graph.set_isolated(w.b.grid, false, w.listener);
    CHECK(w.graph.state(w.b.ups_a) == State::energised);
}

TEST_CASE("power: each reason to be off counts by itself") {
    Watched w;
    const Entity border = entity(EntityKind::device, w.b.border);
    w.graph.set_off(border, State::wet, true, w.listener);
    w.graph.set_off(border, State::damaged, true, w.listener);
    w.graph.set_off(border, State::wet, false, w.listener);
    CHECK_FALSE(w.graph.live(w.b.border));
    w.look();
    w.graph.set_off(border, State::damaged, false, w.listener);
    CHECK(w.graph.live(w.b.border));
}

}  // namespace
}  // namespace firebreak::facility

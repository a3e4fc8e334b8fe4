// Power given back lineup by lineup: order, crews, damaged supplies last, and what each step waited for.
#include "hazard/restoration.hpp"

#include "building.hpp"
#include "catch_compat.hpp"

namespace firebreak::hazard {
namespace {

using namespace test;

/// The whole building is isolated; path a's cables are cut and heat has stopped its UPS, if `cut`. Clearance at 100 min, repair at `repaired`.
struct Restored {
    Building b;
    TimelineBuilder timeline;
    Taken taken;

    /// The racks of row 2 have priority `urgent`, those of row 1 none.
    explicit Restored(int crews, double repaired, bool cut = true, int urgent = 1'000'000) {
        b.world().response.crews.facility = crews;
        for (const RackId rack : b.world().rows[b.row_2].racks) b.world().racks[rack].restore_priority = urgent;
        const Entity fire = entity(EntityKind::fire, b.battery);
        const auto add = [&](double minutes, State to) {
            return timeline.add({at_min(minutes), fire, State::burning, to, StateChange::no_cause});
        };
        taken.cleared = add(100.0, State::cleared);
        taken.repaired = add(repaired, State::repaired);
        for (const PowerNodeId node : b.world().power.keys()) {
            if (b.world().power[node].site == b.north) taken.isolated.push_back(node);
        }
        if (cut) taken.damaged = {entity(EntityKind::power_node, b.ups_a)};
        if (cut) taken.cut = {b.world().power[b.pdu_1a].inputs[0], b.world().power[b.pdu_2a].inputs[0]};
        add_restoration(b.world(), Draws{1, 0}, ObservedTimes{b.world(), Draws{1, 0}}, taken, timeline);
    }
    [[nodiscard]] const StateChange* find(Entity what, State from) const {
        for (std::uint32_t i = 0; i < timeline.size(); ++i) {
            if (timeline[i].entity == what && timeline[i].from == from && timeline[i].to == State::normal)
                return &timeline[i];
        }
        return nullptr;
    }
    [[nodiscard]] double on_at(PowerNodeId node, State from = State::isolated) const {
        const StateChange* change = find(entity(EntityKind::power_node, node), from);
        return change ? minutes_of(change->at) : -1.0;
    }
    [[nodiscard]] const StateChange& cause_of(PowerNodeId node) const {
        return timeline[find(entity(EntityKind::power_node, node), State::isolated)->cause];
    }
};

TEST_CASE("restoration: what is upstream comes back at clearance, a damaged UPS when it is on bypass") {
    const Restored r{1, 5000.0};
    CHECK(r.on_at(r.b.grid) == 100.0);
    CHECK(r.on_at(r.b.switchgear) == 100.0);
    CHECK(r.on_at(r.b.ups_b) == 100.0);
    // After the two lineups that have another supply, before those whose cables are cut.
    CHECK(r.on_at(r.b.ups_a, State::damaged) == 130.0);
}

TEST_CASE("restoration: one crew switches on one lineup after the other, equal ones by name") {
    const Restored r{1, 100.0, false};
    CHECK(r.on_at(r.b.pdu_1a) == 110.0);
    CHECK(r.on_at(r.b.pdu_1b) == 120.0);
    CHECK(r.on_at(r.b.pdu_2a) == 130.0);
    CHECK(r.on_at(r.b.pdu_2b) == 140.0);
    CHECK(r.cause_of(r.b.pdu_1a).to == State::cleared);
    CHECK(r.cause_of(r.b.pdu_2a).entity == entity(EntityKind::power_node, r.b.pdu_1b));
}

TEST_CASE("restoration: the lineups of the most urgent racks come first, unless their supply is cut") {
    const Restored whole{1, 100.0, false, 5};
    CHECK(whole.on_at(whole.b.pdu_2a) == 110.0);
    CHECK(whole.on_at(whole.b.pdu_2b) == 120.0);
    CHECK(whole.on_at(whole.b.pdu_1a) == 130.0);
    CHECK(whole.on_at(whole.b.pdu_1b) == 140.0);
    const Restored cut{1, 1000.0, true, 5};
    CHECK(cut.on_at(cut.b.pdu_2b) == 110.0);
    CHECK(cut.on_at(cut.b.pdu_1b) == 120.0);
    CHECK(cut.on_at(cut.b.pdu_2a) == 1010.0);
    CHECK(cut.on_at(cut.b.pdu_1a) == 1020.0);
}

TEST_CASE("restoration: three crews work side by side") {
    const Restored r{3, 100.0, false};
    CHECK(r.on_at(r.b.pdu_1a) == 110.0);
    CHECK(r.on_at(r.b.pdu_1b) == 110.0);
    CHECK(r.on_at(r.b.pdu_2a) == 110.0);
    CHECK(r.on_at(r.b.pdu_2b) == 120.0);
}

TEST_CASE("restoration: lineups with cut supplies go last and wait for the repair") {
    const Restored r{1, 1000.0};
    CHECK(r.on_at(r.b.pdu_1b) == 110.0);
    CHECK(r.on_at(r.b.pdu_2b) == 120.0);
    CHECK(r.on_at(r.b.pdu_1a) == 1010.0);
    CHECK(r.on_at(r.b.pdu_2a) == 1020.0);
    CHECK(r.cause_of(r.b.pdu_1a).to == State::repaired);
    CHECK(r.cause_of(r.b.pdu_2a).entity == entity(EntityKind::power_node, r.b.pdu_1a));
    const StateChange* cable = r.find(entity(EntityKind::cable, r.taken.cut[0]), State::damaged);
    REQUIRE(cable != nullptr);
    CHECK(cable->at == at_min(1000.0));
    CHECK(r.timeline[cable->cause].to == State::repaired);
}

TEST_CASE("restoration: a repair that is done before the crew is free costs nothing") {
    const Restored r{1, 105.0};
    CHECK(r.on_at(r.b.pdu_1b) == 110.0);
    CHECK(r.on_at(r.b.pdu_2b) == 120.0);
    CHECK(r.on_at(r.b.ups_a, State::damaged) == 130.0);
    CHECK(r.on_at(r.b.pdu_1a) == 140.0);
    CHECK(r.cause_of(r.b.pdu_1a).entity == entity(EntityKind::power_node, r.b.ups_a));
}

TEST_CASE("restoration: cables repaired before clearance wait for it") {
    const Restored r{1, 40.0};
    const StateChange* cable = r.find(entity(EntityKind::cable, r.taken.cut[1]), State::damaged);
    REQUIRE(cable != nullptr);
    CHECK(cable->at == at_min(100.0));
    CHECK(r.timeline[cable->cause].to == State::cleared);
}

}  // namespace
}  // namespace firebreak::hazard

// Notice and war room: as observed where that can be, as drawn where the loss comes later.
#include "building.hpp"

namespace firebreak::engine {
namespace {

using namespace test;
using Names = std::vector<std::string>;

constexpr double loss_min = 10.0;

/// A function of one component on one row, which goes dark at `loss_min`.
struct Lost {
    WorldBuilder build;
    RowId row = build.row(build.room(build.site("north"), "hall"), "row", {1, 10});

    Lost() {
        build.world.parameters = constant_parameters();
        const ComponentId store = build.component("store", 10);
        build.copy(store, row);
        build.function("order", {store});
        build.world.horizon = to_ticks(Hours{24.0});
    }
    [[nodiscard]] ObservationLog log() const { return play(build.world, Script{build.world}.dark(loss_min, row).timeline()); }
};

std::vector<double> minutes_of(const ObservationLog& log, State state) {
    return minutes_when(log, EntityKind::organisation, Id<void>{0}, state);
}

}  // namespace

TEST_CASE("organisation: observed times replace notice and war room") {
    Lost w;
    w.build.world.observed.noticed = always(Minutes{33.0});
    w.build.world.observed.assembled = always(Minutes{41.0});
    const ObservationLog log = w.log();
    CHECK(minutes_of(log, State::noticed) == std::vector{33.0});
    CHECK(minutes_of(log, State::assembled) == std::vector{41.0});
    CHECK(minutes_of(log, State::decided) == std::vector{131.0});  // undrilled: 90 min
    CHECK(log.pinned_steps == Names{"noticed", "assembled"});
}

TEST_CASE("organisation: what is observed before the loss is not used, and not called observed") {
    Lost w;
    w.build.world.observed.noticed = always(Minutes{2.0});
    w.build.world.observed.assembled = always(Minutes{5.0});
    const ObservationLog log = w.log();
    CHECK(minutes_of(log, State::noticed) == std::vector{16.0});
    CHECK(minutes_of(log, State::assembled) == std::vector{36.0});
    CHECK(log.pinned_steps.empty());
}

}  // namespace firebreak::engine

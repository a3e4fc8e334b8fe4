// Given facts: what a run calls observed happened at the time that was given, whatever else was drawn.
#include "core/observed.hpp"
#include "hazard/timeline.hpp"
#include "property.hpp"
#include "random_world.hpp"

namespace firebreak {
namespace {

using namespace test;
using Bytes_ = std::vector<std::uint8_t>;

/// Some steps at some times that can follow each other.
Observed some_facts(Genes& genes, const World& world) {
    Observed o;
    double h = 0.0;
    const auto maybe = [&](std::optional<UncertainDuration>& step) {
        h += genes.number(0, 40) / 10.0;
        if (genes.yes()) step = always(Hours{h});
    };
    maybe(o.detection);
    maybe(o.emergency_call);
    maybe(o.brigade_arrival);
    if (genes.number(0, 3) == 3) maybe(o.precautionary_shutdown);
    maybe(o.isolation);
    maybe(o.controlled);
    maybe(o.extinguished);
    maybe(o.re_energising);
    maybe(o.supply_repaired);
    const WorldRoom& origin = world.rooms[*world.ignition_room];
    const std::string site = world.sites[origin.site].name + '/';
    for (const WorldZone& zone : world.zones) {
        if (zone.site != origin.site || !genes.yes()) continue;
        o.zones.push_back({zone.name.substr(site.size()), std::nullopt, always(Hours{h + genes.number(0, 50) / 10.0})});
    }
    for (const WorldRoom& room : world.rooms) {
        if (room.site != origin.site || !genes.yes()) continue;
        o.rooms.push_back({room.name.substr(site.size()), always(Hours{h + genes.number(0, 900) / 10.0})});
    }
    return o;
}

State state_of(Step step) {
    switch (step) {
        case Step::detection: return State::detected;
        case Step::emergency_call: return State::brigade_called;
        case Step::brigade_arrival: return State::brigade_on_site;
        case Step::controlled: return State::controlled;
        case Step::extinguished: return State::extinguished;
        case Step::re_energising: return State::cleared;
        case Step::supply_repaired: return State::repaired;
        default: return State::isolated;
    }
}

/// Whether the change is the step.
bool tells(const World& world, const StateChange& change, const KnownStep& known) {
    const std::string& site = world.sites[world.rooms[*world.ignition_room].site].name;
    if (known.step == Step::released) {
        return change.entity.kind == EntityKind::room && change.to == State::normal &&
               world.rooms[RoomId{change.entity.index}].name == site + '/' + known.subject;
    }
    if (!known.subject.empty()) {
        return change.entity.kind == EntityKind::zone && change.to == State::energised &&
               world.zones[ZoneId{change.entity.index}].name == site + '/' + known.subject;
    }
    const State state = state_of(known.step);
    if (state == State::isolated) return change.to == state;
    return change.entity == entity(EntityKind::fire, *world.ignition_room) && change.to == state;
}

TEST_CASE("a step that is called observed happened as observed") {
    holds("observed steps are kept or not used", [](const Bytes_& genes, std::uint64_t seed, const Bytes_& facts) {
        RandomWorld random{genes};
        World& world = random.world();
        world.parameters.fire.forensic_hold = around(Hours{60.0}, 0.5);
        Genes choices{facts};
        world.observed = some_facts(choices, world);
        const HazardTimeline timeline = hazard::build_timeline(world, {seed, 0});
        for (const KnownStep& known : known_steps(world.observed)) {
            const bool used = std::find(timeline.pinned_steps.begin(), timeline.pinned_steps.end(), known.name()) != timeline.pinned_steps.end();
            if (!used) continue;
            const Instant at = ignition_instant + to_ticks(Seconds{known.time.in_seconds.first});
            const bool told = std::any_of(timeline.changes.begin(), timeline.changes.end(), [&](const StateChange& change) {
                return change.at == at && tells(world, change, known);
            });
            if (!told) RC_FAIL(known.name() + " is called observed and did not happen then");
        }
        for (const StateChange& change : timeline.changes) {
            if (change.cause != StateChange::no_cause) RC_ASSERT(timeline.changes[change.cause].at <= change.at);
        }
    });
}

TEST_CASE("steps that always happen are always kept") {
    holds("never overridden in silence", [](const Bytes_& genes, std::uint64_t seed, const Bytes_& facts) {
        RandomWorld random{genes};
        World& world = random.world();
        Genes choices{facts};
        world.observed = some_facts(choices, world);
        const HazardTimeline timeline = hazard::build_timeline(world, {seed, 0});
        for (const KnownStep& known : known_steps(world.observed)) {
            const bool always_happens = known.subject.empty() && (known.step == Step::detection || known.step == Step::emergency_call || known.step == Step::controlled ||
                                                                  known.step == Step::extinguished || known.step == Step::re_energising);
            if (!always_happens) continue;
            RC_ASSERT(std::find(timeline.pinned_steps.begin(), timeline.pinned_steps.end(), known.name()) != timeline.pinned_steps.end());
        }
    });
}

TEST_CASE("windows are drawn inside of themselves and in order") {
    holds("observed windows", [](std::uint64_t seed, std::uint8_t a, std::uint8_t b) {
        World world = RandomWorld{{}}.world();
        const double early = 1.0 + a / 64.0;
        const double late = early + b / 64.0;
        world.observed = {};
        world.observed.controlled = UncertainDuration{{Shape::uniform, 3600.0, 3600.0 * late, 0.0}};
        world.observed.extinguished = UncertainDuration{{Shape::uniform, 3600.0 * early, 3600.0 * (late + 0.5), 0.0}};
        world.observed.re_energising = UncertainDuration{{Shape::lognormal, 3600.0 * early, 0.7, 0.0}};
        const ObservedTimes times{world, Draws{seed, 0}};
        const double controlled = hours_of(*times.at(Step::controlled));
        const double out = hours_of(*times.at(Step::extinguished));
        RC_ASSERT(controlled >= 1.0 && controlled <= late);
        RC_ASSERT(out >= std::max(early, controlled) - 1e-9 && out <= late + 0.5);
        RC_ASSERT(hours_of(*times.at(Step::re_energising)) >= out - 1e-9);
    });
}

}  // namespace
}  // namespace firebreak

// A timeline that a run wrote is playable; one with a consequence missing is not.
#include "facility/given_timeline.hpp"
#include "hazard/timeline.hpp"
#include "property.hpp"
#include "random_world.hpp"

namespace firebreak {
namespace {

using namespace test;
using Bytes_ = std::vector<std::uint8_t>;

std::string text_of(const std::vector<facility::TimelineFault>& faults) {
    std::string text;
    for (const auto& fault : faults) text += std::to_string(fault.change) + ' ' + fault.key + ' ' + fault.problem + '\n';
    return text;
}

/// The timeline without its change `left_out`; what that caused is then caused by what caused it.
HazardTimeline without(const HazardTimeline& timeline, std::size_t left_out) {
    HazardTimeline rest = timeline;
    const std::uint32_t cause = rest.changes[left_out].cause;
    for (StateChange& change : rest.changes) {
        if (change.cause == StateChange::no_cause) continue;
        if (change.cause == left_out) change.cause = cause;
        if (change.cause != StateChange::no_cause && change.cause > left_out) --change.cause;
    }
    rest.changes.erase(rest.changes.begin() + static_cast<std::ptrdiff_t>(left_out));
    return rest;
}

/// Changes that follow from others: supply, cooling and network.
bool follows_from_others(const StateChange& change) {
    if (change.from == State::normal || change.to == State::normal) return false;
    switch (change.entity.kind) {
        case EntityKind::power_node:
            return change.to == State::dark || change.to == State::energised;
        case EntityKind::row:
        case EntityKind::device:
        case EntityKind::site:
            return true;
        case EntityKind::cooling:
            return change.to == State::stopped;  // units may take any time to start
        default:
            return false;
    }
}

TEST_CASE("a timeline that a run wrote has no faults") {
    holds("drawn timelines are playable", [](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes};
        const HazardTimeline timeline = hazard::build_timeline(random.world(), {seed, 0});
        const auto faults = facility::faults_of(random.world(), timeline);
        if (!faults.empty()) RC_FAIL(text_of(faults));
    });
}

TEST_CASE("no consequence of a timeline can be left out unnoticed") {
    holds("closed under supply, cooling and network", [](const Bytes_& genes, std::uint64_t seed) {
        const RandomWorld random{genes};
        const HazardTimeline timeline = hazard::build_timeline(random.world(), {seed, 0});
        for (std::size_t i = 0; i < timeline.changes.size(); ++i) {
            const StateChange& change = timeline.changes[i];
            if (!follows_from_others(change) || change.at > ignition_instant + random.world().horizon) continue;
            if (facility::faults_of(random.world(), without(timeline, i)).empty()) {
                RC_FAIL("change " + std::to_string(i) + " of " + std::to_string(timeline.changes.size()) + ' ' +
                        std::string{to_string(change.entity.kind)} + ' ' + std::string{to_string(change.to)} + " could be left out");
            }
        }
    });
}

}  // namespace
}  // namespace firebreak

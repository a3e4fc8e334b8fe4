// A hazard timeline as a file: saved from one run, fed to another.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "firebreak/error.hpp"
#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"

namespace firebreak::scenario {

/// Where a timeline came from; kept in the file for people.
struct TimelineOrigin {
    std::uint64_t seed = 1;
    int replication = 0;
};

/// The timeline as JSON text. Times are whole microseconds, so that reading it gives the same timeline.
[[nodiscard]] std::string timeline_json(const World& world, const HazardTimeline& timeline, const TimelineOrigin& origin);

/// A timeline and where its changes stand.
struct ReadTimeline {
    HazardTimeline timeline;
    /// The finding about a change, or about one field of it.
    std::function<Finding(std::size_t change, const std::string& key, std::string problem, std::string suggestion)> locate;
};

/// Reads what `timeline_json` wrote, for any world that has the entities it names. Throws `InputError`
/// with every finding (unknown kind, entity or state, wrong field) and `FileError`. What the changes say is
/// not checked here: see `facility::faults_of`.
[[nodiscard]] ReadTimeline read_timeline(const std::string& path, const World& world);

}  // namespace firebreak::scenario

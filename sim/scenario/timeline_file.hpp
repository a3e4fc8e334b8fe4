// A hazard timeline as a file: saved from one run, fed to another.
#pragma once

#include <cstdint>
#include <string>

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

/// Reads what `timeline_json` wrote, for any world that has the entities it names. Throws `InputError`
/// with every finding (unknown entity or state, unsorted times, a cause that does not come before its
/// effect) and `FileError`.
[[nodiscard]] HazardTimeline read_timeline(const std::string& path, const World& world);

}  // namespace firebreak::scenario

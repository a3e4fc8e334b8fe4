// The hazard timeline for people: what fire and facility do, an instant a line.
#pragma once

#include <string>

#include "firebreak/timeline.hpp"
#include "firebreak/world.hpp"
#include "report/text_table.hpp"

namespace firebreak::report {

/// Changes of one kind at one instant are counted together; rows are also given as racks and servers.
[[nodiscard]] std::string timeline_text(const World& world, const HazardTimeline& timeline, const Terminal& terminal);

}  // namespace firebreak::report

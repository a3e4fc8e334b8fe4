// The money side of a comparison, for people.
#pragma once

#include "report/comparison.hpp"
#include "report/page.hpp"

namespace firebreak::report {

/// Costs, losses by the year and payback of each layout, with what they rest on. `comparison.economics` is
/// there.
void write_economics(const Comparison& comparison, Page& page);

}  // namespace firebreak::report

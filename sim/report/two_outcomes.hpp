// Results with two humps, said as two: "nothing lost in 83 of 100 replications; otherwise 22.5 h (3.1-40 h)".
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "firebreak/metrics.hpp"

namespace firebreak::report {

/// Whether some replications were affected and others not: one median speaks for neither.
[[nodiscard]] inline bool two_outcomes(const Summary& of) { return of.affected.n > 0 && of.affected.n < of.n; }

/// "17 of 100".
[[nodiscard]] std::string count_of(int some, int all);

/// The median and, where it says more, the range of 90 %: "22.5 h (3.1-40 h)".
[[nodiscard]] std::string typical_time(const Statistics& of, double horizon_h);

/// The same of amounts, written by `text_of`: "1.2 M (210,000 to 3 M)".
[[nodiscard]] std::string typical_amount(const Statistics& of, const std::function<std::string(double)>& text_of);

/// What a function lost over the replications, in one line for each kind of loss with two outcomes; else none.
[[nodiscard]] std::vector<std::string> outcome_lines(const FunctionMeasuresOf<Summary>& of, double horizon_h);

/// Falls after the recovery, by level, each said once: "fell below 99 % again once, for 2 h in all"; "" without any.
[[nodiscard]] std::string relapse_line(const FunctionMeasuresOf<Summary>& of);

}  // namespace firebreak::report

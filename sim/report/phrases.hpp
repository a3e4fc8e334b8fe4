// Numbers as a planner reads them: "3 min", "10.1 h", "118 M", "34 %".
#pragma once

#include <string>

namespace firebreak::report {

/// Hours in the unit that suits them. 0 gives "-" (never below the level), `censored` ">140 h" for a horizon of
/// 140 h, `not_at_all` "never".
[[nodiscard]] std::string time_text(double hours, double horizon_h);

/// Two times in one unit: "2.5-10.1 h", "3-12 min", "0-4.1 h", "6.9-140+ h", "1.5 h or never". One text where both read alike.
struct TimeRange {
    double low_h = 0.0;
    double high_h = 0.0;
};
[[nodiscard]] std::string range_text(TimeRange range, double horizon_h);

/// A count: 0, "412,300", "118 M" (million), "3.4 bn" (thousand million).
[[nodiscard]] std::string count_text(double count);

/// An amount of money or the like, with its sign: three digits below 1,000, else as a count, "44.7 tn" from a
/// million million on; "0" for none.
[[nodiscard]] std::string amount_text(double amount);

/// A share as percent. Says 0 % and 100 % only where it is exactly so.
[[nodiscard]] std::string percent_text(double share);

/// Seconds in the unit that suits them; "0" for none.
[[nodiscard]] std::string age_text(double seconds);

/// A signed difference in hours without its unit: "-98.4", "+0.28"; "0" where it rounds to nothing.
[[nodiscard]] std::string difference_text(double hours, int decimals);

/// Time of day from hours since midnight: "15:19".
[[nodiscard]] std::string clock_text(double local_hour);

}  // namespace firebreak::report

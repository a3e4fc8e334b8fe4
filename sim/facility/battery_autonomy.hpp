// How long a UPS battery carries a load other than the one it is rated for.
#pragma once

#include "firebreak/units.hpp"

namespace firebreak::facility {

struct UpsBattery {
    Watts rated_load{};     ///< positive
    Seconds rated_time{};   ///< autonomy of a new battery at the rated load
    double exponent = 1.0;  ///< Peukert: lead acid 1.1 to 1.3, lithium 1.02 to 1.05; at least 1
    Ratio health{1.0};      ///< share of the rated time that an aged battery still gives
};

/// Autonomy of a full battery under a steady load; infinite without load.
///
/// Model card. t = health t_r (P_r / P)^k; t autonomy, t_r at the rated load P_r, s; P load, W; k exponent.
/// Source: Peukert 1897 with power in place of current (bus voltage nearly constant); end of life is a
/// health of 0.8 by IEEE 450 and 1188. Valid from about a quarter of the rated load to twice that load.
/// Leaves out temperature, converter losses, and cut-off by low voltage at high load.
/// Worked number: rated 20 h at 5 A, load 50 A, k 1.2: 1.262 h; at half load with k 1.15 a battery lasts
/// 2.219 times its rated time. Verification row 25.
[[nodiscard]] Seconds autonomy(const UpsBattery& battery, Watts load);

struct Discharge {
    Watts load{};
    Seconds duration{};
};

/// Charge left after a discharge that starts at `charge`: charge - duration / autonomy, not below 0. A
/// load that varies is a sequence of these.
[[nodiscard]] Ratio charge_after(const UpsBattery& battery, Ratio charge, const Discharge& discharge);

}  // namespace firebreak::facility

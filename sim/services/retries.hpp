// How much more work the same users offer while their requests fail and are repeated.
#pragma once

#include "firebreak/world.hpp"

namespace firebreak::services {

/// Tries for each new request of a client that repeats up to `retries` times: 1 to `retries` + 1.
/// `failing`: probability that one try fails, 0 to 1.
[[nodiscard]] double amplification(double failing, int retries);

/// The same over all requests of a function, of which only a share is repeated.
[[nodiscard]] double amplification(const WorldFunction& function, double failing);

}  // namespace firebreak::services

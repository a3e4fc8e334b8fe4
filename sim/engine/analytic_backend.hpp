// The engine without contention: every flow has its route to itself. Oracle beside SimGrid.
#pragma once

#include <memory>

#include "engine/backend.hpp"

namespace firebreak::engine {

/// A flow takes the latency of its route plus size / smallest bandwidth on it. `world` must outlive
/// the backend.
[[nodiscard]] std::unique_ptr<Backend> make_analytic_backend(const World& world);

}  // namespace firebreak::engine

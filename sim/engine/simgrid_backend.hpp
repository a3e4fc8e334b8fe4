// The engine's SimGrid side: one host a rack, flows that share links. One per process, ever.
#pragma once

#include <memory>
#include <string>

#include "engine/backend.hpp"

namespace firebreak::engine {

/// Builds the SimGrid platform of `world`, which must outlive the backend. SimGrid keeps its clock and
/// configuration in static state: make one backend a process, and use a process a run.
///
/// Platform: a full root zone, a star zone a site, a host a rack behind its split-duplex uplink, WAN
/// links split-duplex. Network model CM02 without factors, cross-traffic or TCP window, so that a
/// bottleneck is shared equally (max-min); latencies are zero inside SimGrid, which would weigh shares
/// by them, and are added to each flow as a delay before it starts.
[[nodiscard]] std::unique_ptr<Backend> make_simgrid_backend(const World& world);

/// "SimGrid 3.32.0": the library in use.
[[nodiscard]] std::string simgrid_version();

}  // namespace firebreak::engine

// The port between the recovery logic and whatever plays time and bandwidth.
#pragma once

#include <functional>

#include "engine/calendar.hpp"
#include "engine/lanes.hpp"
#include "firebreak/world.hpp"

namespace firebreak::engine {

/// A bulk transfer: between two racks (software images, catch-up), or, if `lane` is valid, on a lane and no
/// faster than `rate_max` (replication, restores); the racks are then without meaning.
struct Flow {
    RackId from;
    RackId to;
    Bytes size;
    LaneId lane{};
    BytesPerSecond rate_max{0.0};
};

/// Plays the calendar and moves bytes. Two implementations: SimGrid (flows share links) and analytic
/// (each flow has its route to itself), which must agree where nothing contends.
class Backend {
  public:
    enum class Outcome { done, failed };
    using Ended = std::function<void(Outcome)>;
    using FlowId = std::size_t;

    virtual ~Backend() = default;

    /// Runs the calendar's actions, each at its time, and every flow, until `end`.
    virtual void run(Calendar& calendar, Instant end) = 0;

    /// Starts a flow now; `ended` runs later, in phase `services`, also when a rack, or the connection
    /// of a site on the route, goes off in between or is off already. A lane carries one flow at a time.
    virtual FlowId start(const Flow& flow, Ended ended) = 0;
    /// Stops a flow; its `ended` does not run any more. Harmless for one that has ended.
    virtual void cancel(FlowId flow) = 0;
    /// Bytes of a flow that have not arrived: of one that failed or was stopped, at that moment.
    [[nodiscard]] virtual Bytes remaining(FlowId flow) const = 0;

    virtual void set_rack(RackId rack, bool on) = 0;
    /// Cuts or restores all WAN links of a site.
    virtual void set_site_connected(SiteId site, bool connected) = 0;
};

}  // namespace firebreak::engine

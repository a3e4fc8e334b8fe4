// The port between the recovery logic and whatever plays time and bandwidth.
#pragma once

#include <functional>

#include "engine/calendar.hpp"
#include "engine/lanes.hpp"
#include "engine/ports.hpp"
#include "firebreak/world.hpp"

namespace firebreak::engine {

/// A bulk transfer between two different ports; if `lane` is valid, the one between them, it is no faster than
/// `rate_max`.
struct Flow {
    PortId from;
    PortId to;
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

    /// Where its flows begin and end.
    [[nodiscard]] virtual const Ports& ports() const = 0;

    /// Runs the calendar's actions, each at its time, and every flow, until `end`.
    virtual void run(Calendar& calendar, Instant end) = 0;

    /// Starts a flow now; `ended` runs later, in phase `services`, also when the last rack of a port, a port, or
    /// the connection of a site on the route, goes off in between or is off already. A lane carries one flow at
    /// a time.
    virtual FlowId start(const Flow& flow, Ended ended) = 0;
    /// Holds a flow on a lane to another rate from now on, up to its `rate_max`.
    virtual void set_rate(FlowId flow, BytesPerSecond rate) = 0;
    /// Stops a flow; its `ended` does not run any more. Harmless for one that has ended.
    virtual void cancel(FlowId flow) = 0;
    /// Bytes of a flow that have not arrived: of one that failed or was stopped, at that moment.
    [[nodiscard]] virtual Bytes remaining(FlowId flow) const = 0;

    /// Its servers run, or none does. Ports have the uplinks of those of their racks that are on.
    virtual void set_rack(RackId rack, bool on) = 0;
    /// For ports without racks: there is somebody at the other end, or not.
    virtual void set_port(PortId port, bool on) = 0;
    /// Cuts or restores all WAN links of a site.
    virtual void set_site_connected(SiteId site, bool connected) = 0;
};

}  // namespace firebreak::engine

// The port between the recovery logic and whatever plays time and bandwidth.
#pragma once

#include <functional>

#include "engine/calendar.hpp"
#include "firebreak/world.hpp"

namespace firebreak::engine {

/// A bulk transfer between two racks: software images, replication catch-up, restores.
struct Flow {
    RackId from;
    RackId to;
    Bytes size;
};

/// Plays the calendar and moves bytes. Two implementations: SimGrid (flows share links) and analytic
/// (each flow has its route to itself), which must agree where nothing contends.
class Backend {
  public:
    enum class Outcome { done, failed };
    using Ended = std::function<void(Outcome)>;

    virtual ~Backend() = default;

    /// Runs the calendar's actions, each at its time, and every flow, until `end`.
    virtual void run(Calendar& calendar, Instant end) = 0;

    /// Starts a flow now; `ended` runs later, in phase `services`, also when a rack, or the connection
    /// of a site on the route, goes off in between or is off already.
    virtual void start(const Flow& flow, Ended ended) = 0;

    virtual void set_rack(RackId rack, bool on) = 0;
    /// Cuts or restores all WAN links of a site.
    virtual void set_site_connected(SiteId site, bool connected) = 0;
};

}  // namespace firebreak::engine

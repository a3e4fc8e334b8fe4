// Scale-out: a copy that took over and is too small grows on spare servers of its site.
#pragma once

#include "engine/engineers.hpp"
#include "engine/platform_state.hpp"
#include "engine/spare_servers.hpp"
#include "engine/work.hpp"

namespace firebreak::engine {

/// Model card. After the decision, a component whose serving copies amount to less than its peak keeps busy
/// (`peak_utilisation`) grows to one full copy, at serving copies whose sites have spare servers, if its
/// placement rule says `scale_out`; it holds the servers from the beginning of the work:
///   time = `automated_start` with the deploy tool, `by_hand_with_runbook` or `_without_runbook` by a member
///   of the platform crew without it (after all failovers), + data x added share / (U min(r, a))
///   U: uplink of a rack (B/s), r: racks of the copy that run, a: racks that the added servers fill
/// The data is copied inside the site, from all racks of the copy to all that are added. A tool
/// that comes back takes over. A copy that returns in the meantime calls it off; what was added stays.
/// Source: as for the start of a component. Left out: growth in several steps, contention inside the site.
/// Worked number: 600 of 1000 servers serve a peak of 650; with the tool 400 more serve after 15 min.
/// Checked by tests/engine/ways_back_test.cpp.
class ScaleOuts {
  public:
    using Done = std::function<void(EventId cause)>;

    ScaleOuts(const Stage& stage, PlatformState& platform, SpareServers& spare, Engineers& engineers, Done done);

    void decide(EventId cause) { decision_ = cause; }
    /// Something changed: begins, hastens or calls off what it lets or makes.
    void poke(EventId cause);

  private:
    struct Job {
        Work work;
        std::uint32_t epoch = 0;  ///< older claims are void
        SiteId site;              ///< where it holds spare servers
        int held = 0;
    };

    void consider(ComponentId id, EventId cause);
    void begin(ComponentId id, EventId cause);
    void claim(ComponentId id, bool with_tool, EventId cause);
    void run(ComponentId id, bool with_tool, EventId cause);
    void finish(ComponentId id);
    void forget(ComponentId id);
    void call_off(ComponentId id, EventId cause);
    [[nodiscard]] Urgency urgency_of(ComponentId id) const;
    [[nodiscard]] int spare_for(ComponentId id, SiteId site) const;
    [[nodiscard]] ReplicaId place_for(ComponentId id) const;
    [[nodiscard]] bool tool_for(ComponentId id) const;
    [[nodiscard]] int missing_servers(ComponentId id) const;
    [[nodiscard]] Ticks duration(ComponentId id, bool with_tool) const;

    const Stage& stage_;
    PlatformState& platform_;
    SpareServers& spare_;
    Engineers& engineers_;
    Done done_;
    EventId decision_;
    Table<ComponentId, Job> jobs_;
};

}  // namespace firebreak::engine

// Restart in place: a copy whose servers are back runs again.
#pragma once

#include <functional>

#include "engine/engineers.hpp"
#include "engine/platform_state.hpp"
#include "engine/reconciliations.hpp"
#include "engine/restores.hpp"
#include "engine/work.hpp"

namespace firebreak::engine {

/// Model card. A stopped copy restarts once enough of its servers run, its site can be reached and
/// all its `needs_to_start` are available. The deploy tool then starts it in `automated_start`;
/// without the tool an engineer of the service crew does (`by_hand_with_runbook` or
/// `_without_runbook`), and the tool takes over if it comes back and is quicker. Then the copy pulls
/// its software (one image a rack, from a running image server) and its data, as flows: the writes it has missed
/// from a serving copy; where its own data is gone, all of it from a copy that runs or from where the component
/// was set up anew; it waits while the intact copies are all dark; where none is intact, from a backup
/// (restores.hpp); without one it starts empty if the component is `rebuildable`, and else never. Copies
/// with state replay their log (`crash_recovery`). Losing its servers again voids the work, not the data that
/// has arrived on servers that come back.
/// A copy that waits in vain for what it needs to start (a circle, or what cannot come back) is bootstrapped by a
/// member of the service crew in `bootstrap_by_hand`, unless the needs come first. Left out: full consistency checks.
class Restarts {
  public:
    using Restarted = std::function<void(EventId cause)>;

    /// What a starting copy gets its software and data from, and who keeps the account of the latter.
    struct Sources {
        Transfers& transfers;
        Restores& restores;
        ReplicationStreams& streams;
        const Writes& writes;
        Reconciliations& reconciliations;
    };

    Restarts(const Stage& stage, PlatformState& platform, Sources from, Engineers& engineers, Restarted restarted);

    /// Something changed: begins, hastens or voids what it lets or makes.
    void poke(EventId cause);

  private:
    enum class Data { none, copying, restoring, waiting };

    struct Job {
        Work work;
        bool loading = false;     ///< past the work, in transfers and recovery
        std::uint32_t epoch = 0;  ///< older plans are void
        bool down = false;
        Seconds written{0.0};     ///< to the component, when this copy began to miss it (see `Writes`)
        Transfers::Ticket transfer = 0;
        Data data = Data::none;
        bool bootstrap = false;   ///< without what it needs to start
        std::optional<Seconds> lost;  ///< age of what a backup did not bring back
    };

    void consider(ReplicaId id, EventId cause);
    void begin(ReplicaId id, EventId cause);
    void run(ReplicaId id, Ticks duration, bool with_tool, EventId cause);
    void hasten(ReplicaId id);
    void abandon(ReplicaId id, EventId cause);
    void worked(ReplicaId id);
    void pull_image(ReplicaId id);
    void bring_data(ReplicaId id);
    void copy_all(ReplicaId id);
    void restore(ReplicaId id);
    void do_without(ReplicaId id, EventId cause);
    void look_for_data(ReplicaId id, EventId cause);
    [[nodiscard]] bool has_way_back(ReplicaId id) const;
    [[nodiscard]] PortId source(ReplicaId id) const;
    [[nodiscard]] Transfers::Way way_to(ReplicaId id) const;
    [[nodiscard]] Bytes missed(ReplicaId id) const;
    void catch_up(ReplicaId id);
    void consider_bootstrap(ReplicaId id, EventId cause);
    void ask_for_engineer(ReplicaId id, EventId cause);
    void recover(ReplicaId id);
    [[nodiscard]] bool tool_for(ComponentId component) const;
    [[nodiscard]] Ticks draw(ReplicaId id, bool with_tool) const;

    const Stage& stage_;
    PlatformState& platform_;
    Sources from_;
    Restarted restarted_;
    Engineers& engineers_;
    [[nodiscard]] Crew& crew_of(ReplicaId id) { return engineers_.service(stage_.world.replicas[id].component); }
    Table<ReplicaId, Job> jobs_;
};

}  // namespace firebreak::engine

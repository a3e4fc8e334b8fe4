// Restart in place: a copy whose servers are back runs again.
#pragma once

#include <functional>

#include "engine/backend.hpp"
#include "engine/crew.hpp"
#include "engine/platform_state.hpp"
#include "engine/work.hpp"

namespace firebreak::engine {

/// Model card. A stopped copy restarts once enough of its servers run, its site can be reached and
/// all its `needs_to_start` are available. The deploy tool then starts it in `automated_start`;
/// without the tool an engineer of the service crew does (`by_hand_with_runbook` or
/// `_without_runbook`), and the tool takes over if it comes back and is quicker. Then the copy pulls
/// its software (one image a rack, from a running image server) and the writes it has missed (write
/// rate x time down, from a serving copy), as flows; copies with state replay their log
/// (`crash_recovery`). Losing its servers again voids the work. Left out: cache warm-up, full
/// consistency checks, restores from backup.
class Restarts {
  public:
    using Restarted = std::function<void(EventId cause)>;

    Restarts(const Stage& stage, PlatformState& platform, Backend& backend, Restarted restarted);

    /// Something changed: begins, hastens or voids what it lets or makes.
    void poke(EventId cause);

  private:
    struct Job {
        Work work;
        bool loading = false;     ///< past the work, in transfers and recovery
        std::uint32_t epoch = 0;  ///< older plans are void
        Instant down_since = never;
    };

    void consider(ReplicaId id, EventId cause);
    void begin(ReplicaId id, EventId cause);
    void run(ReplicaId id, Ticks duration, bool with_tool, EventId cause);
    void hasten(ReplicaId id);
    void abandon(ReplicaId id, EventId cause);
    void worked(ReplicaId id);
    void pull_image(ReplicaId id);
    void catch_up(ReplicaId id);
    void recover(ReplicaId id);
    [[nodiscard]] bool tool_for(ComponentId component) const;
    [[nodiscard]] Ticks draw(ReplicaId id, bool with_tool) const;

    const Stage& stage_;
    PlatformState& platform_;
    Backend& backend_;
    Restarted restarted_;
    Crew crew_;
    Table<ReplicaId, Job> jobs_;
};

}  // namespace firebreak::engine

// Copies that have just started and whose caches or maps still fill.
#pragma once

#include <functional>

#include "engine/platform_state.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. Capacity after a start is C (c + (1 - c) t / w) until t = w, played as four steps of equal
/// length, each at the mean of the line, so that the capacity lost is exact.
///   C: capacity of the running servers (full copies); c: `cold_capacity_ratio` (-); w: `warm_up_min` (min)
/// A cache with hit ratio h in front of storage sized for its misses starts at c = 1 - h. A map of drivers
/// starts empty and is fresh once each driver has sent a position. A standby that runs is warm. Source:
/// judgement (cache studies: origin load x 1 / (1 - h)). Left out: warming from peers (a shorter w), load
/// that a cold cache puts on other components. Worked number: c = .2, w = 8 min: .3, .5, .7, .9 for 2 min
/// each; 3.2 copy-minutes are lost. Checked by an engine test.
class WarmUps {
  public:
    using Changed = std::function<void()>;

    /// `changed` is called at each step, in the measure phase.
    WarmUps(const Stage& stage, const PlatformState& platform, Changed changed);

    /// Looks for copies that started since it was last asked.
    void poke();
    /// What a component offers with its cold copies counted for what they carry.
    [[nodiscard]] services::Offer offer(ComponentId component) const;
    /// The last step of one of its copies; none if it never was cold.
    [[nodiscard]] EventId last_change(ComponentId component) const { return last_[component]; }

  private:
    struct Copy {
        bool running = true;
        double warmth = 1.0;      ///< share of its capacity
        std::uint32_t epoch = 0;  ///< older plans are void
    };

    void started(Copy& copy, ComponentId component);
    void step(Copy& copy, ComponentId component, int number, std::uint32_t epoch);

    const Stage& stage_;
    const PlatformState& platform_;
    Changed changed_;
    Table<ReplicaId, Copy> copies_;
    Table<ComponentId, Copy> rebuilt_;
    Table<ComponentId, EventId> last_;
};

}  // namespace firebreak::engine

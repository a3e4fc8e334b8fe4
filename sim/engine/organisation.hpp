// The organisation wakes up: notices, assembles, decides.
#pragma once

#include <functional>

#include "engine/platform_state.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. The first loss of service by any function starts the response, once: it is noticed after
/// `notice`, a war room works `assemble` later (times `assemble_without_messenger` while the messenger
/// that gathers people is down), and decides to fail over after `decide_drilled` or `_undrilled`.
/// Observed times replace the first two, but never come before the loss. Left out: shifts, fatigue,
/// several war rooms, a decision taken back.
class Organisation {
  public:
    using Decided = std::function<void(EventId cause)>;

    Organisation(const Stage& stage, const PlatformState& platform, Decided decided)
        : stage_{stage}, platform_{platform}, decided_{std::move(decided)} {}

    void service_lost(EventId cause);

  private:
    void notice(EventId cause);
    void assemble(EventId cause);
    void decide(EventId cause);
    /// `observed` counted from ignition if given and not yet past, else `drawn` from now.
    [[nodiscard]] Instant when(const std::optional<Seconds>& observed, const char* key, Ticks drawn);
    EventId turn(State to, EventId cause);

    const Stage& stage_;
    const PlatformState& platform_;
    Decided decided_;
    State state_ = State::normal;
    bool alerted_ = false;
};

}  // namespace firebreak::engine

// The organisation wakes up: notices, assembles, decides.
#pragma once

#include <functional>

#include "core/observed.hpp"
#include "engine/platform_state.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. The first loss of service by any function starts the response, once: it is noticed after
/// `notice`; technicians who were not on site arrive `travel` after that. A war room works `assemble` after
/// the notice (times `assemble_without_messenger` while the messenger that gathers people is down, times
/// `assemble_at_night` from 22 to 7 o'clock), and decides to fail over after `decide_drilled` or `_undrilled`;
/// where the decision is automated, it falls with the notice. Observed times replace notice and war room,
/// unless the loss comes after them: then they are not used. Left out: fatigue, several war rooms, a decision taken back.
class Organisation {
  public:
    /// What follows from it; both are called once, with the event.
    struct Then {
        std::function<void(EventId cause)> arrived;  ///< the technicians who had to travel
        std::function<void(EventId cause)> decided;
    };

    Organisation(const Stage& stage, const PlatformState& platform, Then then)
        : stage_{stage}, platform_{platform}, then_{std::move(then)} {}

    void service_lost(EventId cause);

  private:
    void notice(EventId cause);
    void assemble(EventId cause);
    [[nodiscard]] bool at_night() const;
    /// As observed if that is known and not yet past, else `drawn` from now.
    [[nodiscard]] Instant when(Step step, Ticks drawn);
    EventId turn(State to, EventId cause);

    const Stage& stage_;
    const PlatformState& platform_;
    Then then_;
    State state_ = State::normal;
    bool alerted_ = false;
};

}  // namespace firebreak::engine

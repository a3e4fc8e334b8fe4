// Load shedding: requests are refused until a swamped component works again.
#pragma once

#include <functional>

#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card. A component that is swamped (services/overload.hpp) for `reaction` has its load shed:
/// functions that need it and shed load let in `admitted` of their new requests and none that waited. With
/// `manual`, the reaction starts at the later of swamped and the decision of the response. Refused requests
/// cost nothing; they wait or are lost as any other, but are not repeated. Once the component is freed
/// everybody is let in again after `hold`; if it is swamped anew within it, the load stays shed. Source:
/// practice described with metastable failures (Huang et al. 2022); times are judgement. Left out: letting
/// users in step by step, priority classes. Checked by the retry-storm scenario.
class Admission {
  public:
    using Changed = std::function<void()>;

    /// `changed` is called when the share let in changes, in the measure phase.
    Admission(const Stage& stage, Changed changed);

    void decide(EventId cause);
    /// What a component is now; `cause` is what made it so. Records the turn.
    void watch(ComponentId component, bool swamped, EventId cause);
    [[nodiscard]] bool swamped(ComponentId component) const { return states_[component].swamped; }
    /// Share of its new requests that a function lets in, 0 to 1.
    [[nodiscard]] double admitted(FunctionId function) const;
    /// The last turn of the component; none if it never was swamped.
    [[nodiscard]] EventId last_change(ComponentId component) const { return states_[component].last; }

  private:
    struct Watch {
        bool swamped = false;
        bool shedding = false;
        Calendar::Ticket plan = 0;  ///< to shed, or to let everybody in
        EventId last;
    };

    void react(ComponentId component);
    void shed(ComponentId component, EventId cause);
    void let_in(ComponentId component);

    const Stage& stage_;
    Changed changed_;
    EventId decision_;
    Table<ComponentId, Watch> states_;
};

}  // namespace firebreak::engine

// What users get, recomputed whenever capacity or demand changes.
#pragma once

#include <functional>

#include "engine/admission.hpp"
#include "engine/platform_state.hpp"
#include "engine/stage.hpp"
#include "engine/user_demand.hpp"
#include "engine/warm_ups.hpp"
#include "services/served_share.hpp"

namespace firebreak::engine {

class FunctionLevels {
  public:
    using Lost = std::function<void(EventId cause)>;

    /// What was settled at one moment; see `services::served_shares`.
    using Watch = std::function<void(const Table<ComponentId, services::Offer>& offers,
                                     const std::vector<double>& demand, const std::vector<double>& served)>;

    /// New requests of each function that are taken from now on, as a share of its peak demand.
    using Taken = std::function<void(const std::vector<double>& taken)>;

    /// `lost` is called when a function falls below 99 % after ignition, `taken` after each update.
    FunctionLevels(const Stage& stage, const PlatformState& platform, Lost lost, Taken taken);

    /// `watch` is called after each update from now on.
    void watch(Watch watch) { watch_ = std::move(watch); }

    /// Records the steady state and follows the demand curve from hour to hour.
    void begin();
    /// Recomputes every function's served share now.
    void update() { update(Occasion::change); }
    /// People have decided to act: they may shed load from now on.
    void decide(EventId cause) { admission_.decide(cause); }

  private:
    void update(Occasion occasion);
    void follow_demand();
    void follow_backlogs();
    void show_swamped();
    void show_demand(FunctionId function);
    void tell(Table<ComponentId, services::Offer> offers) const;
    [[nodiscard]] EventId cause_for(FunctionId function) const;
    [[nodiscard]] EventId by_the_hour(FunctionId function, State now, double served);
    void set(FunctionId function, const ServiceLevel& level);

    const Stage& stage_;
    const PlatformState& platform_;
    Lost lost_;
    Taken taken_;
    Watch watch_;
    services::LoadMatrix loads_;
    WarmUps warm_ups_;
    Admission admission_;
    UserDemand users_;
    Calendar::Ticket next_empty_ = 0;
    Table<FunctionId, ServiceLevel> levels_;
    Table<FunctionId, State> shown_;
    Table<FunctionId, State> shown_demand_;
    Table<FunctionId, EventId> last_demand_;
    Table<FunctionId, EventId> capacity_left_by_;  ///< the last cause that is no hour of the day
    Occasion occasion_ = Occasion::change;
};

}  // namespace firebreak::engine

// What users get, recomputed whenever capacity or demand changes.
#pragma once

#include <functional>

#include "engine/platform_state.hpp"
#include "engine/stage.hpp"
#include "services/served_share.hpp"

namespace firebreak::engine {

class FunctionLevels {
  public:
    using Lost = std::function<void(EventId cause)>;

    /// What was settled at one moment; see `services::served_shares`.
    using Watch = std::function<void(const Table<ComponentId, services::Offer>& offers,
                                     const std::vector<double>& demand, const std::vector<double>& served)>;

    /// `lost` is called when a function falls below 99 % after ignition.
    FunctionLevels(const Stage& stage, const PlatformState& platform, Lost lost);

    /// `watch` is called after each update from now on.
    void watch(Watch watch) { watch_ = std::move(watch); }

    /// Records the steady state and follows the demand curve from hour to hour.
    void begin();
    /// Recomputes every function's served share now.
    void update();

  private:
    void follow_demand();
    [[nodiscard]] EventId cause_for(FunctionId function) const;
    void set(FunctionId function, double served);

    const Stage& stage_;
    const PlatformState& platform_;
    Lost lost_;
    Watch watch_;
    services::LoadMatrix loads_;
    Table<FunctionId, double> served_;
    Table<FunctionId, State> shown_;
    Table<FunctionId, EventId> cause_;
};

}  // namespace firebreak::engine

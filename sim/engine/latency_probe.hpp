// Sends sampled requests through the platform whenever what they would meet has changed.
#pragma once

#include <vector>

#include "engine/platform_state.hpp"
#include "engine/stage.hpp"
#include "services/latency.hpp"

namespace firebreak::engine {

/// Samples load nothing: they use the routes of flows, and no bandwidth.
///
/// A capacity segment of a function ends when the sites that serve one of its components change, or when
/// the load on one has moved by a twentieth of what is free there (at least of 5 %).
class LatencyProbe {
  public:
    LatencyProbe(const Stage& stage, const PlatformState& platform);

    /// Arguments as in `services::utilisations`. Of several calls at one instant the last counts.
    void observe(const Table<ComponentId, services::Offer>& offers, const std::vector<double>& demand,
                 const std::vector<double>& served);

  private:
    struct Watched {
        std::vector<services::Call> calls;
        std::vector<services::Pressure> last;  ///< of each call, when it was sampled last
        bool answered = false;                 ///< then
        std::size_t row = 0;                   ///< its latest row in the log
        bool seen = false;
    };

    [[nodiscard]] Table<ComponentId, services::Pressure> pressures(
        const Table<ComponentId, double>& load) const;
    void sample(FunctionId function, bool answers, const Table<ComponentId, services::Pressure>& now);

    const Stage& stage_;
    const PlatformState& platform_;
    services::LoadMatrix loads_;
    services::SiteLatencies latencies_;
    Table<FunctionId, Watched> watched_;
};

}  // namespace firebreak::engine

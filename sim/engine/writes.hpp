// How much is written to each component: its write rate, as far as users are served.
#pragma once

#include <vector>

#include "engine/platform_state.hpp"
#include "engine/stage.hpp"

namespace firebreak::engine {

/// Model card.
///   w(t) = W a(t) sum(u_f d_f(t) q_f(t)) / sum(u_f) over the functions f behind the component
///   W: write rate when all of them are at their peaks (B/s); a: 1 while the component is available, else 0;
///   u_f: requests at the peak (users x requests per user); d_f: demand now as a share of the peak, of the
///   users who are left; q_f: share of the new requests that is taken.
/// A function is behind each component that it needs, hard or soft, and behind what that needs. A component
/// that no function needs is written to at W while it is available. Nothing is written while nobody can write:
/// its majority is lost, it waits for a partner, what it needs is down, no function behind it is served.
/// Rates change with the demand at full hours and with every change of what is served. Source: definition.
/// Valid for writes in step with requests. Left out: writes of requests that come back later, batch jobs at
/// night. Worked number: 100 MB/s, demand .4 of the peak, half of it served: 20 MB/s.
/// Checked by tests/engine/writes_test.cpp.
class Writes {
  public:
    Writes(const Stage& stage, const PlatformState& platform);

    /// New requests of each function that are taken now, as a share of its peak demand.
    void set_taken(const std::vector<double>& taken);

    /// Of the component's write rate, now.
    [[nodiscard]] double share(ComponentId component) const { return accounts_[component].share; }
    /// What was written since the start, in seconds of writes at the full rate.
    [[nodiscard]] Seconds total(ComponentId component) const;
    /// The last moment at which anything was written; now if something is.
    [[nodiscard]] Instant last(ComponentId component) const;

  private:
    struct Behind {
        FunctionId function;
        double weight;  ///< of all behind the component, 1 together
    };
    struct Account {
        std::vector<Behind> behind;
        double share = 1.0;
        Instant since{};
        Instant last{};  ///< when anything was written last, at `since`
        Seconds total{0.0};  ///< at `since`
    };

    const Stage& stage_;
    const PlatformState& platform_;
    Table<ComponentId, Account> accounts_;
};

}  // namespace firebreak::engine

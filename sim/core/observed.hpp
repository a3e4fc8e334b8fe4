// What is known of an incident: its steps, the order that they can have, and one draw of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firebreak/random.hpp"
#include "firebreak/scenario.hpp"
#include "firebreak/world.hpp"

namespace firebreak {

/// Steps of an incident in an order in which each comes after those that lead to it.
enum class Step {
    detection, agent_release, feeds_lost, cables_lost, emergency_call, brigade_arrival, precautionary_shutdown,
    isolation, controlled, extinguished, re_energising, supply_repaired, released, noticed, assembled
};

/// A step whose time is given.
struct KnownStep {
    Step step;
    std::string subject;  ///< id of the zone or room; empty: the incident as a whole
    UncertainDuration time;

    /// "isolation", "zones.east.re_energising": as in `pinned_steps`.
    [[nodiscard]] std::string name() const;
    /// "isolation_h", "zones/east/re_energising_h": below "/observed/".
    [[nodiscard]] std::string pointer() const;
};

/// In the order of `Step`.
[[nodiscard]] std::vector<KnownStep> known_steps(const Observed& observed);

/// What is certain refuses facts; what is usual only moves times that are not known.
enum class Order { certain, usual };

/// Whether `before` leads to `after`, so that it cannot come later. `origin`: id of the room of origin.
///
/// Model card. Alarm, then gas, call and arrival of the brigade, and cut; cut, control, end of the fire,
/// clearance; end of the fire, repair of the supply and release of the room of origin; control, release of
/// other rooms; notice, war room; a shutdown, then giving back what was shut down; and gas that ended the
/// fire before control. Usually the brigade arrives before the cut, which staff can make without it.
[[nodiscard]] bool leads_to(const KnownStep& before, const KnownStep& after, const Observed& observed, std::string_view origin,
                            Order order = Order::certain);

/// The ends of what a time can be; infinite where the distribution has no end.
[[nodiscard]] Seconds earliest(const UncertainDuration& time);
[[nodiscard]] Seconds latest(const UncertainDuration& time);

/// The known steps of one replication, and what they leave for the others.
///
/// Model card. Step by step in the order of `Step`: t = F^-1(F(a) + u (F(b) - F(a))), where F is the
///   distribution of the step, u its luck, a the latest known step that leads to it, b the latest moment
///   that the known steps after it leave. A number is kept as it is. Left out: that later windows weigh
///   earlier times by more than leaving them possible.
/// Source: inverse-CDF sampling of a truncated distribution. Worked number: control in [2, 5] h, out in
///   [4, 6] h, both with luck 1/2: control at 3.5 h, out at 5 h.
class ObservedTimes {
  public:
    ObservedTimes(const World& world, const Draws& draws);

    /// When it happened, if that is known. `subject`: full name of a zone or room of the world.
    [[nodiscard]] std::optional<Instant> at(Step step, std::string_view subject = {}) const;
    /// `computed`, moved to where the known steps before and after leave a place for it.
    [[nodiscard]] Instant within(Step step, Instant computed) const;

  private:
    std::vector<KnownStep> steps_;
    std::vector<Instant> at_;  ///< of each of them
    const Observed& observed_;
    std::string site_, origin_;
};

}  // namespace firebreak

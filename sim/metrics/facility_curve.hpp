// Power, cooling, network and servers over time, folded from the log for each isolation zone.
#pragma once

#include <cstdint>
#include <vector>

#include "firebreak/observation.hpp"
#include "firebreak/world.hpp"
#include "metrics/step_curve.hpp"

namespace firebreak::metrics {

/// What a zone holds and how much of it works. Whole watts, so that sums are exact.
struct ZoneState {
    std::int64_t load_w = 0;  ///< rows, and loads of others behind power nodes
    std::int64_t energised_w = 0;
    int servers_total = 0;
    int servers_up = 0;
    int cooling_units = 0;  ///< units that serve a room of the zone, wherever they stand
    int cooling_running = 0;
    bool network_connected = true;  ///< of the whole site
    bool operator==(const ZoneState&) const = default;
};

/// From `at` on, `zone` is in `state`.
struct ZonePoint {
    Instant at{};
    ZoneId zone;
    ZoneState state;
};

/// Every zone once at the start of the run, where everything works, and again after each instant that
/// changed it. Sorted by time, then zone.
[[nodiscard]] std::vector<ZonePoint> facility_curve(const World& world, const ObservationLog& log);

/// Shares of one site over time; 1 where the site has no load or no servers.
struct SiteCurves {
    StepCurve power;    ///< energised share of the load
    StepCurve servers;  ///< share of the tenant's servers that are up
    int servers_total = 0;
    int servers_up = 0;  ///< at the end of the log
};

/// Sums the zones of each site. `points` come from `facility_curve`.
[[nodiscard]] Table<SiteId, SiteCurves> site_curves(const World& world, const std::vector<ZonePoint>& points);

}  // namespace firebreak::metrics

// The tidy tables of a run: service_level.csv, facility.csv, events.csv, latency.csv.
#pragma once

#include <string>

#include "firebreak/observation.hpp"
#include "firebreak/world.hpp"

namespace firebreak::report {

/// `time_h,service,function,served_ratio`: one row at the start, at each change and at the horizon.
[[nodiscard]] std::string service_level_csv(const World& world, const ObservationLog& log);

/// `time_h,site,zone,power_ratio,cooling_ratio,network_connected,servers_up,servers_total`, likewise.
[[nodiscard]] std::string facility_csv(const World& world, const ObservationLog& log);

/// `id,time_h,kind,entity,from,to,cause,value`: every event of the log in its order.
[[nodiscard]] std::string events_csv(const World& world, const ObservationLog& log);

/// `time_h,service,function,p50_ms,p99_ms,samples`: one row at the start, whenever capacity or demand on the
/// way of its requests changes, and at the horizon.
[[nodiscard]] std::string latency_csv(const World& world, const ObservationLog& log);

/// One field after RFC 4180: quoted where it holds a comma, a quote or a line break.
[[nodiscard]] std::string csv_field(const std::string& text);

}  // namespace firebreak::report

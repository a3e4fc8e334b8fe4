// CSV text: hours with six decimals (4 ms), other numbers as the shortest that reads back the same.
#include "report/csv.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>

#include "core/entity_name.hpp"
#include "metrics/facility_curve.hpp"
#include "metrics/measure.hpp"

namespace firebreak::report {
namespace {

/// The part of "site/zone" or "service/function" after the first name.
std::string without_prefix(const std::string& name, const std::string& prefix) {
    return name.starts_with(prefix + '/') ? name.substr(prefix.size() + 1) : name;
}

/// Empty where there is nothing that could work or fail.
std::string ratio_field(double part, double whole) {
    return whole > 0.0 ? fmt::format("{}", part / whole) : "";
}

}  // namespace

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string service_level_csv(const World& world, const ObservationLog& log) {
    const Table<FunctionId, metrics::StepCurve> curves = metrics::served_curves(world, log);
    struct Row {
        Instant at;
        FunctionId function;
        double served;
    };
    const Instant start = ignition_instant - lead_time;
    std::vector<Row> rows;
    for (const FunctionId id : world.functions.keys()) {
        rows.push_back({start, id, curves[id].value_at(start)});
        for (const metrics::Step& step : curves[id].steps()) {
            if (step.at > start && step.at < log.end) rows.push_back({step.at, id, step.value});
        }
        rows.push_back({log.end, id, curves[id].value_at(log.end)});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.at < b.at; });
    std::string text = "time_h,service,function,served_ratio\n";
    for (const Row& row : rows) {
        const WorldFunction& function = world.functions[row.function];
        fmt::format_to(std::back_inserter(text), "{:.6f},{},{},{}\n", hours_of(row.at),
                       csv_field(function.service),
                       csv_field(without_prefix(function.name, function.service)), row.served);
    }
    return text;
}

std::string facility_csv(const World& world, const ObservationLog& log) {
    std::string text =
        "time_h,site,zone,power_ratio,cooling_ratio,network_connected,servers_up,servers_total\n";
    const auto add = [&](Instant at, ZoneId id, const metrics::ZoneState& state) {
        const WorldZone& zone = world.zones[id];
        const std::string& site = world.sites[zone.site].name;
        fmt::format_to(std::back_inserter(text), "{:.6f},{},{},{},{},{:d},{},{}\n", hours_of(at),
                       csv_field(site), csv_field(without_prefix(zone.name, site)),
                       ratio_field(static_cast<double>(state.energised_w), static_cast<double>(state.load_w)),
                       ratio_field(state.cooling_running, state.cooling_units), state.network_connected,
                       state.servers_up, state.servers_total);
    };
    Table<ZoneId, metrics::ZoneState> last;
    last.assign(world.zones.size(), {});
    for (const metrics::ZonePoint& point : metrics::facility_curve(world, log)) {
        last[point.zone] = point.state;
        if (point.at < log.end) add(point.at, point.zone, point.state);
    }
    for (const ZoneId id : world.zones.keys()) add(log.end, id, last[id]);
    return text;
}

std::string latency_csv(const World& world, const ObservationLog& log) {
    std::string text = "time_h,service,function,p50_ms,p99_ms,samples\n";
    const auto add = [&](Instant at, const LatencyLevel& level) {
        const WorldFunction& function = world.functions[level.function];
        const auto milliseconds = [&](Seconds time) {
            return level.answered > 0 ? fmt::format("{:.3f}", time.count() * 1e3) : "";
        };
        fmt::format_to(std::back_inserter(text), "{:.6f},{},{},{},{},{}\n", hours_of(at),
                       csv_field(function.service),
                       csv_field(without_prefix(function.name, function.service)), milliseconds(level.median),
                       milliseconds(level.p99), level.answered);
    };
    std::map<FunctionId, const LatencyLevel*> last;
    for (const LatencyLevel& level : log.latencies) {
        last[level.function] = &level;
        if (level.at < log.end) add(level.at, level);
    }
    for (const auto& [function, level] : last) add(log.end, *level);
    return text;
}

std::string events_csv(const World& world, const ObservationLog& log) {
    std::string text = "id,time_h,kind,entity,from,to,cause,value\n";
    for (std::size_t id = 0; id < log.events.size(); ++id) {
        const Event& event = log.events[id];
        const std::string cause = event.cause.valid() ? fmt::format("{}", event.cause.value) : "";
        fmt::format_to(std::back_inserter(text), "{},{:.6f},{},{},{},{},{},{}\n", id, hours_of(event.at),
                       to_string(event.entity.kind), csv_field(entity_name(world, event.entity)),
                       to_string(event.from), to_string(event.to), cause, event.value);
    }
    return text;
}

}  // namespace firebreak::report

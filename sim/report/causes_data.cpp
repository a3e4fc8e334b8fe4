// Aggregates stays: eight hundred racks that wait for hands are one line with a median, not 800 lines.
#include "report/causes_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double hours) {
    return std::round(hours * 1e4) / 1e4;
}

Json mark(double time_h, const std::string& kind, const std::string& entity, const std::string& state) {
    return {{"time_h", rounded(time_h)}, {"kind", kind}, {"entity", entity}, {"state", state}};
}

/// Power is told by its first and last return to racks: there are too many line-ups for one axis.
Json clock(const std::vector<LoggedEvent>& events) {
    Json marks = Json::array();
    std::optional<double> dark, first_back, last_back;
    for (const LoggedEvent& event : events) {
        if (event.kind == "fire" || event.kind == "organisation" || (event.kind == "zone" && event.to == "isolated"))
            marks.push_back(mark(event.time_h, event.kind, event.entity, event.to));
        if (event.kind != "row" || event.from == event.to) continue;
        if (event.to == "dark" && !dark) dark = event.time_h;
        if (event.to != "energised") continue;
        if (!first_back) first_back = event.time_h;
        last_back = event.time_h;
    }
    if (dark) marks.push_back(mark(*dark, "power", "", "first_loss"));
    if (first_back) marks.push_back(mark(*first_back, "power", "", "first_back"));
    if (last_back) marks.push_back(mark(*last_back, "power", "", "last_back"));
    std::stable_sort(marks.begin(), marks.end(), [](const Json& a, const Json& b) { return a["time_h"] < b["time_h"]; });
    return marks;
}

Json lanes(const std::vector<LoggedEvent>& events, double horizon_h) {
    Json result = Json::array();
    for (const char* kind : {"organisation", "component"}) {
        std::map<std::string, std::size_t> places;
        for (const Stay& stay : stays(events, kind, horizon_h)) {
            const LoggedEvent& since = events[stay.since];
            const auto [at, added] = places.try_emplace(since.entity, result.size());
            if (added) result.push_back({{"kind", kind}, {"entity", since.entity}, {"stays", Json::array()}});
            const Json until = stay.until ? Json(rounded(events[*stay.until].time_h)) : Json(nullptr);
            result[at->second]["stays"].push_back({rounded(since.time_h), until, since.to});
        }
    }
    return result;
}

/// Stays of one kind in one state.
struct Group {
    std::set<std::string> entities;
    std::vector<double> lengths_h;
    int open = 0;
    std::map<std::string, int> ended_by;
};

/// What a stay ended on: single things by name, of many alike only their kind.
std::string ending(const std::vector<LoggedEvent>& events, const Stay& stay) {
    const LoggedEvent& end = events[*stay.until];
    const LoggedEvent& cause = end.cause ? events[*end.cause] : end;
    if (cause.kind == end.kind && cause.entity == end.entity) return "||";  // it took its own time
    const bool single = cause.kind == "component" || cause.kind == "replica" || cause.kind == "fire";
    return cause.kind + '|' + (single ? cause.entity : std::string{}) + '|' + cause.to;
}

Json wait_of(const std::string& kind, const std::string& state, Group& group) {
    std::vector<double>& lengths = group.lengths_h;
    std::sort(lengths.begin(), lengths.end());
    double total = 0.0;
    for (const double length : lengths) total += length;
    std::vector<std::pair<std::string, int>> ends{group.ended_by.begin(), group.ended_by.end()};
    std::stable_sort(ends.begin(), ends.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    constexpr std::size_t shown = 3;
    ends.resize(std::min(ends.size(), shown));
    return {{"kind", kind},
            {"state", state},
            {"entities", group.entities.size()},
            {"stays", lengths.size()},
            {"open", group.open},
            {"total_h", rounded(total)},
            {"median_h", rounded(lengths[(lengths.size() - 1) / 2])},
            {"longest_h", rounded(lengths.back())},
            {"ended_by", ends}};
}

Json waits(const std::vector<LoggedEvent>& events, double horizon_h) {
    static const std::set<std::string> at_work{"up", "serving", "standby", "full", "normal", "energised", "decided",
                                             // Crews on site, copies at full capacity, ways back that nobody needs any more.
                                             "arrived", "warm", "called_off"};
    Json result = Json::array();
    for (const char* kind : {"organisation", "rack", "replica", "component"}) {
        std::map<std::string, Group> groups;
        for (const Stay& stay : stays(events, kind, horizon_h)) {
            const LoggedEvent& since = events[stay.since];
            if (at_work.contains(since.to)) continue;
            Group& group = groups[since.to];
            group.entities.insert(since.entity);
            group.lengths_h.push_back((stay.until ? events[*stay.until].time_h : horizon_h) - since.time_h);
            if (stay.until)
                ++group.ended_by[ending(events, stay)];
            else
                ++group.open;
        }
        for (auto& [state, group] : groups) result.push_back(wait_of(kind, state, group));
    }
    std::stable_sort(result.begin(), result.end(), [](const Json& a, const Json& b) { return a["total_h"] > b["total_h"]; });
    return result;
}

}  // namespace

Json causes_data(const std::vector<LoggedEvent>& events, double horizon_h) {
    return {{"clock", clock(events)},
            {"lanes", lanes(events, horizon_h)},
            {"waits", waits(events, horizon_h)}};
}

}  // namespace firebreak::report

// Run: metrics, curves, the building and its changes, critical paths. Compare: the comparison itself.
#include "report/page_data.hpp"

#include <fmt/format.h>

#include <cmath>

#include "firebreak/error.hpp"
#include "report/advice_file.hpp"
#include "report/building_data.hpp"
#include "report/causes_data.hpp"
#include "report/event_history.hpp"

namespace firebreak::report {
namespace {

using Json = nlohmann::ordered_json;

/// Four decimals of an hour (0.4 s): more than a picture shows, and half the size.
double rounded(double hours) {
    return std::round(hours * 1e4) / 1e4;
}

Json number_or_null(double value) {
    return std::isfinite(value) ? Json(rounded(value)) : Json(nullptr);
}

/// A tidy CSV as curves: one entry for each combination of `keys`, with a column of times and one for
/// each further column. Null where the file is not there.
Json curves(const RunFiles& files, const std::string& name, const std::vector<std::string>& keys) {
    if (!files.has(name)) return nullptr;
    const CsvTable table = files.csv(name);
    Json result = Json::array();
    std::map<std::vector<std::string>, std::size_t> places;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        std::vector<std::string> key;
        for (const std::string& each : keys) key.push_back(table.at(row, table.column(each)));
        const auto [at, added] = places.try_emplace(key, result.size());
        if (added) {
            Json entry;
            for (std::size_t i = 0; i < keys.size(); ++i) entry[keys[i]] = key[i];
            result.push_back(std::move(entry));
        }
        Json& entry = result[at->second];
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            const std::string& title = table.columns()[column];
            if (!entry.contains(title)) entry[title] = Json::array();
            if (entry[title].is_array()) entry[title].push_back(number_or_null(table.number(row, column)));
        }
    }
    return result;
}

/// Titles that the author gave to sites, services, functions and components; an id where there is none.
Json titles(const Json& scenario) {
    Json result{{"functions", Json::object()}, {"components", Json::object()}, {"sites", Json::object()}};
    const auto title = [](const Json& entry, const std::string& id) {
        const std::string given = entry.value("title", "");
        return given.empty() ? id : given;
    };
    const Json& services = scenario.at("services");
    for (const auto& [service, entry] : services.at("services").items()) {
        for (const auto& [function, inner] : entry.at("functions").items())
            result["functions"][service + '/' + function] = title(inner, service + '/' + function);
    }
    for (const auto& [id, entry] : services.at("components").items()) result["components"][id] = title(entry, id);
    for (const auto& [id, entry] : scenario.at("layout").at("sites").items()) result["sites"][id] = title(entry, id);
    return result;
}

/// The parts of the scenario that head the page.
Json scenario_facts(const Json& scenario) {
    Json facts;
    for (const char* key : {"name", "description", "ignition"})
        if (scenario.contains(key)) facts[key] = scenario.at(key);
    facts["layout"] = scenario.at("layout").value("description", "");
    return facts;
}

Json run_data(const RunFiles& files) {
    Json data{{"format", 1}, {"kind", "run"}};
    data["metrics"] = files.json("metrics.json");
    data["manifest"] = files.json_if_there("manifest.json");
    data["service_level"] = curves(files, "service_level.csv", {"service", "function"});
    data["facility"] = curves(files, "facility.csv", {"site", "zone"});
    data["latency"] = curves(files, "latency.csv", {"service", "function"});
    const Json scenario = files.json("scenario.resolved.json");
    data["scenario"] = scenario_facts(scenario);
    data["titles"] = titles(scenario);
    data["published"] = scenario.value("published", Json::array());
    const std::vector<LoggedEvent> events = read_events(files.csv("events.csv"));
    const double horizon_h = data["metrics"].at("horizon_h").get<double>();
    data["building"] = building_data(scenario, events);
    data["causes"] = causes_data(events, horizon_h);
    data["paths"] = files.json_if_there("critical_paths.json");
    data["advice"] = read_advice(files);
    data["folder"] = files.folder().string();
    return data;
}

Json compare_data(const RunFiles& files) {
    return {{"format", 1},
            {"kind", "compare"},
            {"comparison", files.json("comparison.json")},
            {"manifest", files.json_if_there("manifest.json")}};
}

}  // namespace

Json page_data(const RunFiles& files) {
    const bool run = files.has("metrics.json");
    if (!run && !files.has("comparison.json")) {
        throw InputError{{{Severity::error, files.folder().string(), 0, 0, "",
                           "is not a folder that run or compare wrote",
                           "write one with: firebreak run SCENARIO --out DIR"}}};
    }
    try {
        return run ? run_data(files) : compare_data(files);
    } catch (const Json::exception& error) {
        throw FileError{fmt::format("{} does not hold what this version writes: {}", files.folder().string(),
                                    error.what())};
    }
}

}  // namespace firebreak::report

// RFC 4180: quotes where a text needs them, lines end in a line feed.
#include "sweep/export_csv.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "firebreak/error.hpp"
#include "firebreak/metrics.hpp"
#include "sweep/values.hpp"

namespace firebreak::sweep {
namespace {

std::string field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? std::string{"\"\""} : std::string{c};
    return result + "\"";
}

std::string number(double value) {
    if (value == not_at_all) return "never";
    return std::isnan(value) ? std::string{} : fmt::format("{}", value);
}

void write(const std::string& text, std::FILE* out) {
    if (std::fwrite(text.data(), 1, text.size(), out) != text.size())
        throw FileError{fmt::format("the table cannot be written: {}", std::strerror(errno))};
}

std::string header(const Plan& plan) {
    std::string line = "point,replication,seed,status,error";
    for (const PlanAxis& axis : plan.axes) line += "," + field(axis.name);
    for (const std::string& path : plan.measures) line += "," + field(path);
    return line + "\n";
}

/// The columns of a point's axes; empty where one stayed as in the scenario.
std::string settings_columns(const Plan& plan, std::size_t point) {
    const auto settings = nlohmann::ordered_json::parse(plan.settings.at(point));
    std::string columns;
    for (const PlanAxis& axis : plan.axes) {
        const auto it = settings.find(axis.name);
        columns += ",";
        if (it != settings.end()) columns += field(it->is_string() ? it->get<std::string>() : it->dump());
    }
    return columns;
}

}  // namespace

void export_csv(StoreReader& store, std::FILE* out) {
    const Plan& plan = store.plan();
    write(header(plan), out);
    store.for_each_point([&](std::size_t point, const std::vector<RunRow>& rows) {
        const std::string settings = settings_columns(plan, point);
        for (const RunRow& row : rows) {
            std::string line = fmt::format("{},{},{},{},{}", point, row.replication, row.seed,
                                           to_string(row.status), field(row.error));
            line += settings;
            const std::vector<double> values =
                row.status == Status::ok ? parse_values(row.measures) : std::vector<double>{};
            for (std::size_t i = 0; i < plan.measures.size(); ++i)
                line += "," + (i < values.size() ? number(values[i]) : "");
            write(line + "\n", out);
        }
    });
    if (std::fflush(out) != 0)
        throw FileError{fmt::format("the table cannot be written: {}", std::strerror(errno))};
}

}  // namespace firebreak::sweep

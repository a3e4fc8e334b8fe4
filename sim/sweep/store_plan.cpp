// The store's tables and views, and the plan in them.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "firebreak/error.hpp"
#include "sweep/store.hpp"

namespace firebreak::sweep {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* tables = R"(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE axis (axis INTEGER PRIMARY KEY, name TEXT NOT NULL, pointer TEXT NOT NULL, unit TEXT NOT NULL,
                   labels TEXT NOT NULL) STRICT;
CREATE TABLE measure (measure INTEGER PRIMARY KEY, path TEXT NOT NULL) STRICT;
CREATE TABLE point (point INTEGER PRIMARY KEY, block INTEGER NOT NULL, role INTEGER NOT NULL, axis INTEGER,
                    at TEXT NOT NULL, settings TEXT NOT NULL) STRICT;
CREATE TABLE run (point INTEGER NOT NULL, replication INTEGER NOT NULL, seed TEXT NOT NULL,
                  status TEXT NOT NULL CHECK (status IN ('ok', 'failed', 'crashed', 'timeout')),
                  error TEXT NOT NULL, measures TEXT NOT NULL, wall_ms REAL NOT NULL,
                  PRIMARY KEY (point, replication)) STRICT, WITHOUT ROWID;
CREATE VIEW setting AS
    SELECT point.point, each.key AS axis, each.value AS value FROM point, json_each(point.settings) AS each;
CREATE VIEW value AS
    SELECT run.point, run.replication, measure.path AS measure,
           iif(each.type = 'text', NULL, each.value) AS value, each.value = 'censored' AS censored,
           each.value = 'never' AS never
    FROM run, json_each(run.measures) AS each, measure
    WHERE run.status = 'ok' AND measure.measure = each.key AND each.type <> 'null';
CREATE VIEW failure AS
    SELECT point, replication, status, error,
           'firebreak sweep ' || (SELECT value FROM meta WHERE key = 'sweep_file') || ' --replay ' || point || ':'
               || replication AS replay
    FROM run WHERE status <> 'ok';
)";

Json replications_json(const ReplicationRule& rule) {
    Json json{{"min", rule.min}, {"max", rule.max}, {"step", rule.step}};
    if (!rule.measure.empty()) json.update(Json{{"measure", rule.measure}, {"width", rule.width}});
    return json;
}

ReplicationRule read_rule(const std::string& text) {
    const Json json = Json::parse(text);
    return {.min = json.at("min"),
            .max = json.at("max"),
            .step = json.at("step"),
            .measure = json.value("measure", ""),
            .width = json.value("width", 0.0)};
}

std::string at_text(const std::vector<double>& at) {
    Json json = Json::array();
    for (const double each : at) json.push_back(is_as_in_scenario(each) ? Json(nullptr) : Json(each));
    return json.dump();
}

std::vector<double> read_at(const std::string& text) {
    std::vector<double> at;
    for (const Json& each : Json::parse(text))
        at.push_back(each.is_null() ? as_in_scenario() : each.get<double>());
    return at;
}

void write_meta(Database& database, const Plan& plan, const Provenance& provenance) {
    Statement insert = database.prepare("INSERT INTO meta VALUES (?, ?)");
    const auto put = [&](const char* key, const std::string& value) {
        insert.bind(0, std::string{key}).bind(1, value).run();
    };
    put("format", std::to_string(store_format));
    put("plan_id", plan.id);
    put("name", plan.name);
    put("scenario", plan.scenario);
    put("seed", std::to_string(plan.seed));
    put("common_random_numbers", plan.common_luck ? "true" : "false");
    put("horizon_h", fmt::format("{}", plan.horizon_h));
    put("design", to_string(plan.kind));
    put("replications", replications_json(plan.replications).dump());
    put("version", provenance.version);
    put("commit", provenance.commit);
    put("engine", provenance.engine);
    put("sweep_file", provenance.sweep_file);
    put("sweep_text", provenance.sweep_text);
    put("scenario_id", provenance.scenario_id);
    put("scenario_text", provenance.scenario_text);
    put("shard", to_string(provenance.shard));
}

void write_plan(Database& database, const Plan& plan) {
    Statement axis = database.prepare("INSERT INTO axis VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < plan.axes.size(); ++i) {
        const PlanAxis& of = plan.axes[i];
        axis.bind(0, static_cast<std::int64_t>(i)).bind(1, of.name).bind(2, of.pointer).bind(3, of.unit);
        axis.bind(4, Json(of.labels).dump()).run();
    }
    Statement measure = database.prepare("INSERT INTO measure VALUES (?, ?)");
    for (std::size_t i = 0; i < plan.measures.size(); ++i) {
        measure.bind(0, static_cast<std::int64_t>(i)).bind(1, plan.measures[i]).run();
    }
    Statement point = database.prepare("INSERT INTO point VALUES (?, ?, ?, nullif(?, -1), ?, ?)");
    for (std::size_t i = 0; i < plan.points.size(); ++i) {
        const DesignPoint& of = plan.points[i];
        point.bind(0, static_cast<std::int64_t>(i))
            .bind(1, std::int64_t{of.block})
            .bind(2, std::int64_t{of.role});
        point.bind(3, std::int64_t{of.axis}).bind(4, at_text(of.at)).bind(5, plan.settings.at(i)).run();
    }
}

/// One column a measure, for programs that want a table of runs. SQLite allows 2000 columns.
void create_wide_view(Database& database, const Plan& plan) {
    constexpr std::size_t columns_max = 1900;
    if (plan.measures.size() + plan.axes.size() > columns_max) return;
    const auto quoted = [](const std::string& text) {
        std::string result = "\"";
        for (const char c : text) result += c == '"' ? std::string{"\"\""} : std::string{c};
        return result + "\"";
    };
    std::string columns;
    for (const PlanAxis& axis : plan.axes) {
        columns +=
            fmt::format(", json_extract(point.settings, '$.\"{}\"') AS {}", axis.name, quoted(axis.name));
    }
    for (std::size_t i = 0; i < plan.measures.size(); ++i) {
        columns += fmt::format(", json_extract(run.measures, '$[{}]') AS {}", i, quoted(plan.measures[i]));
    }
    database.run(
        fmt::format("CREATE VIEW result AS SELECT run.point, run.replication, run.status{} "
                    "FROM run JOIN point USING (point)",
                    columns));
}

}  // namespace

std::string read_meta(Database& database, const std::string& key) {
    Statement select = database.prepare("SELECT value FROM meta WHERE key = ?");
    select.bind(0, key);
    if (!select.step())
        throw FileError{
            fmt::format("{}: is no store of Firebreak: it does not say its {}", database.path(), key)};
    return select.text(0);
}

void create_store(Database& database, const Plan& plan, const Provenance& provenance) {
    Transaction transaction{database};
    database.run(tables);
    create_wide_view(database, plan);
    write_meta(database, plan, provenance);
    write_plan(database, plan);
    transaction.commit();
}

void expect_store(Database& database) {
    Statement tables_there =
        database.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'point', 'run')");
    tables_there.step();
    if (tables_there.integer(0) != 3) throw FileError{database.path() + ": is not a store of Firebreak"};
    const std::string format = read_meta(database, "format");
    if (format != std::to_string(store_format))
        throw FileError{fmt::format("{}: has format {}; this program reads format {}", database.path(),
                                    format, store_format)};
}

Plan read_plan(Database& database) {
    Plan plan;
    plan.id = read_meta(database, "plan_id");
    plan.name = read_meta(database, "name");
    plan.scenario = read_meta(database, "scenario");
    plan.seed = std::stoull(read_meta(database, "seed"));
    plan.common_luck = read_meta(database, "common_random_numbers") == "true";
    plan.horizon_h = std::stod(read_meta(database, "horizon_h"));
    plan.kind = design_kind(read_meta(database, "design"));
    plan.replications = read_rule(read_meta(database, "replications"));
    Statement axes = database.prepare("SELECT name, pointer, unit, labels FROM axis ORDER BY axis");
    while (axes.step()) {
        plan.axes.push_back({axes.text(0), axes.text(1), axes.text(2),
                             Json::parse(axes.text(3)).get<std::vector<std::string>>()});
    }
    Statement measures = database.prepare("SELECT path FROM measure ORDER BY measure");
    while (measures.step()) plan.measures.push_back(measures.text(0));
    Statement points =
        database.prepare("SELECT block, role, ifnull(axis, -1), at, settings FROM point ORDER BY point");
    while (points.step()) {
        plan.points.push_back({.at = read_at(points.text(3)),
                               .block = static_cast<std::int32_t>(points.integer(0)),
                               .role = static_cast<std::int32_t>(points.integer(1)),
                               .axis = static_cast<std::int32_t>(points.integer(2))});
        plan.settings.push_back(points.text(4));
    }
    return plan;
}

Provenance read_provenance(Database& database) {
    const std::string shard = read_meta(database, "shard");
    return {.version = read_meta(database, "version"),
            .commit = read_meta(database, "commit"),
            .engine = read_meta(database, "engine"),
            .sweep_file = read_meta(database, "sweep_file"),
            .sweep_text = read_meta(database, "sweep_text"),
            .scenario_id = read_meta(database, "scenario_id"),
            .scenario_text = read_meta(database, "scenario_text"),
            .shard = {std::stoi(shard), std::stoi(shard.substr(shard.find('/') + 1))}};
}

}  // namespace firebreak::sweep

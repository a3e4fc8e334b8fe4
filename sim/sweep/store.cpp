// Rows in and out, in short transactions of one writer.
#include "sweep/store.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "firebreak/error.hpp"

namespace firebreak::sweep {
namespace {

constexpr std::array words{"ok", "failed", "crashed", "timeout"};

Status status_of(const std::string& word) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (word == words[i]) return static_cast<Status>(i);
    }
    throw FileError{fmt::format("the store holds a run with the status {}", word)};
}

/// What differs between the store and what is to be written to it; empty where nothing does.
Finding disagreement(Database& database, const Plan& plan, const Provenance& ours) {
    const std::string stored_id = read_meta(database, "plan_id");
    const Provenance theirs = read_provenance(database);
    const std::string remedy = "name another store with --store, or remove this one";
    const auto finding = [&](std::string problem) {
        return Finding{.severity = Severity::error,
                       .file = database.path(),
                       .pointer = {},
                       .problem = std::move(problem),
                       .suggestion = remedy};
    };
    if (theirs.version != ours.version || theirs.commit != ours.commit || theirs.engine != ours.engine) {
        return finding(fmt::format("the store was written by firebreak {} ({}, {}), and this is {} ({}, {})",
                                   theirs.version, theirs.commit, theirs.engine, ours.version, ours.commit,
                                   ours.engine));
    }
    if (theirs.scenario_id != ours.scenario_id)
        return finding(
            "the store belongs to another scenario: the base scenario, or a layout, has changed since");
    if (stored_id != plan.id)
        return finding("the store belongs to another plan: the sweep's file has changed since");
    if (!(theirs.shard == ours.shard)) {
        return finding(fmt::format("the store holds shard {} of the plan, and this is shard {}",
                                   to_string(theirs.shard), to_string(ours.shard)));
    }
    return {};
}

}  // namespace

bool is_empty(Database& database) {
    Statement count = database.prepare("SELECT count(*) FROM sqlite_schema");
    count.step();
    return count.integer(0) == 0;
}

const char* to_string(Status status) {
    return words.at(static_cast<std::size_t>(status));
}

std::string to_string(const Shard& shard) {
    return fmt::format("{}/{}", shard.index, shard.count);
}

Statement prepare_insert(Database& database) {
    return database.prepare(
        "INSERT OR IGNORE INTO run (point, replication, seed, status, error, measures, wall_ms) VALUES (?, "
        "?, ?, ?, ?, ?, ?)");
}

bool insert_run(Statement& insert, Database& database, const RunRow& row) {
    insert.bind(0, static_cast<std::int64_t>(row.point))
        .bind(1, std::int64_t{row.replication})
        .bind(2, std::to_string(row.seed));
    insert.bind(3, std::string{to_string(row.status)})
        .bind(4, row.error)
        .bind(5, row.measures)
        .bind(6, row.wall_ms);
    insert.run();
    return database.changes() == 1;
}

Statement select_runs(Database& database, bool sorted) {
    return database.prepare(
        std::string{"SELECT point, replication, seed, status, error, measures, wall_ms FROM run"} +
        (sorted ? " ORDER BY point, replication" : ""));
}

RunRow run_row(const Statement& row) {
    RunRow result;
    result.point = static_cast<std::size_t>(row.integer(0));
    result.replication = static_cast<int>(row.integer(1));
    const std::string seed = row.text(2);
    std::from_chars(seed.data(), seed.data() + seed.size(), result.seed);
    result.status = status_of(row.text(3));
    result.error = row.text(4);
    result.measures = row.text(5);
    result.wall_ms = row.real(6);
    return result;
}

StoreReader::StoreReader(const std::string& path) : database_{path, Database::Mode::read} {
    expect_store(database_);
    plan_ = read_plan(database_);
    provenance_ = read_provenance(database_);
}

void StoreReader::for_each_run(const std::function<void(const RunRow&)>& visit) {
    Statement rows = select_runs(database_, true);
    while (rows.step()) visit(run_row(rows));
}

void StoreReader::for_each_point(const std::function<void(std::size_t, const std::vector<RunRow>&)>& visit) {
    std::vector<RunRow> of_point;
    for_each_run([&](const RunRow& row) {
        if (!of_point.empty() && of_point.front().point != row.point) {
            visit(of_point.front().point, of_point);
            of_point.clear();
        }
        of_point.push_back(row);
    });
    if (!of_point.empty()) visit(of_point.front().point, of_point);
}

Store::Store(const std::string& path, const Plan& plan, const Provenance& provenance)
    : lock_{path}, database_{path, Database::Mode::create_or_write} {
    // One file at rest, and nothing that needs shared memory: safe to copy, and on network disks.
    database_.run("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL");
    if (is_empty(database_)) {
        create_store(database_, plan, provenance);
        return;
    }
    expect_store(database_);
    Finding finding = disagreement(database_, plan, provenance);
    if (!finding.problem.empty()) throw InputError{{std::move(finding)}};
}

Store::~Store() {
    try {
        database_.run("PRAGMA journal_mode = DELETE");  // removes the journal, which is empty
    } catch (const FileError&) {
        // A journal that stays does no harm.
    }
}

void Store::for_each_run(const std::function<void(const RunRow&)>& visit) {
    Statement rows = select_runs(database_, false);
    while (rows.step()) visit(run_row(rows));
}

void Store::forget_failures() {
    database_.run("DELETE FROM run WHERE status <> 'ok'");
}

void Store::flush() {
    flushed_ = Clock::now();
    if (buffer_.empty()) return;
    Transaction transaction{database_};
    Statement insert = prepare_insert(database_);
    for (const RunRow& row : buffer_) {
        FIREBREAK_ASSERT(insert_run(insert, database_, row), "a run is stored once");
    }
    transaction.commit();
    buffer_.clear();
}

void Store::flush_if_due() {
    if (buffer_.size() >= rows_max || Clock::now() - flushed_ >= flush_interval) flush();
}

}  // namespace firebreak::sweep

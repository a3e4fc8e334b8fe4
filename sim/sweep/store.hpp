// The result store: one SQLite file that holds the plan, where it came from, and every run's measures.
// Its tables and views are described in docs/store.md.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sweep/file_lock.hpp"
#include "sweep/plan.hpp"
#include "sweep/sqlite.hpp"

namespace firebreak::sweep {

enum class Status { ok, failed, crashed, timeout };
[[nodiscard]] const char* to_string(Status status);

/// One run, as a store keeps it.
struct RunRow {
    std::size_t point = 0;
    int replication = 0;
    std::uint64_t seed = 0;
    Status status = Status::ok;
    std::string error = {};     ///< why it is not ok
    std::string measures = {};  ///< as `values_text` writes them; empty unless ok
    double wall_ms = 0.0;       ///< the only part that differs between two identical runs
};

/// Part `index` (from 1) of `count`: the points p with p mod count = index - 1.
struct Shard {
    int index = 1;
    int count = 1;
    bool operator==(const Shard&) const = default;
    [[nodiscard]] bool holds(std::size_t point) const {
        return point % static_cast<std::size_t>(count) == static_cast<std::size_t>(index - 1);
    }
};
[[nodiscard]] std::string to_string(const Shard& shard);

/// Where a plan's numbers come from. What is written with one program and scenario is not mixed with
/// what is written with another.
struct Provenance {
    std::string version;
    std::string commit;
    std::string engine;
    std::string sweep_file;     ///< as the user named it; for the command that replays a run
    std::string sweep_text;     ///< the sweep with every default filled in
    std::string scenario_id;    ///< of the base scenario and all layouts
    std::string scenario_text;  ///< the base scenario with every default filled in
    Shard shard;
};

/// Reads a store, also while a sweep writes to it.
class StoreReader {
  public:
    /// Throws FileError where `path` is no store.
    explicit StoreReader(const std::string& path);
    [[nodiscard]] const std::string& path() const { return database_.path(); }
    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const Provenance& provenance() const { return provenance_; }
    /// Calls `visit` for every run, by point, then replication. Keeps none in memory.
    void for_each_run(const std::function<void(const RunRow&)>& visit);
    /// Calls `visit` for every point that has runs, with all of them in the order of replications.
    void for_each_point(const std::function<void(std::size_t point, const std::vector<RunRow>&)>& visit);

  private:
    Database database_;
    Plan plan_;
    Provenance provenance_;
};

/// Writes to a store; one at a time. Rows are kept in memory until `flush`, which is one transaction:
/// when it has returned, they survive a kill and a power cut.
class Store {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds flush_interval{400};
    static constexpr std::size_t rows_max = 4096;

    /// Opens the store at `path`, or makes one. Throws InputError where it belongs to another plan,
    /// scenario, version or shard, and FileError where it cannot be used.
    Store(const std::string& path, const Plan& plan, const Provenance& provenance);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Runs that the store holds, in no order.
    void for_each_run(const std::function<void(const RunRow&)>& visit);
    /// Removes the runs that are not ok, so that they are run again.
    void forget_failures();
    void add(RunRow row) { buffer_.push_back(std::move(row)); }
    void flush();
    /// Flushes where rows have waited for `flush_interval`, or are many.
    void flush_if_due();
    [[nodiscard]] const std::string& path() const { return database_.path(); }

  private:
    FileLock lock_;
    Database database_;
    std::vector<RunRow> buffer_;
    Clock::time_point flushed_ = Clock::now();
};

/// Version of the tables.
inline constexpr int store_format = 2;

/// Makes tables and views in an empty database, and writes plan and provenance; in one transaction.
void create_store(Database& database, const Plan& plan, const Provenance& provenance);
/// No tables at all: a store whose making was cut short.
[[nodiscard]] bool is_empty(Database& database);
/// Throws FileError where `database` is no store, or of another format.
void expect_store(Database& database);
[[nodiscard]] std::string read_meta(Database& database, const std::string& key);
[[nodiscard]] Plan read_plan(Database& database);
[[nodiscard]] Provenance read_provenance(Database& database);

/// Writes a row; false if there is one of its point and replication already.
[[nodiscard]] bool insert_run(Statement& insert, Database& database, const RunRow& row);
[[nodiscard]] Statement prepare_insert(Database& database);
[[nodiscard]] Statement select_runs(Database& database, bool sorted);
[[nodiscard]] RunRow run_row(const Statement& row);

}  // namespace firebreak::sweep

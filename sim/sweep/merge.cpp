// Row by row, in transactions of bounded size; the database finds what is there twice.
#include "sweep/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "firebreak/error.hpp"
#include "sweep/schedule.hpp"
#include "sweep/values.hpp"

namespace firebreak::sweep {
namespace {

namespace fs = std::filesystem;

Finding refusal(const std::string& file, std::string problem, std::string suggestion = {}) {
    return {.severity = Severity::error,
            .file = file,
            .pointer = {},
            .problem = std::move(problem),
            .suggestion = std::move(suggestion)};
}

/// Why two stores do not belong together; an empty text where they do.
std::string difference(const StoreReader& first, const StoreReader& other) {
    const Provenance& a = first.provenance();
    const Provenance& b = other.provenance();
    if (a.version != b.version || a.commit != b.commit || a.engine != b.engine)
        return fmt::format("was written by firebreak {} ({}, {})", b.version, b.commit, b.engine);
    if (a.scenario_id != b.scenario_id) return "belongs to another scenario, or to other layouts";
    if (first.plan().id != other.plan().id) return "belongs to another plan";
    return {};
}

void expect_same_plan(const std::vector<std::unique_ptr<StoreReader>>& readers) {
    std::vector<Finding> findings;
    for (const auto& reader : readers) {
        const std::string problem = difference(*readers.front(), *reader);
        if (!problem.empty())
            findings.push_back(
                refusal(reader->path(), fmt::format("{}, unlike {}", problem, readers.front()->path())));
    }
    if (!findings.empty()) throw InputError{std::move(findings)};
}

/// A shard that was killed while it made its store leaves a database without tables: nothing is done yet.
bool has_begun(const std::string& store) {
    Database database{store, Database::Mode::read};
    return !is_empty(database);
}

/// What is at `out` may be replaced only if it is an earlier merge of the same.
void expect_replaceable(const std::string& out, const StoreReader& first,
                        const std::vector<std::string>& stores) {
    if (!fs::exists(out)) return;
    for (const std::string& store : stores) {
        std::error_code error;
        if (fs::equivalent(out, store, error))
            throw InputError{{refusal(out, "is one of the stores to be merged", "name another output")}};
    }
    StoreReader there{out};
    if (const std::string problem = difference(first, there); !problem.empty())
        throw InputError{
            {refusal(out, "is there already and " + problem, "name another output, or remove it")}};
}

bool same(const RunRow& a, const RunRow& b) {
    return a.seed == b.seed && a.status == b.status && a.error == b.error && a.measures == b.measures;
}

class Merger {
  public:
    Merger(const std::string& path, const Plan& plan, Provenance provenance)
        : plan_{plan}, database_{path, Database::Mode::create_or_write}, schedule_{plan, {}} {
        // Until it is renamed, nobody relies on the file.
        database_.run("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
        provenance.shard = {};
        create_store(database_, plan, provenance);
        insert_.emplace(prepare_insert(database_));
    }
    void take(StoreReader& store) {
        Transaction transaction{database_};
        store.for_each_run([&](const RunRow& row) { take(store.path(), row); });
        transaction.commit();
    }
    void finish() {
        insert_.reset();
        database_.run("PRAGMA synchronous = FULL; PRAGMA user_version = 1");  // a write that reaches the disk
    }
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
    [[nodiscard]] const Schedule& schedule() const { return schedule_; }
    [[nodiscard]] std::size_t failed() const { return failed_; }

  private:
    void take(const std::string& from, const RunRow& row) {
        if (!insert_run(*insert_, database_, row)) return compare(from, row);
        std::optional<double> decisive;
        const ReplicationRule& rule = plan_.replications;
        if (!rule.fixed() && row.status == Status::ok) {
            const auto at = std::ranges::find(plan_.measures, rule.measure) - plan_.measures.begin();
            decisive = parse_values(row.measures).at(static_cast<std::size_t>(at));
        }
        schedule_.done(row.point, row.replication, decisive);
        if (row.status != Status::ok) ++failed_;
    }
    void compare(const std::string& from, const RunRow& row) {
        constexpr std::size_t findings_max = 20;
        Statement there = database_.prepare(
            "SELECT point, replication, seed, status, error, measures, wall_ms FROM run WHERE point = ? AND "
            "replication = ?");
        there.bind(0, static_cast<std::int64_t>(row.point)).bind(1, std::int64_t{row.replication});
        if (!there.step() || same(run_row(there), row) || findings_.size() >= findings_max) return;
        findings_.push_back(
            refusal(from,
                    fmt::format("disagrees with a store before it on point {}, replication {}", row.point,
                                row.replication),
                    "one of the two is damaged, or was run on a machine that computes differently"));
    }
    const Plan& plan_;
    Database database_;
    Schedule schedule_;
    std::optional<Statement> insert_;
    std::vector<Finding> findings_;
    std::size_t failed_ = 0;
};

std::vector<Shard> shards_for(const std::vector<std::pair<std::size_t, int>>& missing, int count) {
    std::set<int> indices;
    for (const auto& [point, runs] : missing)
        indices.insert(static_cast<int>(point % static_cast<std::size_t>(count)) + 1);
    std::vector<Shard> shards;
    for (const int index : indices) shards.push_back({index, count});
    return shards;
}

}  // namespace

MergeResult merge_stores(const std::string& out, const std::vector<std::string>& stores) {
    std::vector<std::unique_ptr<StoreReader>> readers;
    for (const std::string& store : stores) {
        if (has_begun(store)) readers.push_back(std::make_unique<StoreReader>(store));
    }
    if (readers.empty()) throw Interrupted{"nothing is done yet in any of the stores"};
    expect_same_plan(readers);
    const FileLock lock{out};
    expect_replaceable(out, *readers.front(), stores);

    const std::string partial = out + ".partial";
    std::error_code ignored;
    fs::remove(partial, ignored);
    MergeResult result;
    try {
        Merger merger{partial, readers.front()->plan(), readers.front()->provenance()};
        for (const auto& reader : readers) merger.take(*reader);
        if (!merger.findings().empty()) throw InputError{merger.findings()};
        merger.finish();
        result.tally = {.done = merger.schedule().done_count(),
                        .planned = merger.schedule().planned_count(),
                        .failed = merger.failed()};
        result.missing = merger.schedule().missing();
    } catch (...) {
        fs::remove(partial, ignored);
        throw;
    }
    fs::rename(partial, out);
    const int count = readers.front()->provenance().shard.count;
    const bool one_division = std::ranges::all_of(
        readers, [&](const auto& reader) { return reader->provenance().shard.count == count; });
    if (one_division && count > 1) result.shards = shards_for(result.missing, count);
    return result;
}

}  // namespace firebreak::sweep

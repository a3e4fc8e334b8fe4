// The loop of a sweep. The parent only hands out batches and stores rows; a worker prepares a point once
// and forks each replication, because a simulation needs a process of its own.
#include "sweep/sweep.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "firebreak/error.hpp"
#include "sweep/schedule.hpp"
#include "sweep/values.hpp"
#include "sweep/wire.hpp"
#include "sweep/worker_pool.hpp"

namespace firebreak::sweep {
namespace {

constexpr std::size_t batch_max = 64;
/// So often a run may be killed from outside before that counts as its own doing.
constexpr int attempts_max = 5;
/// What a worker may take beyond the limit of the run that it watches itself.
constexpr std::chrono::seconds watch_margin{15};

/// One run as a worker reports it.
struct Outcome {
    int replication = 0;
    Ending ending = Ending::finished;
    bool ok = false;
    double wall_ms = 0.0;
    double decisive = 0.0;  ///< NaN: none
    std::string error = {};
    std::string measures = {};
};

std::string pack(const Outcome& outcome) {
    Writer out;
    const double fields[]{static_cast<double>(outcome.replication), static_cast<double>(outcome.ending),
                          outcome.ok ? 1.0 : 0.0, outcome.wall_ms, outcome.decisive};
    out.numbers(fields);
    out.texts({outcome.error, outcome.measures});
    return out.take();
}

Outcome unpack(const std::string& bytes) {
    Reader in{bytes};
    const std::vector<double> fields = in.numbers();
    const std::vector<std::string> texts = in.texts();
    return {static_cast<int>(fields.at(0)),
            static_cast<Ending>(static_cast<int>(fields.at(1))),
            fields.at(2) != 0.0,
            fields.at(3),
            fields.at(4),
            texts.at(0),
            texts.at(1)};
}

std::size_t index_of(const Plan& plan, const std::string& measure) {
    const auto it = std::ranges::find(plan.measures, measure);
    return static_cast<std::size_t>(it - plan.measures.begin());
}

/// A worker's life: prepare the point, run each replication.
class Work {
  public:
    Work(const Plan& plan, const Limits& limits, const Batch& batch) : limits_{limits}, batch_{batch} {
        if (!plan.replications.fixed()) decisive_ = index_of(plan, plan.replications.measure);
    }
    void operator()(const PreparePoint& prepare, const Workers::Emit& emit) const {
        const rlimit no_core{0, 0};
        ::setrlimit(RLIMIT_CORE, &no_core);
        RunPoint run;
        const std::string prepared = record_of([&] {
            run = prepare(batch_.point);
            return std::string{};
        });
        if (!run) {  // the same for every replication
            for (const int r : batch_.replications) emit(pack(outcome_of(r, result_of(0, prepared))));
        } else if (batch_.replications.size() == 1) {
            const int r = batch_.replications.front();
            emit(pack(outcome_of(r, result_of(0, record_of([&] { return timed(run, r); })))));
        } else {
            run_forked(
                {static_cast<int>(batch_.replications.size()), 1, limits_},
                [&](int i) { return timed(run, batch_.replications[static_cast<std::size_t>(i)]); },
                [&](const TaskResult& result) {
                    emit(pack(
                        outcome_of(batch_.replications[static_cast<std::size_t>(result.index)], result)));
                });
        }
    }

  private:
    [[nodiscard]] std::string timed(const RunPoint& run, int replication) const {
        const auto start = std::chrono::steady_clock::now();
        const std::vector<double> values = run(replication);
        const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
        Writer out;
        const double numbers[]{wall.count(), decisive_ ? values.at(*decisive_) : no_such_measure()};
        out.numbers(numbers);
        out.texts({values_text(values)});
        return out.take();
    }
    [[nodiscard]] Outcome outcome_of(int replication, const TaskResult& result) const {
        Outcome outcome{.replication = replication,
                        .ending = result.ending,
                        .ok = result.ok,
                        .decisive = no_such_measure()};
        if (!result.ok) {
            outcome.error = result.exit_status == 70 ? "a bug of ours: " + result.payload : result.payload;
            return outcome;
        }
        Reader in{result.payload};
        const std::vector<double> numbers = in.numbers();
        outcome.wall_ms = numbers.at(0);
        outcome.decisive = numbers.at(1);
        outcome.measures = in.texts().at(0);
        return outcome;
    }
    Limits limits_;
    const Batch& batch_;
    std::optional<std::size_t> decisive_;
};

class SweepRun {
  public:
    SweepRun(const Plan& plan, Store& store, const PreparePoint& prepare, const SweepOptions& options)
        : plan_{plan}, store_{store}, prepare_{prepare}, options_{options}, schedule_{plan, options.shard} {}
    Tally run();

  private:
    void take_stock();
    [[nodiscard]] std::size_t batch_size() const;
    void hand_out();
    void receive(const Workers::Report& report);
    void receive_end(const Workers::Report& report);
    void settle(std::size_t point, const Outcome& outcome);
    void store(std::size_t point, const Outcome& outcome, Status status);
    void report_progress();

    struct Started {
        Batch batch;
        std::set<int> open;  ///< replications that have not been reported
    };
    const Plan& plan_;
    Store& store_;
    const PreparePoint& prepare_;
    const SweepOptions& options_;
    Schedule schedule_;
    Workers workers_;
    std::map<std::size_t, Started> started_;
    std::map<std::pair<std::size_t, int>, int> attempts_;  // of runs that were killed from outside
    std::size_t next_id_ = 0;
    double wall_ms_ = 0.0;  // of the runs that went well, all together
    int timed_runs_ = 0;
    Tally tally_;
};

/// What an earlier start has left in the store.
void SweepRun::take_stock() {
    const bool adaptive = !plan_.replications.fixed();
    const std::size_t decisive = adaptive ? index_of(plan_, plan_.replications.measure) : 0;
    store_.for_each_run([&](const RunRow& row) {
        std::optional<double> value;
        if (adaptive && row.status == Status::ok) value = parse_values(row.measures).at(decisive);
        schedule_.done(row.point, row.replication, value);
        if (row.status != Status::ok) ++tally_.failed;
    });
    tally_.earlier = schedule_.done_count();
}

/// Batches get smaller towards the end, so that no worker is left with a long one; but not so small that
/// preparing the point would cost as much as its runs.
std::size_t SweepRun::batch_size() const {
    constexpr double worthwhile_ms = 250.0;
    const std::size_t left = schedule_.planned_count() - schedule_.done_count();
    const std::size_t share = left / (2 * static_cast<std::size_t>(options_.jobs));
    const double many = timed_runs_ == 0 ? 1.0 : worthwhile_ms * timed_runs_ / std::max(wall_ms_, 1.0);
    return std::clamp<std::size_t>(std::max(share, static_cast<std::size_t>(std::min(many, 1e6))), 1,
                                   batch_max);
}

void SweepRun::hand_out() {
    while (workers_.running() < static_cast<std::size_t>(options_.jobs)) {
        auto batch = schedule_.next(batch_size());
        if (!batch) return;
        Limits limits = options_.limits;
        if (batch->replications.size() > 1 && limits.wall.count() > 0.0) limits.wall += watch_margin;
        const std::size_t id = next_id_++;
        Started& started = started_[id];
        started.open.insert(batch->replications.begin(), batch->replications.end());
        started.batch = std::move(*batch);
        const Work work{plan_, options_.limits, started.batch};
        workers_.start(id, limits, [&](const Workers::Emit& emit) { work(prepare_, emit); });
    }
}

void SweepRun::store(std::size_t point, const Outcome& outcome, Status status) {
    RunRow row{.point = point,
               .replication = outcome.replication,
               .seed = plan_.seed_of(point),
               .status = status,
               .error = outcome.error,
               .measures = outcome.measures,
               .wall_ms = outcome.wall_ms};
    std::optional<double> decisive;
    if (!std::isnan(outcome.decisive)) decisive = outcome.decisive;
    schedule_.done(point, outcome.replication, decisive);
    if (status == Status::ok) {
        wall_ms_ += outcome.wall_ms;
        ++timed_runs_;
    } else {
        ++tally_.failed;
        if (options_.complain) options_.complain(row);
    }
    store_.add(std::move(row));
}

void SweepRun::settle(std::size_t point, const Outcome& outcome) {
    switch (outcome.ending) {
        case Ending::finished:
            return store(point, outcome, outcome.ok ? Status::ok : Status::failed);
        case Ending::timeout:
            return store(point, outcome, Status::timeout);
        case Ending::crashed:
            return store(point, outcome, Status::crashed);
        case Ending::killed:
            // Most often someone else's doing, which must not show in the results.
            if (++attempts_[{point, outcome.replication}] < attempts_max) {
                return schedule_.again(point, outcome.replication);
            }
            return store(point, outcome, Status::crashed);
    }
}

void SweepRun::receive_end(const Workers::Report& report) {
    const auto node = started_.extract(report.id);
    const Started& started = node.mapped();
    if (started.open.empty()) return;
    // A worker that ends early was at its first open replication; of the others nothing is known.
    const int first = *started.open.begin();
    Outcome outcome{
        .replication = first, .ending = report.ending, .decisive = no_such_measure(), .error = report.bytes};
    if (report.ending == Ending::finished) {
        outcome.ending = Ending::crashed;
        outcome.error = "the worker ended and sent no result";
    }
    settle(started.batch.point, outcome);
    for (const int r : started.open) {
        if (r != first) schedule_.again(started.batch.point, r);
    }
}

void SweepRun::receive(const Workers::Report& report) {
    if (report.ended) return receive_end(report);
    Started& started = started_.at(report.id);
    const Outcome outcome = unpack(report.bytes);
    if (started.open.erase(outcome.replication) == 1) settle(started.batch.point, outcome);
}

void SweepRun::report_progress() {
    tally_.done = schedule_.done_count();
    tally_.planned = schedule_.planned_count();
    if (options_.progress) options_.progress(tally_);
}

Tally SweepRun::run() {
    constexpr std::chrono::milliseconds glance{100};
    take_stock();
    while (!schedule_.finished() && !options_.stop()) {
        hand_out();
        FIREBREAK_ASSERT(workers_.running() > 0, "an open schedule has runs to hand out");
        for (const Workers::Report& report : workers_.wait(glance)) receive(report);
        store_.flush_if_due();
        report_progress();
    }
    workers_.kill_all();
    store_.flush();
    report_progress();
    return tally_;
}

}  // namespace

Tally run_sweep(const Plan& plan, Store& store, const PreparePoint& prepare, const SweepOptions& options) {
    return SweepRun{plan, store, prepare, options}.run();
}

}  // namespace firebreak::sweep
